-- An overpayment of benefit that the council takes back: the tenant owes it, and it is paid to the council where a payee is named.
CREATE OR REPLACE FUNCTION rb.ask_overpayment(r rb.request, doc jsonb) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE a account := request_account((doc ->> 'account_id')::bigint);
BEGIN
  r.account_id := a.id; r.landlord_id := a.landlord_id; r.schedule_id := schedule_of(doc, r.kind, a.landlord_id);
  IF r.pence IS NULL THEN PERFORM refuse('amount_out_of_range', 'say how much'); END IF;
  r := take_payee(r, doc);
  IF (r.payee IS NULL) <> (r.sort_code IS NULL) THEN PERFORM refuse('payee_needed', 'say the council''s name, sort code and account number, or none of them where it takes the money by itself'); END IF;
  PERFORM hold_accounts(r);
  r.facts := write_off_facts(a); r.marks := (r.facts ->> 'marks')::bigint;
  RETURN r;
END $$;
