-- Numbers an entry and links it to its operator's chain, whose head row is the last lock an act takes; a batch it was made of is posted by it.
CREATE OR REPLACE FUNCTION rb.link_entry(the_entry bigint, the_kind text, the_batch bigint, the_maker name, at timestamptz, the_lines int, the_pence bigint, postings text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE number text;
BEGIN
  WITH c AS MATERIALIZED (SELECT x.series, x.number + 1 AS number, x.head FROM chain x WHERE x.login = the_maker FOR NO KEY UPDATE),
    e AS MATERIALIZED (SELECT c.series, c.number, c.head, link_hash(ROW(the_entry, the_maker, c.number, the_kind, the_batch, at, the_lines, the_pence, c.head, NULL)::entry, postings) AS hash FROM c),
    head AS (UPDATE chain x SET number = e.number, head = e.hash FROM e WHERE x.login = the_maker),
    ended AS (UPDATE batch x SET state = 'posted', ended_at = at, entry_id = the_entry WHERE x.id = the_batch),
    linked AS (INSERT INTO entry OVERRIDING SYSTEM VALUE SELECT the_entry, the_maker, e.number, the_kind, the_batch, at, the_lines, the_pence, e.head, e.hash FROM e)
  SELECT entry_number(e.series, e.number) INTO STRICT number FROM e;
  RETURN number;
END $$;
