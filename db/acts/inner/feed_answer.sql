-- What importing a feed answers: counts, and lines, references and field names of what is worth a look; never names or details.
CREATE OR REPLACE FUNCTION rb.feed_answer(doc jsonb, faults jsonb) RETURNS jsonb
LANGUAGE sql SET search_path = rb, pg_temp AS $$
  WITH missing AS (
    SELECT l.code || ':' || t.ref AS ref FROM account a JOIN tenancy t ON t.id = a.tenancy_id JOIN landlord l ON l.id = a.landlord_id
    WHERE a.status = 'current' AND a.parent_id IS NULL AND a.landlord_id IN (SELECT DISTINCT landlord_id FROM feed_row) AND NOT EXISTS (SELECT FROM feed_row r WHERE r.tenancy_id = t.id)),
  corrected AS (
    SELECT r.line, n.position, c.kind, coalesce(r.fed #>> ARRAY['people', (n.position - 1)::text, c.kind], '') <> coalesce(r.was #>> ARRAY['people', (n.position - 1)::text, c.kind], '') AS yields
    FROM contact c JOIN tenant n ON n.customer_id = c.customer_id AND n.ended IS NULL JOIN feed_row r ON r.tenancy_id = n.tenancy_id
    WHERE c.source = 'book' AND c.until IS NULL AND c.kind IN ('phone', 'email') AND n.position <= jsonb_array_length(r.fed -> 'people')
      AND c.value <> coalesce(r.fed #>> ARRAY['people', (n.position - 1)::text, c.kind], ''))
  SELECT jsonb_build_object('lines', (doc ->> 'lines')::bigint, 'tenancies', count(*), 'customers', coalesce(sum(jsonb_array_length(fed -> 'people')), 0),
    'new', count(*) FILTER (WHERE is_new), 'changed', count(*) FILTER (WHERE fields <> '{}'), 'ended', count(*) FILTER (WHERE turns = 'former'),
    'missing', (SELECT count(*) FROM missing), 'opening_pence', coalesce(sum((fed ->> 'opening')::bigint) FILTER (WHERE is_new), 0), 'faults', coalesce(faults, '[]'),
    'changed_lines', (SELECT coalesce(jsonb_agg(x), '[]') FROM (SELECT line, fed ->> 'tenancy_ref' AS tenancy_ref, fields FROM feed_row WHERE fields <> '{}' ORDER BY line LIMIT 1000) x),
    'ended_lines', (SELECT coalesce(jsonb_agg(line ORDER BY line), '[]') FROM (SELECT line FROM feed_row WHERE turns = 'former' ORDER BY line LIMIT 1000) x),
    'missing_refs', (SELECT coalesce(jsonb_agg(ref ORDER BY ref), '[]') FROM (SELECT ref FROM missing ORDER BY ref LIMIT 1000) x),
    'contacts', (SELECT coalesce(jsonb_agg(x), '[]') FROM (SELECT * FROM corrected ORDER BY line, position, kind LIMIT 1000) x),
    'opening_differs', (SELECT coalesce(jsonb_agg(line ORDER BY line), '[]') FROM (SELECT line FROM feed_row r WHERE NOT is_new AND fed ->> 'opening' IS NOT NULL
      AND (fed ->> 'opening')::bigint <> opening_of(r.account_id) ORDER BY line LIMIT 1000) x))
  FROM feed_row $$;
