-- Writes down that everything about one person is taken out of the book, and why. The rows open only in a later transaction: commit before reading.
CREATE OR REPLACE FUNCTION rb.subject_access(the_key text, the_customer bigint, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; g subject_access;
BEGIN
  done := begin_act('subject_access', the_key, jsonb_build_object('customer', the_customer, 'why', why), 'manager');
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF NOT EXISTS (SELECT FROM customer WHERE id = the_customer AND landlord_id = ANY (my_landlords())) THEN
    PERFORM refuse('unknown_customer', format('there is no customer %s: rentbook account REF --json names them', the_customer), to_jsonb(the_customer)); END IF;
  IF length(btrim(coalesce(why, ''))) < 5 THEN PERFORM refuse('reason_needed', 'say why it is taken out, in five letters or more'); END IF;
  INSERT INTO subject_access (customer_id, why) VALUES (the_customer, why) RETURNING * INTO g;
  RETURN end_act('subject_access', the_key, jsonb_build_object('customer', the_customer, 'expires_at', g.expires_at), 'customer ' || the_customer, why);
END $$;
GRANT EXECUTE ON FUNCTION rb.subject_access(text, bigint, text) TO @manager@;
