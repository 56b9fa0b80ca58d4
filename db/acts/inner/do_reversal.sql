-- The linked reversal of what was asked, with its effective date and today's book date.
CREATE OR REPLACE FUNCTION rb.do_reversal(r rb.request) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE e entry; p record; number text;
BEGIN
  SELECT * INTO STRICT e FROM entry x WHERE x.id = r.of_entry;
  SELECT min(x.landlord_id) AS landlord, min(x.cashbook_id) AS cashbook INTO p FROM posting x WHERE x.entry_id = e.id AND (r.of_line = 0 OR x.line = r.of_line);
  PERFORM check_book_date(p.landlord::smallint, p.cashbook::smallint, today());
  number := reverse_entry(e, r.of_line, r.why, r.terms ->> 'entry');
  UPDATE request SET entry_id = (SELECT v.entry_id FROM reversal v WHERE v.original_entry = e.id AND (r.of_line = 0 OR v.original_line = r.of_line) LIMIT 1), state = 'posted' WHERE id = r.id;
  RETURN number;
END
$$;
