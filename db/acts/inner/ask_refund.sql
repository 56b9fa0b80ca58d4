-- A refund: of credit that nobody else was promised, no more than the rule leaves unless it is overridden, other debts first, to somebody who may have it.
CREATE OR REPLACE FUNCTION rb.ask_refund(r rb.request, doc jsonb) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE a account := request_account((doc ->> 'account_id')::bigint); others bigint;
BEGIN
  r.account_id := a.id; r.landlord_id := a.landlord_id;
  others := take_offsets(a, doc);
  r := take_payee(r, doc);
  r.facts := refund_facts(a);
  IF r.pence IS NULL THEN PERFORM refuse('amount_out_of_range', 'say how much'); END IF;
  IF r.pence + others > (r.facts ->> 'credit_pence')::bigint THEN
    PERFORM refuse('more_than_credit', format('the credit that nobody else was promised is %s: ask for at most that, offsets included', in_pounds((r.facts ->> 'credit_pence')::bigint)), r.facts -> 'credit_pence'); END IF;
  IF r.pence > (r.facts ->> 'most_pence')::bigint AND length(btrim(r.override)) < 3 THEN
    PERFORM refuse('more_than_refundable', format('at most %s can be refunded: credit %s, less %s left in, %s owed elsewhere and %s not cleared yet; more needs an override reason and goes to the next group', in_pounds((r.facts ->> 'most_pence')::bigint),
      in_pounds((r.facts ->> 'credit_pence')::bigint), in_pounds((r.facts ->> 'leave_in_pence')::bigint), in_pounds((r.facts ->> 'owed_pence')::bigint), in_pounds((r.facts ->> 'uncleared_pence')::bigint)), r.facts -> 'most_pence'); END IF;
  IF a.deceased AND NOT coalesce((doc ->> 'executor')::boolean, false) THEN PERFORM refuse('executor_needed', 'the tenant has died: the executor is paid, with proof (executor)'); END IF;
  IF NOT a.deceased AND (r.facts ->> 'tenants')::int > 1 AND NOT coalesce((doc ->> 'consent')::boolean, false) THEN
    PERFORM refuse('consent_needed', 'a joint tenancy: each of them must agree, or a joint account is paid (consent)'); END IF;
  PERFORM payee_needed(r);
  IF (r.facts ->> 'benefit_pence')::bigint > 0 THEN r.council := 'ask'; END IF;
  r.terms := r.terms || jsonb_strip_nulls(jsonb_build_object('consent', doc -> 'consent', 'executor', doc -> 'executor'));
  r.marks := (r.facts ->> 'marks')::bigint; r.reserved_pence := r.pence + others;
  RETURN r;
END $$;
