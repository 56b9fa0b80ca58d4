"""Batches as they are read: in lists, and one with all its lines."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.batch import Batch, BatchState, Control, Line, LineState
from core.money import Pence
from core.names import parse_names, short_names
from core.refusal import Refusal
from db.book import Book, Session
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Listed:
    """A batch in a list; of a colleague's open one only state and control are told."""

    number: int
    cashbook: str
    landlord: str
    stream: str
    effective: date
    book_date: date
    state: BatchState
    maker: str
    holder: str
    opened_at: datetime
    control: Pence | None
    control_count: int | None
    keyed: Pence | None
    count: int | None
    entry: str
    file: int | None  # the payment file it is of: its lines are settled there
    blind: bool = False  # keyed a second time by somebody who cannot see the first
    held: bool = False  # made or ever held by this operator


def batches(
    book: Book, *, open_only: bool = False, mine: bool = False, limit: int = 200
) -> list[Listed]:
    """Batches, newest first; keyed totals only of those this operator may look into."""
    with book.session() as session, translated():
        rows = session.execute(
            _LIST, {"open": open_only, "mine": mine, "limit": limit, "batch": None}
        ).fetchall()
    return [_listed(row) for row in rows]


def listed(book: Book, batch: int) -> Listed:
    """One batch as it stands in the list; raises Refusal when there is none."""
    with book.session() as session:
        return _one(session, batch)


def load(book: Book, batch: int) -> Batch:
    """A batch with its lines as its holder sees it, struck ones too, in the order keyed."""
    with book.session() as session, translated():
        head = _one(session, batch)
        control = session.execute(
            "SELECT control_pence, control_count, hash_total, coalesce(control_source, ''),"
            " coalesce(control_ref, '') FROM rb.batch WHERE id = %s AND control_pence IS NOT NULL",
            (batch,),
        ).fetchone()
        rows = session.execute(_LINES, {"batch": batch}).fetchall()
    return Batch(
        head.number,
        head.cashbook,
        head.landlord,
        head.stream,
        head.effective,
        head.book_date,
        head.holder,
        head.state,
        Control(Pence(control[0]), *control[1:]) if control else None,
        tuple(_line(row) for row in rows),
        head.entry,
    )


_LIST = """
SELECT b.id, c.code, l.code, s.code, b.effective_date, b.book_date, b.state, b.maker, b.holder,
  b.opened_at, b.control_pence, b.control_count, CASE WHEN v.seen THEN k.pence END,
  CASE WHEN v.seen THEN k.lines END, coalesce(rb.entry_number(h.series, e.number), ''), f.id,
  b.blind AND b.state = 'open', rb.held_by_me(b.id)
FROM rb.batch b JOIN rb.cashbook c ON c.id = b.cashbook_id
JOIN rb.landlord l ON l.id = c.landlord_id JOIN rb.stream s ON s.id = b.stream_id
LEFT JOIN rb.payment_file f ON f.batch_id = b.id
LEFT JOIN rb.entry e ON e.id = b.entry_id LEFT JOIN rb.chain h ON h.login = e.login
CROSS JOIN LATERAL (SELECT b.state = 'posted' OR b.maker = session_user OR b.holder = session_user
  OR b.blind AND rb.held_by_me(b.id) OR (rb.in_group('supervisor') OR rb.in_group('auditor'))
    AND (NOT b.blind OR rb.blind_agreed(b.id)) AS seen) v
LEFT JOIN LATERAL (
  SELECT coalesce(sum(CASE WHEN x.debit THEN -x.pence ELSE x.pence END), 0)::bigint AS pence,
    count(*) AS lines FROM rb.batch_line x WHERE x.batch_id = b.id AND x.state = 'kept') k ON v.seen
WHERE (NOT %(open)s OR b.state = 'open') AND (NOT %(mine)s OR b.holder = session_user)
  AND (%(batch)s::bigint IS NULL OR b.id = %(batch)s)
ORDER BY b.id DESC LIMIT %(limit)s
"""

_LINES = """
SELECT x.line, CASE WHEN x.debit THEN -x.pence ELSE x.pence END, x.account_id,
  coalesce(a.ref, ''), x.state,
  greatest(1, (SELECT count(*) FROM rb.line_part p
    WHERE (p.batch_id, p.line) = (x.batch_id, x.line))),
  x.look, x.reason, x.quoted, x.payer, x.effective_date,
  (SELECT string_agg(u.name, ' + ' ORDER BY n.position) FROM rb.tenant n
    JOIN rb.customer u ON u.id = n.customer_id
    WHERE n.tenancy_id = a.tenancy_id AND n.ended IS NULL),
  (SELECT p.address FROM rb.tenancy t JOIN rb.property p ON p.id = t.property_id
    WHERE t.id = a.tenancy_id)
FROM rb.batch_line x LEFT JOIN rb.account a ON a.id = x.account_id
WHERE x.batch_id = %(batch)s ORDER BY x.line
"""


def _one(session: Session, batch: int) -> Listed:
    row = session.execute(
        _LIST, {"open": False, "mine": False, "limit": 1, "batch": batch}
    ).fetchone()
    if row is None:
        words = f"there is no batch {batch}: rentbook batch list shows them"
        raise Refusal("unknown_batch", words, batch)
    return _listed(row)


def _listed(row: tuple[Any, ...]) -> Listed:
    values = list(row)
    values[6] = BatchState(values[6])
    return Listed(*values)


def _line(row: tuple[Any, ...]) -> Line:
    (
        number,
        pence,
        account,
        ref,
        state,
        parts,
        look,
        reason,
        quoted,
        payer,
        effective,
        names,
        address,
    ) = row
    shown = short_names(parse_names(names)) if names else payer
    return Line(
        number,
        Pence(pence),
        account,
        ref,
        LineState(state),
        int(parts),
        _colour(look, reason),
        reason,
        quoted,
        shown,
        address or "",
        effective,
    )


def _colour(look: str, reason: str) -> str:
    if not look:
        return "green"
    return "red" if reason else "amber"
