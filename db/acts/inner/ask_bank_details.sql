-- Other bank details for an account's payee: whoever they are to be, somebody else says yes.
CREATE OR REPLACE FUNCTION rb.ask_bank_details(r rb.request, doc jsonb) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE a account := request_account((doc ->> 'account_id')::bigint);
BEGIN
  r.account_id := a.id; r.landlord_id := a.landlord_id; r.pence := NULL;
  r := take_payee(r, doc);
  IF r.payee IS NULL OR r.sort_code IS NULL THEN PERFORM refuse('payee_needed', 'say whom it is paid to: name, sort code and account number'); END IF;
  r.facts := detail_facts(a.id, r.sort_code, r.account_number, r.roll);
  RETURN r;
END $$;
