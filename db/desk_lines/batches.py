"""Keyed batches left open: mine, and for supervisors their colleagues', a line each."""

SQL = """
SELECT CASE WHEN b.holder = session_user THEN 'batch' ELSE 'others' END, b.holder, count(*),
  NULL::bigint, min(b.opened_at),
  (array_agg(jsonb_build_array(b.id, s.code) ORDER BY b.opened_at, b.id))[:4]
FROM rb.batch b JOIN rb.stream s ON s.id = b.stream_id
WHERE b.state = 'open' AND (b.holder = session_user OR rb.in_group('supervisor'))
  AND NOT EXISTS (SELECT FROM rb.payment_file f WHERE f.batch_id = b.id)
GROUP BY b.holder
"""
