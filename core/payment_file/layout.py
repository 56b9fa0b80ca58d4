"""A layout is a profile laid over the columns of one file: how to take each value from a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from core.file_values import money_reader
from core.money import Pence
from core.payment_file import LineKey, LineType
from core.payment_file.keys import keys_of
from core.payment_file.rows import column_key
from core.profile import (
    KeyRule,
    Place,
    Places,
    Profile,
    ReceiptRule,
    RecordRule,
    TypeRule,
    places_of,
)

Cells = Sequence[str]
Take = Callable[[Cells], str]
Fits = Callable[[str], bool]
KeyTake = tuple[KeyRule, Take]
LINE, HEADER, TRAILER, IGNORED = "line", "header", "trailer", "ignore"


@dataclass(frozen=True, slots=True)
class Layout:
    """How to take what the profile reads; a field it does not read gives an empty text."""

    profile: Profile
    width: int  # cells a line must have at least
    span: int  # cells anything is taken from
    columns: int  # cells it may have; 0 where nothing says
    record: Take
    fields: dict[str, Take]
    keys: tuple[KeyTake, ...]
    debtor_keys: tuple[KeyTake, ...]
    payer_key: KeyTake | None
    types: tuple[tuple[Take, Callable[[str], LineType | None]], ...]
    records: tuple[tuple[str, Fits], ...]
    receipts: tuple[tuple[Fits, Fits, ReceiptRule], ...]
    money: Callable[[str, str], Pence]
    streams: dict[LineType, str]
    codes: dict[LineType, str]

    def text(self, field: str, cells: Cells) -> str:
        """The text of a field, empty where the profile does not read it."""
        take = self.fields.get(field)
        return take(cells) if take else ""


def layout_of(profile: Profile, columns: tuple[str, ...]) -> Layout:
    """The profile over a file's columns; what the file lacks gives an empty text."""

    def take(places: Places) -> Take:
        return _take(places, columns)

    records = profile.shape.records
    rules = [(rule, take(rule.at)) for rule in profile.keys]
    return Layout(
        profile,
        _width(profile, columns),
        max([0, *(_number(place, columns) + 1 for place in places_of(profile))]),
        len(columns),
        take(records.at) if records else _nothing,
        {name: take(places) for name, places in profile.fields},
        tuple(rules),
        tuple((rule, take(rule.at)) for rule in profile.debtor_keys),
        (profile.payer_key, take(profile.payer_key.at)) if profile.payer_key else None,
        tuple(
            (take(at), _typing(tuple(rules)))
            for at, rules in groupby(profile.types.rules, key=lambda rule: rule.at)
        ),
        _records(profile.shape.records),
        tuple(
            (fitting((rule.type,)), fitting((rule.source,)), rule)
            for rule in profile.posting.receipts
        ),
        money_reader(profile.money),
        dict.fromkeys(LineType, profile.posting.stream) | dict(profile.posting.streams),
        dict.fromkeys(LineType, "") | dict(profile.posting.codes),
    )


def taken(places: Places, columns: tuple[str, ...], cells: Cells) -> str:
    """The text at places that only few rows have, such as a trailer's count."""
    numbers = [_number(place, columns) + 1 for place in places]
    short = 0 if isinstance(cells, str) else max(0, max(numbers, default=0) - len(cells))
    return _take(places, columns)([*cells, *[""] * short] if short else cells)


def keys_found(takes: tuple[KeyTake, ...], cells: Cells) -> tuple[LineKey, ...]:
    """The keys of a row in the profile's order, each once."""
    found: list[LineKey] = []
    for rule, take in takes:
        found.extend(key for key in keys_of(rule, take(cells)) if key not in found)
    return tuple(found)


def type_of(layout: Layout, cells: Cells) -> LineType:
    """The type of a row by the first rule that fits, before any sign is looked at."""
    for take, typed in layout.types:
        if (told := typed(take(cells))) is not None:
            return told
    return layout.profile.types.otherwise


def padded(layout: Layout, cells: Cells) -> Cells:
    """Cells as many as the layout takes from, blank where a row is short."""
    short = layout.span - len(cells)
    if short <= 0 or isinstance(cells, str):
        return cells
    return [*cells, *[""] * short]


def fitting(values: tuple[str, ...]) -> Fits:
    """Whether a text is one of the values in any case; `*` at an end stands for anything."""
    known = [value.upper() for value in values]
    middles = tuple(value.strip("*") for value in known if value[:1] == value[-1:] == "*")
    starts = tuple(value[:-1] for value in known if value[-1:] == "*" and value[:1] != "*")
    ends = tuple(value[1:] for value in known if value[:1] == "*" and value[-1:] != "*")
    exact = frozenset(value for value in known if "*" not in (value[:1], value[-1:]))

    def fits(text: str) -> bool:
        written = text.strip().upper()
        if written in exact or written.startswith(starts) or written.endswith(ends):
            return True
        return bool(middles) and any(middle in written for middle in middles)

    return fits


def _take(places: Places, columns: tuple[str, ...]) -> Take:
    takes = [_take_one(place, columns) for place in places]
    if len(takes) == 1:
        return takes[0]
    return lambda cells: " ".join(text for take in takes if (text := take(cells).strip()))


def _take_one(place: Place, columns: tuple[str, ...]) -> Take:
    number = _number(place, columns)
    part = slice(place.first - 1, place.last) if place.last else None
    if number < 0:  # characters of a line, or a column this file lacks
        return _nothing if part is None or place.column else itemgetter(part)
    if part is None:
        return itemgetter(number)
    return lambda cells: cells[number][part]


def _number(place: Place, columns: tuple[str, ...]) -> int:
    """The cell of a place, counted from nought; -1 where it is none."""
    if place.number:
        return place.number - 1
    key = column_key(place.column)
    return columns.index(key) if key and key in columns else -1


def _records(rule: RecordRule | None) -> tuple[tuple[str, Fits], ...]:
    if rule is None:
        return ()
    told = (
        (LINE, rule.line), (HEADER, rule.header), (TRAILER, rule.trailer), (IGNORED, rule.ignore),
    )  # fmt: skip
    return tuple((kind, fitting(values)) for kind, values in told if values)


def _typing(rules: tuple[TypeRule, ...]) -> Callable[[str], LineType | None]:
    """The first of rules that read the same place, remembered: few texts stand in a type column."""
    fitted = [(fitting(rule.values), rule.then) for rule in rules]

    @lru_cache(maxsize=256)
    def typed(text: str) -> LineType | None:
        return next((then for fits, then in fitted if fits(text)), None)

    return typed


def _width(profile: Profile, columns: tuple[str, ...]) -> int:
    """As many cells as the last amount or date read stands at: fewer is a line torn off."""
    wanted = {"amount", "gross", "recovery", "net", "paid_in", "paid_out", "date"}
    places = [place for name, found in profile.fields if name in wanted for place in found]
    return max([0, *(_number(place, columns) + 1 for place in places)])


def _nothing(_: Cells) -> str:
    return ""
