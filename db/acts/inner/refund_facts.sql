-- What a refund of an account's credit rests on: where the credit came from (first in, first out: what is left came last), what may be taken back, what else is owed, what was refunded. Ids, codes, amounts and dates only.
CREATE OR REPLACE FUNCTION rb.refund_facts(a rb.account, but_for bigint DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE balance bigint := (SELECT pence FROM balance WHERE account_id = a.id); credit bigint := credit_left(a.id, but_for); top bigint := coalesce(a.parent_id, a.id); t tenancy; leave_in bigint := 0; debts jsonb; owed bigint; came record; others jsonb;
  cheques date := today() - policy_number('cheque_days', 6); debits date := today() - policy_number('indemnity_days', 28); benefit_from date := today() - 7 * policy_number('benefit_weeks', 26);
BEGIN
  SELECT * INTO t FROM tenancy WHERE id = a.tenancy_id;
  IF a.status = 'current' AND a.parent_id IS NULL THEN
    leave_in := t.charge_pence * CASE t.cycle WHEN 'weekly' THEN policy_number('leave_in_weeks', 1) ELSE policy_number('leave_in_months', 1) END; END IF;
  SELECT coalesce(jsonb_agg(jsonb_build_object('account', x.id, 'ref', x.ref, 'kind', x.kind, 'status', x.status, 'pence', b.pence) ORDER BY x.id), '[]'), coalesce(sum(b.pence), 0) INTO debts, owed
    FROM account x JOIN balance b ON b.account_id = x.id WHERE x.landlord_id = a.landlord_id AND x.id <> a.id AND x.status <> 'control' AND b.pence > 0
      AND (x.id = top OR x.parent_id = top OR x.tenancy_id IN (SELECT o.tenancy_id FROM tenant n JOIN tenant o ON o.customer_id = n.customer_id WHERE n.tenancy_id = a.tenancy_id));
  SELECT coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'group', c.grp, 'pence', c.took, 'of_pence', c.pence, 'date', c.effective_date, 'clear', c.clear) ORDER BY c.effective_date DESC, c.entry_id DESC, c.line DESC), '[]') AS sources,
      coalesce(sum(c.took) FILTER (WHERE NOT c.clear), 0)::bigint AS uncleared, coalesce(sum(c.took) FILTER (WHERE c.grp = 'benefit'), 0)::bigint AS benefit INTO came FROM (
    SELECT p.*, k.code, k.grp, least(p.pence, greatest(-balance, 0) - (sum(p.pence) OVER w - p.pence)) AS took, NOT (k.code = 'CHEQ' AND p.effective_date > cheques OR k.is_dd AND p.effective_date > debits) AS clear
    FROM posting p JOIN txn_code k ON k.id = p.code_id
    WHERE p.credit_account = a.id AND NOT EXISTS (SELECT FROM reversal v WHERE (v.original_entry, v.original_line, v.original_part) = (p.entry_id, p.line, p.part) OR (v.entry_id, v.line, v.part) = (p.entry_id, p.line, p.part))
    WINDOW w AS (ORDER BY p.effective_date DESC, p.entry_id DESC, p.line DESC, p.part DESC)) c WHERE c.took > 0;
  SELECT coalesce(jsonb_agg(jsonb_build_object('request', r.id, 'pence', r.pence, 'date', r.ended_at::date) ORDER BY r.id), '[]') INTO others
    FROM request r WHERE r.account_id = a.id AND r.kind IN ('refund', 'payment') AND r.state IN ('approved', 'paid') AND r.ended_at > clock_timestamp() - interval '12 months';
  RETURN jsonb_build_object('balance_pence', balance, 'credit_pence', credit, 'promised_pence', promised(a.id, '{refund,transfer,payment}', but_for), 'leave_in_pence', leave_in, 'cycle', t.cycle, 'debts', debts, 'owed_pence', owed,
    'sources', came.sources, 'uncleared_pence', came.uncleared, 'benefit_pence', came.benefit,
    'benefit_since', (SELECT max(p.effective_date) FROM posting p JOIN txn_code k ON k.id = p.code_id WHERE p.credit_account = a.id AND k.grp = 'benefit' AND p.effective_date >= benefit_from),
    'most_pence', greatest(credit - leave_in - owed - came.uncleared, 0), 'refunds', others, 'marks', marks_on(a.id), 'status', a.status,
    'tenants', (SELECT count(*) FROM tenant n JOIN customer c ON c.id = n.customer_id WHERE n.tenancy_id = a.tenancy_id AND c.deceased IS NULL AND (n.ended IS NULL OR a.status = 'former')),
    'deceased', a.deceased, 'interests', (SELECT coalesce(jsonb_agg(i.login ORDER BY i.login), '[]') FROM interest i WHERE i.account_id IN (a.id, a.parent_id)));
END $$;
