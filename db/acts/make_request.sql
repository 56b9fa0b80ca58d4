-- What an operator asks another to decide. Its reason stands with the request, where erasing may blank it, and not in the audit. The kind's own ask_… fills and checks it and reserves its amount; do_… is what approval does.
-- doc: why, and by kind: account_id, pence, to_account_id, item_id, entry + line, payee + sort_code + account_number + roll, offsets [{account_id, pence}], override, reason, words, …; draft_id where a draft of one's own becomes it
CREATE OR REPLACE FUNCTION rb.make_request(the_key text, the_kind text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; r request;
BEGIN
  done := begin_act('make_request', the_key, jsonb_build_object('kind', the_kind, 'doc', doc));
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF doc ? 'draft_id' THEN PERFORM draft_of_mine((doc ->> 'draft_id')::bigint); END IF;
  r := place_request(the_kind, doc);
  IF doc ? 'draft_id' THEN PERFORM end_draft((doc ->> 'draft_id')::bigint, r); END IF;
  RETURN end_act('make_request', the_key, jsonb_build_object('request', r.id, 'state', 'submitted', 'level', r.level, 'approvals', r.approvals, 'expires_on', r.expires_on, 'pence', r.pence, 'reserved_pence', r.reserved_pence), 'request ' || r.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.make_request(text, text, jsonb) TO @assistant@;
