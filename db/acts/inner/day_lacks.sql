-- What is left between bank and cashbook when every item is named (`rest`) is what statements leave out: each one's own difference, explained or not, as far as it still stands apart;
-- what is more than that is a statement that is missing. Once the bank shows what it had left out nothing of a difference is left.
CREATE OR REPLACE FUNCTION rb.day_lacks(c smallint, until date, rest bigint) RETURNS TABLE (part text, item jsonb)
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  WITH own AS (
    SELECT t.id, t.to_day, x.reason, x.owner, x.words, abs(t.difference_pence) AS size, sum(abs(t.difference_pence)) OVER (ORDER BY x.id IS NULL, t.to_day, t.id) - abs(t.difference_pence) AS before
    FROM bank_statement t LEFT JOIN bank_explained x ON x.statement_id = t.id AND x.live WHERE t.cashbook_id = c AND t.to_day <= until AND t.difference_pence <> 0 AND (t.difference_pence < 0) = (rest > 0)),
  named AS MATERIALIZED (SELECT o.*, (CASE WHEN rest < 0 THEN -1 ELSE 1 END * least(o.size, abs(rest) - o.before))::bigint AS pence FROM own o WHERE rest <> 0 AND o.before < abs(rest))
  SELECT CASE WHEN n.reason IS NULL THEN 'unexplained' ELSE 'explained' END,
    jsonb_build_object('what', 'statement ' || n.id, 'statement', n.id, 'day', n.to_day, 'pence', n.pence, 'reason', coalesce(n.reason, 'own-difference'), 'owner', coalesce(n.owner::text, ''), 'words', coalesce(n.words::text, '')) FROM named n
  UNION ALL
  SELECT 'unexplained', jsonb_build_object('what', 'statements', 'day', until, 'pence', g.pence, 'reason', 'gap', 'owner', '', 'words', '')
  FROM (SELECT rest - coalesce(sum(n.pence), 0)::bigint AS pence FROM named n) g WHERE g.pence <> 0 $$;
