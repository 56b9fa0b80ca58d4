-- The link of an entry as its postings stand.
CREATE OR REPLACE FUNCTION rb.entry_hash(e rb.entry) RETURNS bytea
LANGUAGE sql STABLE AS $$
  SELECT rb.link_hash(e, (SELECT string_agg(rb.posting_text(p), E'\n' ORDER BY p.line, p.part) FROM rb.posting p WHERE p.entry_id = e.id)) $$;
