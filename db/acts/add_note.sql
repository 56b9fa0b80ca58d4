-- A note or a warning marker on an account.
CREATE OR REPLACE FUNCTION rb.add_note(the_key text, the_account bigint, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; n bigint;
BEGIN
  done := begin_act('add_note', the_key, jsonb_build_object('account', the_account, 'doc', doc));
  IF done IS NOT NULL THEN RETURN done; END IF;
  PERFORM account_of_mine(the_account);
  IF coalesce(doc ->> 'words', '') = '' THEN PERFORM refuse('reason_needed', 'a note needs words'); END IF;
  IF length(doc ->> 'words') > 2000 THEN PERFORM refuse('note_long', 'a note has at most 2,000 characters: make two of it'); END IF;
  IF looks_like_card(doc ->> 'words') THEN PERFORM refuse('card_number', 'that looks like a card number: never keep one'); END IF;
  INSERT INTO note (account_id, kind, words, review) VALUES (the_account, coalesce(doc ->> 'kind', 'note'), doc ->> 'words', (doc ->> 'review')::date) RETURNING id INTO n;
  RETURN end_act('add_note', the_key, jsonb_build_object('note', n), 'account ' || the_account);
END $$;
GRANT EXECUTE ON FUNCTION rb.add_note(text, bigint, jsonb) TO @assistant@;
