"""How a made-up bank shows what a cashbook took: when, in one credit or each by itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.money import Pence


@dataclass(frozen=True, slots=True)
class Taking:
    """Receipts of one stream and day as the cashbook has them; `slip` is the paying-in slip's."""

    stream: str
    day: date
    slip: str
    receipts: tuple[tuple[Pence, str, str], ...]  # pence, reference, payer's name

    @property
    def pence(self) -> Pence:
        """All of them together."""
        return Pence(sum(pence for pence, _, _ in self.receipts))


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the bank: in above nil, what it says, the bank's own code."""

    day: date
    pence: Pence
    words: str
    kind: str


_EACH = {"standing-order": ("STO", "STO"), "bank": ("FPI", "FPI"), "unpaid": ("DD UNPAID", "DDU")}
_IN_ONE = {
    "counter": ("CASH PAID IN {slip}", "CSH", 1),
    "cheque": ("CHQS PAID IN {slip}", "CHQ", 1),
    "telephone": ("TT- RENTS {day} WORLDPAY", "93", 1),
    "card-agency": ("AGENCY SETTLEMENT {day}", "BGC", 1),
    "direct-debit": ("BACS DD COLLECTION {day}", "BAC", 0),
    "hb": ("COUNCIL HB RENTS {day}", "BGC", 0),
    "uc": ("DWP UC RENTS {day}", "BGC", 0),
}
_FEE = Pence(-1450)
_UNKNOWN = Pence(12000)


def shown_by_bank(takings: Iterable[Taking], first: date, last: date) -> list[ShownLine]:
    """The lines of a statement from `first` to `last`, by day, with what the cashbook lacks.

    Lacking are, on the last working day: a charge, a payment nobody knows, a cheque returned.
    """
    every = list(takings)
    lines = [line for taking in every for line in _shown(taking) if first <= line.day <= last]
    strange = working_day(last, back=True)
    lines += [
        ShownLine(strange, _FEE, "CHARGES TO DATE", "CHG"),
        ShownLine(strange, _UNKNOWN, "FPI B GRANT RENT", "FPI"),
        *_returned(every, strange),
    ]
    return sorted(lines, key=lambda line: (line.day, -abs(line.pence), line.words))


def late(takings: Iterable[Taking], first: date, last: date) -> Pence:
    """What the bank shows from `first` to `last` of takings from before: it had not that yet."""
    before = (taking for taking in takings if taking.day < first)
    return Pence(sum(one.pence for t in before for one in _shown(t) if first <= one.day <= last))


def working_day(day: date, *, back: bool = False) -> date:
    """The day itself, or the Monday after (the Friday before) a weekend."""
    while day.weekday() > 4:
        day += timedelta(days=-1 if back else 1)
    return day


def _shown(taking: Taking) -> Iterator[ShownLine]:
    if taking.stream in _EACH:
        said, kind = _EACH[taking.stream]
        day = working_day(taking.day)
        for pence, reference, payer in taking.receipts:
            yield ShownLine(day, pence, " ".join((said, payer, reference)).strip(), kind)
    elif taking.stream in _IN_ONE:
        said, kind, later = _IN_ONE[taking.stream]
        day = working_day(taking.day + timedelta(days=later))
        words = said.format(slip=taking.slip, day=f"{taking.day:%d%m}")
        yield ShownLine(day, taking.pence, words, kind)


def _returned(takings: list[Taking], day: date) -> Iterator[ShownLine]:
    """The first cheque of a week before comes back."""
    cheques = [one for one in takings if one.stream == "cheque" and (day - one.day).days >= 3]
    if cheques:
        pence, _, _ = max(cheques, key=lambda one: one.day).receipts[0]
        yield ShownLine(day, Pence(-pence), "CHQ RETURNED REFER TO DRAWER", "UNP")
