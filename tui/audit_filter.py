"""What the audit is narrowed by: its form, its words, and the file of what answers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.audit_words import audit_table
from core.dates import BadDate, parse_date
from core.refusal import Refusal
from tui.account_forms import AskedFor
from tui.office_time import office
from tui.widgets.form import Field

if TYPE_CHECKING:
    from db.audit import Asked, Done


def filter_form(asked: "Asked", today: date) -> AskedFor:
    """The fields, as they stand."""
    check = partial(_day_fault, today)
    fields = (
        Field("operator", "operator", 24, initial=asked.operator, hint="a login; empty: everybody"),
        Field(
            "since", "from", 12, initial=_day(asked.since), hint="a day, such as -7", check=check
        ),
        Field("until", "to", 12, initial=_day(asked.until), hint="a day", check=check),
        Field("act", "act", 24, initial=asked.act, hint="such as post_batch"),
        Field("about", "about", 30, initial=asked.about, hint="such as account 10012"),
    )
    return AskedFor("Narrow the audit; an empty field narrows nothing", fields)


def asked_of(values: Mapping[str, str], was: "Asked", today: date) -> "Asked":
    """The filter that the form says."""
    return replace(
        was,
        operator=values["operator"].strip(),
        since=_read_day(values["since"], today),
        until=_read_day(values["until"], today),
        act=values["act"].strip().replace(" ", "_"),
        about=values["about"].strip(),
    )


def filter_words(asked: "Asked") -> str:
    """What is left out, in the header's words; empty where nothing is."""
    parts = [
        asked.operator,
        f"from {_day(asked.since)}" if asked.since else "",
        f"to {_day(asked.until)}" if asked.until else "",
        asked.act,
        asked.about,
        "looks" if asked.only_looks else "",
    ]
    return " ".join(part for part in parts if part)


def audit_cells(one: "Done") -> tuple[str, ...]:
    """An act as the cells of its line in a file."""
    at = f"{office(one.at):%Y-%m-%d %H:%M:%S}"
    return (at, one.operator, one.name, one.act, one.about, one.why, one.where)


def write_audit(book: Any, asked: "Asked", at: datetime) -> Path:
    """Everything that answers, in a new file (0600) of the printed folder. Raises Refusal."""
    from db.audit import LISTED_MAX, audit
    from db.new_file import new_file
    from tui.printed import printed_folder

    found = audit(book, replace(asked, most=LISTED_MAX))
    folder = printed_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        words = f"{folder} cannot be made: {fault.strerror}"
        raise Refusal("not_written", words, str(folder)) from fault
    path = folder / f"audit-{at:%Y%m%d-%H%M%S}.csv"
    with new_file(path) as file:
        file.write(audit_table(audit_cells(one) for one in found))
    return path


def _day(day: date | None) -> str:
    return f"{day:%-d/%-m/%Y}" if day else ""


def _read_day(text: str, today: date) -> date | None:
    return parse_date(text, today) if text.strip() else None


def _day_fault(today: date, text: str) -> str | None:
    try:
        _read_day(text, today)
    except BadDate as bad:
        return bad.says
    return None
