"""One table of a profile's TOML, read field by field with every fault told."""

import re
from collections.abc import Mapping

from core.profile import Place, Places
from core.setup_row import Row
from core.text import clean

_SLICE = re.compile(r"([0-9]{1,5})-([0-9]{1,5})")
_PART = re.compile(r"(.+)\[([0-9]{1,5})-([0-9]{1,5})\]")
_PLACES_MAX = 10


class ProfileRow(Row):
    """A table whose values may also be places, lists of texts and whole numbers."""

    def table(self, field: str) -> "ProfileRow":
        """A table inside this one, empty where it is not there."""
        self.read.add(field)
        value = self.fields.get(field, {})
        if not isinstance(value, Mapping):
            self.fault(field, "not_a_table", f"write [{field}] above its settings")
            value = {}
        where = field if self.where == "file" else f"{self.where}, {field}"
        return ProfileRow(where, value, self.faults)

    def tables(self, field: str) -> list["ProfileRow"]:
        """Each [[table]] of a name, in the file's order."""
        self.read.add(field)
        value = self.fields.get(field, [])
        if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
            self.fault(field, "not_a_table", f"write [[{field}]] above each of them")
            return []
        return [ProfileRow(f"{field} {n}", one, self.faults) for n, one in enumerate(value, 1)]

    def whole(self, field: str, default: int | None, limits: tuple[int, int]) -> int:
        """A whole number between two, both included."""
        self.read.add(field)
        value = self.fields.get(field, default)
        if isinstance(value, bool) or not isinstance(value, int):
            rule = "missing" if value is None else "number_wrong"
            self.fault(field, rule, f"write a whole number from {limits[0]} to {limits[1]}")
            return limits[0]
        if not limits[0] <= value <= limits[1]:
            self.fault(field, "number_wrong", f"{value}: write one from {limits[0]} to {limits[1]}")
            return limits[0]
        return value

    def texts(self, field: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of texts, or one text alone."""
        self.read.add(field)
        value = self.fields.get(field, list(default))
        told = [value] if isinstance(value, str) else value
        if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
            self.fault(field, "text_wrong", 'write a list of texts, such as ["HB", "DHP*"]')
            return default
        if any(len(one) > 60 for one in told) or len(told) > 60:
            self.fault(field, "text_wrong", "at most 60 texts of 60 characters each")
            return default
        return tuple(clean(one.strip(), 60) for one in told)

    def some_of(
        self, field: str, allowed: tuple[str, ...], default: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """A list of texts out of a few."""
        told = self.texts(field, default)
        if wrong := [one for one in told if one not in allowed]:
            says = f"{', '.join(wrong)}: write some of {', '.join(allowed)}"
            self.fault(field, "not_one_of", says)
        return told

    def places(self, field: str, *, needed: bool = False) -> Places:
        """Where a value stands: "Rent Ref", 3, "1-10", "Memo[1-18]", or a list of these."""
        self.read.add(field)
        value = self.fields.get(field)
        if value is None:
            if needed:
                self.fault(field, "missing", "it is not there: name a column, a number or 1-10")
            return ()
        told = value if isinstance(value, list) else [value]
        found = [_place(one) for one in told]
        if not told or len(told) > _PLACES_MAX or None in found:
            says = (
                'write a column ("Rent Ref"), a number (3), characters ("1-10") or a list of them'
            )
            self.fault(field, "place_wrong", says)
            return ()
        return tuple(place for place in found if place)


def _place(value: object) -> Place | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return Place(number=value) if 1 <= value <= 200 else None
    if not isinstance(value, str) or not value.strip() or len(value) > 60:
        return None
    if found := _SLICE.fullmatch(value.strip()):
        return _checked(Place(first=int(found[1]), last=int(found[2])))
    if found := _PART.fullmatch(value.strip()):
        return _checked(Place(clean(found[1].strip()), first=int(found[2]), last=int(found[3])))
    return Place(clean(value.strip(), 60))


def _checked(place: Place) -> Place | None:
    return place if 1 <= place.first <= place.last <= 10_000 else None
