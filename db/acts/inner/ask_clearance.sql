-- A clearance of suspense above one's own limit, to whose it is.
CREATE OR REPLACE FUNCTION rb.ask_clearance(r rb.request, doc jsonb) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE i suspense_item; a account;
BEGIN
  i := open_suspense((doc ->> 'item_id')::bigint);
  a := request_account(coalesce((doc ->> 'to_account_id')::bigint, (doc ->> 'account_id')::bigint));
  IF a.landlord_id <> i.landlord_id THEN PERFORM refuse('wrong_landlord', 'the account is another landlord''s: leave the money in suspense', to_jsonb(a.id)); END IF;
  r.account_id := a.id; r.landlord_id := i.landlord_id; r.item_id := i.id; r.pence := coalesce(r.pence, item_left(i.id));
  IF r.pence < 1 OR r.pence > item_left(i.id) THEN PERFORM refuse('more_than_left', format('%s is left of this item that nobody else was promised', in_pounds(item_left(i.id))), to_jsonb(item_left(i.id))); END IF;
  r.reserved_pence := r.pence;
  RETURN r;
END $$;
