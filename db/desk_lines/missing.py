"""Payers who missed what two posted walks running expected of them."""

from db.walk.missing import ROWS

SQL = f"""
SELECT 'missing', '', count(*), sum(m.pence)::bigint,
  min(m.first)::timestamp AT TIME ZONE 'Europe/London', NULL::jsonb[]
FROM ({ROWS} SELECT * FROM told WHERE times >= 2) m HAVING count(*) > 0
"""  # noqa: S608 - our own text
