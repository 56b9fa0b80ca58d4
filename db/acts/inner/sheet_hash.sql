-- The link of a sheet: the sheet before it, its place, its days, its figures and items, the seal, who signed and when.
CREATE OR REPLACE FUNCTION rb.sheet_hash(s rb.proof_sheet) RETURNS bytea
LANGUAGE sql STABLE AS $$
  SELECT sha256((s).prev || convert_to(concat_ws('|', (s).cashbook_id, (s).number, (s).first, (s).day, (s).version, (s).facts::text, encode((SELECT x.hash FROM rb.seal x WHERE x.id = (s).seal_id), 'hex'), (s).single,
    (s).signed_by, (extract(epoch FROM (s).signed_at) * 1000000)::bigint), 'UTF8')) $$;
