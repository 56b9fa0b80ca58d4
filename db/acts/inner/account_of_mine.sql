-- A customer account of one of this operator's landlords whose tenancy is not hidden from it; or no.
CREATE OR REPLACE FUNCTION rb.account_of_mine(the_account bigint) RETURNS rb.account
LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
DECLARE a account;
BEGIN
  SELECT x.* INTO a FROM account x WHERE x.id = the_account AND x.status <> 'control' AND x.landlord_id = ANY (my_landlords());
  IF NOT FOUND THEN PERFORM refuse('unknown_account', format('there is no account %s: find it by name or reference', the_account), to_jsonb(the_account)); END IF;
  IF EXISTS (SELECT FROM tenancy t WHERE t.id = a.tenancy_id AND t.restricted AND NOT EXISTS (SELECT FROM revealed r WHERE r.tenancy_id = t.id)) THEN
    PERFORM refuse('restricted', 'this person is restricted: reveal with a reason first', to_jsonb(the_account)); END IF;
  RETURN a;
END $$;
