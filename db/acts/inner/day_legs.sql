-- What came in over some days by stream, and where the same money went: a reversal counts with the stream of what it reverses.
CREATE OR REPLACE FUNCTION rb.day_legs(c smallint, since date, until date) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
DECLARE ids bigint[] := cash_accounts(c); legs jsonb;
BEGIN
  WITH p AS MATERIALIZED (
    SELECT p.entry_id, p.line, p.part, p.code_id, CASE WHEN p.debit_account = ANY (ids) THEN p.credit_account ELSE p.debit_account END AS other, CASE WHEN p.debit_account = ANY (ids) THEN p.pence ELSE -p.pence END AS pence
    FROM posting p WHERE p.book_date > since AND p.book_date <= until AND (p.debit_account = ANY (ids)) <> (p.credit_account = ANY (ids)) AND NOT EXISTS (SELECT FROM cashbook_opening k WHERE k.entry_id = p.entry_id)),
  reversed AS (
    SELECT p.entry_id, p.line, p.part, t.code FROM p JOIN entry e ON e.id = p.entry_id AND e.kind = 'reversal' JOIN reversal r ON (r.entry_id, r.line, r.part) = (p.entry_id, p.line, p.part)
      JOIN entry k ON k.id = r.original_entry JOIN batch z ON z.id = k.batch_id JOIN stream t ON t.id = z.stream_id),
  moved AS (
    SELECT coalesce(s.code, x.undid, CASE e.kind WHEN 'history' THEN (SELECT t.code FROM stream t WHERE t.code_id = x.code_id ORDER BY t.id LIMIT 1) END, e.kind) AS stream, x.place, x.pence
    FROM (SELECT p.entry_id, p.code_id, r.code AS undid, CASE WHEN a.status <> 'control' THEN 'rent' ELSE a.kind END AS place, sum(p.pence)::bigint AS pence
        FROM p JOIN account a ON a.id = p.other LEFT JOIN reversed r ON (r.entry_id, r.line, r.part) = (p.entry_id, p.line, p.part) GROUP BY 1, 2, 3, 4) x
      JOIN entry e ON e.id = x.entry_id LEFT JOIN batch b ON b.id = e.batch_id LEFT JOIN stream s ON s.id = b.stream_id),
  streams AS (SELECT m.stream, sum(m.pence)::bigint AS pence FROM moved m GROUP BY m.stream),
  places AS (SELECT m.place, sum(m.pence)::bigint AS pence FROM moved m GROUP BY m.place)
  SELECT jsonb_build_object('streams', (SELECT coalesce(jsonb_agg(jsonb_build_array(x.stream, x.pence) ORDER BY x.stream), '[]') FROM streams x),
    'rent', (SELECT coalesce(sum(x.pence), 0) FROM places x WHERE x.place = 'rent'), 'suspense', (SELECT coalesce(sum(x.pence), 0) FROM places x WHERE x.place = 'suspense'),
    'others', (SELECT coalesce(jsonb_agg(jsonb_build_array(x.place, x.pence) ORDER BY x.place), '[]') FROM places x WHERE x.place NOT IN ('rent', 'suspense'))) INTO legs;
  RETURN legs;
END $$;
