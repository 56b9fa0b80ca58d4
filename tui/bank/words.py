"""A cashbook day and its open items in words: the figures on top, rows, what is chosen."""

from datetime import date
from typing import TYPE_CHECKING

from core.cashbook import CashbookDay, Difference, difference_words
from core.dates import day_words
from core.money import Pence, pounds
from core.proof_sheet import signed
from tui.bank.choosing import Choosing, money_words
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.drawing import Part, cut
from tui.widgets.grid import Column, Row

if TYPE_CHECKING:
    from core.reconciliation import Proposal
    from db.bank.days import DayNow
    from db.bank.reconciling import BankLine, Entry

TOP_LINES = 4
BESIDE_FROM = 100  # the width from which both sides stand beside each other
_MEETS = Column("may be", 25, from_width=66)
BANK_COLUMNS = (
    Column("", 1),
    Column("bank", 6, "right"),
    Column("", 14, grows=True),
    Column("", 12, "right"),
    _MEETS,
    Column("kind", 6, from_width=100),
)
BOOK_COLUMNS = (
    Column("", 1),
    Column("book", 6, "right"),
    Column("", 14, grows=True),
    Column("", 12, "right"),
    _MEETS,
    Column("posting", 14, from_width=100),
)
_LABEL = 9
_PARTS_MAX = 8


def top_lines(day: CashbookDay, width: int) -> list[tuple[Part, ...]]:
    """Bank, what is not yet on it, the cashbook with the difference, and the third leg."""
    bank, room = day.bank, width - _LABEL - 20
    moved = (
        f"before {pounds(bank.opening)} + in {pounds(bank.money_in)} − out {pounds(bank.money_out)}"
    )
    apart = _as_many([_difference(each) for each in (*day.timing, *day.explained)], room)
    leg = day.leg
    places = [("rent", leg.rent), ("suspense", leg.suspense), *leg.others]
    went = _as_many([f"{name} {pounds(pence)}" for name, pence in places if pence], room, " + ")
    tone = Tone.GOOD if day.proves else Tone.WARN
    unexplained = day.unexplained_pence
    told = difference_words(day)
    if unexplained and width < 100:
        told = f"unexplained {signed(unexplained)}{told.partition('explained')[2]}"
    if len(told) > room:
        told = told.replace(" bank line", " line")
    return [
        _line("bank", bank.closing, cut(moved, room)),
        _line("not yet", Pence(day.timing_pence + day.explained_pence), apart or "nothing"),
        (*_line("cashbook", day.book, "")[:2], (cut(told, room), tone)),
        _line("received", leg.received, f"= {went}" if went else "nothing came in"),
    ]


def _line(label: str, pence: Pence, more: str) -> tuple[Part, ...]:
    return (
        (f"{label:<{_LABEL}}", Tone.DIM),
        (f"{signed(pence) if label == 'not yet' else pounds(pence):>15}   ", Tone.STRONG),
        (more, Tone.PLAIN),
    )


def _as_many(parts: list[str], room: int, between: str = "  ") -> str:
    """As many of them as fit, and how many more there are."""
    for count in range(min(len(parts), _PARTS_MAX), 0, -1):
        more = f"{between.rstrip()} and {len(parts) - count} more" if count < len(parts) else ""
        told = between.join(parts[:count]) + more
        if len(told) + 2 <= room:
            return told
    return cut(between.join(parts[:_PARTS_MAX]), room)


def _difference(each: Difference) -> str:
    return f"{signed(each.pence)} {each.what.partition(',')[0]}"


def bank_row(line: "BankLine", mark: str, meets: str) -> Row:
    """One bank line; a note stands before what the bank wrote."""
    noted = f"({line.noted.reason}) " if line.noted.reason else ""
    return Row(
        (mark, _day(line.day), f"{noted}{line.words or '(words hidden)'}",
         money_words(line.pence), meets, line.kind),
        Tone.DIM if line.noted.reason else Tone.PLAIN,
        tones=((0, Tone.ACCENT),),
    )  # fmt: skip


def entry_row(entry: "Entry", mark: str, meets: str) -> Row:
    """One entry of the cashbook."""
    noted = f"({entry.noted.reason}) " if entry.noted.reason else ""
    return Row(
        (
            mark,
            _day(entry.day),
            f"{noted}{_what(entry)}",
            money_words(entry.pence),
            meets,
            entry.number,
        ),
        Tone.DIM if entry.noted.reason else Tone.PLAIN,
        tones=((0, Tone.ACCENT),),
    )


def _what(entry: "Entry") -> str:
    if entry.words:
        return f"{entry.words} {entry.stream}"
    return f"{entry.stream} {entry.batch or entry.number}"


def meets(choosing: Choosing, line: int) -> str:
    """What a bank line may be: the entry, or how many; `=` exact, `?` to be looked at."""
    found = choosing.meets(line)
    if found is None:
        return ""
    proposal, entries = found
    first = entries[0]
    told = f"{_day(first.day)} {_what(first)}"
    if len(entries) > 1:
        told = f"{len(entries)} {first.stream} from {_day(first.day)}"
    return f"{_sure(proposal)} {told}"


def met_by(choosing: Choosing, entry: int) -> str:
    """What an entry may be: the bank line, or how many."""
    found = choosing.met_by(entry)
    if found is None:
        return ""
    proposal, lines = found
    first = lines[0]
    told = f"{_day(first.day)} {first.words or '(words hidden)'}"
    if len(lines) > 1:
        told = f"{len(lines)} lines from {_day(first.day)}"
    return f"{_sure(proposal)} {told}"


def _sure(proposal: "Proposal") -> str:
    return "=" if proposal.exact else "?"


def doubt(proposal: "Proposal", choosing: Choosing, width: int) -> str:
    """What Enter would match, asked because only the amount says so."""
    lines = [line for key in proposal.bank if (line := choosing.line_of(key))]
    entries = choosing.entries_of(proposal)
    bank = _day(lines[0].day) if len(lines) == 1 else f"{len(lines)} lines"
    book = _what(entries[0]) if len(entries) == 1 else f"{len(entries)} {entries[0].stream}"
    if len(entries) == 1:
        book = f"{book} of {_day(entries[0].day)}"
    ending = f", {proposal.why}? Enter matches"
    says = f"{money_words(proposal.pence)} of {bank} as {book}"
    return f"{cut(says, width - 4 - len(ending))}{ending}"


def accepted(made: int, left: int, why: str) -> str:
    """What accepting every exact match came to."""
    remain = f", {left} left: {why}" if left else ""
    return f"{made or 'no'} exact match{'' if made == 1 else 'es'} accepted{remain}"


def proposed_words(choosing: Choosing, day: CashbookDay, width: int) -> str:
    """How many lines are matched, what is proposed and what is open, never cut."""
    exact, doubtful = len(choosing.exact), len(choosing.doubtful)
    matched = f"{day.matched} bank line{'' if day.matched == 1 else 's'} matched"
    all_exact = f"{exact} exact: A accepts {'it' if exact == 1 else 'them all'}"
    bank, book = choosing.counts
    seen = f"seen {len(choosing.bank)} and {len(choosing.book)} of '{choosing.sought}'"
    parts = [
        (f"open {bank} and {book}", f"open {bank}/{book}"),
        (matched, f"{day.matched} matched"),
        *([(seen, cut(seen, 26))] if choosing.sought else []),
        *([(all_exact, f"{exact} exact: A")] if exact else []),
        *([(f"{doubtful} doubtful ?", f"{doubtful} ?")] if doubtful else []),
    ]
    told = ""
    for shortened in range(len(parts) + 1):
        said = [pair[place < shortened] for place, pair in enumerate(parts)]
        told = " · ".join((*said[2:], said[1], said[0]))
        if len(told) + 2 <= width:
            break
    return told


def chosen_line(choosing: Choosing, proposal: "Proposal | None", width: int) -> tuple[Part, ...]:
    """What is chosen on both sides and how far apart; else what the cursor's item may be."""
    if choosing.is_chosen:
        bank, book = choosing.sums()
        told = f"chosen  bank {money_words(bank)}   cashbook {money_words(book)}   "
        if bank == book and choosing.entries:
            return ((told, Tone.PLAIN), (f"{sign(Sign.KEPT)} equal: Enter matches", Tone.GOOD))
        within = choosing.tolerance
        if choosing.entries and choosing.lines and abs(bank - book) <= within:
            told += f"{pounds(Pence(abs(bank - book)))} apart"
            return (told, Tone.PLAIN), (" is allowed: Enter", Tone.WARN)
        apart = pounds(Pence(abs(bank - book)))
        more = "bank" if bank > book else "cashbook"
        return (told, Tone.PLAIN), (f"{apart} more on the {more} side", Tone.WARN)
    if proposal is None:
        return (("Space chooses on both sides, Enter matches what is equal", Tone.DIM),)
    kind = "exact" if proposal.exact else "may be"
    many = f"{len(proposal.bank)} to {len(proposal.book)}"
    words = f"{kind}, {many}, {money_words(proposal.pence)}: {proposal.why}. Enter matches"
    return ((cut(words, width - 4), Tone.GOOD if proposal.exact else Tone.WARN),)


def signed_line(now: "DayNow", login: str) -> str:
    """Who signed what, and up to which day."""
    if now.signed_by is None:
        to = f"signed to {day_words(now.signed_to)}" if now.signed_to else "nothing signed yet"
        return f"{to} · F9 signs when nothing is unexplained"
    told = f"{day_words(now.day.day)} signed by {now.signed_by}"
    if now.countersigned_by:
        return f"{told}, countersigned by {now.countersigned_by}"
    if now.signed_by == login:
        return f"{told}: somebody else countersigns it"
    return f"{told}: F9 countersigns, X refuses"


def _day(day: date) -> str:
    return f"{day:%-d %b}"
