-- A request of this operator's landlords about nobody who is hidden from it; or no.
CREATE OR REPLACE FUNCTION rb.request_of_mine(the_request bigint) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE r request;
BEGIN
  SELECT * INTO r FROM request x WHERE x.id = the_request AND (x.landlord_id = ANY (my_landlords()) OR x.landlord_id IS NULL AND (x.maker = session_user OR in_group('supervisor') OR in_group('auditor')));
  IF NOT FOUND THEN PERFORM refuse('unknown_request', format('there is no request %s: rentbook requests shows them', the_request), to_jsonb(the_request)); END IF;
  IF r.account_id IS NOT NULL THEN PERFORM account_of_mine(r.account_id) FROM account a WHERE a.id = r.account_id AND a.status <> 'control'; END IF;
  RETURN r;
END $$;
