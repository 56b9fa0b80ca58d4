-- A second person's word on every open line of a schedule, but for those excepted: each as decide would have it. What a line's own limit, day or staleness refuses stays open and is told; where nothing is left to decide, it is refused.
-- seen: request's number: the mark of its evidence; a line that was not read is not approved.
CREATE OR REPLACE FUNCTION rb.decide_schedule(the_key text, the_schedule bigint, verdict text, why text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; s schedule; said text := coalesce(btrim(why), ''); lines bigint[]; but bigint[]; one bigint; done_lines jsonb := '[]'; left_open jsonb := '[]'; told text; total bigint := 0;
BEGIN
  done := begin_act('decide_schedule', the_key, jsonb_build_object('schedule', the_schedule, 'verdict', verdict, 'why', why, 'except', doc -> 'except'), 'supervisor');
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF coalesce(verdict, '') NOT IN ('approve', 'reject') THEN PERFORM refuse('doc_wrong', 'a decision is approve or reject', to_jsonb(left(verdict, 40))); END IF;
  IF (jsonb_typeof(doc), jsonb_typeof(coalesce(doc -> 'except', '[]')), jsonb_typeof(coalesce(doc -> 'seen', '{}'))) IS DISTINCT FROM ('object', 'array', 'object')
    OR EXISTS (SELECT FROM jsonb_array_elements(coalesce(doc -> 'except', '[]')) x WHERE jsonb_typeof(x) <> 'number') THEN PERFORM refuse('doc_wrong', 'the lines excepted are numbers of requests'); END IF;
  SELECT * INTO s FROM schedule x WHERE x.id = the_schedule AND x.landlord_id = ANY (my_landlords());
  IF NOT FOUND THEN PERFORM refuse('unknown_schedule', format('there is no schedule %s: rentbook requests --schedules shows them', the_schedule), to_jsonb(the_schedule)); END IF;
  IF s.maker = session_user THEN PERFORM refuse('own_request', format('schedule %s is your own: somebody else decides it', s.id), to_jsonb(s.id)); END IF;
  IF length(said) < 3 THEN PERFORM refuse('reason_needed', 'say why, in three letters or more: whoever asked will read it beside each line'); END IF;
  but := ARRAY(SELECT x::bigint FROM jsonb_array_elements_text(coalesce(doc -> 'except', '[]')) x);
  SELECT x INTO one FROM unnest(but) x WHERE NOT EXISTS (SELECT FROM request r WHERE r.id = x AND r.schedule_id = s.id) LIMIT 1;
  IF FOUND THEN PERFORM refuse('unknown_request', format('request %s is no line of schedule %s', one, s.id), to_jsonb(one)); END IF;
  -- requests, then the day's row, then every account: in the order of all acts, before the first line posts
  lines := ARRAY(SELECT r.id FROM request r WHERE r.schedule_id = s.id AND r.state = 'submitted' AND r.id <> ALL (but) ORDER BY r.id FOR NO KEY UPDATE);
  IF lines = '{}' THEN PERFORM refuse('request_ended', format('no line of schedule %s is left to decide', s.id), to_jsonb(s.id)); END IF;
  IF verdict = 'approve' THEN
    PERFORM FROM decided_day d WHERE (d.login, d.kind, d.day) = (session_user, s.kind, today()) FOR NO KEY UPDATE;
    PERFORM FROM balance b WHERE b.account_id IN (SELECT r.account_id FROM request r WHERE r.id = ANY (lines)) ORDER BY b.account_id FOR NO KEY UPDATE;
  END IF;
  FOREACH one IN ARRAY lines LOOP
    BEGIN
      done := decide_one(one, verdict, said, doc -> 'seen' ->> one::text);
      done_lines := done_lines || done; total := total + (done ->> 'pence')::bigint;
    EXCEPTION WHEN SQLSTATE 'RB001' THEN
      GET STACKED DIAGNOSTICS told = PG_EXCEPTION_DETAIL;
      left_open := left_open || jsonb_build_object('request', one, 'code', told::jsonb ->> 'code', 'says', SQLERRM);
    END;
  END LOOP;
  IF done_lines = '[]' THEN PERFORM refuse(left_open -> 0 ->> 'code', format('nothing of schedule %s was decided: %s', s.id, left_open -> 0 ->> 'says'), to_jsonb(s.id)); END IF;
  RETURN end_act('decide_schedule', the_key, jsonb_build_object('schedule', s.id, 'verdict', verdict, 'decided', done_lines, 'left', left_open, 'excepted', to_jsonb(but), 'pence', total), 'schedule ' || s.id, left(said, 500));
END $$;
GRANT EXECUTE ON FUNCTION rb.decide_schedule(text, bigint, text, text, jsonb) TO @supervisor@;
