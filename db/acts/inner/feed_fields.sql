-- Which fields of a fed row differ from what was fed before, under the names people know the columns by.
CREATE OR REPLACE FUNCTION rb.feed_fields(fed jsonb, was jsonb) RETURNS text[]
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT ARRAY(
    SELECT k FROM unnest(ARRAY['property_ref', 'kind', 'address', 'postcode', 'payment_ref', 'former_refs', 'start', 'end', 'cycle', 'charge', 'usual', 'hb_claim_ref', 'uc_customer_ref']) k
      WHERE fed -> k IS DISTINCT FROM was -> k
    UNION ALL SELECT k FROM (VALUES ('names', '{name,born}'::text[]), ('phone', '{phone}'), ('email', '{email}')) x (k, parts)
      WHERE people_said(fed, parts) IS DISTINCT FROM people_said(was, parts)) $$;
