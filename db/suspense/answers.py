"""Answers about suspense put to the book: every fault of a file first, then each item cleared."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from core.delimited import BadFile, RowFault, read_table
from core.money import Pence, pounds
from core.refusal import Refusal
from core.suspense_answers import AnsweredRow, read_answers
from db.book import Book, Session
from db.errors import translated
from db.references import Resolved, resolve_many
from db.suspense.clearings import Clearing, Standing, clearing, standings


@dataclass(frozen=True, slots=True)
class Answered:
    """A row with the clearing that it asks for."""

    row: AnsweredRow
    asked: Clearing


@dataclass(frozen=True, slots=True)
class Answers:
    """A file as the book would take it; with faults nothing of it may be done."""

    answered: tuple[Answered, ...]
    unanswered: int
    faults: tuple[RowFault, ...]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the book says of everything a file names; its items are used up row by row."""

    items: dict[int, Standing]
    named: dict[tuple[str, str], Resolved]
    barred: dict[int, str]
    most: Pence | None
    seen: set[tuple[int, int]] = field(default_factory=set)


def read_book_answers(book: Book, content: bytes) -> Answers:
    """What a CSV file `item,reference[,amount]` asks for, or every fault of it with its line.

    Raises Refusal: what the file is not (BadFile's codes).
    """
    try:
        read = read_answers(read_table(content))
    except BadFile as bad:
        raise Refusal(bad.code, bad.says) from bad
    ground = _ground(book, read.rows)
    faults = list(read.faults)
    answered = tuple(_answered(read.rows, ground, faults))
    return Answers(answered, read.unanswered, tuple(sorted(faults, key=lambda one: one.line)))


def _ground(book: Book, rows: Sequence[AnsweredRow]) -> _Ground:
    items = standings(book, {row.item for row in rows})
    asked: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.item in items:
            asked[items[row.item].landlord].add(row.reference)
    named: dict[tuple[str, str], Resolved] = {}
    with book.session() as session, translated():
        for landlord, texts in asked.items():
            found = resolve_many(session, texts, landlord)
            named |= {(landlord, text): one for text, one in found.items()}
        accounts = {one.account for one in named.values() if one.account is not None}
        return _Ground(items, named, _barred(session, accounts), _most(session))


def _barred(session: Session, accounts: set[int]) -> dict[int, str]:
    """By account why this operator may not clear to it."""
    return {account: str(why) for account, why in session.execute(_BARRED, (list(accounts),))}


def _most(session: Session) -> Pence | None:
    row = session.execute(_MOST).fetchone()
    return None if row is None else Pence(row[0])


def _answered(
    rows: Iterable[AnsweredRow], ground: _Ground, faults: list[RowFault]
) -> Iterator[Answered]:
    for row in rows:
        stands = ground.items.get(row.item)
        if stands is None:
            says = f"there is no suspense item {row.item}: rentbook suspense list shows them"
            faults.append(RowFault(row.line, "item", "unknown_item", says))
            continue
        found = ground.named[stands.landlord, row.reference]
        if found.account is None:
            faults.append(RowFault(row.line, "reference", found.code, found.says))
            continue
        asked = clearing(stands, found.account, row.amount)
        wrong = _fault(row, stands, asked, ground)
        if wrong is not None:
            faults.append(wrong)
            continue
        _use_up(ground, stands, asked, row)
        yield Answered(row, asked)


def _use_up(ground: _Ground, stands: Standing, asked: Clearing, row: AnsweredRow) -> None:
    """The rows after it find the item as this one will have left it."""
    ground.seen.add((row.item, asked.account))
    if not stands.done(asked.account, row.amount):
        left, count = Pence(stands.left - asked.pence), stands.clearings + 1
        ground.items[row.item] = replace(stands, left=left, clearings=count)


def _fault(row: AnsweredRow, stands: Standing, asked: Clearing, ground: _Ground) -> RowFault | None:
    if (row.item, asked.account) in ground.seen:
        says = f"item {row.item} is answered with that account above: add the amounts up"
        return RowFault(row.line, "item", "answered_twice", says)
    if stands.done(asked.account, row.amount):
        return None  # it answers the same again
    if stands.ended:
        says = f"suspense item {row.item} is {stands.ended} already: take the row out"
        return RowFault(row.line, "item", "item_ended", says)
    if why := ground.barred.get(asked.account):
        return RowFault(row.line, "reference", why, _SAYS[why])
    if ground.most is not None and asked.pence > ground.most:
        says = f"your limit for clearing suspense is {pounds(ground.most)}: request a clearance"
        return RowFault(row.line, "amount", "over_limit", says)
    if not 0 < asked.pence <= stands.left:
        says = f"{pounds(stands.left)} is left of this item: clear at most that"
        return RowFault(row.line, "amount", "more_than_left", says)
    return None


_SAYS = {
    "account_closed": "the account is closed: find the open one",
    "interest_declared": "the account is declared yours or a relative's: ask a colleague",
}

_BARRED = """
SELECT a.id, CASE WHEN a.status = 'closed' THEN 'account_closed' ELSE 'interest_declared' END
FROM rb.account a WHERE a.id = ANY (%s) AND (a.status = 'closed' OR EXISTS (
  SELECT FROM rb.interest i WHERE i.login = session_user AND i.account_id IN (a.id, a.parent_id)))
"""

_MOST = """
SELECT r.per_item_pence FROM rb.limit_rule r JOIN rb.operator o ON r.who IN (o.login, o.grp)
WHERE o.login = session_user AND r.kind = 'clearance' ORDER BY r.who = o.login DESC LIMIT 1
"""
