"""A payment file in words: its row in the list, the lines at the head of its page."""

from datetime import datetime
from typing import TYPE_CHECKING

from core.money import Pence, pounds
from tui.office_time import age
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.drawing import Part
from tui.widgets.grid import Column, Row

if TYPE_CHECKING:
    from db.files.lists import FileAtHand

COLUMNS = (
    Column("file", 5, "right"),
    Column("name", 19, grows=True),
    Column("payer", 7, grows=True),
    Column("profile", 16, from_width=110),
    Column("cashbook", 9, from_width=100),
    Column("net", 11, "right"),
    Column("lines", 6, "right"),
    Column("state", 12),
    Column("loaded", 11, "right"),
    Column("by", 13, from_width=100),
)
HEAD_LINES = 5  # with the one about the bank credit


def row(file: "FileAtHand", login: str, today: datetime) -> Row:
    """A file in the list; what is done or a colleague's is dim."""
    cells = (
        str(file.file),
        file.name,
        file.payer,
        f"{file.profile} {file.version}",
        file.cashbook,
        pounds(file.net if file.gross else file.recovery),
        f"{file.lines:,}",
        state_words(file),
        age(file.at, today),
        "me" if file.login == login else file.login,
    )
    mine = file.state == "open" and file.holder == login
    return Row(cells, Tone.PLAIN if mine else Tone.DIM)


def state_words(file: "FileAtHand") -> str:
    """`14 to settle`, `to post`, or what became of it."""
    if file.state != "open":
        return file.state
    return f"{file.waiting:,} to settle" if file.waiting else "to post"


def head(file: "FileAtHand", login: str, today: datetime) -> tuple[tuple[Part, ...], ...]:
    """Where it came from, its sums, what they agree with, how far it is."""
    loaded = f"loaded by {'me' if file.login == login else file.login} {age(file.at, today)}"
    count = f"{file.lines:,} line{'' if file.lines == 1 else 's'}"
    where = f"{count} · profile {file.profile} version {file.version} · {loaded}"
    return (
        ((where, Tone.PLAIN),),
        ((_sums(file), Tone.PLAIN),),
        (_agreed(file), ("   " + _counts(file), Tone.PLAIN)),
        _stands(file, login),
    )


def _sums(file: "FileAtHand") -> str:
    if not file.gross:
        return f"£{pounds(file.recovery)} charged"
    if not file.recovery:
        return f"£{pounds(file.net)} net, nothing recovered"
    gross, taken = pounds(file.gross), pounds(file.recovery)
    return f"£{gross} gross − £{taken} recovered = £{pounds(file.net)} net"


def _agreed(file: "FileAtHand") -> Part:
    if file.declared is None:
        return "no total declared", Tone.WARN  # who says it instead is said of its credit
    if file.declared == file.net:
        return f"declared £{pounds(Pence(abs(file.declared)))} {sign(Sign.KEPT)} agrees", Tone.GOOD
    over = pounds(Pence(file.net - file.declared))
    return f"declared £{pounds(file.declared)}, differs by {over}", Tone.BAD


def _counts(file: "FileAtHand") -> str:
    told = [(file.matched, "matched"), (file.suggested, "suggested"), (file.unmatched, "unknown"),
            (file.duplicates, "duplicate")]  # fmt: skip
    return " ".join(f"{count:,} {word}" for count, word in told if count)


def _stands(file: "FileAtHand", login: str) -> tuple[Part, ...]:
    where = f"batch {file.batch}, {file.cashbook} {file.stream}"
    if file.state == "reversed":
        return ((f"reversed: all of {where} was taken back", Tone.WARN),)
    if file.state != "open":
        return ((f"{file.state}: {where}", Tone.GOOD if file.state == "posted" else Tone.DIM),)
    if file.holder != login:
        return ((f"held by {file.holder}: T takes it with a reason", Tone.WARN),)
    less = Pence(file.net - file.control)
    stood = f" · £{pounds(less)} of it stands by another file" if less else ""
    if file.hidden:
        stood += f" · {file.hidden:,} hidden: a restricted person's, seen after a reveal"
    if not file.waiting:
        return ((f"{sign(Sign.KEPT)} all settled: F10 posts {where}{stood}", Tone.GOOD),)
    wait = "1 line waits" if file.waiting == 1 else f"{file.waiting:,} lines wait"
    return ((f"{wait} · {where}{stood}", Tone.STRONG),)
