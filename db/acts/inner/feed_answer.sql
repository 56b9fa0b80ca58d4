-- What importing a feed answers: counts, and lines, references and field names of what is worth a look; never names or details.
CREATE OR REPLACE FUNCTION rb.feed_answer(doc jsonb, faults jsonb) RETURNS jsonb
LANGUAGE sql SET search_path = rb, pg_temp SET enable_nestloop = off AS $$
  WITH opening_posting AS (SELECT p.debit_account, p.credit_account, p.pence FROM posting p JOIN entry e ON e.id = p.entry_id WHERE e.kind = 'opening' AND EXISTS (SELECT FROM feed_mark WHERE NOT is_new)),
  missing AS (
    SELECT l.code || ':' || t.ref AS ref FROM account a JOIN tenancy t ON t.id = a.tenancy_id JOIN landlord l ON l.id = a.landlord_id
    WHERE a.status = 'current' AND a.parent_id IS NULL AND a.landlord_id IN (SELECT DISTINCT landlord_id FROM feed_mark) AND NOT EXISTS (SELECT FROM feed_mark m WHERE m.tenancy_id = t.id)),
  opened AS (
    SELECT account_id, sum(pence) AS pence FROM (SELECT debit_account AS account_id, p.pence FROM opening_posting p UNION ALL SELECT credit_account, -p.pence FROM opening_posting p) x GROUP BY account_id),
  corrected AS (
    SELECT r.line, n.position, c.kind, coalesce(r.fed #>> ARRAY['people', (n.position - 1)::text, c.kind], '') <> coalesce(t.fed #>> ARRAY['people', (n.position - 1)::text, c.kind], '') AS yields
    FROM contact c JOIN tenant n ON n.customer_id = c.customer_id AND n.ended IS NULL JOIN feed_mark m ON m.tenancy_id = n.tenancy_id
      JOIN feed_row r ON r.line = m.line JOIN tenancy t ON t.id = m.tenancy_id
    WHERE c.source = 'book' AND c.until IS NULL AND c.kind IN ('phone', 'email') AND n.position <= jsonb_array_length(r.fed -> 'people')
      AND c.value <> coalesce(r.fed #>> ARRAY['people', (n.position - 1)::text, c.kind], ''))
  SELECT jsonb_build_object('lines', (doc ->> 'lines')::bigint, 'tenancies', count(*), 'customers', coalesce(sum(jsonb_array_length(fed -> 'people')), 0),
    'new', count(*) FILTER (WHERE is_new), 'changed', count(*) FILTER (WHERE fields <> '{}'), 'ended', count(*) FILTER (WHERE turns = 'former'),
    'missing', (SELECT count(*) FROM missing), 'opening_pence', coalesce(sum(opening) FILTER (WHERE is_new), 0), 'faults', coalesce(faults, '[]'),
    'changed_lines', (SELECT coalesce(jsonb_agg(x), '[]') FROM (SELECT line, fed ->> 'tenancy_ref' AS tenancy_ref, fields FROM feed_mark JOIN feed_row USING (line) WHERE fields <> '{}' ORDER BY line LIMIT 1000) x),
    'ended_lines', (SELECT coalesce(jsonb_agg(line ORDER BY line), '[]') FROM (SELECT line FROM feed_mark WHERE turns = 'former' ORDER BY line LIMIT 1000) x),
    'missing_refs', (SELECT coalesce(jsonb_agg(ref ORDER BY ref), '[]') FROM (SELECT ref FROM missing ORDER BY ref LIMIT 1000) x),
    'contacts', (SELECT coalesce(jsonb_agg(x), '[]') FROM (SELECT * FROM corrected ORDER BY line, position, kind LIMIT 1000) x),
    'opening_differs', (SELECT coalesce(jsonb_agg(line ORDER BY line), '[]') FROM (SELECT line FROM feed_mark m JOIN feed_row r USING (line) LEFT JOIN opened o ON o.account_id = m.account_id
      WHERE NOT is_new AND r.fed ->> 'opening' IS NOT NULL AND m.opening <> coalesce(o.pence, 0) ORDER BY line LIMIT 1000) x))
  FROM feed_mark JOIN feed_row USING (line) $$;
