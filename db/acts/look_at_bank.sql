-- Writes a look at bank details in full down, with its reason: of an account, or of a run whose file is made anew. They open only in a later transaction: commit before reading.
-- doc: account or run
CREATE OR REPLACE FUNCTION rb.look_at_bank(the_key text, doc jsonb, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; g bank_look; a bigint; p bigint;
BEGIN
  done := begin_act('look_at_bank', the_key, jsonb_build_object('doc', doc, 'why', why), 'operator');
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF NOT in_group('supervisor') AND NOT in_group('auditor') THEN PERFORM need_group('supervisor'); END IF;
  IF doc ? 'run' THEN p := (pay_run_of_mine((doc ->> 'run')::bigint)).id; ELSE a := (account_of_mine((doc ->> 'account')::bigint)).id; END IF;
  IF length(btrim(coalesce(why, ''))) < 5 THEN PERFORM refuse('reason_needed', 'say why you look, in five letters or more'); END IF;
  INSERT INTO bank_look (account_id, run_id, why) VALUES (a, p, left(why, 200)) RETURNING * INTO g;
  RETURN end_act('look_at_bank', the_key, jsonb_build_object('expires_at', g.expires_at), coalesce('account ' || a, 'pay run ' || p), why);
END $$;
GRANT EXECUTE ON FUNCTION rb.look_at_bank(text, jsonb, text) TO @operator@;
