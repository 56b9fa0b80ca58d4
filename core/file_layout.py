"""A layout is a profile laid over the columns of one file: how to take each value from a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.file_keys import keys_of
from core.file_rows import column_key
from core.payment_file import LineKey, LineType
from core.profile import KeyRule, Place, Places, Profile, TypeRule

Cells = Sequence[str]
Take = Callable[[Cells], str]
KeyTake = tuple[KeyRule, Take]


@dataclass(frozen=True, slots=True)
class Layout:
    """How to take what the profile reads; a field it does not read gives an empty text."""

    profile: Profile
    width: int  # cells a line must have at least
    columns: int  # cells it may have; 0 where nothing says
    record: Take
    fields: dict[str, Take]
    keys: tuple[KeyTake, ...]
    debtor_keys: tuple[KeyTake, ...]
    payer_key: KeyTake | None
    types: tuple[tuple[TypeRule, Take], ...]
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
        len(columns),
        take(records.at) if records else _nothing,
        {name: take(places) for name, places in profile.fields},
        tuple(rules),
        tuple((rule, take(rule.at)) for rule in profile.debtor_keys),
        (profile.payer_key, take(profile.payer_key.at)) if profile.payer_key else None,
        tuple((rule, take(rule.at)) for rule in profile.types.rules),
        dict.fromkeys(LineType, profile.posting.stream) | dict(profile.posting.streams),
        dict.fromkeys(LineType, "") | dict(profile.posting.codes),
    )


def taken(places: Places, columns: tuple[str, ...], cells: Cells) -> str:
    """The text at places that only few rows have, such as a trailer's count."""
    return _take(places, columns)(cells)


def keys_found(takes: tuple[KeyTake, ...], cells: Cells) -> tuple[LineKey, ...]:
    """The keys of a row in the profile's order, each once."""
    if len(takes) == 1:
        return keys_of(takes[0][0], takes[0][1](cells))
    found = [key for rule, take in takes for key in keys_of(rule, take(cells))]
    return tuple(dict.fromkeys(found))


def type_of(layout: Layout, cells: Cells) -> LineType:
    """The type of a row by the first rule that fits, before any sign is looked at."""
    for rule, take in layout.types:
        if fits(take(cells), rule.values):
            return rule.then
    return layout.profile.types.otherwise


def fits(text: str, values: tuple[str, ...]) -> bool:
    """Whether the text is one of the values in any case; `*` at an end stands for anything."""
    written = text.strip().upper()
    return any(_fits(written, value.upper()) for value in values)


def _fits(written: str, value: str) -> bool:
    starts, ends = value.endswith("*"), value.startswith("*")
    middle = value.strip("*")
    if starts and ends:
        return middle in written
    if starts:
        return written.startswith(middle)
    return written.endswith(middle) if ends else written == value


def _take(places: Places, columns: tuple[str, ...]) -> Take:
    takes = [_take_one(place, columns) for place in places]
    if len(takes) == 1:
        return takes[0]
    return lambda cells: " ".join(text for take in takes if (text := take(cells).strip()))


def _take_one(place: Place, columns: tuple[str, ...]) -> Take:
    number = _number(place, columns)
    part = slice(place.first - 1, place.last) if place.last else None
    if number < 0:
        return (lambda cells: "".join(cells[part])) if part and not _named(place) else _nothing
    if part is None:
        return lambda cells: cells[number] if number < len(cells) else ""
    return lambda cells: cells[number][part] if number < len(cells) else ""


def _number(place: Place, columns: tuple[str, ...]) -> int:
    """The cell of a place, counted from nought; -1 where it is none."""
    if place.number:
        return place.number - 1
    key = column_key(place.column)
    return columns.index(key) if key and key in columns else -1


def _named(place: Place) -> bool:
    return bool(place.column or place.number)


def _width(profile: Profile, columns: tuple[str, ...]) -> int:
    """As many cells as the last amount or date read stands at: fewer is a line torn off."""
    wanted = {"amount", "gross", "recovery", "net", "paid_in", "paid_out", "date"}
    places = [place for name, found in profile.fields if name in wanted for place in found]
    return max([0, *(_number(place, columns) + 1 for place in places)])


def _nothing(_: Cells) -> str:
    return ""
