-- What whoever decides a request needs to know of where it pays to, without its digits: the modulus check too, which a requester could only claim.
CREATE OR REPLACE FUNCTION rb.payee_facts(the_request bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE r request;
BEGIN
  PERFORM need_group('operator');
  PERFORM request_of_mine(the_request);
  SELECT * INTO STRICT r FROM request x WHERE x.id = the_request;
  IF r.sort_code IS NULL THEN RETURN '{}'; END IF;
  RETURN jsonb_build_object('payee', r.payee, 'pays_to', r.pays_to) || payee_evidence(r);
END $$;
GRANT EXECUTE ON FUNCTION rb.payee_facts(bigint) TO @operator@;
