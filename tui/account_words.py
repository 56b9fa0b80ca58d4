"""An account's page in words: its top lines, its sums, its ledger rows. No Textual widget."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from core.money import Pence, balance_words, pounds
from core.names import parse_names, short_names
from tui.theme import Tone
from tui.widgets.drawing import Part
from tui.widgets.grid import Row

if TYPE_CHECKING:
    from db.accounts import Account
    from db.ledgers import LedgerLine

Line = tuple[Part, ...]


def top_lines(page: "Account", today: date, checked: str) -> list[Line]:
    """Where and since when; the caller and who may discuss; a warning, if there is one."""
    if page.hidden:
        hidden: Line = (
            ("restricted: reference and balance only. X reveals with a reason", Tone.WARN),
        )
        return [hidden, *_warnings(page)]
    lives = f"{page.address} {page.postcode} · {page.kind} · tenancy {page.tenancy}"
    if page.terms is not None:
        lives += f" since {page.terms.start:%-d %b %Y}"
    said = checked or "not checked: C asks two items"
    caller: Line = (
        ("caller: ", Tone.DIM),
        (said, Tone.PLAIN if checked else Tone.WARN),
        ("   may discuss: ", Tone.DIM),
        (_authority(page, today), Tone.PLAIN),
    )
    return [((lives, Tone.PLAIN),), caller, *_warnings(page)]


def sum_lines(page: "Account", today: date) -> list[Line]:
    """Balances by sub-account on the left, what is next and pending on the right."""
    left = [(sub.kind, sub.balance) for sub in page.sub_accounts] or [(page.kind, page.balance)]
    if len(left) > 1:
        left.append(("all", Pence(sum(balance for _, balance in left))))
    right = list(_facts(page, today))
    lines: list[Line] = []
    for place in range(max(len(left), len(right))):
        name, balance = left[place] if place < len(left) else ("", None)
        words = "" if balance is None else balance_words(balance)
        label, fact = right[place] if place < len(right) else ("", "")
        strong = Tone.STRONG if name == "all" or len(left) == 1 else Tone.PLAIN
        lines.append(
            ((f"{name:<9}{words:>12}    ", strong), (f"{label:<13}", Tone.DIM), (fact, Tone.PLAIN))
        )
    return lines


def note_lines(page: "Account", checked: str) -> list[Line]:
    """The latest notes, folded until the caller is checked."""
    notes = [remark for remark in page.remarks if remark.kind == "note"]
    if not notes:
        return [(("notes  none. N writes one", Tone.DIM),)]
    if not checked:
        return [((f"notes  {len(notes)}, folded until the caller is checked (C)", Tone.DIM),)]
    return [
        (
            (f"notes  {note.at.astimezone():%-d %b}  ", Tone.DIM),
            (note.words, Tone.PLAIN),
            (f"  {note.maker}", Tone.DIM),
        )
        for note in notes[:2]
    ]


def contact_lines(page: "Account") -> list[Line]:
    """How everybody is reached now."""
    lines: list[Line] = []
    for person in page.people:
        if person.ended is None:
            reached = ", ".join(c.value for c in person.contacts if c.until is None)
            born = f" born {person.born:%-d %b %Y}" if person.born else ""
            lines.append(
                (
                    (person.name, Tone.STRONG),
                    (f"{born}  ", Tone.DIM),
                    (reached or "no contact", Tone.PLAIN),
                )
            )
    return lines


def ledger_rows(lines: Sequence["LedgerLine"]) -> list[Row]:
    """Rows of the ledger, in the order given."""
    return [_row(line) for line in lines]


def _row(line: "LedgerLine") -> Row:
    what = " ".join(part for part in (line.title, line.narrative or line.payer) if part)
    if line.reverses:
        what = f"reverses {line.reverses}, {what}"
    if line.reversed_by:
        what = f"{what}, reversed by {line.reversed_by}"
    charge = pounds(line.amount) if line.amount > 0 else ""
    paid = pounds(Pence(-line.amount)) if line.amount < 0 else ""
    cells = (
        f"{line.effective:%-d %b %y}",
        what,
        line.posting,
        charge,
        paid,
        balance_words(line.balance),
        f"{line.book_date:%-d %b %y}",
        f"{line.posted_at.astimezone():%-d %b %y %H:%M}",
    )
    return Row(cells, Tone.DIM if line.reversed_by else Tone.PLAIN)


def _warnings(page: "Account") -> list[Line]:
    words = [remark.words for remark in page.remarks if remark.kind == "warning"]
    if page.deceased:
        words.insert(0, "the tenant has died")
    return [((f"! {'; '.join(words)}", Tone.BAD),)] if words else []


def _authority(page: "Account", today: date) -> str:
    names = [short_names(parse_names(name)) for name in page.names]
    others = [
        " ".join(
            filter(None, (each.who, each.scope, f"to {each.until:%-d %b}" if each.until else ""))
        )
        for each in page.authorities
        if each.until is None or each.until >= today
    ]
    return ", ".join([*names, *others]) or "nobody on record"


def _facts(page: "Account", today: date) -> Iterable[tuple[str, str]]:
    due = page.due_next(today)
    if due is not None and page.terms is not None:
        yield "next charge", f"{pounds(due.amount)} {due.day:%a %-d %b}, {page.terms.cycle.value}"
    if page.usual:
        yield "pays", f"{pounds(page.usual)} as a rule"
    if page.status != "current":
        yield "status", page.status
    for line in page.pending[:2]:
        look = f", {line.look}" if line.look else ""
        yield (
            "pending",
            f"{pounds(line.amount)} {line.stream}, batch {line.batch} line {line.line}{look}",
        )
