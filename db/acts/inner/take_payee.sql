-- Where the money goes: a name with sort code and account number (and roll number), the details that stand for the account, or back to the card by the provider's reference.
-- A number of six, seven, nine or ten digits becomes eight by its bank's own rule (core/bank_account), so that the same account is always the same digits; what no payment file could carry is not asked for.
CREATE OR REPLACE FUNCTION rb.take_payee(r rb.request, doc jsonb) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE d bank_detail; fault text;
BEGIN
  IF coalesce((doc ->> 'standing')::boolean, false) THEN
    SELECT * INTO d FROM bank_detail x WHERE x.account_id = (doc ->> 'account_id')::bigint AND x.until IS NULL;
    IF NOT FOUND THEN PERFORM refuse('payee_needed', 'no bank details stand for this account: say whom it is paid to, sort code and account number'); END IF;
    IF d.bad_since IS NOT NULL THEN PERFORM refuse('bank_details', format('a payment to the details that stand came back on %s: ask the payee anew', d.bad_since::date)); END IF;
    doc := doc || jsonb_build_object('payee', d.payee, 'sort_code', d.sort_code, 'account_number', d.account_number, 'roll', d.roll);
  END IF;
  r.payee := nullif(btrim(doc ->> 'payee'), ''); r.roll := nullif(upper(regexp_replace(btrim(doc ->> 'roll'), '\s+', ' ', 'g')), '');
  r.sort_code := nullif(regexp_replace(coalesce(doc ->> 'sort_code', ''), '[\s\u2010-\u2015-]', '', 'g'), ''); r.account_number := nullif(regexp_replace(coalesce(doc ->> 'account_number', ''), '[\s\u2010-\u2015-]', '', 'g'), '');
  IF coalesce(r.sort_code, '000000') !~ '^[0-9]{6}$' OR coalesce(r.account_number, '000000') !~ '^[0-9]{6,10}$' OR (r.sort_code IS NULL) <> (r.account_number IS NULL)
    OR length(r.account_number) = 9 AND r.sort_code !~ '^(72|89[012]|09[01])' OR length(r.account_number) = 10 AND r.sort_code !~ '^(08(?!3)|01|5[0-9]|6[0-6])' THEN
    PERFORM refuse('bank_details', 'a sort code has 6 digits and an account number 8 (6, 7, 9 or 10 at some banks): read them again'); END IF;
  IF length(r.account_number) = 9 THEN r.sort_code := left(r.sort_code, 5) || left(r.account_number, 1); r.account_number := right(r.account_number, 8);
  ELSIF length(r.account_number) = 10 THEN r.account_number := CASE WHEN r.sort_code ~ '^08' THEN left(r.account_number, 8) ELSE right(r.account_number, 8) END;
  ELSE r.account_number := lpad(r.account_number, 8, '0'); END IF;
  IF r.sort_code IS NOT NULL THEN
    fault := payee_faults(coalesce(r.payee, 'A'), r.sort_code, r.account_number, r.roll);
    IF fault IS NOT NULL THEN PERFORM refuse('bank_details', fault); END IF; END IF;
  IF doc ? 'card' THEN r.terms := r.terms || jsonb_build_object('card', left(doc ->> 'card', 60)); END IF;
  RETURN r;
END $$;
