"""Suspense: what is not known to be anybody's, whose it may be, cleared or looked after."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.matching import Matching, Rules
from core.money import Pence
from core.payment_file import FileLine, LineKey, LineType
from core.suspense import Item, Ranked, ranked, spoken_by
from db.acting import act, derived_key, new_key
from db.book import Book, Session
from db.errors import translated
from db.files.aliases import aliases_of
from db.files.lookup import LateFinder
from db.files.roll import rent_roll


@dataclass(frozen=True, slots=True)
class Case:
    """An item with whose case it is: `pence` came, `item.left` is uncleared; `of` is its posting.

    `words` is what was written with it, `reason` why it went to suspense; `clearings` counts all
    that were made of it, those taken back too: the next is another one.
    """

    item: Item
    landlord: str
    cashbook: str
    stream: str
    payer: str
    pence: Pence
    of: str
    words: str
    reason: str
    next_action: str
    clearings: int = 0


@dataclass(frozen=True, slots=True)
class Cleared:
    """What clearing answered: the posting made, and what is left of the item."""

    item: int
    posting: str
    left: Pence


def cases(book: Book) -> tuple[Case, ...]:
    """Every open item this operator sees, oldest first."""
    with book.session() as session, translated():
        return _cases(session)


def with_candidates(book: Book, asked: Iterable[Case]) -> dict[int, Ranked]:
    """By item, whose each may be as roll and aliases stand now; of each landlord its own."""
    by_whom: dict[tuple[str, str], list[Case]] = {}
    for one in asked:
        by_whom.setdefault((one.landlord, one.payer), []).append(one)
    found: dict[int, Ranked] = {}
    with book.session() as session, translated():
        roll = rent_roll(session)
        bound = {whose: aliases_of(session, *whose) for whose in by_whom}
    for whose, mine in by_whom.items():
        matching = Matching(roll, Rules(whose[0]), bound[whose], LateFinder(book))
        for each in ranked((one.item for one in mine), matching):
            found[each.item.item] = each
    return found


def clear(
    book: Book, case: Case, account: int, *, pence: Pence | None = None, key: str | None = None
) -> Cleared:
    """Clears the item, or a part of it, to an account; asked again, the same answer.

    Raises Refusal: unknown_item, item_ended, more_than_left, unknown_account, wrong_landlord,
    account_closed, interest_declared, over_limit, book_date_closed, book_date_signed.
    """
    item, left = case.item.item, case.item.left
    amount = left if pence is None else pence
    key = key or key_to_clear(item, amount, account, case.clearings)
    return send_clearing(book, key, item, account, amount)


def key_to_clear(item: int, pence: int, account: int, clearings: int) -> str:
    """The key of a clearing of an item that had so many before it."""
    return derived_key("clear", item, pence, account, clearings)


def send_clearing(book: Book, key: str, item: int, account: int, pence: int) -> Cleared:
    """Clears so many pence of an item by that key. Raises Refusal as `clear`."""
    with book.session() as session:
        told = act(session, "clear_suspense", key, item, account, pence, "")
    return Cleared(told["item"], told["posting"], Pence(told["left_pence"]))


def tend(book: Book, item: int, change: dict[str, Any], key: str | None = None) -> None:
    """Changes owner, next_action or park_until (ISO day or None); what is not named stays.

    Raises Refusal: unknown_item, item_ended, unknown_operator, date_past, reason_needed.
    """
    with book.session() as session:
        # Told again it says the same; a key of its words would keep a case from coming back.
        act(session, "tend_suspense", key or new_key(), item, change)


def case_of(book: Book, item: int) -> Case | None:
    """The open item of that number."""
    return next((one for one in cases(book) if one.item.item == item), None)


def _cases(session: Session) -> tuple[Case, ...]:
    return tuple(_case(row) for row in session.execute(_CASES))


def _case(row: tuple[Any, ...]) -> Case:
    (item, landlord, cashbook, stream, pence, left, came, owner, parked, action, of) = row[:11]
    (quoted, payer_name, narrative, reason, type_, raw, keys, kind, value, name) = row[11:21]
    address, postcode, payer, clearings = row[21:]
    told = tuple(LineKey(*key) for key in keys or ())
    line = FileLine(
        item,
        raw or "",
        LineType(type_ or "PAY"),
        Pence(pence),
        Pence(0),
        Pence(pence),
        keys=told,
        payer_key=LineKey(kind, value) if kind else None,
        name=name or payer_name or "",
        address=address or "",
        postcode=postcode or "",
        narrative=narrative or "",
        day=came,
        stream=stream or "",
    )
    if quoted and not told:
        line = spoken_by(line, quoted)
    said = (quoted, name or payer_name, address, narrative)
    words = " ".join(dict.fromkeys(part for part in said if part))
    case = Item(item, line, Pence(left), came, owner or "", parked)
    return Case(
        case,
        landlord,
        cashbook or "",
        stream or "",
        payer or "",
        Pence(pence),
        of,
        words,
        reason or "",
        action or "",
        clearings,
    )


# The word that sends a line of a list to suspense is nobody's reference.
_CASES = """
SELECT i.id, l.code, c.code, s.code, i.pence, i.pence - i.cleared_pence, i.effective_date,
  i.owner::text, i.park_until, i.next_action::text,
  n.series || '-' || lpad(e.number::text, 6, '0') || '.' || i.line,
  CASE WHEN lower(k.quoted::text) <> 'suspense' THEN k.quoted::text END, k.payer::text,
  k.narrative::text, k.reason::text,
  f.type, f.raw, f.keys, f.payer_kind, f.payer_value::text, f.name::text, f.address::text,
  f.postcode::text, f.payer::text,
  (SELECT count(*) FROM rb.suspense_clearing u WHERE u.item_id = i.id)
FROM rb.suspense_item i JOIN rb.landlord l ON l.id = i.landlord_id
JOIN rb.entry e ON e.id = i.entry_id JOIN rb.chain n ON n.login = e.login
JOIN rb.posting p ON (p.entry_id, p.line, p.part) = (i.entry_id, i.line, i.part)
LEFT JOIN rb.cashbook c ON c.id = p.cashbook_id LEFT JOIN rb.batch b ON b.id = e.batch_id
LEFT JOIN rb.stream s ON s.id = b.stream_id
LEFT JOIN rb.batch_line k ON (k.batch_id, k.line) = (b.id, i.line)
LEFT JOIN rb.payment_file y ON y.batch_id = b.id
LEFT JOIN rb.file_line f ON (f.file_id, f.item) = (y.id, i.line)
WHERE i.ended IS NULL ORDER BY i.effective_date, i.id
"""
