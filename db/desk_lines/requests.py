"""Requests that await this operator's decision, and what became lately of those it asked."""

SQL = """
SELECT 'awaiting', '', count(*), sum(r.pence)::bigint, min(r.at), NULL::jsonb[]
FROM rb.request r WHERE r.state = 'submitted' AND r.expires_on >= rb.book_day()
  AND rb.in_group('supervisor') AND NOT session_user = ANY (r.makers)
  AND (r.level = 'supervisor' OR rb.in_group('manager')
    OR r.pence IS NOT NULL AND r.override = '' AND rb.my_limit(r.kind) >= r.pence)
  AND NOT EXISTS (SELECT FROM rb.request_step s WHERE s.request_id = r.id
    AND s.decider = session_user)
HAVING count(*) > 0
UNION ALL
SELECT 'answered', '', count(*), NULL::bigint, min(r.ended_at),
  (array_agg(jsonb_build_array(r.id, r.kind || ' ' || r.state) ORDER BY r.ended_at DESC))[:4]
FROM rb.request r WHERE r.maker = session_user
  AND r.ended_at > clock_timestamp() - interval '3 days'
  AND r.state NOT IN ('submitted', 'withdrawn')
HAVING count(*) > 0
"""
