"""A proof sheet is a cashbook day signed by its preparer and countersigned by somebody else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import wrap

from core.cashbook import CashbookDay, Difference, difference_words
from core.dates import day_words
from core.money import Pence, pounds
from core.rent_year import rent_year, rent_year_of, week_number
from core.text import clean

_WIDTH = 78
_LABEL = 14
_LATE_AFTER = 1  # days from a day to its first signature that are nobody's fault


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, by login and name, and when on the office's clock."""

    login: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Behind:
    """A batch, file or statement that a sheet rests on; `who` keyed, posted or loaded it."""

    kind: str
    number: str
    what: str
    count: int
    pence: Pence | None
    who: str


@dataclass(frozen=True, slots=True)
class Chain:
    """Where a sheet stands in its cashbook's chain, and the seal of all operators' chains in it."""

    number: int
    digest: str
    previous: str
    seal: str


@dataclass(frozen=True, slots=True)
class ProofSheet:
    """One version of a day's sheet; `ended` says how it ceased to stand (refused, reopened)."""

    day: CashbookDay
    version: int
    signed: Signature
    countersigned: Signature | None
    chain: Chain
    suspense_before: Pence
    suspense_after: Pence
    behind: tuple[Behind, ...] = ()
    reconciled_by: tuple[str, ...] = ()
    single_operator: bool = False
    ended: str = ""
    ended_why: str = ""
    is_demo: bool = False

    @property
    def days_late(self) -> int:
        """How many days later than the next one it was first signed."""
        return max(0, (self.signed.at.date() - self.day.day).days - _LATE_AFTER)

    @property
    def state(self) -> str:
        """How it stands, in a word or two."""
        if self.ended:
            return self.ended
        if self.countersigned:
            return "countersigned"
        return "signed, single operator" if self.single_operator else "waits for countersignature"


def sheet_head(sheet: ProofSheet) -> tuple[tuple[str, str], ...]:
    """Label and text of each line above the figures, and of the signatures."""
    day, signed, second = sheet.day, sheet.signed, sheet.countersigned
    since = "" if day.first == day.day else f", all days since {day_words(day.first)}"
    late = f", {sheet.days_late} day{'s' * (sheet.days_late != 1)} late" if sheet.days_late else ""
    countersigned = "single operator: not countersigned" if sheet.single_operator else "not yet"
    if second is not None:
        countersigned = _by(second)
    ended = ((sheet.ended, clean(sheet.ended_why, 200)),) if sheet.ended else ()
    return (
        ("cashbook", f"{day.landlord} {day.cashbook}"),
        ("day", f"{day_words(day.day)}{since}"),
        ("rent week", _rent_week(day.day)),
        ("version", str(sheet.version)),
        ("signed", f"{_by(signed)}{late}"),
        ("countersigned", countersigned),
        *ended,
        ("reconciled by", clean(", ".join(sheet.reconciled_by) or "nobody: no match", 200)),
        ("sheet", f"{sheet.chain.number}, digest {sheet.chain.digest}"),
        ("after", sheet.chain.previous or "the first of its cashbook"),
        ("seal", sheet.chain.seal),
    )


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet: words, more words, an amount as it is printed; a heading has no amount."""

    words: str
    more: str = ""
    amount: str = ""
    heading: bool = False


def sheet_rows(sheet: ProofSheet) -> Iterator[SheetRow]:
    """Every figure and item of a sheet in the order in which it is read."""
    yield from _balances(sheet.day)
    yield from _leg(sheet)
    for title, items in (
        ("Timing items", sheet.day.timing),
        ("Explained items", sheet.day.explained),
        ("Unexplained items", sheet.day.unexplained),
    ):
        yield SheetRow(f"{title}: {len(items)}" if items else f"{title}: none", heading=True)
        yield from (_item(each, sheet.day.day) for each in items)
    if tolerated := sheet.day.tolerated:
        title = f"Posted to bank differences: {len(tolerated)}"
        yield SheetRow(title, heading=True)
        yield from (_tolerated(each) for each in tolerated)
    yield SheetRow("Batches, files and statements behind it", heading=True)
    for each in sheet.behind:
        count = f", {each.count:,} line{'' if each.count == 1 else 's'}" if each.count else ""
        yield SheetRow(
            clean(f"{each.kind} {each.number} {each.what}{count}", 120),
            clean(each.who, 120),
            "" if each.pence is None else pounds(each.pence),
        )


def sheet_text(sheet: ProofSheet) -> str:
    """The sheet as plain text, at most 78 columns wide; what is longer goes on beneath."""
    demo = " - DEMO BOOK, everything in it is made up" if sheet.is_demo else ""
    lines = [f"Proof sheet{demo}", ""]
    for label, text in sheet_head(sheet):
        lines += _beside(f"{label:<{_LABEL}}", text)
    for row in sheet_rows(sheet):
        lines += ["", row.words, "-" * _WIDTH] if row.heading else _row(row)
    return "\n".join([*lines, ""])


def _by(signature: Signature) -> str:
    name = f" ({clean(signature.name, 60)})" if signature.name != signature.login else ""
    return (
        f"{clean(signature.login, 60)}{name}, {day_words(signature.at.date())} {signature.at:%H:%M}"
    )


def _rent_week(day: date) -> str:
    year = rent_year_of(day)
    return f"{week_number(rent_year(year), day)} of {year}"


def _balances(day: CashbookDay) -> Iterator[SheetRow]:
    bank = day.bank
    yield SheetRow("Bank and cashbook", heading=True)
    yield SheetRow("bank before", "", pounds(bank.opening))
    yield SheetRow("in", "", pounds(bank.money_in))
    yield SheetRow("out", "", pounds(bank.money_out))
    yield SheetRow("bank balance", "", pounds(bank.closing))
    yield SheetRow("timing items", "", signed(day.timing_pence))
    yield SheetRow("explained items", "", signed(day.explained_pence))
    yield SheetRow("unexplained", difference_words(day), signed(day.unexplained_pence))
    yield SheetRow("cashbook balance", "", pounds(day.book))


def _leg(sheet: ProofSheet) -> Iterator[SheetRow]:
    leg = sheet.day.leg
    yield SheetRow("Receipts and rent ledger", heading=True)
    for stream, pence in leg.streams:
        yield SheetRow(f"received: {clean(stream, 40)}", "", signed(pence))
    yield SheetRow("received in all", "", signed(leg.received))
    yield SheetRow("to rent accounts", "", signed(leg.rent))
    yield SheetRow("to suspense", "", signed(leg.suspense))
    for kind, pence in leg.others:
        yield SheetRow(f"to {clean(kind, 40)}", "", signed(pence))
    yield SheetRow("ledger in all", "", signed(leg.ledger))
    yield SheetRow("suspense brought forward", "", pounds(sheet.suspense_before))
    yield SheetRow("suspense carried forward", "", pounds(sheet.suspense_after))


def _item(item: Difference, on: date) -> SheetRow:
    age = item.age(on)
    old = "" if age <= 0 else f", {age} day{'' if age == 1 else 's'} old"
    owner = f", {item.owner} sees to it" if item.owner else ""
    more = f"{item.says}{old}{owner}"
    return SheetRow(
        clean(f"{item.day:%d/%m/%Y} {item.what} {item.words}".rstrip(), 160),
        clean(more, 120),
        signed(item.pence),
    )


def _tolerated(item: Difference) -> SheetRow:
    words = clean(f"{item.day:%d/%m/%Y} {item.what}, {item.words}", 160)
    return SheetRow(words, f"{item.says}, matched by {clean(item.owner, 60)}", signed(item.pence))


def signed(pence: Pence) -> str:
    """An amount added or taken away: `+ 1,640.20`, `− 310.00`, nil as `0.00`."""
    if not pence:
        return pounds(pence)
    return f"{'+' if pence > 0 else '−'} {pounds(Pence(abs(pence)))}"


def _row(row: SheetRow) -> list[str]:
    room = _WIDTH - len(row.amount) - 2
    words = f"{row.words}  ({row.more})" if row.more else row.words
    first, *others = wrap(words, room) or [""]
    return [f"{first:<{room}}  {row.amount}".rstrip(), *(f"    {one}" for one in others)]


def _beside(label: str, text: str) -> Iterable[str]:
    first, *others = wrap(text, _WIDTH - _LABEL) or [""]
    return [f"{label}{first}", *(f"{'':<{_LABEL}}{other}" for other in others)]
