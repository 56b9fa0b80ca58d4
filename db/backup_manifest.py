"""What a backup must hold: who, how many, how much and every chain's head, from one snapshot."""

from typing import Any

from psycopg import sql

from db.book import Session
from db.revisions import version_of

Manifest = dict[str, Any]

# What a restored book must agree in; the rest tells where and when the backup was made.
COMPARED = ("schema", "counts", "totals", "heads", "seal", "operators", "limits")
_FORMAT = 1


def manifest(session: Session) -> Manifest:
    """Counts, totals, heads, operators and limits of the book, read as its owner.

    The session is in a REPEATABLE READ transaction: everything is of one moment.
    """
    row = session.execute(_MANIFEST).fetchone()
    assert row is not None, "a book has its row"
    told: Manifest = row[0]
    return {
        "format": _FORMAT,
        **told,
        "schema": version_of(session),
        "server": session.info.server_version,
        "counts": _counts(session),
    }


def differences(backed_up: Manifest, restored: Manifest) -> list[str]:
    """Where a restored book differs from its backup's manifest, in words; nothing: it is whole."""
    found: list[str] = []
    for name in COMPARED:
        was, now = backed_up[name], restored[name]
        if isinstance(was, dict) and isinstance(now, dict):
            names = sorted(key for key in was | now if was.get(key) != now.get(key))
            found += [f"{name} {key}: {now.get(key)} instead of {was.get(key)}" for key in names]
        elif was != now:
            found.append(f"{name}: {now} instead of {was}")
    return found


def _counts(session: Session) -> dict[str, int]:
    """Rows of every table."""
    tables = session.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'rb'::regnamespace AND relkind = 'r'"
        " ORDER BY relname"
    ).fetchall()
    each = [
        sql.SQL("SELECT {}, count(*) FROM rb.{}").format(sql.Literal(name), sql.Identifier(name))
        for (name,) in tables
    ]
    return dict(session.execute(sql.SQL(" UNION ALL ").join(each)).fetchall())


_MANIFEST = """
SELECT jsonb_build_object(
  'book', (SELECT jsonb_build_object('id', b.id, 'kind', b.kind, 'mode', b.mode) FROM rb.book b),
  'made_at', clock_timestamp(),
  'totals', jsonb_build_object(
    'postings_pence', (SELECT coalesce(sum(pence), 0)::bigint FROM rb.posting),
    'balances_pence', (SELECT coalesce(sum(pence), 0)::bigint FROM rb.balance),
    'lines_pence', (SELECT coalesce(sum(pence), 0)::bigint FROM rb.batch_line)),
  'heads', (SELECT coalesce(jsonb_object_agg(login,
      jsonb_build_array(series, number, encode(head, 'hex'))), '{}') FROM rb.chain),
  'seal', (SELECT encode(hash, 'hex') FROM rb.seal ORDER BY id DESC LIMIT 1),
  'operators', (SELECT coalesce(jsonb_object_agg(o.login, jsonb_build_array(o.grp, o.suspended,
      (SELECT coalesce(jsonb_agg(l.code ORDER BY l.code), '[]') FROM rb.operator_landlord x
         JOIN rb.landlord l ON l.id = x.landlord_id WHERE x.login = o.login))), '{}')
    FROM rb.operator o),
  'limits', (SELECT coalesce(jsonb_object_agg(who || ' ' || kind,
      jsonb_build_array(per_item_pence, per_day_pence)), '{}') FROM rb.limit_rule),
  'keepers', (SELECT coalesce(jsonb_agg(m.rolname ORDER BY m.rolname), '[]')
    FROM pg_auth_members g JOIN pg_roles o ON o.oid = g.roleid JOIN pg_roles m ON m.oid = g.member
    WHERE o.rolname = 'rb_' || (SELECT id FROM rb.book) || '_owner' AND NOT m.rolsuper))
"""
