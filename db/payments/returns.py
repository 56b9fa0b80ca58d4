"""Payments of ours that the bank sent back, from its file or by hand: each reversed once."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.delimited import BadFile
from core.formats.arucs import is_arucs, read_arucs
from core.formats.standard18.record import read_standard18
from core.money import Pence
from core.payment_run import reference_of
from core.refusal import Refusal
from core.returned_credit import Found, PaidItem, ReturnedCredit, find_paid, ordinals
from db.acting import act, derived_key
from db.book import Book
from db.errors import translated

_RETURNED = "RA"


@dataclass(frozen=True, slots=True)
class Returned:
    """What keeping one did: the request whose credit is there again, and by which postings."""

    run: int
    item: int
    request: int
    pence: Pence
    posting: str  # empty where it was kept before
    credited: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the bank's and what became of it; `told` is None where nothing was found."""

    credit: ReturnedCredit
    found: Found
    told: Returned | None
    was_kept: bool = False  # by an earlier reading of the same line


def return_item(
    book: Book, item: tuple[int, int], why: str, key: str | None = None, line: str | None = None
) -> Returned:
    """Takes a payment (run, item) back; `line`: the digest of the bank's line that says so.

    Raises Refusal: returned_already, run_open, unknown_item, unknown_run.
    """
    with book.session() as session:
        key = key or derived_key("pay return", *item)
        told = act(session, "return_pay_item", key, *item, why, line)
    return Returned(
        told["run"], told["item"], told["request"], Pence(told["pence"]), told["posting"],
        told["cleared"],
    )  # fmt: skip


def returned_in(content: bytes) -> list[ReturnedCredit]:
    """The returned credits of a Standard 18 statement file or an ARUCS report.

    Raises Refusal: bad_file.
    """
    if is_arucs(content):
        return _of_report(content)
    lines = content.decode("latin-1").splitlines()
    if not lines:
        raise Refusal("bad_file", "the file is empty: ask the bank for it again")
    try:
        found, faults = read_standard18(lines)
    except BadFile:
        says = "neither a Standard 18 file (VOL1 at its start) nor an ARUCS report: is it the one?"
        raise Refusal("bad_file", says) from None
    if faults:
        says = "; ".join(f"line {one.line}: {one.says}" for one in faults[:5])
        raise Refusal("bad_file", says, [one.line for one in faults])
    return [
        ReturnedCredit(
            one.line, one.raw, one.day, one.pence, one.payer_account, one.reference, one.free
        )
        for one in found
        if one.code == _RETURNED
    ]


def _of_report(content: bytes) -> list[ReturnedCredit]:
    try:
        found, faults = read_arucs(content)
    except BadFile as bad:
        raise Refusal("bad_file", bad.says, bad.line) from None
    if faults:
        says = "; ".join(f"line {one.line}: {one.says}" for one in faults[:5])
        raise Refusal("bad_file", says, [one.line for one in faults])
    return found


def take_back(book: Book, credits_: list[ReturnedCredit]) -> Iterator[Outcome]:
    """Keeps each returned credit that names one payment; the same line twice is kept once."""
    for one, ordinal in ordinals(credits_):
        yield _taken(book, one, derived_key("pay returns", one.raw, ordinal))


def _taken(book: Book, one: ReturnedCredit, line: str) -> Outcome:
    kept = _kept_before(book, line)
    if kept is not None:
        return Outcome(one, Found.ONE, kept, was_kept=True)
    found, item = find_paid(one, paid_items(book))
    if item is None:
        return Outcome(one, found, None)
    why = f"returned by the bank on {one.day}" + (f", reason {one.reason}" if one.reason else "")
    return Outcome(one, found, return_item(book, (item.run, item.item), why, line=line))


def paid_items(book: Book) -> list[PaidItem]:
    """Everything that left in confirmed runs, masked."""
    with book.session() as session, translated():
        rows = session.execute(
            "SELECT i.run_id, i.item, i.pence, coalesce(r.pays_to, ''),"
            " coalesce(r.kind, ''), i.request_id, i.returned_at IS NOT NULL"
            " FROM rb.pay_item i JOIN rb.pay_run p ON p.id = i.run_id AND p.state = 'confirmed'"
            " LEFT JOIN rb.request r ON r.id = i.request_id"
        ).fetchall()
    return [
        PaidItem(run, item, Pence(pence), pays_to, reference_of(kind, request), returned)
        for run, item, pence, pays_to, kind, request, returned in rows
    ]


def _kept_before(book: Book, line: str) -> Returned | None:
    with book.session() as session, translated():
        row = session.execute(
            "SELECT run_id, item, request_id, pence FROM rb.pay_item WHERE returned_line = %s",
            (line,),
        ).fetchone()
    if row is None:
        return None
    run, item, request, pence = row
    return Returned(run, item, request, Pence(pence), "", "")
