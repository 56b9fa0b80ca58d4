-- A write-off: of debt that no other request writes off, for one of the office's reasons, of somebody who is no tenant any more.
CREATE OR REPLACE FUNCTION rb.ask_write_off(r rb.request, doc jsonb) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE a account := request_account((doc ->> 'account_id')::bigint); reasons text := (SELECT value #>> '{}' FROM policy WHERE name = 'write_off_reasons');
BEGIN
  r.account_id := a.id; r.landlord_id := a.landlord_id; r.schedule_id := schedule_of(doc, r.kind, a.landlord_id);
  IF r.pence IS NULL THEN PERFORM refuse('amount_out_of_range', 'say how much'); END IF;
  IF reasons IS NOT NULL AND NOT r.reason = ANY (string_to_array(reasons, ' ')) THEN
    PERFORM refuse('reason_unknown', format('a write-off has one of these reasons: %s', replace(reasons, ' ', ', ')), to_jsonb(left(r.reason, 40))); END IF;
  PERFORM hold_accounts(r);
  r.facts := write_off_facts(a); r.marks := (r.facts ->> 'marks')::bigint; r.reserved_pence := r.pence;
  IF r.pence > (r.facts ->> 'debt_pence')::bigint THEN
    PERFORM refuse('more_than_debt', format('%s is owed that no other request writes off: ask for at most that', in_pounds((r.facts ->> 'debt_pence')::bigint)), r.facts -> 'debt_pence'); END IF;
  IF r.reason = 'deceased' AND (r.facts ->> 'survivors')::int > 0 THEN PERFORM refuse('tenant_survives', format('%s joint tenant(s) of it survive and owe the whole: pursue them', r.facts ->> 'survivors')); END IF;
  IF a.status = 'current' AND length(btrim(r.override)) < 3 THEN PERFORM refuse('tenant_lives_there', 'the tenancy has not ended: writing off needs an override reason and goes to the next group'); END IF;
  RETURN r;
END $$;
