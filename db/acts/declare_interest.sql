-- An account is the operator's own or a relative's: from now on that operator keeps, posts, clears and decides nothing on it.
CREATE OR REPLACE FUNCTION rb.declare_interest(the_key text, the_login name, the_account bigint, the_kind text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; a bigint;
BEGIN
  done := begin_act('declare_interest', the_key, jsonb_build_object('login', the_login, 'account', the_account, 'kind', the_kind));
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF the_login <> session_user THEN PERFORM need_group('supervisor'); END IF;
  SELECT coalesce(parent_id, id) INTO a FROM account WHERE id = the_account AND status <> 'control' AND landlord_id = ANY (my_landlords());
  IF a IS NULL THEN PERFORM refuse('unknown_account', format('there is no account %s', the_account), to_jsonb(the_account)); END IF;
  IF coalesce(the_kind, '') NOT IN ('own', 'relative') THEN PERFORM refuse('doc_wrong', 'an interest is own or relative', to_jsonb(the_kind)); END IF;
  INSERT INTO interest (login, account_id, kind) VALUES (the_login, a, the_kind) ON CONFLICT (login, account_id) DO NOTHING;
  RETURN end_act('declare_interest', the_key, jsonb_build_object('login', the_login, 'account', a), 'account ' || a);
END $$;
GRANT EXECUTE ON FUNCTION rb.declare_interest(text, name, bigint, text) TO @assistant@;
