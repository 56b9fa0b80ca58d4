"""What makes a made-up estate look lived in: notes, warnings, authorities, the bereaved."""

from datetime import date
from typing import Any

import psycopg

_NOTES = (
    "New job, direct debit to go on from the end of the month.",
    "Says the boiler repair is still open; passed to repairs.",
    "Will pay the arrears with the next wages.",
    "Universal Credit claim made, first payment expected in five weeks.",
    "Asked for a statement by post.",
    "Son pays on her behalf, gives her reference.",
)
_WARNINGS = ("Large dog at the address: visit by two.", "Calls recorded at the tenant's request.")
_WHO = ("Citizens advice (made up)", "Daughter", "Support worker", "Brother")


def write_life(session: psycopg.Connection[Any], today: date) -> None:
    """Writes it by plain arithmetic on account numbers; the session is the owner's."""
    given = {
        "today": today,
        "notes": list(_NOTES),
        "warnings": list(_WARNINGS),
        "who": list(_WHO),
    }
    for statement in (
        _WRITE_NOTES,
        _WRITE_WARNINGS,
        _WRITE_AUTHORITIES,
        _DECEASED_PEOPLE,
        _DECEASED,
    ):
        session.execute(statement, given)


_WRITE_NOTES = """
INSERT INTO rb.note (account_id, words, maker, at)
SELECT id, (%(notes)s::text[])[1 + id %% cardinality(%(notes)s::text[])],
  'assistant.' || 1 + id %% 2, %(today)s - (id %% 200)::int + time '10:20'
FROM rb.account WHERE parent_id IS NULL AND status <> 'control' AND id %% 11 = 4 ORDER BY id
"""

_WRITE_WARNINGS = """
INSERT INTO rb.note (account_id, kind, words, maker, at)
SELECT id, 'warning', (%(warnings)s::text[])[1 + id %% cardinality(%(warnings)s::text[])],
  'supervisor.1', %(today)s - 90 + time '15:00'
FROM rb.account WHERE parent_id IS NULL AND status = 'current' AND id %% 151 = 9 ORDER BY id
"""

_WRITE_AUTHORITIES = """
INSERT INTO rb.authority (account_id, who, scope, until, maker, at)
SELECT id, (%(who)s::text[])[1 + id %% cardinality(%(who)s::text[])], 'all',
  CASE id %% 3 WHEN 0 THEN %(today)s + 120 END, 'assistant.1', %(today)s - 60 + time '14:00'
FROM rb.account WHERE parent_id IS NULL AND status = 'current' AND id %% 29 = 6 ORDER BY id
"""

_DECEASED_PEOPLE = """
UPDATE rb.customer c SET deceased = %(today)s - (c.id %% 60)::int
FROM rb.tenant n JOIN rb.account a ON a.tenancy_id = n.tenancy_id
WHERE n.customer_id = c.id AND a.id %% 307 = 11 AND n.position = 1 AND a.parent_id IS NULL
"""

_DECEASED = """
UPDATE rb.account a SET deceased = true FROM rb.account m WHERE m.id %% 307 = 11
  AND m.parent_id IS NULL AND m.status <> 'control' AND a.id IN (m.id)
  AND NOT EXISTS (SELECT FROM rb.tenant n WHERE n.tenancy_id = m.tenancy_id AND n.position = 2)
"""
