"""Schedules without their bank credit, credits without their schedule, money that went back."""

SQL = """
SELECT 'schedules', '', count(*), sum(b.control_pence)::bigint, min(f.at),
  (array_agg(jsonb_build_array(f.id, f.name) ORDER BY f.at, f.id))[:4]
FROM rb.payment_file f JOIN rb.batch b ON b.id = f.batch_id JOIN rb.stream s ON s.id = b.stream_id
WHERE f.live AND s.debits LIKE '%-clearing'
  AND NOT EXISTS (SELECT FROM rb.bank_match m WHERE m.file_id = f.id AND m.live)
  AND NOT EXISTS (SELECT FROM rb.bank_match_entry e WHERE e.entry_id = b.entry_id AND e.live)
HAVING count(*) > 0
UNION ALL
SELECT 'credits', '', count(*), sum(m.pence)::bigint,
  min((SELECT min(l.day) FROM rb.bank_match_line x JOIN rb.bank_line l ON l.id = x.line_id
    WHERE x.match_id = m.id))::timestamp AT TIME ZONE 'Europe/London', NULL
FROM rb.bank_match m WHERE m.live AND m.kind = 'lump' AND m.file_id IS NULL HAVING count(*) > 0
UNION ALL
SELECT 'returned', '', count(*), sum(r.pence)::bigint, min(r.at),
  (array_agg(jsonb_build_array(r.account_id, r.kind) ORDER BY r.at, r.id))[:4]
FROM rb.returned_money r WHERE r.ended_at IS NULL HAVING count(*) > 0
"""
