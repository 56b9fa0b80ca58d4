"""A profile says how one payer's files are read: where things stand, and what they mean."""

from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase

from core.payment_file import LineType


class ShapeKind(StrEnum):
    """How a file's bytes become rows."""

    DELIMITED = "delimited"
    FIXED = "fixed"
    WORKBOOK = "workbook"
    PASTED = "pasted"
    STANDARD18 = "standard18"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands in a row: a named column, a numbered one, or characters first to last.

    `number`, `first` and `last` count from 1; of a Standard-18 file the columns have names.
    """

    column: str = ""
    number: int = 0
    first: int = 0
    last: int = 0


Places = tuple[Place, ...]  # read in order and joined by a space


@dataclass(frozen=True, slots=True)
class RecordRule:
    """Which rows are lines, header and trailer, by the value at one place; others are no lines."""

    at: Places
    line: tuple[str, ...]
    header: tuple[str, ...] = ()
    trailer: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """How bytes become rows; an empty encoding is found out, `skip` rows stand before the header.

    The header is the first row of the next `header_within` that names every column asked for;
    where that is 0 there is none and columns are numbered.
    """

    kind: ShapeKind
    encoding: str = ""
    delimiter: str = ","
    skip: int = 0
    header_within: int = 1
    optional: tuple[str, ...] = ()  # columns a file may lack
    records: RecordRule | None = None


@dataclass(frozen=True, slots=True)
class CardRule:
    """A payment card's number: its prefix, and where the reference stands in it, from 1."""

    prefix: str
    ref_start: int
    ref_len: int


@dataclass(frozen=True, slots=True)
class KeyRule:
    """How a key is found: the places, what has `form` there, then the steps in their order."""

    kind: str
    at: Places
    form: str = ""  # 9 a digit, A a letter, X either; empty takes the whole text
    steps: tuple[str, ...] = ()
    cut: str = ""  # a prefix taken off where it stands
    put: str = ""  # a prefix put before
    pad: int = 0  # zeros in front up to this length
    card: CardRule | None = None


@dataclass(frozen=True, slots=True)
class TypeRule:
    """Rows whose text at a place is one of `values` are of this type; `*` stands at either end."""

    at: Places
    values: tuple[str, ...]
    then: LineType


class Sign(StrEnum):
    """How a file writes money that goes the other way."""

    NONE = "none"
    LEADING = "leading"  # -5.00
    TRAILING = "trailing"  # 5.00-
    BRACKETS = "brackets"  # (5.00)
    CRDR = "crdr"  # 5.00CR in, 5.00DR out
    MARK = "mark"  # another column, with one of `out_marks`


@dataclass(frozen=True, slots=True)
class Money:
    """How amounts are written; `debits` is the sign that recoveries and returns carry."""

    unit: str = "pounds"
    sign: Sign = Sign.NONE
    debits: str = "minus"  # minus, plus or either
    out_marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Types:
    """The type of a row: the first rule that fits; `negative` is for a credit below nil.

    `recovery` types what a deduction column takes: `debtor` means by whether another is named.
    """

    rules: tuple[TypeRule, ...] = ()
    otherwise: LineType = LineType.PAY
    negative: LineType | None = None  # None: a fault
    over: LineType | None = None  # for more than one receipt may be; None: a fault
    recovery: str = "debtor"


@dataclass(frozen=True, slots=True)
class Control:
    """What a header, trailer or total row declares, and where; what has no place is not declared.

    `value_of` names what the value is the sum of: gross, recovery or net.
    """

    count: Places = ()
    value: Places = ()
    value_of: str = "net"
    date: Places = ()


@dataclass(frozen=True, slots=True)
class ReceiptRule:
    """The two-level map of a receipting system: its type and source to our stream and code."""

    type: str  # `*` stands for any
    source: str
    stream: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """How a line is posted: stream, code by type, receipt map, and which date is effective."""

    stream: str
    codes: tuple[tuple[LineType, str], ...] = ()
    streams: tuple[tuple[LineType, str], ...] = ()
    receipts: tuple[ReceiptRule, ...] = ()
    effective: str = "date"  # date, period_to or file


@dataclass(frozen=True, slots=True)
class Profile:
    """A saved layout; name and version are kept with every file read by it."""

    name: str
    version: int
    title: str
    payer: str
    shape: Shape
    fields: tuple[tuple[str, Places], ...]
    keys: tuple[KeyRule, ...]
    posting: Posting
    payer_key: KeyRule | None = None
    debtor_keys: tuple[KeyRule, ...] = ()
    money: Money = Money()
    dates: tuple[str, ...] = ("dd/mm/yyyy",)
    types: Types = Types()
    header: Control = Control()
    trailer: Control = Control()
    needs_total: bool = False  # a file without its total row or trailer is refused
    certain: int = 95  # percent; a match below it posts nothing by itself
    file_name: str = ""  # such as CashFile*.dat; a file of another name is no fault


FIELDS = (
    "amount", "gross", "recovery", "net", "paid_in", "paid_out", "mark", "date", "period_from",
    "period_to", "name", "address", "postcode", "narrative", "debtor_name", "receipt_type",
    "receipt_source", "bank_account",
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16")
STEPS = ("spaces", "zeros", "digits", "letters")  # taken out: blanks, zeros in front; kept: these
STANDARD18_COLUMNS = (
    "bank_account", "code", "payer_account", "free", "amount", "name", "reference", "date",
)  # fmt: skip


def fits_file_name(profile: Profile, name: str) -> bool:
    """Whether a file of this name is likely the profile's, for it to be proposed."""
    return bool(profile.file_name) and fnmatchcase(name.lower(), profile.file_name.lower())


def field_places(profile: Profile, field: str) -> Places:
    """Where a field stands; empty where the profile does not read it."""
    return dict(profile.fields).get(field, ())


def places_of(profile: Profile) -> tuple[Place, ...]:
    """Every place the profile reads of a line, for the header row to name."""
    rules = [
        *profile.keys,
        *profile.debtor_keys,
        *([profile.payer_key] if profile.payer_key else []),
    ]
    records = profile.shape.records
    found = [
        *(places for _, places in profile.fields),
        *(rule.at for rule in rules),
        *(rule.at for rule in profile.types.rules),
        *([records.at] if records else []),
    ]
    return tuple(dict.fromkeys(place for places in found for place in places))
