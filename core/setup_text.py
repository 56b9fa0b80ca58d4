"""A setup as text: TOML that can be read back and says the same."""

import json
from collections.abc import Iterator

from core.codes import TRANSACTION_CODES, TransactionCode
from core.money import Pence
from core.setup_item import LimitItem, Setup
from core.stream import STREAMS, Stream


def setup_text(setup: Setup) -> str:
    """The TOML of a setup; of codes and streams only what differs from what ships."""
    return "\n".join(_lines(setup)) + "\n"


def _lines(setup: Setup) -> Iterator[str]:
    if setup.go_live is not None:
        yield f"go_live = {setup.go_live}"
    for landlord in setup.landlords:
        yield from _table(
            "landlord", code=landlord.code, name=landlord.name, nation=landlord.nation
        )
    for book in setup.cashbooks:
        yield from _table(
            "cashbook",
            code=book.code,
            landlord=book.landlord,
            sort_code=book.sort_code,
            account_number=book.account_number,
            name=book.name,
        )
        if book.tolerance:
            yield f'tolerance = "{_amount(book.tolerance)}"'
    for code in (one for one in setup.codes if one not in TRANSACTION_CODES):
        yield from _code(code)
    for stream in (one for one in setup.streams if one not in STREAMS):
        yield from _stream(stream)
    for period in setup.periods:
        yield from _table("period", landlord=period.landlord, name=period.name)
        yield from (f"first = {period.first}", f"last = {period.last}")
    yield from _limits(setup.limits)
    yield from _policy(setup)


def _table(table: str, /, **fields: str) -> Iterator[str]:
    yield ""
    yield f"[[{table}]]"
    for field, value in fields.items():
        yield f"{field} = {json.dumps(value)}"


def _code(code: TransactionCode) -> Iterator[str]:
    yield from _table(
        "code", code=code.code, name=code.name, kind=code.kind, group=code.group, alias=code.alias
    )
    yield from (f"is_hb = {_flag(code.is_hb)}", f"is_dd = {_flag(code.is_dd)}")


def _stream(stream: Stream) -> Iterator[str]:
    yield from _table(
        "stream", name=stream.name, title=stream.title, debits=stream.debits, code=stream.code
    )
    yield f"live = {_flag(stream.live)}"
    yield from (f"takes = {json.dumps(stream.takes)}", f"needs = {json.dumps(stream.needs)}")
    if stream.blind_above is not None:
        yield f'blind_above = "{stream.blind_above // 100}.{stream.blind_above % 100:02}"'


def _limits(limits: tuple[LimitItem, ...]) -> Iterator[str]:
    for group in dict.fromkeys(one.group for one in limits):
        yield ""
        yield f"[limit.{group}]"
        for one in limits:
            if one.group == group:
                day = "" if one.day is None else f', day = "{_amount(one.day)}"'
                yield f'{one.kind} = {{ item = "{_amount(one.item)}"{day} }}'


def _policy(setup: Setup) -> Iterator[str]:
    policy = dict(setup.policy)
    weeks = policy.pop("rent_free_weeks", {})
    if policy:
        yield from ("", "[policy]")
        yield from (f"{name} = {json.dumps(value)}" for name, value in policy.items())
    if isinstance(weeks, dict) and weeks:
        yield from ("", "[calendar.rent_free_weeks]")
        yield from (f"{year} = {json.dumps(numbers)}" for year, numbers in weeks.items())


def _flag(value: bool) -> str:  # noqa: FBT001  # the value written, not a switch
    return "true" if value else "false"


def _amount(pence: Pence) -> str:
    return f"{pence // 100}.{pence % 100:02d}"
