-- Where the money goes: a name with sort code and account number (and roll number), or back to the card by the provider's reference.
CREATE OR REPLACE FUNCTION rb.take_payee(r rb.request, doc jsonb) RETURNS rb.request
LANGUAGE plpgsql AS $$
BEGIN
  r.payee := nullif(btrim(doc ->> 'payee'), ''); r.roll := nullif(btrim(doc ->> 'roll'), '');
  r.sort_code := nullif(regexp_replace(coalesce(doc ->> 'sort_code', ''), '[ -]', '', 'g'), ''); r.account_number := nullif(regexp_replace(coalesce(doc ->> 'account_number', ''), '[ -]', '', 'g'), '');
  IF coalesce(r.sort_code, '000000') !~ '^[0-9]{6}$' OR coalesce(r.account_number, '000000') !~ '^[0-9]{6,10}$' OR (r.sort_code IS NULL) <> (r.account_number IS NULL) THEN
    PERFORM refuse('bank_details', 'a sort code has 6 digits and an account number 6 to 10: read them again'); END IF;
  IF doc ? 'card' THEN r.terms := r.terms || jsonb_build_object('card', left(doc ->> 'card', 60)); END IF;
  RETURN r;
END $$;
