-- A supervisor's word that a number or name is not that account's after all; it stays to be read as revoked.
CREATE OR REPLACE FUNCTION rb.revoke_alias(the_key text, the_alias bigint, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb;
BEGIN
  done := begin_act('revoke_alias', the_key, jsonb_build_object('alias', the_alias, 'why', why), 'supervisor');
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF length(btrim(coalesce(why, ''))) < 3 THEN PERFORM refuse('reason_needed', 'say why it is revoked, in three letters or more'); END IF;
  UPDATE alias SET revoked_by = session_user, revoked_at = clock_timestamp(), revoked_why = why WHERE id = the_alias AND revoked_at IS NULL AND landlord_id = ANY (my_landlords());
  IF NOT FOUND THEN PERFORM refuse('unknown_alias', format('there is no alias %s in force: rentbook alias list shows them', the_alias), to_jsonb(the_alias)); END IF;
  RETURN end_act('revoke_alias', the_key, jsonb_build_object('alias', the_alias), 'alias ' || the_alias, why);
END $$;
GRANT EXECUTE ON FUNCTION rb.revoke_alias(text, bigint, text) TO @supervisor@;
