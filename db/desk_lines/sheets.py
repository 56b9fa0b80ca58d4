"""Cashbook days that nobody signed yet, and sheets that wait for a second name."""

SQL = """
SELECT 'days', '', count(*), NULL::bigint, min(d.day)::timestamp AT TIME ZONE 'Europe/London',
  (array_agg(jsonb_build_array(d.cashbook, d.code || ' ' || d.day) ORDER BY d.day, d.code))[:4]
FROM (SELECT DISTINCT c.id AS cashbook, c.code, l.day FROM rb.cashbook c
  JOIN rb.bank_line l ON l.cashbook_id = c.id
    AND l.day > coalesce(c.signed_to, (SELECT o.day FROM rb.cashbook_opening o
      WHERE o.cashbook_id = c.id), l.day - 1)
  WHERE rb.in_group('assistant')) d
HAVING count(*) > 0
UNION ALL
SELECT 'sheets', '', count(*), NULL, min(s.signed_at),
  (array_agg(jsonb_build_array(s.id, c.code || ' ' || s.day) ORDER BY s.day, c.code))[:4]
FROM rb.proof_sheet s JOIN rb.cashbook c ON c.id = s.cashbook_id
WHERE s.ended IS NULL AND s.countersigned_by IS NULL AND NOT s.single
  AND s.signed_by <> session_user AND rb.in_group('assistant')
HAVING count(*) > 0
"""
