"""What the keys of the payments screen write, each in words of what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from core.dates import parse_date
from core.delimited import BYTES_MAX
from core.money import pounds
from core.refusal import Refusal
from core.text import clean
from tui.payments.forms import format_named, numbers_in
from tui.payments.rows import total_words

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sent:
    """One thing to write: what, about which run or request, by what was typed, with its key."""

    what: str
    number: int
    values: tuple[tuple[str, str], ...]
    key: str


def write(book: Any, sent: Sent, now: datetime) -> str:
    """Does it once for its key; answers in one line. Raises Refusal, Unknown, Unreached."""
    values = dict(sent.values)
    if sent.what == "make":
        return _make(book, values, now, sent.key)
    if sent.what == "again":
        return _again(book, sent.number, values)
    if sent.what == "returns":
        return _returns(book, values)
    if sent.what == "back":
        return _back(book, sent.number, values)
    return _word(book, sent, values)


def _make(book: Any, values: Values, now: datetime, key: str) -> str:
    from db.payments.files import PayOrder, pay_file, write_pay_file

    moved = parse_date(values["on"], book.about.today, past=False)
    without = numbers_in(values["without"])
    order = PayOrder(
        values["cashbook"].strip().upper(), moved, format_named(values["format"]), without
    )
    made = pay_file(book, order, now.replace(tzinfo=None), key)
    out = _path(values["out"])
    write_pay_file(out, made.content)
    run = made.run
    left = "".join(f"; request {number} left out: {says}" for number, says in made.left)
    found = ", found again" if made.found else ""
    return f"run {run.run}{found}: {total_words(run)}, in {clean(out.name, 40)}{left}"


def _again(book: Any, run: int, values: Values) -> str:
    from db.payments.files import file_again, write_pay_file

    out = _path(values["out"])
    write_pay_file(out, file_again(book, run).content)
    return f"the file of run {run} is in {clean(out.name, 40)}, the same to the byte"


def _back(book: Any, run: int, values: Values) -> str:
    from db.payments.returns import return_item

    told = return_item(book, (run, int(values["item"])), values["why"])
    return f"{pounds(told.pence)} of request {told.request} came back: {told.credited}"


def _returns(book: Any, values: Values) -> str:
    from db.payments.returns import returned_in, take_back

    path = _path(values["file"])
    try:
        with path.open("rb") as file:
            content = file.read(BYTES_MAX + 1)
    except OSError as fault:
        raise Refusal("bad_file", f"{clean(path.name, 40)}: {fault.strerror}") from None
    told = list(take_back(book, returned_in(content)))
    left = [one for one in told if one.told is None]
    kept = sum(one.was_kept for one in told)
    says = f"{len(told)} came back, {len(told) - len(left)} of them taken"
    says += f", {kept} before" if kept else ""
    first = f"; line {left[0].credit.line}: {left[0].found.value}" if left else ""
    return says + first


def _word(book: Any, sent: Sent, values: Values) -> str:
    from db.payments.cards import card_paid
    from db.payments.runs import abandon_run, confirm_run

    if sent.what == "confirm":
        number = confirm_run(book, sent.number, values["digest"])
        return f"run {sent.number} is paid, posted as {number}"
    if sent.what == "abandon":
        abandon_run(book, sent.number, values["why"], sent.key)
        return f"run {sent.number} is abandoned: what it held may be paid again"
    number = card_paid(book, sent.number, {"reference": values["reference"]}, sent.key)
    return f"request {sent.number} is paid to the card, posted as {number}"


def _path(typed: str) -> Path:
    return Path(typed.strip()).expanduser()
