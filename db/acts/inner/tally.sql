-- Keyed total, count and hash of a batch's kept lines; what a file recovers counts against what it pays.
CREATE OR REPLACE FUNCTION rb.tally(the_batch bigint) RETURNS TABLE (pence bigint, lines int, hash bigint)
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(CASE WHEN l.debit THEN -l.pence ELSE l.pence END), 0)::bigint, count(*)::int, coalesce(sum(a.digits), 0)::bigint
  FROM batch_line l LEFT JOIN account a ON a.id = l.account_id WHERE l.batch_id = the_batch AND l.state = 'kept' $$;
