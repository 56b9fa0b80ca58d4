-- The link of an entry whose postings read so: previous hash, maker, number, kind, batch, time, count and sum.
CREATE OR REPLACE FUNCTION rb.link_hash(e rb.entry, postings text) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT sha256((e).prev || convert_to(concat_ws('|', (e).login, (e).number, (e).kind, coalesce((e).batch_id, 0), (extract(epoch FROM (e).made_at) * 1000000)::bigint,
    (e).lines, (e).pence, postings), 'UTF8')) $$;
