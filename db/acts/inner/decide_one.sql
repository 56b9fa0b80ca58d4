-- One decision of one request: what decide and decide_schedule do in the same way. Answers where the request stands, and what was posted.
CREATE OR REPLACE FUNCTION rb.decide_one(the_request bigint, verdict text, said text, seen text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE moment timestamptz := clock_timestamp(); r request; facts jsonb; n smallint; number text;
BEGIN
  IF coalesce(verdict, '') NOT IN ('approve', 'reject') THEN PERFORM refuse('doc_wrong', 'a decision is approve or reject', to_jsonb(left(verdict, 40))); END IF;
  r := open_request(the_request);
  PERFORM may_decide(r);
  IF verdict = 'reject' AND length(said) < 3 THEN PERFORM refuse('reason_needed', 'say why it is rejected, in three letters or more: whoever asked will read it'); END IF;
  IF verdict = 'approve' THEN
    PERFORM within_limit(r, (moment AT TIME ZONE 'Europe/London')::date);
    PERFORM hold_accounts(r);
  END IF;
  facts := evidence_of(r);
  IF verdict = 'approve' THEN PERFORM may_approve(r, facts, seen); END IF;
  SELECT coalesce(max(step), 0) + 1 INTO n FROM request_step WHERE request_id = r.id;
  INSERT INTO request_step (request_id, step, kind, maker, makers, why, facts, at) VALUES (r.id, n, verdict, r.maker, r.makers, said, facts, moment);
  IF verdict = 'reject' THEN r.state := 'rejected';
  ELSIF (SELECT count(*) FROM request_step WHERE request_id = r.id AND kind = 'approve') >= r.approvals THEN r.state := 'approved'; END IF;
  IF r.state <> 'submitted' THEN UPDATE request SET state = r.state, ended_at = clock_timestamp() WHERE id = r.id; END IF;
  IF r.state = 'approved' THEN
    EXECUTE format('SELECT rb.%I($1)', 'do_' || replace(r.kind, '-', '_')) INTO number USING r;
    SELECT state INTO r.state FROM request WHERE id = r.id;
  END IF;
  PERFORM pg_notify('rb_requests', r.id::text);
  RETURN jsonb_build_object('request', r.id, 'verdict', verdict, 'state', r.state, 'number', number, 'pence', r.pence);
END $$;
