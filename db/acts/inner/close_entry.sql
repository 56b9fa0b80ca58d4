-- Numbers and chains an entry whose postings were just inserted: its operator's head row is the last lock an act takes.
CREATE OR REPLACE FUNCTION rb.close_entry(the_entry bigint, the_kind text, the_batch bigint DEFAULT NULL, the_maker name DEFAULT session_user, at timestamptz DEFAULT clock_timestamp()) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE c chain; e entry;
BEGIN
  SELECT * INTO STRICT c FROM chain WHERE login = the_maker FOR NO KEY UPDATE;
  SELECT the_entry, the_maker, c.number + 1, the_kind, the_batch, at, count(DISTINCT p.line), coalesce(sum(p.pence), 0), c.head, NULL
    INTO e FROM posting p WHERE p.entry_id = the_entry;
  e.hash := entry_hash(e);
  INSERT INTO entry OVERRIDING SYSTEM VALUE SELECT e.*;
  UPDATE chain SET number = e.number, head = e.hash WHERE login = the_maker;
  RETURN entry_number(c.series, e.number);
END $$;
