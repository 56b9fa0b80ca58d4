-- Marks a tenancy and its people restricted (protected address, staff tenant) or lifts it: seen afterwards only through reveal.
CREATE OR REPLACE FUNCTION rb.restrict_tenancy(the_key text, the_account bigint, hidden boolean, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; t bigint;
BEGIN
  done := begin_act('restrict_tenancy', the_key, jsonb_build_object('account', the_account, 'hidden', hidden, 'why', why), 'manager');
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF hidden IS NULL THEN PERFORM refuse('doc_wrong', 'say whether the tenancy is to be restricted or not'); END IF;
  IF length(btrim(coalesce(why, ''))) < 3 THEN PERFORM refuse('reason_needed', 'say why, in three letters or more'); END IF;
  SELECT tenancy_id INTO t FROM account WHERE id = the_account AND landlord_id = ANY (my_landlords());
  IF t IS NULL THEN PERFORM refuse('unknown_account', format('there is no account %s', the_account), to_jsonb(the_account)); END IF;
  UPDATE tenancy SET restricted = hidden WHERE id = t;
  UPDATE account SET restricted = hidden WHERE tenancy_id = t;
  UPDATE customer SET restricted = hidden OR EXISTS (SELECT FROM tenant n JOIN tenancy y ON y.id = n.tenancy_id WHERE n.customer_id = customer.id AND y.restricted)
    WHERE id IN (SELECT customer_id FROM tenant WHERE tenancy_id = t);
  PERFORM found_anew(ARRAY(SELECT id FROM account WHERE tenancy_id = t), hidden);
  RETURN end_act('restrict_tenancy', the_key, jsonb_build_object('account', the_account, 'restricted', hidden), 'account ' || the_account, why);
END $$;
GRANT EXECUTE ON FUNCTION rb.restrict_tenancy(text, bigint, boolean, text) TO @manager@;
