"""One row of a tenancy feed is a tenancy with its property, its people and what it pays."""

import re
from dataclasses import dataclass
from datetime import date

from core.charge import Cycle
from core.dates import BadDate, read_date
from core.delimited import FIELD_MAX, Row, RowFault
from core.money import BadAmount, Pence, parse_balance
from core.reference import normalise
from core.text import clean, is_plain

REQUIRED = ("landlord", "property_ref", "address", "tenancy_ref", "payment_ref", "start", "names")
CHARGES = ("weekly_charge", "monthly_charge")
OPTIONAL = (
    "kind",
    "postcode",
    "former_refs",
    "end",
    "born",
    "phone",
    "email",
    "opening_balance",
    "usual_payment",
    "hb_claim_ref",
    "uc_customer_ref",
)
PEOPLE_MAX = 12
_TEXT_MAX = 200  # as long as a text of the book may be
# How nearly every amount is written; anything else is for parse_balance to read or refuse.
_PLAIN_AMOUNT = re.compile(r"(Dr |Cr )?([0-9]{1,5})(?:\.([0-9]{2}))?")


@dataclass(frozen=True, slots=True)
class FeedPerson:
    """One tenant by position, lead first; a person is position plus born."""

    name: str
    born: date | None = None
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class FeedTenancy:
    """One good row. `charge` is for a full week or month, `opening` arrears positive."""

    line: int
    landlord: str
    property_ref: str
    kind: str
    address: str
    postcode: str
    tenancy_ref: str
    payment_ref: str
    former_refs: tuple[str, ...]
    start: date
    end: date | None
    people: tuple[FeedPerson, ...]
    cycle: Cycle
    charge: Pence
    opening: Pence | None
    usual: Pence | None
    hb_claim_ref: str
    uc_customer_ref: str


def read_row(row: Row, landlords: frozenset[str]) -> tuple[FeedTenancy, list[RowFault]]:
    """The tenancy of a row and everything wrong with it; it is good only where nothing is."""
    reader = _RowReader(row, landlords)
    return reader.tenancy(), reader.wrong


class _RowReader:
    """Reads one row and collects what is wrong with it."""

    __slots__ = ("cells", "landlords", "line", "wrong")

    def __init__(self, row: Row, landlords: frozenset[str]) -> None:
        self.line, cells = row
        # Cleaned once here: a row of a hundred thousand seldom has anything to clean.
        plain = is_plain("".join(cells.values()))
        self.cells = cells if plain else {name: clean(cells[name], FIELD_MAX) for name in cells}
        self.landlords = landlords
        self.wrong: list[RowFault] = []
        if max(map(len, self.cells.values())) > _TEXT_MAX:
            self._check_lengths()

    def tenancy(self) -> FeedTenancy:
        start = self._date("start", needed=True) or date.min
        end = self._date("end")
        if end and end < start:
            self._fault("end", "end_before_start", "the tenancy ends before it starts: correct one")
        cycle, charge = self._charge()
        return FeedTenancy(
            self.line,
            self._landlord(),
            self._needed("property_ref"),
            self._kind(),
            self._needed("address"),
            self._text("postcode").upper(),
            self._needed("tenancy_ref"),
            self._payment_ref(),
            self._former_refs(),
            start,
            end,
            self._people(),
            cycle,
            charge,
            self._amount("opening_balance"),
            self._usual(),
            self._text("hb_claim_ref"),
            self._text("uc_customer_ref"),
        )

    def _fault(self, field: str, rule: str, says: str) -> None:
        self.wrong.append(RowFault(self.line, field, rule, says))

    def _check_lengths(self) -> None:
        for field, text in self.cells.items():
            if any(len(part) > _TEXT_MAX for part in text.split(";")):
                self._fault(field, "text_too_long", f"over {_TEXT_MAX} characters: shorten it")

    def _text(self, field: str) -> str:
        return self.cells.get(field, "").strip()

    def _needed(self, field: str) -> str:
        text = self._text(field)
        if not text:
            self._fault(field, "missing", "nothing stands here: fill it in")
        return text

    def _landlord(self) -> str:
        code = self._needed("landlord").upper()
        if code and code not in self.landlords:
            known = ", ".join(sorted(self.landlords)[:5])
            self._fault("landlord", "unknown_landlord", f"no landlord {code} here: {known}")
        return code

    def _kind(self) -> str:
        kind = self._text("kind").lower() or "dwelling"
        if kind not in ("dwelling", "garage"):
            self._fault("kind", "kind_wrong", "no such kind: write dwelling or garage")
        return kind

    def _payment_ref(self) -> str:
        reference = normalise(self._needed("payment_ref"))
        if "/" in reference:
            self._fault("payment_ref", "reference_wrong", "a / would name a sub-account: leave out")
        return reference

    def _former_refs(self) -> tuple[str, ...]:
        written = self._text("former_refs")
        return tuple(filter(None, map(normalise, written.split(";")))) if written else ()

    def _date(self, field: str, *, needed: bool = False) -> date | None:
        written = self.cells.get(field, "").strip()
        if not written:
            if needed:
                self._needed(field)
            return None
        try:
            return read_date(written)
        except BadDate as bad:
            self._fault(field, bad.code, bad.says)
            return None

    def _amount(self, field: str) -> Pence | None:
        written = self.cells.get(field, "").strip()
        if not written:
            return None
        try:
            return _read_amount(written)
        except BadAmount as bad:
            self._fault(field, bad.code, bad.says)
            return None

    def _usual(self) -> Pence | None:
        usual = self._amount("usual_payment")
        if usual is not None and usual < 0:
            self._fault(
                "usual_payment",
                "amount_not_read",
                "below nil: write it without sign, or leave it out",
            )
        return usual or None

    def _charge(self) -> tuple[Cycle, Pence]:
        weekly, monthly = self._amount("weekly_charge"), self._amount("monthly_charge")
        if weekly is not None and monthly is not None:
            self._fault("monthly_charge", "two_charges", "weekly and monthly: leave one of them")
        charge = weekly if weekly is not None else monthly
        field = "weekly_charge" if monthly is None else "monthly_charge"
        if charge is None and not self.wrong_in(field):
            self._fault(field, "missing", "no charge: write the weekly or the monthly one, or 0")
        if charge is not None and charge < 0:
            self._fault(field, "amount_not_read", "below nil: write the charge without sign, or 0")
        cycle = Cycle.MONTHLY if weekly is None and monthly is not None else Cycle.WEEKLY
        return cycle, charge or Pence(0)

    def wrong_in(self, field: str) -> bool:
        """Whether that column, or the other charge, already has a fault of its own."""
        return any(fault.field in {field, *CHARGES} for fault in self.wrong)

    def _people(self) -> tuple[FeedPerson, ...]:
        names = self._listed("names")
        if not any(names):
            self._fault("names", "missing", "nobody lives there: write the tenants, lead first")
            return ()
        if not all(names) or len(names) > PEOPLE_MAX:
            says = f"a name is blank, or over {PEOPLE_MAX} names: part them by one ; each"
            self._fault("names", "names_wrong", says)
        born = [self._birthday(text) for text in self._beside("born", len(names))]
        phones = self._beside("phone", len(names))
        emails = self._beside("email", len(names))
        return tuple(map(FeedPerson, names, born, phones, emails))

    def _listed(self, field: str) -> list[str]:
        written = self._text(field)
        if ";" not in written:
            return [written]
        return [part.strip() for part in written.rstrip("; ").split(";")]

    def _beside(self, field: str, people: int) -> list[str]:
        if not self.cells.get(field):
            return [""] * people
        listed = self._listed(field)
        if len(listed) > people:
            self._fault(field, "more_than_names", f"{len(listed)} for {people} names: one each")
        return (listed + [""] * people)[:people]

    def _birthday(self, text: str) -> date | None:
        if not text:
            return None
        try:
            return read_date(text)
        except BadDate as bad:
            self._fault("born", bad.code, bad.says)
            return None


def _read_amount(written: str) -> Pence:
    plain = _PLAIN_AMOUNT.fullmatch(written)
    if plain is None:
        return parse_balance(written)
    marked, whole, part = plain.groups("0")
    amount = int(whole) * 100 + int(part)
    return Pence(-amount if marked == "Cr " else amount)
