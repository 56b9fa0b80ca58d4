"""A profile's TOML is checked whole: all its faults at once, each with its key and the way out."""

import re
import tomllib
from collections.abc import Iterator

from core.file_values import DATE_FORMS
from core.payment_file import LineType
from core.payment_file.rows import reads_place
from core.profile import KeyRule, Profile, Sign, places_of
from core.profile.parts import (
    control_part,
    fields_part,
    key_part,
    money_part,
    posting_part,
    shape_part,
    types_part,
)
from core.profile.row import ProfileRow
from core.setup_row import SetupFault
from core.text import clean

TEXT_MAX = 100_000  # characters of a profile
_NAME = re.compile(r"[a-z][a-z0-9-]{1,39}")


def read_profile(text: str) -> tuple[Profile | None, tuple[SetupFault, ...]]:
    """The profile of a TOML text, or None with every fault of it."""
    if len(text) > TEXT_MAX:
        return None, (SetupFault("file", "too_long", "over 100,000 characters: wrong file?"),)
    try:
        told = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as wrong:
        return None, (SetupFault("file", "not_toml", f"not TOML: {clean(str(wrong), 120)}"),)
    faults: list[SetupFault] = []
    profile = _profile(ProfileRow("file", told, faults))
    if not faults:
        faults.extend(_between(profile))
    return (None if faults else profile), tuple(faults)


def _profile(row: ProfileRow) -> Profile:
    control = row.table("control")
    profile = Profile(
        row.text("name", like=_NAME),
        row.whole("version", None, (1, 1_000_000)),
        row.text("title"),
        row.text("payer", ""),
        shape_part(row.table("shape")),
        fields_part(row.table("fields")),
        tuple(key_part(one) for one in row.tables("key")),
        posting_part(row.table("posting"), row.tables("receipt")),
        _only(row, "payer_key"),
        tuple(key_part(one) for one in row.tables("debtor_key")),
        money_part(row.table("money")),
        row.some_of("dates", DATE_FORMS, ("dd/mm/yyyy",)),
        types_part(row.table("types"), row.tables("type")),
        control_part(control.table("header")),
        control_part(control.table("trailer")),
        control.flag("needed", default=False),
        row.whole("certain", 95, (50, 100)),
        row.text("file_name", ""),
    )
    control.end()
    row.end()
    return profile


def _only(row: ProfileRow, field: str) -> KeyRule | None:
    return key_part(row.table(field)) if field in row.fields else None


def _between(profile: Profile) -> Iterator[SetupFault]:
    """What is wrong between tables that are each right."""
    names = {name for name, _ in profile.fields}
    yield from _amount_faults(names)
    yield from _place_faults(profile)
    if not profile.keys:
        says = "no account can be found without one: write [[key]] with kind and at"
        yield SetupFault("key", "missing", says)
    if profile.money.sign is Sign.MARK and "mark" not in names:
        yield SetupFault("fields, mark", "missing", "name the column that tells in from out")
    if profile.posting.receipts and "receipt_type" not in names:
        yield SetupFault("fields, receipt_type", "missing", "name the column [[receipt]] reads")
    if profile.posting.effective == "period_to" and "period_to" not in names:
        yield SetupFault("fields, period_to", "missing", 'effective = "period_to" needs it')
    yield from _control_faults(profile)


def _amount_faults(names: set[str]) -> Iterator[SetupFault]:
    ways = [
        way
        for way in (("amount",), ("paid_in", "paid_out"), ("gross", "recovery", "net"))
        if names.intersection(way)
    ]
    if len(ways) != 1:
        says = "name amount alone, or paid_in and paid_out, or gross with recovery and net"
        yield SetupFault("fields, amount", "one_way", says)
    elif ways[0][0] == "gross" and "gross" not in names:
        yield SetupFault("fields, gross", "missing", "recovery and net need the gross beside them")


def _place_faults(profile: Profile) -> Iterator[SetupFault]:
    shape = profile.shape
    for place in places_of(profile):
        if not reads_place(shape, place):
            told = place.column or (place.number or f"{place.first}-{place.last}")
            says = f"{told}: a {shape.kind} file is read by {_WAYS[shape.kind]}"
            yield SetupFault("places", "place_wrong", says)


_WAYS = {
    "delimited": "named columns, or with header_within = 0 by numbers",
    "workbook": "named columns, or with header_within = 0 by numbers",
    "pasted": "named columns, or with header_within = 0 by numbers",
    "fixed": "characters, such as 1-10",
    "standard18": "bank_account, code, payer_account, free, amount, name, reference and date",
}


def _control_faults(profile: Profile) -> Iterator[SetupFault]:
    records, trailer = profile.shape.records, profile.trailer
    totalled = any(rule.then is LineType.TOTAL for rule in profile.types.rules)
    has_trailer = totalled or bool(records and records.trailer)
    if (trailer.count or trailer.value or profile.needs_total) and not has_trailer:
        says = "no row is one: name it in [shape.records] trailer, or by a [[type]] then TOTAL"
        yield SetupFault("control, trailer", "missing", says)
    header = profile.header
    if (header.count or header.value or header.date) and not (records and records.header):
        says = "no row is one: name it in [shape.records] header"
        yield SetupFault("control, header", "missing", says)
