-- Every approved refund and payment of a cashbook's landlord as one run, oldest first; from now on no other run may hold them. The maker may read their bank details once this is committed.
-- What no file could carry is left out and told, and what the format itself lacks is refused before there is a run.
-- doc: cashbook, processed, moved, format, without (requests to leave for another run)
CREATE OR REPLACE FUNCTION rb.make_pay_run(the_key text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; c record; p pay_run; other record; bad jsonb; without jsonb; n int; total bigint; user_number text := coalesce((SELECT value #>> '{}' FROM policy WHERE name = 'bacs_user_number'), '');
BEGIN
  done := begin_act('make_pay_run', the_key, doc, 'supervisor');
  IF done IS NOT NULL THEN RETURN done; END IF;
  SELECT b.id, b.landlord_id, k.id AS bank, coalesce(nullif(k.name, ''), l.name) AS originator INTO c FROM cashbook b JOIN bank_account k ON k.cashbook_id = b.id JOIN landlord l ON l.id = b.landlord_id
    WHERE b.code = doc ->> 'cashbook' AND b.landlord_id = ANY (my_landlords()) ORDER BY k.id LIMIT 1;
  IF NOT FOUND THEN PERFORM refuse('unknown_cashbook', format('there is no cashbook %s: setup --show lists them', coalesce(left(doc ->> 'cashbook', 20), 'of no name')), doc -> 'cashbook'); END IF;
  IF (doc ->> 'moved')::date < today() THEN PERFORM refuse('date_past', 'money cannot move on a day that is gone: choose a later one', doc -> 'moved'); END IF;
  PERFORM FROM cashbook WHERE id = c.id FOR NO KEY UPDATE;
  SELECT x.id, x.moved, x.maker INTO other FROM pay_run x WHERE x.cashbook_id = c.id AND x.state = 'made';
  IF FOUND THEN PERFORM refuse('run_open', format('run %s of %s for %s is not confirmed: confirm it when the bank has its file, or abandon it', other.id, other.maker, other.moved), to_jsonb(other.id)); END IF;
  PERFORM FROM request r WHERE r.landlord_id = c.landlord_id AND payable(r) ORDER BY r.id FOR NO KEY UPDATE;
  IF doc ->> 'format' = 'standard18' AND user_number !~ '^[0-9]{6}$' THEN
    PERFORM refuse('run_faults', 'Standard 18 needs the office''s service user number, six digits: ask for it with rentbook request policy bacs_user_number 123456, or choose another format', '["user_number"]'); END IF;
  IF payee_name(c.originator) !~ '[A-Z0-9]' THEN PERFORM refuse('run_faults', 'our own account has no name at the bank: give the cashbook one by setup', '["originator"]'); END IF;
  SELECT coalesce(jsonb_agg(jsonb_build_object('request', r.id, 'says', f) ORDER BY r.id), '[]'), coalesce(doc -> 'without', '[]') || coalesce(jsonb_agg(r.id), '[]') INTO bad, without
    FROM request r CROSS JOIN LATERAL payee_faults(r.payee, r.sort_code, r.account_number, r.roll) f WHERE r.landlord_id = c.landlord_id AND payable(r) AND f IS NOT NULL;
  SELECT count(*), coalesce(sum(r.pence), 0) INTO n, total FROM request r WHERE r.landlord_id = c.landlord_id AND payable(r) AND NOT without @> to_jsonb(r.id);
  IF n = 0 AND bad <> '[]' THEN
    PERFORM refuse('run_faults', format('nothing is left to pay: request %s, %s. Reverse it and ask anew with other details', bad -> 0 ->> 'request', bad -> 0 ->> 'says'), bad); END IF;
  IF n = 0 THEN PERFORM refuse('nothing_to_pay', 'no refund or payment is approved and unpaid'); END IF;
  INSERT INTO pay_run (landlord_id, cashbook_id, bank_account_id, originator, user_number, processed, moved, format, items, pence, by_two)
    VALUES (c.landlord_id, c.id, c.bank, c.originator, user_number, (doc ->> 'processed')::date, (doc ->> 'moved')::date, doc ->> 'format', n, total,
      coalesce((SELECT value::text::boolean FROM policy WHERE name = 'pay_by_two'), true)) RETURNING * INTO p;
  INSERT INTO pay_item (run_id, item, request_id, pence) SELECT p.id, row_number() OVER (ORDER BY r.id), r.id, r.pence FROM request r
    WHERE r.landlord_id = c.landlord_id AND payable(r) AND NOT without @> to_jsonb(r.id);
  INSERT INTO bank_look (run_id, why) VALUES (p.id, 'makes the file of pay run ' || p.id);
  RETURN end_act('make_pay_run', the_key, jsonb_build_object('run', p.id, 'items', p.items, 'pence', p.pence, 'left', bad), 'pay run ' || p.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.make_pay_run(text, jsonb) TO @supervisor@;
