-- A weighed feed written down: properties, tenancies, people, contacts, accounts and their references, then the opening balances as one entry.
-- Maker and time are given, so that a made-up past can begin with a feed too.
CREATE OR REPLACE FUNCTION rb.take_feed(the_maker name, at timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = rb, pg_temp SET enable_nestloop = off SET work_mem = '64MB' AS $$
DECLARE tenancies regclass := pg_get_serial_sequence('rb.tenancy', 'id'); accounts regclass := pg_get_serial_sequence('rb.account', 'id');
BEGIN
  UPDATE feed_mark m SET (tenancy_id, account_id) = (n.t, n.a) FROM (
    SELECT line, nextval(tenancies) AS t, nextval(accounts) AS a
    FROM (SELECT line FROM feed_mark WHERE is_new ORDER BY line OFFSET 0) x) n WHERE n.line = m.line;
  INSERT INTO property (landlord_id, ref, kind, address, postcode)
    SELECT DISTINCT ON (r.landlord_id, fed ->> 'property_ref') r.landlord_id, fed ->> 'property_ref', fed ->> 'kind', fed ->> 'address', fed ->> 'postcode'
    FROM feed_row r JOIN feed_mark USING (line) WHERE is_new OR fields && ARRAY['property_ref', 'kind', 'address', 'postcode'] ORDER BY r.landlord_id, fed ->> 'property_ref', line
    ON CONFLICT (landlord_id, ref) DO UPDATE SET (kind, address, postcode) = (EXCLUDED.kind, EXCLUDED.address, EXCLUDED.postcode)
      WHERE (property.kind, property.address, property.postcode) IS DISTINCT FROM (EXCLUDED.kind, EXCLUDED.address, EXCLUDED.postcode);
  INSERT INTO tenancy (id, landlord_id, ref, property_id, start_date, end_date, cycle, charge_pence, usual_payment_pence, hb_claim_ref, uc_customer_ref, fed) OVERRIDING SYSTEM VALUE
    SELECT m.tenancy_id, m.landlord_id, fed ->> 'tenancy_ref', p.id, (fed ->> 'start')::date, (fed ->> 'end')::date, fed ->> 'cycle', (fed ->> 'charge')::bigint, (fed ->> 'usual')::bigint,
      nullif(fed ->> 'hb_claim_ref', ''), nullif(fed ->> 'uc_customer_ref', ''), fed
    FROM feed_mark m JOIN feed_row r USING (line) JOIN property p ON p.landlord_id = r.landlord_id AND p.ref = r.fed ->> 'property_ref' WHERE is_new ORDER BY line;
  INSERT INTO account (id, landlord_id, kind, ref, tenancy_id, status)
    SELECT account_id, m.landlord_id, CASE fed ->> 'kind' WHEN 'garage' THEN 'garage' ELSE 'rent' END, fed ->> 'payment_ref', tenancy_id, CASE WHEN (fed ->> 'end')::date <= today() THEN 'former' ELSE 'current' END
    FROM feed_mark m JOIN feed_row USING (line) WHERE is_new ORDER BY line;
  PERFORM take_people();
  PERFORM change_tenancies();
  INSERT INTO account_ref (landlord_id, ref, kind, account_id)
    SELECT m.landlord_id, x.ref, x.kind, account_id FROM feed_mark m JOIN feed_row r USING (line), LATERAL (
      SELECT fed ->> 'payment_ref', 'payment' UNION ALL SELECT fed ->> 'key', 'tenancy'
      UNION ALL SELECT jsonb_array_elements_text(fed -> 'former_refs'), 'former' UNION ALL SELECT jsonb_array_elements_text(fed -> 'claims'), 'claim') x (ref, kind)
    WHERE is_new OR fields && ARRAY['payment_ref', 'former_refs', 'hb_claim_ref', 'uc_customer_ref'] ON CONFLICT DO NOTHING;
  PERFORM found_anew(ARRAY(SELECT account_id FROM feed_mark WHERE is_new OR turns IS NOT NULL OR fields <> '{}' UNION SELECT a.id FROM feed_mark m JOIN tenancy t ON t.id = m.tenancy_id
    JOIN tenancy o ON o.property_id = t.property_id JOIN account a ON a.tenancy_id = o.id AND a.parent_id IS NULL WHERE m.fields && ARRAY['address', 'postcode', 'kind']), false);
  PERFORM open_balances(the_maker, at);
END $$;
