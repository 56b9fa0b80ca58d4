-- Writes a look at a restricted person down, with its reason. The rows open only in a later transaction: commit before reading.
CREATE OR REPLACE FUNCTION rb.reveal(the_key text, the_account bigint, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; t bigint; g reveal_grant;
BEGIN
  done := begin_act('reveal', the_key, jsonb_build_object('account', the_account, 'why', why), 'operator');
  IF done IS NOT NULL THEN RETURN done; END IF;
  SELECT tenancy_id INTO t FROM account WHERE id = the_account AND landlord_id = ANY (my_landlords());
  IF t IS NULL THEN PERFORM refuse('unknown_account', format('there is no account %s', the_account), to_jsonb(the_account)); END IF;
  IF length(btrim(coalesce(why, ''))) < 5 THEN PERFORM refuse('reason_needed', 'say why you look, in five letters or more'); END IF;
  INSERT INTO reveal_grant (tenancy_id, why) VALUES (t, why) RETURNING * INTO g;
  RETURN end_act('reveal', the_key, jsonb_build_object('account', the_account, 'expires_at', g.expires_at), 'account ' || the_account, why);
END $$;
GRANT EXECUTE ON FUNCTION rb.reveal(text, bigint, text) TO @operator@;
