-- Locks the balances that a request is about, ascending: nothing is posted to them and nothing else is promised of them until this act ends.
CREATE OR REPLACE FUNCTION rb.hold_accounts(r rb.request) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF r.item_id IS NOT NULL THEN PERFORM FROM suspense_item i WHERE i.id = r.item_id FOR NO KEY UPDATE; END IF;
  PERFORM FROM balance b WHERE b.account_id IN (r.account_id, r.to_account) OR b.account_id IN (SELECT o.account_id FROM request_offset o WHERE o.request_id = r.id) ORDER BY b.account_id FOR NO KEY UPDATE;
END $$;
