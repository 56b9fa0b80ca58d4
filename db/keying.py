"""What keying must know of an account before a line is kept: usual amounts, earlier receipts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.corroboration import Receipt
from core.money import Pence
from core.names import parse_names, short_names
from core.reference import slips
from db.book import Book, Session
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Payment:
    """A receipt on an account, by effective date."""

    day: date
    amount: Pence
    code: str


_NIL = Pence(0)


@dataclass(frozen=True, slots=True)
class Payer:
    """An account as keying needs it; names and address are empty of restricted people.

    `imported_usual` is what the feed calls its usual payment, `of_stream` its last six receipts of
    the stream asked for, newest first, `last` its last receipts of any stream.
    """

    account: int
    reference: str
    kind: str
    landlord: str
    name: str
    address: str
    postcode: str
    status: str
    deceased: bool
    restricted: bool
    balance: Pence
    cycle: str
    charge: Pence
    imported_usual: Pence | None
    of_stream: tuple[Payment, ...]
    last: tuple[Payment, ...]
    pending: Pence
    warning: str
    promised: Pence = _NIL  # of its credit, by requests that are not decided yet


@dataclass(frozen=True, slots=True)
class Known:
    """What the book knows of the accounts a line may mean: corroboration is decided on it.

    `payers` holds the accounts asked for and their `neighbours`, live accounts one slip away or
    of the same name.
    """

    payers: dict[int, Payer]
    neighbours: tuple[int, ...]
    earlier: tuple[Receipt, ...]


def payers(book: Book, accounts: Sequence[int], stream: str) -> dict[int, Payer]:
    """The accounts asked for that this operator sees, by account number; one round trip."""
    with book.session() as session:
        return payers_in(session, accounts, stream)


def payers_in(session: Session, accounts: Sequence[int], stream: str) -> dict[int, Payer]:
    """As payers, within a session."""
    with translated():
        rows = session.execute(
            _PAYERS, {"accounts": list(accounts), "stream": stream}, prepare=True
        ).fetchall()
    return {row[0]: _payer(row) for row in rows}


def neighbours(book: Book, account: int, references: Sequence[str]) -> list[int]:
    """Live accounts that could be meant instead: of those references, or of the same name."""
    with book.session() as session:
        return _neighbours(session, [account], references)


def earlier(book: Book, accounts: Sequence[int], stream: str, day: date) -> list[Receipt]:
    """Receipts of that stream and effective date already kept or posted on these accounts."""
    with book.session() as session:
        return _earlier(session, accounts, stream, day)


def known(
    book: Book, accounts: Sequence[int], references: Sequence[str], stream: str, day: date
) -> Known:
    """Everything a line over these accounts, with these references, is decided on; one session."""
    alike = sorted(frozenset().union(*(slips(reference) for reference in references)))
    with book.session() as session:
        near = _neighbours(session, accounts, alike)
        found = payers_in(session, [*accounts, *near], stream)
        stands = _earlier(session, accounts, stream, day)
    return Known(found, tuple(near), tuple(stands))


def _neighbours(session: Session, accounts: Sequence[int], references: Sequence[str]) -> list[int]:
    with translated():
        rows = session.execute(
            _NEIGHBOURS, {"accounts": list(accounts), "refs": list(references)}, prepare=True
        ).fetchall()
    return [row[0] for row in rows]


def _earlier(session: Session, accounts: Sequence[int], stream: str, day: date) -> list[Receipt]:
    with translated():
        rows = session.execute(
            _EARLIER, {"accounts": list(accounts), "stream": stream, "day": day}, prepare=True
        ).fetchall()
    return [Receipt(account, Pence(pence), where) for account, pence, where in rows]


_PAYERS = """
SELECT a.id, a.ref, a.kind, l.code, coalesce((SELECT string_agg(u.name, ' + ' ORDER BY n.position)
    FROM rb.tenant n JOIN rb.customer u ON u.id = n.customer_id
    WHERE n.tenancy_id = a.tenancy_id AND n.ended IS NULL), ''),
  coalesce(p.address, ''), coalesce(p.postcode, ''), a.status, a.deceased, a.restricted, b.pence,
  coalesce(t.cycle, 'weekly'), coalesce(t.charge_pence, 0),
  CASE WHEN a.parent_id IS NULL THEN t.usual_payment_pence END,
  ARRAY(SELECT jsonb_build_array(r.effective_date, r.pence, s.code) FROM rb.posting r
    WHERE r.credit_account >= 10000 AND r.credit_account = a.id AND r.code_id = s.code_id
    ORDER BY r.effective_date DESC LIMIT 6),
  ARRAY(SELECT jsonb_build_array(r.effective_date, r.pence, c.name) FROM rb.posting r
    JOIN rb.txn_code c ON c.id = r.code_id AND c.class = 'receipt'
    WHERE r.credit_account >= 10000 AND r.credit_account = a.id
    ORDER BY r.effective_date DESC LIMIT 3),
  coalesce((SELECT sum(CASE WHEN x.debit THEN -x.pence ELSE x.pence END)
    FROM rb.batch_line x JOIN rb.batch y ON y.id = x.batch_id
    WHERE x.account_id = a.id AND x.state = 'kept' AND y.state = 'open'), 0)::bigint,
  coalesce((SELECT w.words FROM rb.note w WHERE w.account_id = a.id AND w.kind = 'warning'
    ORDER BY w.id DESC LIMIT 1), ''),
  coalesce((SELECT sum(q.reserved_pence) FROM rb.request q WHERE q.account_id = a.id
    AND q.state = 'submitted' AND q.kind IN ('refund', 'transfer', 'payment') AND q.item_id IS NULL
    AND q.expires_on >= rb.book_day()), 0)::bigint
FROM rb.account a JOIN rb.landlord l ON l.id = a.landlord_id
JOIN rb.balance b ON b.account_id = a.id
LEFT JOIN rb.tenancy t ON t.id = a.tenancy_id LEFT JOIN rb.property p ON p.id = t.property_id
CROSS JOIN rb.stream s WHERE s.code = %(stream)s AND a.id = ANY (%(accounts)s)
"""

_NEIGHBOURS = """
SELECT r.account_id FROM rb.account_ref r JOIN rb.account a ON a.id = r.account_id
WHERE r.landlord_id = ANY (rb.my_landlords()) AND r.ref = ANY (%(refs)s) AND r.kind = 'payment'
  AND a.status = 'current' AND a.id <> ALL (%(accounts)s)
UNION
SELECT a.id FROM rb.account me JOIN rb.tenant n ON n.tenancy_id = me.tenancy_id AND n.ended IS NULL
JOIN rb.customer u ON u.id = n.customer_id JOIN rb.customer o ON lower(o.name) = lower(u.name)
JOIN rb.tenant x ON x.customer_id = o.id AND x.ended IS NULL
JOIN rb.account a ON a.tenancy_id = x.tenancy_id AND a.status = 'current' AND a.parent_id IS NULL
WHERE me.id = ANY (%(accounts)s) AND a.id <> ALL (%(accounts)s) AND a.tenancy_id <> me.tenancy_id
LIMIT 40
"""

_EARLIER = """
SELECT x.account_id, x.pence, 'batch ' || x.batch_id || ' line ' || x.line
FROM rb.batch_line x JOIN rb.batch b ON b.id = x.batch_id JOIN rb.stream s ON s.id = b.stream_id
WHERE s.code = %(stream)s AND b.state = 'open' AND x.state = 'kept'
  AND x.account_id = ANY (%(accounts)s) AND x.effective_date = %(day)s
UNION ALL
SELECT p.credit_account, p.pence, 'posted ' || rb.entry_number(h.series, e.number) || '.' || p.line
FROM rb.posting p JOIN rb.stream s ON s.code_id = p.code_id JOIN rb.entry e ON e.id = p.entry_id
JOIN rb.chain h ON h.login = e.login
WHERE s.code = %(stream)s AND p.credit_account >= 10000 AND p.credit_account = ANY (%(accounts)s)
  AND p.effective_date = %(day)s AND NOT EXISTS (SELECT FROM rb.reversal r
    WHERE (r.original_entry, r.original_line, r.original_part) = (p.entry_id, p.line, p.part))
"""


def _payer(row: tuple[Any, ...]) -> Payer:
    values = list(row)
    values[4] = short_names(parse_names(values[4])) if values[4] else ""
    for place in (14, 15):
        values[place] = tuple(
            Payment(date.fromisoformat(day), Pence(pence), code)
            for day, pence, code in values[place]
        )
    return Payer(*values)
