"""An account's page in words: its top lines, its sums, what was paid. No Textual widget."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING

from core.money import Pence, balance_words, pounds
from core.names import PersonName, parse_name, parse_names, short_names
from core.text import clean
from tui.addresses import short_address
from tui.office_time import office
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.drawing import Part, cut

if TYPE_CHECKING:
    from core.suspense import Ranked
    from db.accounts import Account, Person, Remark
    from db.ledgers import LedgerLine

Line = tuple[Part, ...]
TOP_LINES = 3
SUM_LINES = 4  # at least: nothing moves when a fourth fact comes or goes
_PENDING_SHOWN = 2
_NOTES_FOLDED = 2
_NOTES_UNFOLDED = 6


def who(page: "Account") -> str:
    """Everybody who lives there, as a caller names them: `Smith, Mr John and Smith, Mrs Kaye`."""
    return " and ".join(_in_full(parse_name(name)) for name in page.names)


def whose(page: "Account") -> str:
    """The account in a title: reference and short names."""
    names = short_names(parse_names(" + ".join(page.names))) if page.names else ""
    return " · ".join(filter(None, (page.reference, names)))


def top_lines(page: "Account", checked: str, today: date, width: int) -> list[Line]:
    """Where, what and whose it is; the caller, who may discuss; a warning or a blank line."""
    if page.hidden:
        hidden = "restricted: reference and balance only. X reveals, with a reason"
        return [((hidden, Tone.WARN),), (), ()]
    said = f"{checked or f'{sign(Sign.UNUSUAL)} not checked'} (C)"
    head = f"caller: {said}    may discuss: "
    caller: Line = (
        ("caller: ", Tone.DIM),
        (said, Tone.PLAIN if checked else Tone.WARN),
        ("    may discuss: ", Tone.DIM),
        (cut(_authority(page, today), width - len(head)), Tone.PLAIN),
    )
    return [((_home(page, width), Tone.PLAIN),), caller, _warning(page, width)]


def parts(page: "Account") -> list[tuple[int, str, Pence]]:
    """(account, kind, balance) of the rent account first, then of its sub-accounts."""
    own = (page.account, page.kind, page.balance)
    subs = [(each.account, each.kind, each.balance) for each in page.sub_accounts]
    above = [sub for sub, each in zip(subs, page.sub_accounts, strict=True) if each.parent]
    beside = [sub for sub, each in zip(subs, page.sub_accounts, strict=True) if not each.parent]
    return [*above, own, *beside]


def sum_lines(page: "Account", facts: Sequence[tuple[str, str]], shown: int) -> list[Line]:
    """Balances by sub-account on the left, facts on the right; `shown` is the ledger's account."""
    all_parts = parts(page)
    left = [
        (f"{sign(Sign.HERE) if number == shown and len(all_parts) > 1 else ' '} {kind}", balance)
        for number, kind, balance in all_parts
    ]
    if len(left) > 1:
        left.append(("  all", Pence(sum(balance for _, balance in left))))
    lines: list[Line] = []
    for place in range(max(len(left), len(facts), SUM_LINES)):
        name, words = "", ""
        if place < len(left):
            name, words = left[place][0], balance_words(left[place][1])
        label, fact = facts[place] if place < len(facts) else ("", "")
        strong = Tone.STRONG if place == len(left) - 1 else Tone.PLAIN
        lines.append(
            ((f"{name:<10}{words:>12}   ", strong), (f"{label:<12}", Tone.DIM), (fact, Tone.PLAIN))
        )
    return lines


def facts(page: "Account", paid: str, today: date) -> Iterator[tuple[str, str]]:
    """Since when, what is due next, what they pay and have paid, what is under way."""
    if page.tenancy:
        since = f" since {page.terms.start:%-d %b %Y}" if page.terms is not None else ""
        yield "tenancy", f"{page.tenancy}{since}"
    if page.status != "current":
        ended = page.terms.end if page.terms is not None else None
        yield "status", page.status + (f", ended {ended:%-d %b %Y}" if ended else "")
    due = page.due_next(today)
    if due is not None and page.terms is not None:
        yield "next charge", f"{pounds(due.amount)} {due.day:%a %-d %b}, {page.terms.cycle.value}"
    if page.usual:
        yield "pays", f"{pounds(page.usual)} as a rule"
    if paid:
        yield "paid", paid
    yield from promised(page)
    for line in page.pending[:_PENDING_SHOWN]:
        look = f", {line.look}" if line.look else ""
        yield "pending", f"{pounds(line.amount)} {line.stream} {line.batch}, line {line.line}{look}"
    if len(page.pending) > _PENDING_SHOWN:
        yield "", f"and {len(page.pending) - _PENDING_SHOWN} more lines of open batches"


def promised(page: "Account") -> Iterator[tuple[str, str]]:
    """What is asked of the account and not decided yet."""
    for one in page.promises[:_PENDING_SHOWN]:
        amount = f"{pounds(one.amount)} " if one.amount is not None else ""
        yield "pending", f"{amount}{one.kind} {one.request}, to be decided"


def in_suspense(theirs: "Sequence[Ranked]") -> tuple[str, str]:
    """The fact that money in suspense may be this account's; where none is, a blank in its place.

    It comes after the page was shown: its line is kept free, so that nothing moves.
    """
    if not theirs:
        return "", ""
    total = pounds(Pence(sum(each.item.left for each in theirs)))
    many = f", {len(theirs)} receipts," if len(theirs) > 1 else ""
    return "pending", f"{total} in suspense{many} may be theirs (S)"


def paid_lately(lines: Iterable["LedgerLine"], room: int) -> str:
    """The latest receipts, newest first, as many as fit into `room` cells."""
    told = ""
    for line in sorted(lines, key=lambda each: each.effective, reverse=True):
        if line.amount < 0 and not line.reversed_by and not line.reverses:
            more = f"{pounds(Pence(-line.amount))} on {line.effective:%-d %b}"
            if len(told) + len(more) + 2 > room:
                break
            told = f"{told}, {more}" if told else more
    return told


def note_lines(page: "Account", checked: str, width: int, *, unfolded: bool) -> list[Line]:
    """The latest notes, folded until the caller is checked."""
    notes = [remark for remark in page.remarks if remark.kind == "note"]
    if page.hidden or not notes:
        return [(("" if page.hidden else "notes  none yet", Tone.DIM),)]
    if not checked:
        count = f"{len(notes)} note{'s' if len(notes) > 1 else ''}"
        return [((f"{count}, folded until the caller is checked (C)", Tone.DIM),)]
    most = _NOTES_UNFOLDED if unfolded else _NOTES_FOLDED
    lines = [line for note in notes[:most] for line in _note(note, width, wraps=unfolded)]
    more = f"{len(notes) - most} earlier"
    return [*lines, ((more, Tone.DIM),)] if unfolded and len(notes) > most else lines


def contact_lines(page: "Account") -> list[Line]:
    """How everybody is reached now and was before, and what else the account is called."""
    lines = [line for person in page.people if person.ended is None for line in _contact(person)]
    shown = (page.reference, page.tenancy)
    others = [f"{kind} {ref}" for kind, ref in page.references if ref not in shown]
    former = [name for person in page.people for name in person.former_names]
    for label, known in (("also", others), ("once called", former)):
        if known:
            lines.append(((f"{label}  ", Tone.DIM), (", ".join(known), Tone.PLAIN)))
    return lines


def to_compare(page: "Account", paid: str) -> dict[str, str]:
    """By item of a caller check, what the book has to compare with; empty where it has nothing."""
    people = [person for person in page.people if person.ended is None]
    born = ", ".join(f"{person.born:%-d %b %Y}" for person in people if person.born)
    phones = [
        contact.value
        for person in people
        for contact in person.contacts
        if contact.kind == "phone" and contact.until is None
    ]
    return {
        "name": " and ".join(page.names),
        "address": page.address,
        "postcode": page.postcode,
        "born": born,
        "phone": ", ".join(phones),
        "payment": paid,
        "reference": page.reference,
    }


def _contact(person: "Person") -> Iterator[Line]:
    now = ", ".join(each.value for each in person.contacts if each.until is None)
    before = [each.value for each in person.contacts if each.until is not None]
    born = f"born {person.born:%-d %b %Y}  " if person.born else ""
    reached = (now or "no contact on record", Tone.PLAIN)
    yield (f"{person.name}  ", Tone.STRONG), (born, Tone.DIM), reached
    if before:
        yield ((f"    before: {', '.join(before[:3])}", Tone.DIM),)


def _note(note: "Remark", width: int, *, wraps: bool) -> Iterator[Line]:
    head = f"{office(note.at):%-d %b %y}  "
    tail = f"  {note.maker}"
    room = max(20, width - len(head) - len(tail) - 2)
    words = clean(note.words.replace("\n", " "), limit=2000)
    shown = wrap(words, room) if wraps else [cut(words, room)]
    yield (head, Tone.DIM), (shown[0], Tone.PLAIN), (tail, Tone.DIM)
    for more in shown[1:]:
        yield (" " * len(head), Tone.DIM), (more, Tone.PLAIN)


def _home(page: "Account", width: int) -> str:
    """`3/1 Mill Road, Bellshill ML4 2EF · dwelling of Clydeview Homes`; the town gives way."""
    whose = f"{page.property_kind} of {page.landlord_name}" if page.property_kind else ""
    whose = whose or page.landlord_name
    for place in (page.address, short_address(page.address)):
        said = " · ".join(filter(None, (f"{place} {page.postcode}".strip(), whose)))
        if len(said) <= width:
            return said
    place = cut(f"{short_address(page.address)} {page.postcode}", width - len(whose) - 3)
    return cut(f"{place} · {whose}", width)


def _warning(page: "Account", width: int) -> Line:
    words = [remark.words for remark in page.remarks if remark.kind == "warning"]
    if page.deceased:
        words.insert(0, "the tenant has died")
    told = cut("; ".join(words), width - 2)
    return ((f"{sign(Sign.UNUSUAL)} {told}", Tone.BAD),) if words else ()


def _authority(page: "Account", today: date) -> str:
    tenants = "both tenants" if len(page.names) == 2 else "the tenants"
    others = [
        each.who
        + (f" ({each.scope})" if each.scope else "")
        + (f" to {_until(each.until, today)}" if each.until else "")
        for each in page.authorities
    ]
    return ", ".join(["the tenant" if len(page.names) == 1 else tenants, *others])


def _until(day: date, today: date) -> str:
    return f"{day:%-d %b}" if 0 <= (day - today).days < 300 else f"{day:%-d %b %Y}"


def _in_full(name: PersonName) -> str:
    given = " ".join(filter(None, (name.title, name.forename)))
    return f"{name.surname}, {given}" if name.surname and given else name.full
