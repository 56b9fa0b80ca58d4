-- Keyed total, count and hash of a batch's kept lines.
CREATE OR REPLACE FUNCTION rb.tally(the_batch bigint) RETURNS TABLE (pence bigint, lines int, hash bigint)
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(l.pence), 0)::bigint, count(*)::int, coalesce(sum(a.digits), 0)::bigint
  FROM batch_line l LEFT JOIN account a ON a.id = l.account_id WHERE l.batch_id = the_batch AND l.state = 'kept' $$;
