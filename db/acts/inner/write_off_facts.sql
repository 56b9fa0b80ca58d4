-- What a write-off of an account's debt rests on: how much and how old, when anything was last heard, who else is liable. Ids, codes, amounts and dates only.
CREATE OR REPLACE FUNCTION rb.write_off_facts(a rb.account, but_for bigint DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE balance bigint := (SELECT pence FROM balance WHERE account_id = a.id); top bigint := coalesce(a.parent_id, a.id); oldest date; years int := (SELECT CASE l.nation WHEN 'scotland' THEN 5 ELSE 6 END FROM landlord l WHERE l.id = a.landlord_id);
BEGIN
  -- what is owed was charged last: credits pay the oldest charge first
  SELECT min(c.effective_date) INTO oldest FROM (SELECT p.effective_date, sum(p.pence) OVER (ORDER BY p.effective_date DESC, p.entry_id DESC, p.line DESC) - p.pence AS later FROM posting p WHERE p.debit_account = a.id
    AND NOT EXISTS (SELECT FROM reversal v WHERE (v.original_entry, v.original_line, v.original_part) = (p.entry_id, p.line, p.part))) c WHERE c.later < greatest(balance, 0);
  RETURN jsonb_build_object('balance_pence', balance, 'debt_pence', debt_left(a.id, but_for), 'promised_pence', promised(a.id, '{write-off}', but_for), 'memo_pence', memo_left(a.id, but_for), 'status', a.status, 'deceased', a.deceased,
    'ended', (SELECT end_date FROM tenancy WHERE id = a.tenancy_id), 'oldest_debt', oldest, 'limitation_years', years,
    'last_receipt', (SELECT max(p.effective_date) FROM posting p JOIN txn_code k ON k.id = p.code_id AND k.class = 'receipt' WHERE p.credit_account = a.id),
    'last_contact', greatest((SELECT max(c.at)::date FROM caller_check c WHERE c.account_id = top), (SELECT max(n.at)::date FROM note n WHERE n.account_id = top)),
    'credits', (SELECT coalesce(jsonb_agg(jsonb_build_object('account', x.id, 'ref', x.ref, 'kind', x.kind, 'status', x.status, 'pence', -b.pence) ORDER BY x.id), '[]') FROM account x JOIN balance b ON b.account_id = x.id
      WHERE x.landlord_id = a.landlord_id AND x.id <> a.id AND x.status <> 'control' AND b.pence < 0 AND (x.id = top OR x.parent_id = top OR x.tenancy_id IN (SELECT o.tenancy_id FROM tenant n JOIN tenant o ON o.customer_id = n.customer_id WHERE n.tenancy_id = a.tenancy_id))),
    'current', (SELECT coalesce(jsonb_agg(DISTINCT x.ref), '[]') FROM account x WHERE x.landlord_id = a.landlord_id AND x.status = 'current' AND x.parent_id IS NULL AND x.tenancy_id <> a.tenancy_id
      AND x.tenancy_id IN (SELECT o.tenancy_id FROM tenant n JOIN tenant o ON o.customer_id = n.customer_id AND o.ended IS NULL WHERE n.tenancy_id = a.tenancy_id)),
    'survivors', (SELECT count(*) FROM tenant n JOIN customer c ON c.id = n.customer_id WHERE n.tenancy_id = a.tenancy_id AND c.deceased IS NULL AND (n.ended IS NULL OR a.status = 'former')),
    'marks', marks_on(a.id), 'interests', (SELECT coalesce(jsonb_agg(i.login ORDER BY i.login), '[]') FROM interest i WHERE i.account_id IN (a.id, a.parent_id)));
END $$;
