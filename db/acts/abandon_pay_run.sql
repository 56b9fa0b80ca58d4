-- A run whose file was not handed in is given up: what it held may be paid by another. Once its file was made, somebody else than its maker says so.
CREATE OR REPLACE FUNCTION rb.abandon_pay_run(the_key text, the_run bigint, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; p pay_run; said text := left(btrim(coalesce(why, '')), 200);
BEGIN
  done := begin_act('abandon_pay_run', the_key, jsonb_build_object('run', the_run, 'why', why), 'supervisor');
  IF done IS NOT NULL THEN RETURN done; END IF;
  p := pay_run_of_mine(the_run);
  IF p.state <> 'made' THEN PERFORM refuse('run_ended', format('run %s is %s already, by %s', p.id, p.state, p.ended_by), to_jsonb(p.id)); END IF;
  IF length(said) < 3 THEN PERFORM refuse('reason_needed', 'say why it is abandoned, in three letters or more'); END IF;
  IF p.digest IS NOT NULL AND p.maker = session_user THEN
    PERFORM refuse('own_run', format('the file of run %s was made: somebody else makes sure that it was not handed in, and abandons it', p.id), to_jsonb(p.id)); END IF;
  UPDATE pay_run SET state = 'abandoned', ended_by = session_user, ended_at = clock_timestamp(), why = said WHERE id = p.id;
  UPDATE pay_item SET live = false WHERE run_id = p.id;
  RETURN end_act('abandon_pay_run', the_key, jsonb_build_object('run', p.id, 'state', 'abandoned'), 'pay run ' || p.id, said);
END $$;
GRANT EXECUTE ON FUNCTION rb.abandon_pay_run(text, bigint, text) TO @supervisor@;
