"""`profile`: saved layouts of payment files, and how a file would be read by one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from core.money import Pence, pounds
from core.payment_file import FileFault, FileLine, Reading, Totals
from core.profile import Profile
from core.refusal import Refusal
from core.text import clean
from db.files.on_disk import profile_named, profile_text, read_file
from db.files.profiles import Layout, add_profile, all_layouts, shipped
from tui.command.answer import REFUSED, Answer, Lines, columns, counted
from tui.command.call import Call, pass_call
from tui.command.options import key_option
from tui.command.root import Noun, example
from tui.command.values import bytes_of, words

_FAULTS_SHOWN = 50
_BYTES_MAX = 1 << 20  # of a profile, which is a page or two


@click.group("profile", cls=Noun)
def command() -> None:
    """Saved layouts of payment files."""


@command.command("list", epilog=example("rentbook profile list"))
@pass_call
def list_(call: Call) -> Answer:
    """The profiles there are, each with its version and what it reads; the house's own are marked.

    Without a book those that ship with the program.
    """
    found = _layouts(call)
    document = [
        {"profile": one.profile.name, "version": one.profile.version, "title": one.profile.title,
         "own": one.own}
        for one in found
    ]  # fmt: skip
    rows = [
        (one.profile.name, one.profile.version, "own" if one.own else "", one.profile.title)
        for one in found
    ]
    return Answer({"profiles": document}, columns(rows, right=[1]))


@command.command(epilog=example("rentbook profile show hb-schedule"))
@click.argument("profile", type=words)
@pass_call
def show(call: Call, profile: str) -> Answer:
    """A profile as TOML, to be copied and changed."""
    own = _own(call, profile)
    text = (own.words if own else profile_text(profile)).rstrip("\n")
    return Answer({"profile": profile, "toml": Lines(text)}, map(clean_line, text.split("\n")))


@command.command(epilog=example("rentbook profile add anytown-hb.toml"))
@click.argument("file", type=words)
@key_option
@pass_call
def add(call: Call, file: str, key: str | None) -> Answer:
    """Add a profile of the house's own, or a higher version of one (supervisors).

    It goes before a shipped one of its name. Files that were loaded keep the version they were
    read with.
    """
    content = bytes_of(file, _BYTES_MAX)
    with call.book() as book:
        call.sent = key
        profile = add_profile(book, content, key).profile
    document = {"profile": profile.name, "version": profile.version, "title": profile.title}
    return Answer(document, [f"profile {profile.name} version {profile.version} is added"])


@command.command("try", epilog=example("rentbook profile try schedule.csv --profile hb-schedule"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--profile", "profile", type=words, required=True, metavar="P",
              help="a profile's name, or a .toml file of one not yet added")  # fmt: skip
@click.option("--lines", "first", type=click.IntRange(1, 1000), default=10, show_default=True,
              help="how many of the first lines to show")  # fmt: skip
@click.option("--pasted", is_flag=True, help="the file is text out of a PDF or an e-mail")
@pass_call
def try_(call: Call, file: Path, profile: str, first: int, *, pasted: bool) -> Answer:
    """The first lines of a file as a profile reads them, its totals and every fault.

    Nothing is loaded; exit 1 when the file would be refused.
    """
    reading = read_file(file, _profile(call, profile), pasted=pasted).reading
    told = list(_words(reading, first))
    if not reading.faults:
        return Answer(_document(reading, first), told)
    says = f"{counted(len(reading.faults), 'fault')}: the file would be refused whole"
    refused: dict[str, Any] = {"refused": "file_faults", "says": says}
    return Answer(refused | _document(reading, first), told, REFUSED, refusal=says)


def _layouts(call: Call) -> tuple[Layout, ...]:
    """Those of the book; where none was named and none is there, those that ship."""
    try:
        with call.book() as book:
            return all_layouts(book)
    except Refusal as refusal:
        if refusal.code != "no_book" or call.names_book:
            raise
        return shipped()


def _own(call: Call, named: str) -> Layout | None:
    """The house's own profile of that name."""
    if named.endswith(".toml"):
        return None
    own = (one for one in _layouts(call) if one.own)
    return next((one for one in own if one.profile.name == named), None)


def _profile(call: Call, named: str) -> Profile:
    own = _own(call, named)
    return own.profile if own else profile_named(named)


def clean_line(line: str) -> str:
    """One line of a text that has many."""
    return clean(line, 400)


def _document(reading: Reading, first: int) -> dict[str, Any]:
    return {
        "profile": reading.profile,
        "version": reading.version,
        "lines": len(reading.lines),
        "types": _types(reading),
        "declared": _totals(reading.declared),
        "computed": _totals(reading.computed),
        "faults": [
            {"line": one.line, "field": one.field, "rule": one.rule, "why": one.says}
            for one in reading.faults
        ],
        "first": [asdict(line) for line in reading.lines[:first]],
    }


def _types(reading: Reading) -> dict[str, int]:
    return {told.value: count for told, count in Counter(one.type for one in reading.lines).items()}


def _totals(totals: Totals) -> dict[str, int | None]:
    return {
        "count": totals.count,
        "gross_pence": totals.gross,
        "recovery_pence": totals.recovery,
        "net_pence": totals.net,
    }


def _words(reading: Reading, first: int) -> Iterator[str]:
    if reading.lines:
        heads = ("row", "type", "net", "keys", "who", "day", "stream")
        yield from columns([heads, *map(_row, reading.lines[:first])], right=[0, 2])
        if more := len(reading.lines[first:]):
            yield f"and {counted(more, 'line')} more"
    types = ", ".join(f"{count:,} {told}" for told, count in _types(reading).items())
    yield f"read by {reading.profile} version {reading.version}: {types or 'no line'}"
    yield _sums("computed", reading.computed)
    yield _sums("declared", reading.declared)
    for fault in reading.faults[:_FAULTS_SHOWN]:
        yield clean(f"fault: {_place(fault)}: {fault.says}", 400)
    if more := len(reading.faults[_FAULTS_SHOWN:]):
        yield f"and {counted(more, 'fault')} more: --json lists them all"


def _row(line: FileLine) -> tuple[object, ...]:
    keys = " ".join(f"{key.kind} {key.value}" for key in line.keys)
    who = line.name or line.narrative
    return (line.row, line.type, pounds(line.net), keys, who, line.day or "", line.stream)


def _sums(what: str, totals: Totals) -> str:
    told = [("gross", totals.gross), ("recovered", totals.recovery), ("net", totals.net)]
    sums = [f"{name} {pounds(Pence(value))}" for name, value in told if value is not None]
    if totals.count is not None:
        sums.append(counted(totals.count, "row"))
    return f"{what}: {', '.join(sums) or 'nothing'}"


def _place(fault: FileFault) -> str:
    return f"line {fault.line}, {fault.field or 'row'}" if fault.line else "the file"
