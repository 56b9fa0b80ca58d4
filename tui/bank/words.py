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
BANK_COLUMNS = (
    Column("", 1),
    Column("bank", 6, "right"),
    Column("", 14, grows=True),
    Column("", 12, "right"),
    Column("kind", 6, from_width=56),
)
BOOK_COLUMNS = (
    Column("", 1),
    Column("book", 6, "right"),
    Column("", 14, grows=True),
    Column("", 12, "right"),
    Column("posting", 14, from_width=60),
)
_LABEL = 9


def top_lines(day: CashbookDay, width: int) -> list[tuple[Part, ...]]:
    """Bank, what is not yet on it, the cashbook with the difference, and the third leg."""
    bank, room = day.bank, width - _LABEL - 20
    moved = (
        f"before {pounds(bank.opening)} + in {pounds(bank.money_in)} − out {pounds(bank.money_out)}"
    )
    named = [*day.timing, *day.explained]
    apart = "  ".join(_difference(each) for each in named[:2])
    if len(named) > 2:
        apart += f"  and {len(named) - 2} more"
    leg = day.leg
    places = [("rent", leg.rent), ("suspense", leg.suspense), *leg.others]
    went = " + ".join(f"{name} {pounds(pence)}" for name, pence in places if pence)
    tone = Tone.GOOD if day.proves else Tone.WARN
    unexplained = day.unexplained_pence
    told = difference_words(day)
    if unexplained and width < 100:
        told = f"unexplained {signed(unexplained)}{told.partition('explained')[2]}"
    return [
        _line("bank", bank.closing, cut(moved, room)),
        _line(
            "not yet", Pence(day.timing_pence + day.explained_pence), cut(apart or "nothing", room)
        ),
        (*_line("cashbook", day.book, "")[:2], (cut(told, room), tone)),
        _line("received", leg.received, cut(f"= {went}" if went else "nothing came in", room)),
    ]


def _line(label: str, pence: Pence, more: str) -> tuple[Part, ...]:
    return (
        (f"{label:<{_LABEL}}", Tone.DIM),
        (f"{signed(pence) if label == 'not yet' else pounds(pence):>15}   ", Tone.STRONG),
        (more, Tone.PLAIN),
    )


def _difference(each: Difference) -> str:
    return f"{signed(each.pence)} {each.what.partition(',')[0]}"


def bank_row(line: "BankLine", mark: str) -> Row:
    """One bank line; a note stands before what the bank wrote."""
    noted = f"({line.noted.reason}) " if line.noted.reason else ""
    return Row(
        (mark, _day(line.day), f"{noted}{line.words or '(words hidden)'}",
         money_words(line.pence), line.kind),
        Tone.DIM if line.noted.reason else Tone.PLAIN,
        tones=((0, Tone.ACCENT),),
    )  # fmt: skip


def entry_row(entry: "Entry", mark: str) -> Row:
    """One entry of the cashbook."""
    noted = f"({entry.noted.reason}) " if entry.noted.reason else ""
    what = (
        f"{entry.words} {entry.stream}"
        if entry.words
        else f"{entry.stream} {entry.batch or entry.number}"
    )
    return Row(
        (mark, _day(entry.day), f"{noted}{what}", money_words(entry.pence), entry.number),
        Tone.DIM if entry.noted.reason else Tone.PLAIN,
        tones=((0, Tone.ACCENT),),
    )


def proposed_words(choosing: Choosing, day: CashbookDay) -> str:
    """How many lines are matched and what is proposed."""
    exact, doubtful = len(choosing.exact), len(choosing.doubtful)
    told = [f"{day.matched} bank line{'' if day.matched == 1 else 's'} matched"]
    if exact:
        told.append(f"{exact} exact: A accepts {'it' if exact == 1 else 'them all'}")
    if doubtful:
        told.append(f"{doubtful} doubtful, marked =")
    bank, book = choosing.counts
    told.append(f"open {bank} and {book}")
    if choosing.sought:
        told[:0] = [f"seen {len(choosing.bank)} and {len(choosing.book)} of '{choosing.sought}'"]
    return " · ".join(told)


def chosen_line(choosing: Choosing, proposal: "Proposal | None", width: int) -> tuple[Part, ...]:
    """What is chosen on both sides and how far apart; else what the cursor's item may be."""
    if choosing.is_chosen:
        bank, book = choosing.sums()
        told = f"chosen  bank {money_words(bank)}   cashbook {money_words(book)}   "
        if bank == book and choosing.entries:
            return ((told, Tone.PLAIN), (f"{sign(Sign.KEPT)} equal: Enter matches", Tone.GOOD))
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
