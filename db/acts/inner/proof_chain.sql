-- Every operator's chain: numbers without a gap, each link to the one before, each hash from the postings, the head at the end.
CREATE OR REPLACE FUNCTION rb.proof_chain() RETURNS TABLE (rule text, place text, what text)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
BEGIN
  RETURN QUERY
    WITH body AS (
      SELECT p.entry_id, count(*) FILTER (WHERE p.part = 1) AS lines, sum(p.pence) AS pence, string_agg(posting_text(p), E'\n' ORDER BY p.line, p.part) AS words FROM posting p GROUP BY p.entry_id),
    link AS (
      SELECT e.id, e.login, e.number, e.lines, e.pence, e.prev, e.hash, b.lines AS lines_now, b.pence AS pence_now, link_hash(e, b.words) AS hash_now,
        lag(e.number, 1, 0) OVER w AS number_before, lag(e.hash, 1, '\x00') OVER w AS hash_before
      FROM entry e LEFT JOIN body b ON b.entry_id = e.id WINDOW w AS (PARTITION BY e.login ORDER BY e.number))
    SELECT f.rule, proof_place(l.id), f.what FROM link l, LATERAL (VALUES
      ('number', l.number <> l.number_before + 1, format('follows number %s: what stood between is gone', l.number_before)),
      ('link', l.prev <> l.hash_before, 'does not link to the entry before it'),
      ('entry', l.lines_now IS NULL, 'has no posting'),
      ('entry', (l.lines, l.pence) IS DISTINCT FROM (l.lines_now, l.pence_now) AND l.lines_now IS NOT NULL,
        format('says %s in %s lines, its postings %s in %s', in_pounds(l.pence), l.lines, in_pounds(l.pence_now), l.lines_now)),
      ('hash', l.hash <> l.hash_now, 'it, or a posting of it, is not what was chained')) f (rule, wrong, what)
    WHERE f.wrong;
  RETURN QUERY
    SELECT 'head', 'operator ' || c.login, format('the head is number %s, the last entry number %s', c.number, coalesce(e.number, 0))
    FROM chain c LEFT JOIN LATERAL (SELECT x.number, x.hash FROM entry x WHERE x.login = c.login ORDER BY x.number DESC LIMIT 1) e ON true
    WHERE (c.number, c.head) IS DISTINCT FROM (coalesce(e.number, 0), coalesce(e.hash, '\x00'));
END $$;
