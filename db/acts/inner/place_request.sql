-- One request of its kind, checked, reserved and told of: what make_request and make_schedule do in the same way.
CREATE OR REPLACE FUNCTION rb.place_request(the_kind text, doc jsonb) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE r request; asks text := 'ask_' || replace(the_kind, '-', '_');
BEGIN
  PERFORM check_request(doc);
  IF (to_regproc('rb.' || asks) IS NOT NULL AND the_kind ~ '^[a-z]+(-[a-z]+)?$') IS NOT TRUE THEN
    PERFORM refuse('unknown_kind', format('%s is no kind of request: rentbook request --help names them', coalesce(left(the_kind, 40), 'nothing')), to_jsonb(left(the_kind, 40))); END IF;
  r.kind := the_kind; r.why := coalesce(doc ->> 'why', ''); r.override := coalesce(doc ->> 'override', ''); r.words := coalesce(doc ->> 'words', ''); r.reason := coalesce(doc ->> 'reason', ''); r.subject := '';
  r.terms := '{}'; r.facts := '{}'; r.council := ''; r.marks := 0; r.reserved_pence := 0; r.pence := (doc ->> 'pence')::bigint; r.makers := ARRAY[session_user::name];
  IF length(btrim(r.why)) < 3 THEN PERFORM refuse('reason_needed', 'say why it is asked, in three letters or more'); END IF;
  EXECUTE format('SELECT (rb.%I($1, $2)).*', asks) INTO r USING r, doc;
  r := level_of(r);
  INSERT INTO request (kind, landlord_id, schedule_id, account_id, pence, to_account, of_entry, of_line, item_id, payee, sort_code, account_number, roll, subject, terms, effective_date, reason, why, override, words, council,
      facts, marks, reserved_pence, level, approvals, makers, expires_on)
    VALUES (r.kind, r.landlord_id, r.schedule_id, r.account_id, r.pence, r.to_account, r.of_entry, r.of_line, r.item_id, r.payee, r.sort_code, r.account_number, r.roll, r.subject, r.terms, r.effective_date, r.reason, r.why,
      r.override, r.words, r.council, r.facts, r.marks, r.reserved_pence, r.level, r.approvals, r.makers, today() + policy_number('request_days', 30)) RETURNING id, expires_on INTO r.id, r.expires_on;
  INSERT INTO request_offset SELECT r.id, o, (x ->> 'account_id')::bigint, (x ->> 'pence')::bigint FROM jsonb_array_elements(coalesce(doc -> 'offsets', '[]')) WITH ORDINALITY y (x, o);
  INSERT INTO request_document (request_id, digest, name) SELECT r.id, decode(x ->> 'digest', 'hex'), x ->> 'name' FROM jsonb_array_elements(coalesce(doc -> 'documents', '[]')) x;
  PERFORM pg_notify('rb_requests', r.id::text);
  RETURN r;
END $$;
