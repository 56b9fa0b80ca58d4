"""Money in suspense, and for supervisors what of it is past its limit."""

SQL = """
SELECT 'suspense', '', count(*), sum(i.pence - i.cleared_pence)::bigint,
  min(i.effective_date)::timestamp AT TIME ZONE 'Europe/London', NULL::jsonb[]
FROM rb.suspense_item i WHERE i.ended IS NULL HAVING count(*) > 0
UNION ALL
SELECT 'suspense_late', '', count(*), sum(i.pence - i.cleared_pence)::bigint,
  min(i.effective_date)::timestamp AT TIME ZONE 'Europe/London', NULL
FROM rb.suspense_item i WHERE i.ended IS NULL AND rb.in_group('supervisor')
  AND i.effective_date < (clock_timestamp() AT TIME ZONE 'Europe/London')::date
    - coalesce((SELECT value::text::int FROM rb.policy WHERE name = 'suspense_days'), 30)
HAVING count(*) > 0
"""
