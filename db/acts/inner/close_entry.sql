-- Numbers and chains an entry whose postings were just inserted.
CREATE OR REPLACE FUNCTION rb.close_entry(the_entry bigint, the_kind text, the_batch bigint DEFAULT NULL, the_maker name DEFAULT session_user, at timestamptz DEFAULT clock_timestamp()) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  SELECT count(DISTINCT g.line)::int AS lines, coalesce(sum(g.pence), 0)::bigint AS pence, string_agg(posting_text(g), E'\n' ORDER BY g.line, g.part) AS words
    INTO p FROM posting g WHERE g.entry_id = the_entry;
  RETURN link_entry(the_entry, the_kind, the_batch, the_maker, at, p.lines, p.pence, p.words);
END $$;
