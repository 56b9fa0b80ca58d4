-- A payment by itself: of an account's credit, or of money in suspense back to whoever sent it.
CREATE OR REPLACE FUNCTION rb.ask_payment(r rb.request, doc jsonb) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE a account; i suspense_item;
BEGIN
  r := take_payee(r, doc);
  IF r.pence IS NULL THEN PERFORM refuse('amount_out_of_range', 'say how much'); END IF;
  PERFORM payee_needed(r);
  r.reserved_pence := r.pence;
  IF doc ? 'item_id' THEN
    i := open_suspense((doc ->> 'item_id')::bigint);
    r.item_id := i.id; r.landlord_id := i.landlord_id;
    IF r.pence > item_left(i.id) THEN PERFORM refuse('more_than_left', format('%s is left of this item that nobody else was promised', in_pounds(item_left(i.id))), to_jsonb(item_left(i.id))); END IF;
  ELSE
    a := request_account((doc ->> 'account_id')::bigint);
    r.account_id := a.id; r.landlord_id := a.landlord_id;
    PERFORM hold_accounts(r);
    r.facts := refund_facts(a); r.marks := (r.facts ->> 'marks')::bigint;
    IF r.pence > (r.facts ->> 'credit_pence')::bigint AND length(btrim(r.override)) < 3 THEN
      PERFORM refuse('more_than_credit', format('the credit that nobody else was promised is %s; more needs an override reason and goes to the next group', in_pounds((r.facts ->> 'credit_pence')::bigint)), r.facts -> 'credit_pence'); END IF;
  END IF;
  RETURN r;
END $$;
