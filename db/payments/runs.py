"""A pay run: made of what is approved, found again, confirmed or abandoned, once for its key."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.bank_account.account import BankAccount
from core.money import Pence
from core.refusal import Refusal
from db.acting import act, derived_key, new_key
from db.book import Book
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it stands; `ours` is the account it is paid from, `made` the office's own time."""

    run: int
    cashbook: str
    originator: str
    ours: BankAccount
    user_number: str
    processed: date
    moved: date
    format: str
    items: int
    total: Pence
    digest: str  # hex; empty before its file was made
    state: str
    maker: str
    made: datetime
    ended_by: str
    number: str  # of the entry that paid it


@dataclass(frozen=True, slots=True)
class Item:
    """One payment of a run, its bank details masked."""

    item: int
    request: int
    kind: str
    payee: str
    pays_to: str
    pence: Pence
    returned: str  # why it came back; empty: it did not


_RUNS = """
SELECT p.id, c.code, p.originator, k.sort_code, k.account_number, p.user_number, p.processed,
  p.moved, p.format, p.items, p.pence, coalesce(encode(p.digest, 'hex'), ''), p.state, p.maker,
  p.at AT TIME ZONE 'Europe/London', coalesce(p.ended_by::text, ''),
  coalesce((SELECT rb.entry_number(h.series, e.number) FROM rb.entry e
    JOIN rb.chain h ON h.login = e.login WHERE e.id = p.entry_id), '')
FROM rb.pay_run p JOIN rb.cashbook c ON c.id = p.cashbook_id
JOIN rb.bank_account k ON k.id = p.bank_account_id
WHERE (%(run)s::bigint IS NULL OR p.id = %(run)s)
  AND (%(cashbook)s = '' OR c.code = %(cashbook)s AND p.state = 'made')
ORDER BY p.id DESC LIMIT 200
"""


def runs(book: Book) -> list[Run]:
    """The runs of this operator's landlords, the latest first."""
    return _read(book, None, "")


def run_of(book: Book, number: int) -> Run:
    """One run. Raises Refusal: unknown_run."""
    found = _read(book, number, "")
    if not found:
        says = f"there is no pay run {number}: rentbook pay list shows them"
        raise Refusal("unknown_run", says, number)
    return found[0]


def open_run(book: Book, cashbook: str) -> Run | None:
    """The run of a cashbook that is neither confirmed nor abandoned: there is one at most."""
    found = _read(book, None, cashbook)
    return found[0] if found else None


def items(book: Book, number: int) -> list[Item]:
    """The payments of a run, masked; of restricted people only the amount shows."""
    with book.session() as session, translated():
        rows = session.execute(
            "SELECT i.item, i.request_id, coalesce(r.kind, ''), coalesce(r.payee, ''),"
            " coalesce(r.pays_to, ''), i.pence, coalesce(i.returned_why, '') FROM rb.pay_item i"
            " LEFT JOIN rb.request r ON r.id = i.request_id WHERE i.run_id = %s ORDER BY i.item",
            (number,),
        ).fetchall()
    return [Item(*row) for row in rows]


def payers(book: Book) -> list[str]:
    """The cashbooks that have something to pay, or a run open: the first of each landlord."""
    with book.session() as session, translated():
        rows = session.execute(_PAYERS).fetchall()
    return [code for (code,) in rows]


def to_pay(book: Book) -> list[tuple[str, int, Pence]]:
    """(cashbook, how many, how much) of what is approved and in no run, by landlord."""
    with book.session() as session, translated():
        rows = session.execute(_TO_PAY).fetchall()
    return [(code, count, Pence(pence)) for code, count, pence in rows]


_TO_PAY = """
SELECT (SELECT c.code FROM rb.cashbook c WHERE c.landlord_id = r.landlord_id ORDER BY c.id LIMIT 1),
  count(*), sum(r.pence)::bigint
FROM rb.request r WHERE r.state = 'approved' AND r.pays_to IS NOT NULL AND r.entry_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM rb.pay_item i WHERE i.request_id = r.id AND i.live)
GROUP BY r.landlord_id ORDER BY r.landlord_id
"""

_PAYERS = """
SELECT coalesce(max(c.code) FILTER (WHERE p.id IS NOT NULL), (array_agg(c.code ORDER BY c.id))[1])
FROM rb.cashbook c LEFT JOIN rb.pay_run p ON p.cashbook_id = c.id AND p.state = 'made'
GROUP BY c.landlord_id HAVING count(p.id) > 0 OR EXISTS (
  SELECT FROM rb.request r WHERE r.landlord_id = c.landlord_id AND r.state = 'approved'
    AND r.pays_to IS NOT NULL AND r.entry_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM rb.pay_item i WHERE i.request_id = r.id AND i.live))
ORDER BY c.landlord_id
"""


def make_run(
    book: Book, order: dict[str, Any], key: str | None = None
) -> tuple[Run, tuple[tuple[int, str], ...]]:
    """A run of everything payable, and (request, why) of what no file could carry.

    Raises Refusal: run_open, nothing_to_pay, date_past, run_faults, ….
    """
    with book.session() as session:
        told = act(session, "make_pay_run", key or new_key(), order)
    left = tuple((one["request"], one["says"]) for one in told.get("left", ()))
    return run_of(book, int(told["run"])), left


def confirm_run(book: Book, number: int, digest: str, key: str | None = None) -> str:
    """The bank has the file of that digest: posts the run; its entry's number.

    Raises Refusal: own_run, run_ended, no_file, digest_differs, unknown_run.
    """
    with book.session() as session:
        key = key or derived_key("pay confirm", book.about.login, number)
        told = act(session, "confirm_pay_run", key, number, digest)
    return str(told["number"])


def abandon_run(book: Book, number: int, why: str, key: str | None = None) -> None:
    """Gives a run up whose file was not handed in. Raises Refusal: own_run, run_ended."""
    with book.session() as session:
        act(session, "abandon_pay_run", key or new_key(), number, why)


def _read(book: Book, number: int | None, cashbook: str) -> list[Run]:
    with book.session() as session, translated():
        rows = session.execute(_RUNS, {"run": number, "cashbook": cashbook}).fetchall()
    return [_run(list(row)) for row in rows]


def _run(values: list[Any]) -> Run:
    sort_code, number = values[3:5]
    values[3:5] = [BankAccount(sort_code, number)]
    return Run(*values)
