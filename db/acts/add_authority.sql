-- Who else may discuss the account, about what, until when.
CREATE OR REPLACE FUNCTION rb.add_authority(the_key text, the_account bigint, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; n bigint;
BEGIN
  done := begin_act('add_authority', the_key, jsonb_build_object('account', the_account, 'doc', doc));
  IF done IS NOT NULL THEN RETURN done; END IF;
  PERFORM account_of_mine(the_account);
  IF coalesce(doc ->> 'who', '') = '' THEN PERFORM refuse('reason_needed', 'say who may discuss the account'); END IF;
  INSERT INTO authority (account_id, who, scope, until) VALUES (the_account, doc ->> 'who', coalesce(doc ->> 'scope', ''), (doc ->> 'until')::date) RETURNING id INTO n;
  RETURN end_act('add_authority', the_key, jsonb_build_object('authority', n), 'account ' || the_account);
END $$;
GRANT EXECUTE ON FUNCTION rb.add_authority(text, bigint, jsonb) TO @assistant@;
