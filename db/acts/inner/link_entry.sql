-- Numbers an entry and links it to its operator's chain, whose head row is the last lock an act takes.
CREATE OR REPLACE FUNCTION rb.link_entry(the_entry bigint, the_kind text, the_batch bigint, the_maker name, at timestamptz, the_lines int, the_pence bigint, postings text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE c record; e entry;
BEGIN
  SELECT x.series, x.number, x.head INTO STRICT c FROM chain x WHERE x.login = the_maker FOR NO KEY UPDATE;
  e := ROW(the_entry, the_maker, c.number + 1, the_kind, the_batch, at, the_lines, the_pence, c.head, NULL);
  e.hash := link_hash(e, postings);
  WITH head AS (UPDATE chain SET number = e.number, head = e.hash WHERE login = the_maker)
    INSERT INTO entry OVERRIDING SYSTEM VALUE SELECT e.*;
  RETURN entry_number(c.series, e.number);
END $$;
