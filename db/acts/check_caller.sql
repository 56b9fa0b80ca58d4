-- Two items the caller got right; until then contact details and notes stay folded.
CREATE OR REPLACE FUNCTION rb.check_caller(the_key text, the_account bigint, items text[]) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; n bigint;
BEGIN
  done := begin_act('check_caller', the_key, jsonb_build_object('account', the_account, 'items', items));
  IF done IS NOT NULL THEN RETURN done; END IF;
  PERFORM account_of_mine(the_account);
  IF (SELECT count(DISTINCT i) FROM unnest(items) i) < 2 OR cardinality(items) > 7 OR NOT items <@ ARRAY['name', 'address', 'postcode', 'born', 'phone', 'payment', 'reference'] THEN
    PERFORM refuse('caller_check', 'a caller check is two different items: name, address, postcode, date of birth, phone, last payment or reference'); END IF;
  INSERT INTO caller_check (account_id, items) VALUES (the_account, items) RETURNING id INTO n;
  RETURN end_act('check_caller', the_key, jsonb_build_object('check', n, 'at', (SELECT at FROM caller_check WHERE id = n)), 'account ' || the_account);
END $$;
GRANT EXECUTE ON FUNCTION rb.check_caller(text, bigint, text[]) TO @assistant@;
