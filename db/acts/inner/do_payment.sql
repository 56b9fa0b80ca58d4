-- An approved payment is owed to its payee; money out of suspense leaves its item.
CREATE OR REPLACE FUNCTION rb.do_payment(r rb.request) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE i suspense_item; p posting; number text;
BEGIN
  IF r.item_id IS NULL THEN RETURN post_request(r, 'RFND', r.account_id, control_account(r.landlord_id, 'refunds-payable'), 'approved'); END IF;
  i := open_suspense(r.item_id);
  SELECT * INTO STRICT p FROM posting x WHERE (x.entry_id, x.line, x.part) = (i.entry_id, i.line, i.part);
  number := post_request(r, 'RFND', p.credit_account, control_account(r.landlord_id, 'refunds-payable'), 'approved', p.cashbook_id);
  UPDATE suspense_item SET cleared_pence = cleared_pence + r.pence, ended = CASE WHEN cleared_pence + r.pence = pence THEN 'cleared' END WHERE id = i.id;
  INSERT INTO suspense_clearing (item_id, entry_id, account_id, pence, why) SELECT i.id, q.entry_id, control_account(r.landlord_id, 'refunds-payable'), r.pence, r.why FROM request q WHERE q.id = r.id;
  RETURN number;
END
$$;
