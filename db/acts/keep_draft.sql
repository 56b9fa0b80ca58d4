-- What somebody means to ask, kept for themselves until they submit it (make_request with its draft_id) or discard it; nothing is reserved. With a draft's number it is that one as it is now.
CREATE OR REPLACE FUNCTION rb.keep_draft(the_key text, the_draft bigint, the_kind text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; said jsonb := coalesce(doc, '{}') - ARRAY['sort_code', 'account_number', 'roll', 'draft_id']; n bigint := the_draft; whose bigint; target bigint;
BEGIN
  done := begin_act('keep_draft', the_key, jsonb_build_object('draft', the_draft, 'kind', the_kind, 'doc', doc));
  IF done IS NOT NULL THEN RETURN done; END IF;
  PERFORM check_request(doc);
  IF (to_regproc('rb.ask_' || replace(the_kind, '-', '_')) IS NOT NULL AND the_kind ~ '^[a-z]+(-[a-z]+)?$') IS NOT TRUE THEN
    PERFORM refuse('unknown_kind', format('%s is no kind of request: rentbook request --help names them', coalesce(left(the_kind, 40), 'nothing')), to_jsonb(left(the_kind, 40))); END IF;
  IF octet_length(said::text) > 20000 THEN PERFORM refuse('doc_wrong', 'a draft is too long: shorten its words'); END IF;
  whose := (doc ->> 'account_id')::bigint; target := (doc ->> 'to_account_id')::bigint;
  IF whose IS NOT NULL THEN PERFORM account_of_mine(whose); END IF;
  IF target IS NOT NULL THEN PERFORM account_of_mine(target); END IF;
  IF n IS NULL THEN
    INSERT INTO request_draft (kind, account_id, to_account, doc) VALUES (the_kind, whose, target, said) RETURNING id INTO n;
  ELSE
    PERFORM draft_of_mine(n);
    UPDATE request_draft SET (kind, account_id, to_account, doc, changed_at) = (the_kind, whose, target, said, clock_timestamp()) WHERE id = n;
  END IF;
  RETURN end_act('keep_draft', the_key, jsonb_build_object('draft', n, 'state', 'draft'), 'draft ' || n);
END $$;
GRANT EXECUTE ON FUNCTION rb.keep_draft(text, bigint, text, jsonb) TO @assistant@;
