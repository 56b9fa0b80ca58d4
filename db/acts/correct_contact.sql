-- A contact detail corrected here: the old one is kept with its dates, the feed yields to it until its own value changes.
CREATE OR REPLACE FUNCTION rb.correct_contact(the_key text, the_customer bigint, the_kind text, new_value text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; a bigint;
BEGIN
  done := begin_act('correct_contact', the_key, jsonb_build_object('customer', the_customer, 'kind', the_kind, 'value', new_value));
  IF done IS NOT NULL THEN RETURN done; END IF;
  SELECT x.id INTO a FROM tenant t JOIN account x ON x.tenancy_id = t.tenancy_id WHERE t.customer_id = the_customer ORDER BY x.restricted DESC, t.ended NULLS FIRST, x.parent_id NULLS FIRST LIMIT 1;
  PERFORM account_of_mine(a);
  IF the_kind NOT IN ('phone', 'email', 'address') OR coalesce(new_value, '') = '' THEN PERFORM refuse('contact_wrong', 'a contact is a phone, an email or an address, not empty'); END IF;
  UPDATE contact SET until = clock_timestamp() WHERE customer_id = the_customer AND kind = the_kind AND until IS NULL;
  INSERT INTO contact (customer_id, kind, value, source) VALUES (the_customer, the_kind, new_value, 'book');
  PERFORM found_anew(ARRAY(SELECT x.id FROM tenant t JOIN account x ON x.tenancy_id = t.tenancy_id WHERE t.customer_id = the_customer), false);
  RETURN end_act('correct_contact', the_key, jsonb_build_object('customer', the_customer, 'kind', the_kind), 'account ' || a);
END $$;
GRANT EXECUTE ON FUNCTION rb.correct_contact(text, bigint, text, text) TO @assistant@;
