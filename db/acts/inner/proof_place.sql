-- Where a fault is: A17-000123, .7 and .7.2 when its line and part are told; an entry nobody chained by its id.
CREATE OR REPLACE FUNCTION rb.proof_place(the_entry bigint, the_line int DEFAULT NULL, the_part int DEFAULT NULL) RETURNS text
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT concat_ws('.', coalesce((SELECT entry_number(c.series, e.number) FROM entry e JOIN chain c ON c.login = e.login WHERE e.id = the_entry), 'entry ' || the_entry), the_line, the_part) $$;
