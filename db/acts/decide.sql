-- A second person's word. An approval says what it saw (the mark that request_facts gave): what moved since must be on the page first. The last approval performs the request in the same transaction.
CREATE OR REPLACE FUNCTION rb.decide(the_key text, the_request bigint, verdict text, why text, seen text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; said text := coalesce(btrim(why), '');
BEGIN
  done := begin_act('decide', the_key, jsonb_build_object('request', the_request, 'verdict', verdict, 'why', why), 'supervisor');
  IF done IS NOT NULL THEN RETURN done; END IF;
  done := decide_one(the_request, verdict, said, seen);
  RETURN end_act('decide', the_key, done, 'request ' || the_request, left(said, 500));
END $$;
GRANT EXECUTE ON FUNCTION rb.decide(text, bigint, text, text, text) TO @supervisor@;
