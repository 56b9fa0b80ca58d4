-- The people of a feed: a person is position plus date of birth. Old names stay findable; who left keeps an end date;
-- a contact corrected in the book yields only when the feed's own value changed.
CREATE OR REPLACE FUNCTION rb.take_people() RETURNS void
LANGUAGE plpgsql SET search_path = rb, pg_temp SET enable_nestloop = off SET work_mem = '64MB' AS $$
DECLARE customers regclass := pg_get_serial_sequence('rb.customer', 'id');
BEGIN
  INSERT INTO feed_person
    SELECT line, position, name, born, phone, email, CASE WHEN c IS NULL THEN '' ELSE was_phone END, CASE WHEN c IS NULL THEN '' ELSE was_email END,
      coalesce(c, nextval(customers)), c IS NULL
    FROM (SELECT r.line, p.n AS position, p.one ->> 'name' AS name, (p.one ->> 'born')::date AS born, p.one ->> 'phone' AS phone, p.one ->> 'email' AS email,
        coalesce(y.fed #>> ARRAY['people', (p.n - 1)::text, 'phone'], '') AS was_phone, coalesce(y.fed #>> ARRAY['people', (p.n - 1)::text, 'email'], '') AS was_email,
        CASE WHEN c.born = (p.one ->> 'born')::date OR c.born IS NULL OR p.one ->> 'born' IS NULL THEN c.id END AS c
      FROM feed_row r JOIN feed_mark m USING (line) CROSS JOIN jsonb_array_elements(r.fed -> 'people') WITH ORDINALITY p (one, n) LEFT JOIN tenancy y ON y.id = m.tenancy_id AND NOT m.is_new
      LEFT JOIN tenant t ON t.tenancy_id = y.id AND t.position = p.n AND t.ended IS NULL LEFT JOIN customer c ON c.id = t.customer_id
      WHERE m.is_new OR m.fields && ARRAY['names', 'phone', 'email'] ORDER BY r.line, p.n OFFSET 0) x;
  ANALYZE feed_person;
  INSERT INTO former_name (customer_id, name) SELECT c.id, c.name FROM feed_person p JOIN customer c ON c.id = p.customer_id WHERE NOT p.is_new AND c.name <> p.name ON CONFLICT DO NOTHING;
  UPDATE customer c SET name = p.name, born = coalesce(p.born, c.born) FROM feed_person p WHERE c.id = p.customer_id AND NOT p.is_new AND (c.name, c.born) IS DISTINCT FROM (p.name, coalesce(p.born, c.born));
  UPDATE tenant t SET ended = today() FROM feed_mark m WHERE t.tenancy_id = m.tenancy_id AND t.ended IS NULL AND NOT m.is_new AND m.fields && ARRAY['names', 'phone', 'email']
    AND NOT EXISTS (SELECT FROM feed_person p WHERE p.line = m.line AND p.position = t.position AND p.customer_id = t.customer_id);
  INSERT INTO customer (id, landlord_id, name, born, restricted) OVERRIDING SYSTEM VALUE
    SELECT p.customer_id, m.landlord_id, p.name, p.born, t.restricted FROM feed_person p JOIN feed_mark m USING (line) JOIN tenancy t ON t.id = m.tenancy_id WHERE p.is_new ORDER BY line, position;
  INSERT INTO tenant (tenancy_id, position, customer_id) SELECT m.tenancy_id, p.position, p.customer_id FROM feed_person p JOIN feed_mark m USING (line) WHERE p.is_new ORDER BY line, position;
  UPDATE contact c SET until = clock_timestamp() FROM (SELECT customer_id, 'phone' AS kind, phone AS value, was_phone AS was FROM feed_person WHERE NOT is_new
      UNION ALL SELECT customer_id, 'email', email, was_email FROM feed_person WHERE NOT is_new) n
    WHERE c.customer_id = n.customer_id AND c.kind = n.kind AND c.until IS NULL AND n.value <> n.was AND n.value <> c.value AND (n.value <> '' OR c.source = 'feed');
  INSERT INTO contact (customer_id, kind, value, source) SELECT n.customer_id, n.kind, n.value, 'feed' FROM (SELECT line, position, customer_id, 'phone' AS kind, phone AS value, was_phone AS was FROM feed_person
      UNION ALL SELECT line, position, customer_id, 'email', email, was_email FROM feed_person) n
    WHERE n.value <> n.was AND n.value <> '' AND NOT EXISTS (SELECT FROM contact c WHERE (c.customer_id, c.kind) = (n.customer_id, n.kind) AND c.until IS NULL) ORDER BY line, position, kind;
END $$;
