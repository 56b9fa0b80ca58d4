-- What a request rests on as the book stands now, by its kind.
CREATE OR REPLACE FUNCTION rb.facts_of(r rb.request) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE a account; facts jsonb := '{}';
BEGIN
  SELECT * INTO a FROM account WHERE id = r.account_id;
  IF r.kind = 'refund' OR r.kind IN ('payment', 'transfer') AND r.item_id IS NULL THEN facts := refund_facts(a, r.id);
  ELSIF r.kind IN ('write-off', 'write-on', 'overpayment') THEN facts := write_off_facts(a, r.id); END IF;
  IF r.kind = 'refund' THEN
    facts := facts || jsonb_build_object('offsets', (SELECT coalesce(jsonb_agg(jsonb_build_object('account', o.account_id, 'ref', x.ref, 'kind', x.kind, 'pence', o.pence, 'owed_pence', b.pence) ORDER BY o.part), '[]')
      FROM request_offset o JOIN account x ON x.id = o.account_id JOIN balance b ON b.account_id = x.id WHERE o.request_id = r.id)); END IF;
  IF r.to_account IS NOT NULL THEN facts := facts || jsonb_build_object('to_balance_pence', (SELECT pence FROM balance WHERE account_id = r.to_account), 'to_status', (SELECT status FROM account WHERE id = r.to_account)); END IF;
  IF r.item_id IS NOT NULL THEN
    facts := facts || (SELECT jsonb_build_object('item', i.id, 'item_left_pence', item_left(i.id, r.id), 'item_pence', i.pence, 'item_date', i.effective_date, 'item_ended', i.ended) FROM suspense_item i WHERE i.id = r.item_id); END IF;
  IF r.of_entry IS NOT NULL THEN
    facts := facts || jsonb_build_object('reversed', EXISTS (SELECT FROM reversal v WHERE v.original_entry = r.of_entry AND (r.of_line = 0 OR v.original_line = r.of_line)), 'signed', EXISTS (SELECT FROM posting p JOIN cashbook c ON c.id = p.cashbook_id WHERE p.entry_id = r.of_entry AND p.book_date <= c.signed_to),
      'balance_pence', (SELECT pence FROM balance WHERE account_id = r.account_id)); END IF;
  IF r.kind IN ('policy', 'operator') THEN facts := facts || was_set(r); END IF;
  RETURN facts;
END $$;
