-- A transfer: credit of one account to another of the same landlord; of more than the credit only where a rule is overridden.
CREATE OR REPLACE FUNCTION rb.ask_transfer(r rb.request, doc jsonb) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE a account := request_account((doc ->> 'account_id')::bigint); b account := request_account((doc ->> 'to_account_id')::bigint);
BEGIN
  r.account_id := a.id; r.landlord_id := a.landlord_id; r.to_account := b.id; r.effective_date := coalesce((doc ->> 'effective_date')::date, today());
  IF a.id = b.id THEN PERFORM refuse('same_account', 'from and to are the same account: name another', to_jsonb(b.id)); END IF;
  IF a.landlord_id <> b.landlord_id THEN PERFORM refuse('wrong_landlord', 'the accounts are of two landlords, whose money never mixes: refund it and let it be paid there', to_jsonb(b.id)); END IF;
  IF r.effective_date > today() THEN PERFORM refuse('date_in_future', 'the effective date has not come yet: use today or the day the money moved'); END IF;
  IF r.pence IS NULL THEN PERFORM refuse('amount_out_of_range', 'say how much'); END IF;
  PERFORM hold_accounts(r);
  r.facts := refund_facts(a) || jsonb_build_object('to_balance_pence', (SELECT pence FROM balance WHERE account_id = b.id), 'to_status', b.status); r.marks := (r.facts ->> 'marks')::bigint;
  IF r.pence > (r.facts ->> 'credit_pence')::bigint AND length(btrim(r.override)) < 3 THEN
    PERFORM refuse('more_than_credit', format('the credit that nobody else was promised is %s; more needs an override reason, such as the receipt posted here by mistake, and goes to the next group', in_pounds((r.facts ->> 'credit_pence')::bigint)), r.facts -> 'credit_pence'); END IF;
  r.reserved_pence := r.pence;
  RETURN r;
END $$;
