"""A setup file is TOML that names what an office has; every fault is told with its place."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from core.codes import TRANSACTION_CODES, CodeKind, TransactionCode
from core.money import TOTAL_MAX, BadAmount, Pence, parse_amount
from core.setup_item import (
    DEFAULT_POLICY,
    LIMIT_KINDS,
    LIMITED_GROUPS,
    NATIONS,
    CashbookItem,
    LandlordItem,
    LimitItem,
    PeriodItem,
    PolicyValue,
    Setup,
)
from core.setup_row import Row, SetupFault
from core.stream import ControlKind, Stream, stream_named
from core.text import clean

TEXT_MAX = 1_000_000  # characters of a setup file
TOLERANCE_MAX = Pence(1_000)
_LANDLORD = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_CASHBOOK = re.compile(r"[A-Z][A-Z0-9-]{1,15}")
_CODE = re.compile(r"[A-Z0-9]{2,6}")
_STREAM = re.compile(r"[a-z][a-z0-9-]{1,23}")
_DEBITS = tuple(
    kind.value for kind in (ControlKind.BANK, ControlKind.CARD_CLEARING, ControlKind.HB_CLEARING,
                            ControlKind.UC_CLEARING, ControlKind.DD_CLEARING)
)  # fmt: skip
_TABLES = (
    "go_live",
    "landlord",
    "cashbook",
    "code",
    "stream",
    "limit",
    "period",
    "calendar",
    "policy",
)
Item = TypeVar("Item")


def read_setup(text: str) -> tuple[Setup, tuple[SetupFault, ...]]:
    """What the TOML text names, and every fault of it; only a text without fault may be applied."""
    try:
        told = tomllib.loads(text) if len(text) <= TEXT_MAX else None
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as wrong:
        return Setup(), (SetupFault("file", "not_toml", f"not TOML: {clean(str(wrong), 120)}"),)
    if told is None:
        return Setup(), (SetupFault("file", "too_long", "over a million characters: wrong file?"),)
    faults: list[SetupFault] = []
    for name in told:
        if name not in _TABLES:
            says = f"nothing is called that: use {', '.join(_TABLES)}"
            faults.append(SetupFault(clean(name, 40), "unknown", says))
    setup = Setup(
        _go_live(told, faults),
        _each(told, "landlord", _landlord, faults),
        _each(told, "cashbook", _cashbook, faults),
        _each(told, "code", _code, faults),
        _each(told, "stream", _stream, faults),
        _limits(told, faults),
        _each(told, "period", _period, faults),
        _policy(told, faults),
    )
    return setup, (*faults, *_between(setup))


def _each(
    told: Mapping[str, object],
    table: str,
    read: Callable[[Row], Item],
    faults: list[SetupFault],
) -> tuple[Item, ...]:
    rows = told.get(table, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        faults.append(SetupFault(table, "not_a_table", f"write [[{table}]] above each of them"))
        return ()
    items: list[Item] = []
    for number, fields in enumerate(rows, 1):
        row = Row(f"{table} {number}", fields, faults)
        items.append(read(row))
        row.end()
    return tuple(items)


def _landlord(row: Row) -> LandlordItem:
    code = row.text("code", like=_LANDLORD)
    return LandlordItem(code, row.text("name"), row.one_of("nation", NATIONS))


def _cashbook(row: Row) -> CashbookItem:
    return CashbookItem(
        row.text("code", like=_CASHBOOK),
        row.text("landlord"),
        _digits(row, "sort_code", 6),
        _digits(row, "account_number", 8),
        row.text("name", ""),
        row.amount("tolerance", TOLERANCE_MAX),
    )


def _digits(row: Row, field: str, count: int) -> str:
    told = re.sub(r"[ -]", "", row.text(field))
    if told and not re.fullmatch(f"[0-9]{{{count}}}", told):
        row.fault(field, "digits_wrong", f"write its {count} digits in quotes")
    return told


def _code(row: Row) -> TransactionCode:
    code = row.text("code", like=_CODE)
    shipped = next((one for one in TRANSACTION_CODES if one.code == code), None)
    if shipped is not None:
        return replace(
            shipped,
            name=row.text("name", shipped.name),
            group=row.text("group", shipped.group),
            alias=row.text("alias", shipped.alias),
            kind=_kind(row, shipped.kind),
            is_hb=row.flag("is_hb", default=shipped.is_hb),
            is_dd=row.flag("is_dd", default=shipped.is_dd),
        )
    name, kind, group = row.text("name"), _kind(row, None), row.text("group", "")
    marks = row.flag("is_hb", default=False), row.flag("is_dd", default=False)
    return TransactionCode(code, name, kind, group, *marks, alias=row.text("alias", ""))


def _kind(row: Row, default: CodeKind | None) -> CodeKind:
    told = row.one_of("kind", tuple(CodeKind), default)
    return CodeKind(told) if told in tuple(CodeKind) else CodeKind.RECEIPT


def _stream(row: Row) -> Stream:
    name = row.text("name", like=_STREAM)
    shipped = stream_named(name)
    debits = row.one_of("debits", _DEBITS, shipped.debits.value if shipped else None)
    return Stream(
        name,
        row.text("title", shipped.title if shipped else name),
        ControlKind(debits) if debits in _DEBITS else ControlKind.BANK,
        row.text("code", shipped.code if shipped else None),
        row.flag("live", default=shipped.live if shipped else False),
        row.fields_of("takes", shipped.takes if shipped else ()),
        row.fields_of("needs", shipped.needs if shipped else ()),
        row.amount("blind_above", TOTAL_MAX),  # "0.00": every batch; without it none
    )


def _period(row: Row) -> PeriodItem:
    item = PeriodItem(row.text("landlord"), row.text("name"), row.day("first"), row.day("last"))
    if item.last < item.first:
        row.fault("last", "ends_before_start", "it ends before it begins: correct one")
    return item


def _go_live(told: Mapping[str, object], faults: list[SetupFault]) -> date | None:
    if "go_live" not in told:
        return None
    row = Row("file", told, faults)
    return row.day("go_live")


def _limits(told: Mapping[str, object], faults: list[SetupFault]) -> tuple[LimitItem, ...]:
    found: list[LimitItem] = []
    groups = told.get("limit", {})
    if not isinstance(groups, dict):
        faults.append(SetupFault("limit", "not_a_table", "write [limit.assistant] above them"))
        return ()
    for group, kinds in groups.items():
        if group not in LIMITED_GROUPS or not isinstance(kinds, dict):
            says = f"limits are of {', '.join(LIMITED_GROUPS)}: write [limit.assistant]"
            faults.append(SetupFault(f"limit {clean(group, 40)}", "not_one_of", says))
            continue
        for kind, value in kinds.items():
            where = f"limit {group}, {clean(kind, 40)}"
            if kind not in LIMIT_KINDS:
                says = f"limits are for {', '.join(LIMIT_KINDS)}"
                faults.append(SetupFault(where, "not_one_of", says))
            elif (amounts := _amounts(where, value, faults)) is not None:
                found.append(LimitItem(group, kind, *amounts))
    return tuple(found)


def _amounts(
    where: str, value: object, faults: list[SetupFault]
) -> tuple[Pence, Pence | None] | None:
    """`"200.00"`, or `{item = "200.00", day = "1000.00"}`."""
    told = value if isinstance(value, dict) else {"item": value}
    item, day = told.get("item"), told.get("day")
    if (
        not isinstance(item, str)
        or not isinstance(day, str | None)
        or told.keys() - {"item", "day"}
    ):
        says = 'write "200.00", or { item = "200.00", day = "1000.00" }'
        faults.append(SetupFault(where, "amount_not_read", says))
        return None
    try:
        amounts = _amount(item), _amount(day) if day else None
    except BadAmount as bad:
        faults.append(SetupFault(where, bad.code, bad.says))
        return None
    if amounts[1] is not None and amounts[1] < amounts[0]:
        faults.append(SetupFault(where, "day_below_item", "the day's limit is below one item's"))
    return amounts


def _amount(written: str) -> Pence:
    """An amount of money; nil is a limit too: nothing without a request."""
    return Pence(0) if re.fullmatch(r"0(\.00)?", written) else parse_amount(written)


def _policy(
    told: Mapping[str, object], faults: list[SetupFault]
) -> tuple[tuple[str, PolicyValue], ...]:
    found: list[tuple[str, PolicyValue]] = []
    policy = told.get("policy", {})
    for name, value in policy.items() if isinstance(policy, dict) else [("", None)]:
        default = DEFAULT_POLICY.get(name)
        if name == "rent_free_weeks" or default is None or type(value) is not type(default):
            known = ", ".join(f"{one} = {shown!r}".lower() for one, shown in
                              DEFAULT_POLICY.items() if one != "rent_free_weeks")  # fmt: skip
            faults.append(SetupFault(f"policy {clean(name, 40)}", "unknown", f"policy is {known}"))
        else:
            found.append((name, value))
    if "calendar" in told and (weeks := _free_weeks(told["calendar"], faults)) is not None:
        found.append(("rent_free_weeks", weeks))
    return tuple(found)


def _free_weeks(calendar: object, faults: list[SetupFault]) -> dict[str, list[int]] | None:
    free = calendar.get("rent_free_weeks") if isinstance(calendar, dict) else None
    if isinstance(free, dict) and all(
        re.fullmatch(r"20[0-9]{2}", year) and isinstance(weeks, list)
        and all(isinstance(week, int) and 1 <= week <= 53 for week in weeks)
        for year, weeks in free.items()
    ):  # fmt: skip
        return {year: sorted(set(weeks)) for year, weeks in sorted(free.items())}
    says = "write [calendar.rent_free_weeks] and below it 2026 = [38, 39]"
    faults.append(SetupFault("calendar", "weeks_wrong", says))
    return None


def _between(setup: Setup) -> list[SetupFault]:
    """What is wrong between the parts: the same thing twice, a name that leads nowhere."""
    faults: list[SetupFault] = []
    named = {
        "landlord": [one.code for one in setup.landlords],
        "cashbook": [one.code for one in setup.cashbooks],
        "code": [one.code for one in setup.codes],
        "stream": [one.name for one in setup.streams],
        "bank account": [f"{one.sort_code} {one.account_number}" for one in setup.cashbooks],
    }
    for what, names in named.items():
        for name in sorted({name for name in names if name.strip() and names.count(name) > 1}):
            faults.append(SetupFault(f"{what} {name}", "twice", "it stands twice: leave one"))
    return faults
