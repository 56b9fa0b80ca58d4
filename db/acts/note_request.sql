-- A question about a request, or the answer to one: it decides nothing and ends nothing.
CREATE OR REPLACE FUNCTION rb.note_request(the_key text, the_request bigint, words text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; n bigint;
BEGIN
  done := begin_act('note_request', the_key, jsonb_build_object('request', the_request, 'words', words));
  IF done IS NOT NULL THEN RETURN done; END IF;
  PERFORM request_of_mine(the_request);
  IF btrim(coalesce(words, '')) = '' THEN PERFORM refuse('reason_needed', 'a question needs words'); END IF;
  IF looks_like_card(words) THEN PERFORM refuse('card_number', 'that looks like a card number: never keep one'); END IF;
  INSERT INTO request_note (request_id, words) VALUES (the_request, words) RETURNING id INTO n;
  PERFORM pg_notify('rb_requests', the_request::text);
  RETURN end_act('note_request', the_key, jsonb_build_object('note', n), 'request ' || the_request);
END $$;
GRANT EXECUTE ON FUNCTION rb.note_request(text, bigint, text) TO @assistant@;
