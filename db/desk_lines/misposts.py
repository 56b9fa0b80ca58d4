"""Receipts that the radar found on what may be the wrong account, as it was last looked."""

from db.misposts.asked import ASKED

SQL = f"""
SELECT 'misposts', '', count(*), sum(p.pence)::bigint, min(m.found_at), NULL::jsonb[]
FROM rb.mispost m JOIN rb.posting p ON (p.entry_id, p.line, p.part) = (m.entry_id, m.line, m.part)
WHERE m.stands AND m.dismissed_at IS NULL AND NOT {ASKED}
  AND p.book_date > current_date - 30
  AND NOT EXISTS (SELECT FROM rb.reversal r WHERE
    (r.original_entry, r.original_line, r.original_part) = (m.entry_id, m.line, m.part))
HAVING count(*) > 0
"""  # noqa: S608 - of this program's own words
