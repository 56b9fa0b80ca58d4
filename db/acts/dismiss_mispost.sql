-- Somebody looked, and the receipt stands where it should: the radar proposes that pair no more, whoever asks.
CREATE OR REPLACE FUNCTION rb.dismiss_mispost(the_key text, posting_named text, to_account bigint, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; p posting; a account;
BEGIN
  done := begin_act('dismiss_mispost', the_key, jsonb_build_object('posting', posting_named, 'account', to_account, 'why', why));
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF length(btrim(coalesce(why, ''))) < 3 THEN PERFORM refuse('reason_needed', 'say why it stands where it should, in three letters or more'); END IF;
  p := receipt_named(posting_named);
  PERFORM request_account(p.credit_account); a := request_account(to_account);
  IF a.landlord_id <> p.landlord_id THEN PERFORM refuse('wrong_landlord', 'the accounts are of two landlords: the radar compares none of them', to_jsonb(a.id)); END IF;
  INSERT INTO mispost AS m (entry_id, line, part, account_id, dismissed_by, dismissed_at, why) VALUES (p.entry_id, p.line, p.part, a.id, session_user, clock_timestamp(), dismiss_mispost.why)
    ON CONFLICT (entry_id, line, part, account_id) DO UPDATE SET dismissed_by = session_user, dismissed_at = clock_timestamp(), why = EXCLUDED.why;
  RETURN end_act('dismiss_mispost', the_key, jsonb_build_object('posting', posting_named, 'account_id', a.id, 'dismissed', true), posting_named, why);
END $$;
GRANT EXECUTE ON FUNCTION rb.dismiss_mispost(text, text, bigint, text) TO @assistant@;
