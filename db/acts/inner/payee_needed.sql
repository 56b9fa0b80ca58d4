-- Money that leaves names whom it is paid to.
CREATE OR REPLACE FUNCTION rb.payee_needed(r rb.request) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF r.terms ? 'card' THEN RETURN; END IF;
  IF r.payee IS NULL OR r.sort_code IS NULL THEN
    PERFORM refuse('payee_needed', 'say whom it is paid to: name, sort code and account number; card money goes back to the card by the provider''s reference'); END IF;
END $$;
