"""What stands open on either side of a cashbook, and what of it may be the same money."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from core.money import NIL, Pence
from core.reconciliation import Item, Proposal, Receipt, Window, proposals
from db.bank.matching import Sides
from db.book import Book, Session
from db.errors import translated

_WINDOW = Window()
_LINES = 2_000_000  # an entry's number and its line's in one key


@dataclass(frozen=True, slots=True)
class Noted:
    """What somebody wrote about an open item: the reason, in words, and who sees to it."""

    reason: str = ""
    words: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class BankLine:
    """An open line of the bank: in above nil; `words` is what the bank wrote, "" where hidden."""

    line: int
    day: date
    pence: Pence
    words: str
    kind: str
    noted: Noted = Noted()

    @property
    def item(self) -> Item:
        """As reconciliation sees it."""
        return Item(self.line, self.day, self.pence, self.words)


@dataclass(frozen=True, slots=True)
class Entry:
    """An open entry of the cashbook, or one line of it (`line` nil: the entry whole).

    `words` are the reference and name of a receipt that the bank shows by itself.
    """

    entry: int
    line: int
    day: date
    pence: Pence
    stream: str
    number: str
    batch: int | None
    words: str = ""
    noted: Noted = Noted()

    @property
    def key(self) -> int:
        """Its one number, unique among entries and their lines."""
        return self.entry * _LINES + self.line

    @property
    def whole(self) -> int:
        """The key of the entry that it is a line of."""
        return self.entry * _LINES

    @property
    def item(self) -> Item:
        """As reconciliation sees it."""
        named = f"{self.stream} {self.batch or ''} {self.number} {self.words}"
        return Item(self.key, self.day, self.pence, named, self.stream)


@dataclass(frozen=True, slots=True)
class Open:
    """Everything open on both sides of a cashbook at the end of a day.

    `tolerance` is how far apart a match of the cashbook may be; `inside` are receipts of batches
    that stand in `book` whole, as much as some open bank line.
    """

    bank: tuple[BankLine, ...]
    book: tuple[Entry, ...]
    tolerance: Pence = NIL
    inside: tuple[Entry, ...] = ()

    def proposals(self) -> tuple[Proposal, ...]:
        """What is the same money, exact ones first; what somebody explained is left alone."""
        bank = (line.item for line in self.bank if not line.noted.reason)
        book = (entry.item for entry in self.book)
        receipts = (Receipt(each.item, each.whole) for each in self.inside)
        return proposals(bank, book, _WINDOW, self.tolerance, receipts)


def open_items(book: Book, cashbook: str, day: date, opened: Collection[int] = ()) -> Open:
    """Open bank lines up to the day, and entries up to a few days after it, oldest first.

    Of the entries `opened` each receipt stands by itself. Raises Refusal: unknown_cashbook.
    """
    until = min(book.about.today, day + timedelta(days=_WINDOW.before))
    with book.session() as session, translated():
        entries = session.execute(_ENTRIES, (cashbook, until, list(opened))).fetchall()
        lines = session.execute(_BANK, {"cashbook": cashbook, "day": day}).fetchall()
        within = session.execute(_TOLERANCE, (cashbook,)).fetchone()
        bank, found = tuple(map(_line, lines)), tuple(map(_entry, entries))
        inside = _inside(session, bank, [one for one in found if one.batch and not one.line])
    return Open(bank, found, Pence(within[0]) if within else NIL, inside)


def _inside(session: Session, bank: Iterable[BankLine], whole: list[Entry]) -> tuple[Entry, ...]:
    amounts = sorted({line.pence for line in bank})
    if not amounts or not whole:
        return ()
    of_batch = {entry.batch: entry for entry in whole}
    rows = session.execute(_INSIDE, (list(of_batch), amounts)).fetchall()
    return tuple(_receipt(of_batch[batch], row) for batch, *row in rows)


def _receipt(whole: Entry, row: Sequence[Any]) -> Entry:
    line, pence, words = row
    number = f"{whole.number}.{line}"
    return replace(whole, line=line, pence=Pence(pence), number=number, words=words)


def sides(proposal: Proposal, entries: Mapping[int, Entry], how: str = "proposed") -> Sides:
    """Both sides of a proposal as matching wants them; `entries` by their keys."""
    chosen = [entries[key] for key in proposal.book]
    return Sides(proposal.bank, [(each.entry, each.line) for each in chosen], how)


def _line(row: tuple[Any, ...]) -> BankLine:
    line, day, pence, words, kind, *noted = row
    return BankLine(line, day, Pence(pence), words, kind, Noted(*noted))


def _entry(row: tuple[Any, ...]) -> Entry:
    entry, line, day, pence, stream, number, batch, words, *noted = row
    return Entry(entry, line, day, Pence(pence), stream, number, batch, words, Noted(*noted))


_TOLERANCE = "SELECT tolerance_pence FROM rb.cashbook WHERE code = %s"

_ENTRIES = """
SELECT o.entry_id, o.line, o.day, o.pence, o.stream, o.number, o.batch,
  coalesce(nullif(concat_ws(' ', a.ref, nullif(nullif(l.quoted, ''), a.ref), nullif(l.payer, ''),
    nullif(l.narrative, '')), ''), i.words, ''),
  coalesce(o.reason, ''), coalesce(o.words, ''), coalesce(o.owner, '')
FROM rb.open_entries(%s, %s, %s) o
LEFT JOIN rb.batch_line l ON o.line > 0 AND l.batch_id = o.batch AND l.line = o.line
LEFT JOIN rb.posting p ON o.line > 0 AND (p.entry_id, p.line, p.part) = (o.entry_id, o.line, 1)
LEFT JOIN rb.account a ON a.id IN (p.debit_account, p.credit_account) AND a.status <> 'control'
LEFT JOIN rb.opening_item i ON i.entry_id = o.entry_id AND i.line = o.line
ORDER BY o.day, o.entry_id, o.line
"""

# Receipts of these batches that are as much as some open bank line.
_INSIDE = """
SELECT l.batch_id, l.line, x.pence, concat_ws(' ', a.ref, nullif(nullif(l.quoted, ''), a.ref),
  nullif(l.payer, ''), nullif(l.narrative, ''))
FROM rb.batch_line l CROSS JOIN LATERAL (SELECT CASE WHEN l.debit THEN -l.pence ELSE l.pence END) x
  (pence) LEFT JOIN rb.account a ON a.id = l.account_id
WHERE l.batch_id = ANY (%s) AND l.state = 'kept' AND x.pence = ANY (%s)
ORDER BY l.batch_id, l.line LIMIT 20000
"""

_BANK = """
SELECT b.id, b.day, b.pence,
  coalesce(nullif(concat_ws(' ', nullif(w.narrative, ''), nullif(w.reference, '')), ''),
    w.name, ''),
  b.kind, coalesce(x.reason, ''), coalesce(x.words, ''), coalesce(x.owner::text, '')
FROM rb.bank_line b JOIN rb.cashbook c ON c.id = b.cashbook_id AND c.code = %(cashbook)s
LEFT JOIN rb.bank_words w ON w.line_id = b.id
LEFT JOIN rb.bank_explained x ON x.line_id = b.id AND x.live
WHERE b.day <= %(day)s
  AND b.day > coalesce((SELECT o.day FROM rb.cashbook_opening o WHERE o.cashbook_id = c.id),
    b.day - 1)
  AND NOT EXISTS (SELECT FROM rb.bank_match_line m WHERE m.line_id = b.id AND m.live)
  AND NOT EXISTS (SELECT FROM rb.bank_receipt r WHERE r.line_id = b.id AND r.live)
ORDER BY b.day, b.id
"""
