-- Whoever asked takes it back while it is undecided; what it reserved is free again.
CREATE OR REPLACE FUNCTION rb.withdraw(the_key text, the_request bigint, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; r request;
BEGIN
  done := begin_act('withdraw', the_key, jsonb_build_object('request', the_request, 'why', why));
  IF done IS NOT NULL THEN RETURN done; END IF;
  r := open_request(the_request, true);
  IF r.maker <> session_user THEN PERFORM refuse('not_your_request', format('request %s is %s''s: a decision is approve or reject', r.id, r.maker), to_jsonb(r.id)); END IF;
  IF length(btrim(coalesce(why, ''))) < 3 THEN PERFORM refuse('reason_needed', 'say why it is withdrawn, in three letters or more'); END IF;
  INSERT INTO request_step (request_id, step, kind, maker, makers, why) SELECT r.id, count(*) + 1, 'withdraw', r.maker, r.makers, btrim(withdraw.why) FROM request_step WHERE request_id = r.id;
  UPDATE request SET state = 'withdrawn', ended_at = clock_timestamp() WHERE id = r.id;
  PERFORM pg_notify('rb_requests', r.id::text);
  RETURN end_act('withdraw', the_key, jsonb_build_object('request', r.id, 'state', 'withdrawn'), 'request ' || r.id, why);
END $$;
GRANT EXECUTE ON FUNCTION rb.withdraw(text, bigint, text) TO @assistant@;
