"""What is expected of a stream on a day: facts in one statement, core decides, then the names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.charge import Cycle
from core.expecting import Calendar, Came, Expected, History, Rule, expected, rule_of
from core.money import Pence
from core.names import parse_names, short_names
from core.refusal import Refusal
from core.stream import ControlKind
from core.walk import Item
from db.book import Book, Session
from db.errors import translated

_DAYS_BACK = 133  # four cycles of four weeks or a month, and what makes their rhythm
_RUNS_BACK = 400  # of benefit: thirteen runs of four weeks
_MOST = 14  # receipts an account is known by


def expected_on(book: Book, cashbook: str, stream: str, day: date) -> tuple[Item, ...]:
    """Everything due of this stream by this day, in the order in which it came last time.

    Raises Refusal: unknown_cashbook, unknown_stream.
    """
    with book.session() as session, translated():
        landlord, rule = _asked(session, cashbook, stream)
        calendar = calendar_of(session)
        known = histories(session, landlord, stream, day, rule)
        due = expected(known, day, rule, calendar)
        return _named(session, due)


def histories(
    session: Session, landlord: int, stream: str, day: date, rule: Rule
) -> tuple[History, ...]:
    """What every account of a landlord paid by the stream of late; one statement for all."""
    back = _RUNS_BACK if rule in (Rule.BENEFIT, Rule.CREDIT) else _DAYS_BACK
    told = {
        "landlord": landlord,
        "stream": stream,
        "since": day - timedelta(days=back),
        "most": _MOST,
    }
    return tuple(_history(row) for row in session.execute(_HISTORIES, told))


def histories_of(
    session: Session, landlord: int, stream: str, since: date, accounts: Sequence[int]
) -> tuple[History, ...]:
    """What those accounts paid by the stream since a day."""
    told = {
        "landlord": landlord,
        "stream": stream,
        "since": since,
        "most": _MOST,
        "accounts": list(accounts),
    }
    return tuple(_history(row) for row in session.execute(_HISTORIES_OF, told))


def calendar_of(session: Session) -> Calendar:
    """The rent-free weeks of the book."""
    row = session.execute("SELECT value FROM rb.policy WHERE name = 'rent_free_weeks'").fetchone()
    return Calendar({int(year): tuple(weeks) for year, weeks in (row[0] if row else {}).items()})


@dataclass(frozen=True, slots=True)
class _Named:
    reference: str
    name: str


def _named(session: Session, due: Sequence[Expected]) -> tuple[Item, ...]:
    rows = session.execute(_NAMES, {"accounts": [one.account for one in due]}).fetchall()
    named = {
        account: _Named(ref, short_names(parse_names(names)) if names else "")
        for account, ref, names in rows
    }
    return tuple(
        Item(
            number,
            one.account,
            one.amount,
            one.day,
            here.reference,
            here.name,
            missed=one.missed,
            may_rest=one.may_rest,
            says=one.says,
        )
        for number, one in enumerate(due, 1)
        if (here := named.get(one.account)) is not None
    )


def _asked(session: Session, cashbook: str, stream: str) -> tuple[int, Rule]:
    row = session.execute(
        "SELECT landlord_id FROM rb.cashbook WHERE code = %s AND landlord_id"
        " = ANY (rb.my_landlords())",
        (cashbook,),
    ).fetchone()
    if row is None:
        words = f"there is no cashbook {cashbook} of yours: rentbook setup --show lists them"
        raise Refusal("unknown_cashbook", words, cashbook)
    debits = session.execute("SELECT debits FROM rb.stream WHERE code = %s", (stream,)).fetchone()
    if debits is None:
        words = f"there is no stream {stream}: rentbook setup --show lists them"
        raise Refusal("unknown_stream", words, stream)
    return row[0], rule_of(ControlKind(debits[0]))


def _history(row: tuple[Any, ...]) -> History:
    account, days, pence, cycle, charge, ended, deceased, payer = row
    came = tuple(Came(day, Pence(paid)) for day, paid in zip(days, pence, strict=True))
    return History(account, came, Cycle(cycle), Pence(charge), ended, deceased, payer)


# Receipts of a stream are told by its code. Lines of open batches that may be read count as come:
# nobody keys them twice. The order is that of the last posting: the payer's own, mostly.
_HISTORIES = """
WITH s AS (SELECT id, code_id FROM rb.stream WHERE code = %(stream)s),
came AS (
  SELECT p.credit_account AS account, p.effective_date AS day, p.pence, p.entry_id, p.line
  FROM rb.posting p, s
  WHERE p.landlord_id = %(landlord)s AND p.book_date >= %(since)s AND p.code_id = s.code_id
    AND p.credit_account >= 10000
    AND NOT EXISTS (SELECT FROM rb.reversal r
      WHERE (r.original_entry, r.original_line, r.original_part) = (p.entry_id, p.line, p.part))
  UNION ALL
  SELECT x.account_id, x.effective_date, x.pence, NULL, x.line
  FROM s JOIN rb.batch b ON b.stream_id = s.id AND b.state = 'open'
  JOIN rb.cashbook c ON c.id = b.cashbook_id AND c.landlord_id = %(landlord)s
  JOIN rb.batch_line x ON x.batch_id = b.id AND x.state = 'kept' AND NOT x.debit
  WHERE x.account_id IS NOT NULL),
lately AS (
  SELECT account, (array_agg(day::date ORDER BY day DESC, entry_id DESC))[:%(most)s] AS days,
    (array_agg(pence ORDER BY day DESC, entry_id DESC))[:%(most)s] AS pence,
    max(entry_id) AS entry, (array_agg(line ORDER BY entry_id DESC NULLS LAST))[1] AS place
  FROM came GROUP BY account)
SELECT l.account, l.days, l.pence, coalesce(t.cycle, 'weekly'), coalesce(t.charge_pence, 0),
  t.end_date, a.deceased, coalesce(f.payer, '')
FROM lately l JOIN rb.account a ON a.id = l.account AND a.status <> 'closed'
LEFT JOIN rb.tenancy t ON t.id = a.tenancy_id
LEFT JOIN rb.entry e ON e.id = l.entry
LEFT JOIN rb.payment_file f ON f.batch_id = e.batch_id
ORDER BY l.entry, l.place, l.account
"""

_HISTORIES_OF = _HISTORIES.replace(
    "p.credit_account >= 10000",
    "p.credit_account >= 10000 AND p.credit_account = ANY (%(accounts)s)",
).replace("x.account_id IS NOT NULL", "x.account_id = ANY (%(accounts)s)")

_NAMES = """
SELECT a.id, a.ref, (SELECT string_agg(u.name, ' + ' ORDER BY n.position) FROM rb.tenant n
  JOIN rb.customer u ON u.id = n.customer_id
  WHERE n.tenancy_id = a.tenancy_id AND n.ended IS NULL)
FROM rb.account a WHERE a.id = ANY (%(accounts)s)
"""
