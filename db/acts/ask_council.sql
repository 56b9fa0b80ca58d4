-- Benefit that made the credit may be reclaimed: the council was asked, or has answered that it will not.
CREATE OR REPLACE FUNCTION rb.ask_council(the_key text, the_request bigint, stands text, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; r request;
BEGIN
  done := begin_act('ask_council', the_key, jsonb_build_object('request', the_request, 'stands', stands, 'why', why));
  IF done IS NOT NULL THEN RETURN done; END IF;
  r := open_request(the_request);
  IF coalesce(stands, '') NOT IN ('asked', 'clear') THEN PERFORM refuse('doc_wrong', 'the council was asked, or is clear: it reclaims nothing', to_jsonb(left(stands, 40))); END IF;
  IF r.council = '' THEN PERFORM refuse('no_benefit', 'no benefit made this credit: the council need not be asked', to_jsonb(r.id)); END IF;
  IF length(btrim(coalesce(why, ''))) < 3 THEN PERFORM refuse('reason_needed', 'say whom was asked, or who answered and when'); END IF;
  UPDATE request SET council = stands WHERE id = r.id;
  INSERT INTO request_note (request_id, words) VALUES (r.id, 'council ' || stands || ': ' || btrim(why));
  PERFORM pg_notify('rb_requests', r.id::text);
  RETURN end_act('ask_council', the_key, jsonb_build_object('request', r.id, 'council', stands), 'request ' || r.id, why);
END $$;
GRANT EXECUTE ON FUNCTION rb.ask_council(text, bigint, text, text) TO @assistant@;
