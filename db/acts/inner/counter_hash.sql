-- The second signature: on the first one's hash, by whom and when.
CREATE OR REPLACE FUNCTION rb.counter_hash(s rb.proof_sheet) RETURNS bytea
LANGUAGE sql STABLE AS $$
  SELECT sha256((s).hash || convert_to(concat_ws('|', (s).countersigned_by, (extract(epoch FROM (s).countersigned_at) * 1000000)::bigint), 'UTF8')) $$;
