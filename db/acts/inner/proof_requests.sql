-- Every request stands where its decisions brought it, nobody decided their own, what was approved was posted once and as asked, and each day's approvals come to what was counted.
CREATE OR REPLACE FUNCTION rb.proof_requests() RETURNS TABLE (rule text, place text, what text)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
BEGIN
  RETURN QUERY
    WITH told AS (SELECT r.*, count(s.step) FILTER (WHERE s.kind = 'approve') AS yes, max(s.kind) FILTER (WHERE s.kind <> 'approve') AS ended, max(s.step) AS last, count(s.step) AS steps, bool_or(s.kind <> 'withdraw' AND s.decider = ANY (r.makers)) AS own
      FROM request r LEFT JOIN request_step s ON s.request_id = r.id GROUP BY r.id)
    SELECT 'request', 'request ' || t.id, CASE WHEN t.own THEN 'was decided by somebody who made it' WHEN t.steps <> coalesce(t.last, 0) THEN 'misses a step'
      ELSE format('is %s with %s of %s approvals', t.state, t.yes, t.approvals) END
    FROM told t WHERE t.own OR t.steps <> coalesce(t.last, 0) OR t.state IS DISTINCT FROM CASE WHEN t.ended = 'reject' THEN 'rejected' WHEN t.ended = 'withdraw' THEN 'withdrawn' WHEN t.yes < t.approvals THEN 'submitted'
      WHEN t.state IN ('approved', 'posted', 'done', 'paid', 'returned', 'reversed') THEN t.state ELSE 'approved' END;
  RETURN QUERY
    SELECT 'request', 'request ' || r.id, format('asked for %s, its entry posts %s', in_pounds(r.pence + o.pence), in_pounds(p.pence))
    FROM request r CROSS JOIN LATERAL (SELECT coalesce(sum(x.pence), 0)::bigint AS pence FROM request_offset x WHERE x.request_id = r.id) o
      CROSS JOIN LATERAL (SELECT sum(x.pence)::bigint AS pence, bool_or(x.line = 1 AND CASE r.kind WHEN 'transfer' THEN (x.debit_account, x.credit_account) = (r.account_id, r.to_account) WHEN 'write-off' THEN x.credit_account = r.account_id
          WHEN 'clearance' THEN x.credit_account = r.account_id WHEN 'reversal' THEN true ELSE r.item_id IS NOT NULL OR x.debit_account = r.account_id END) AS meant FROM posting x WHERE x.entry_id = r.entry_id) p
    WHERE r.entry_id IS NOT NULL AND (p.pence IS DISTINCT FROM r.pence + o.pence OR r.kind <> 'reversal' AND p.meant IS NOT TRUE);
  RETURN QUERY
    SELECT 'request', 'request ' || r.id, format('was approved and posted nothing') FROM request r WHERE r.pence IS NOT NULL AND r.state IN ('approved', 'posted', 'paid', 'returned', 'reversed') AND r.entry_id IS NULL;
  RETURN QUERY
    SELECT 'request', proof_place(e.id), 'was posted for a request, and no request asks for it' FROM entry e WHERE e.kind = 'request' AND NOT EXISTS (SELECT FROM request r WHERE r.entry_id = e.id);
  RETURN QUERY
    SELECT 'request', format('request %s, step %s', s.request_id, s.step), 'what its decision rested on is not what was kept'
    FROM request_step s WHERE s.digest IS NOT NULL AND s.digest <> step_digest(s, (SELECT b.digest FROM request_step b WHERE (b.request_id, b.step) = (s.request_id, s.step - 1)));
  RETURN QUERY
    SELECT 'request', 'request ' || r.id, 'the words to the tenant are not those that were decided'
    FROM request r JOIN request_step s ON s.request_id = r.id WHERE r.words <> '' AND s.facts ->> 'words' <> encode(sha256(convert_to(r.words, 'UTF8')), 'hex');
  RETURN QUERY
    WITH said AS (SELECT s.decider AS login, r.kind, (s.at AT TIME ZONE 'Europe/London')::date AS day, sum(r.pence)::bigint AS pence FROM request_step s JOIN request r ON r.id = s.request_id WHERE s.kind = 'approve' AND r.pence IS NOT NULL GROUP BY 1, 2, 3)
    SELECT 'request', format('%s, %s on %s', coalesce(d.login, s.login), coalesce(d.kind, s.kind), coalesce(d.day::date, s.day)), format('approved %s, %s was counted', in_pounds(coalesce(s.pence, 0)), in_pounds(coalesce(d.pence, 0)))
    FROM said s FULL JOIN decided_day d ON (d.login, d.kind, d.day::date) = (s.login, s.kind, s.day) WHERE coalesce(s.pence, 0) <> coalesce(d.pence, 0);
END $$;
