"""A request with its evidence on one page, decided in two keys; the next one follows."""

from collections.abc import Iterable
from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from core.evidence import Line, Speaks
from core.money import pounds
from core.names import parse_names, short_names
from core.refusal import Refusal
from core.text import clean
from tui.account_words import in_suspense
from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.office_time import office
from tui.reaching import lost, reach
from tui.requests.deciding import Decides
from tui.requests.evidence_words import evidence_lines, limit_words
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.drawing import Part, cut
from tui.widgets.lines import RuleLine, TextLines

if TYPE_CHECKING:
    from db.requests.reading import Request, Standing

_ABOUT = 21  # columns of what a line is about
_FOOT = 4  # limit, words to the tenant, place among the others
_FRAME = 9  # header, rules, head, question, keys
_MARKS = {
    Speaks.FOR: (Sign.KEPT, Tone.GOOD),
    Speaks.LOOK: (Sign.UNUSUAL, Tone.WARN),
    Speaks.AGAINST: (Sign.DUPLICATE, Tone.BAD),
}


class RequestRead(Answered["tuple[Request, Standing]"]):
    """A request and what it rests on now; `query` is its number."""


def _is_read(page: "Approval") -> bool:
    return page.shown is not None


def _decides(page: "Approval") -> bool:
    return page.shown is not None and page.shown[0].awaits


def _is_mine(page: "Approval") -> bool:
    return page.shown is not None and page.shown[0].mine and page.shown[0].state == "submitted"


def _waits(page: "Approval") -> bool:
    return page.shown is not None and page.shown[0].council in ("ask", "asked")


class Approval(Decides):
    """A Enter approves what is on the page; R rejects with a reason."""

    ACTIONS = (
        Action("approve", "a", "approve", "Approve what this page shows", when=_decides,
               needs="supervisor"),
        Action("reject", "r", "reject", "Reject it with a reason", when=_decides,
               needs="supervisor"),
        Action("question", "q", "question", "Ask or answer a question about it", when=_is_read,
               needs="assistant"),
        Action("council", "c", "council", "Say that the council was asked, or what it answered",
               when=_waits, needs="assistant"),
        Action("withdraw", "w", "withdraw", "Take it back: it is your own", when=_is_mine,
               needs="assistant"),
        Action("account", "i", "account", "The account it is about",
               when=lambda p: _is_read(p) and p.shown[0].account and not p.desk.is_open("account")),
        Action("next", ("pagedown",), "", "The next request of the list", takes_key=True),
        Action("next", ("pageup",), "", "The request before it", takes_key=True),
        Action("scroll", ("up", "down"), "", "More lines of evidence", takes_key=True,
               when=lambda p: p.hidden_lines > 0),
        Action("again", "l", "", "Look again: read it anew"),
    )  # fmt: skip

    def __init__(self, *, request: int, among: tuple[int, ...] = ()) -> None:
        """`request` is its number, `among` the numbers that PageUp and PageDown go through."""
        super().__init__()
        self.number = request
        self.among = among or (request,)
        self.shown: tuple[Request, Standing] | None = None
        self.top = 0
        self.head = TextLines(2)
        self.evidence = TextLines(1)
        self.foot = TextLines(_FOOT)
        self.reading = Asking(self, RequestRead)

    def body(self) -> Iterable[Widget]:
        """Who asks for what, the evidence, the limit and the tenant's words."""
        yield self.head
        yield RuleLine()
        yield self.evidence
        yield RuleLine()
        yield self.foot

    def header_left(self) -> Iterable[str]:
        """Kind and number, and whose."""
        if self.shown is None:
            return (f"Request {self.number}",)
        one = self.shown[0]
        return (
            f"{one.kind.capitalize()} {one.number}",
            cut(short_names(parse_names(one.names)), 30),
            one.reference,
        )

    # -- reading

    def book_ready(self) -> None:
        """Read it; keys wait, for they mean what it shows."""
        self.read(holds="reading the request")
        self.desk.rank_suspense()

    def suspense_ranked(self) -> None:
        """Whether money in suspense may be theirs is known: its line comes last, nothing moves."""
        self.show_all()

    def requests_moved(self) -> None:
        """Somebody wrote to it or decided it: what shows is read again, and a question ends."""
        if self.desk.book is not None and self.desk.gate.question is None:
            self.read()

    def read(self, holds: str = "") -> None:
        """Read the request and its evidence."""
        work = partial(reach, self.desk.book, _read, self.number)
        self.reading.ask(self.number, work, holds=holds)

    def on_request_read(self, event: RequestRead) -> None:
        """Show it as it stands."""
        if event.fault is not None:
            self.say(lost(event.fault), Tone.BAD)
            return
        self.shown = event.result
        self.show_all()
        self.refresh_header()
        self.refresh_keys()

    def on_resize(self) -> None:
        """A taller screen shows more of the evidence."""
        self.show_all()

    # -- showing

    @property
    def room(self) -> int:
        """Lines for the evidence."""
        return max(3, self.size.height - _FRAME - _FOOT)

    @property
    def hidden_lines(self) -> int:
        """Lines of evidence that do not fit."""
        return 0 if self.shown is None else max(0, len(self._lines()) - self.room)

    def show_all(self) -> None:
        """Head, evidence, foot."""
        if self.shown is None:
            return
        one, stands = self.shown
        amount = "" if one.pence is None else f" · £{pounds(one.pence)}"
        self.head.say(
            f'asked by {one.maker}, {office(one.asked):%a %H:%M}{amount} · "{one.why}"',
            ((_stands(one), Tone.DIM if one.state == "submitted" else Tone.STRONG),),
        )
        lines, room = self._lines(), self.room
        fits = room if len(lines) <= room else room - 1
        self.top = min(self.top, max(0, len(lines) - fits))
        shown = lines[self.top : self.top + fits]
        if len(lines) > fits:
            rest = len(lines) - self.top - fits
            below = f"… {rest} more: ↓" if rest > 0 else "… the first lines: ↑"
            shown = [*shown, ((below, Tone.WARN),)]
        self.evidence.styles.height = room
        self.evidence.say(*shown)
        place = self.among.index(self.number) + 1 if self.number in self.among else 1
        others = f"{place} of {len(self.among)}   PageUp and PageDown for the others"
        told = f'to the tenant: "{one.words}"' if one.words else ""
        words = wrap(told, max(20, self.size.width - 6))[:2]
        self.foot.say(
            limit_words(one, stands) if one.awaits else "",
            *(*words, "", "")[:2],
            ((others if len(self.among) > 1 else "", Tone.DIM),),
        )

    def _lines(self) -> list[tuple[Part, ...]]:
        assert self.shown is not None
        today = self.desk.book.about.today
        width = max(20, self.size.width - _ABOUT - 8)
        lines = [*evidence_lines(*self.shown, today), *self._in_suspense()]
        return [part for line in lines for part in _drawn(line, width)]

    def _in_suspense(self) -> list[Line]:
        one, ranks = self.shown[0] if self.shown else None, self.desk.ranks
        if one is None or one.account is None or one.state != "submitted" or ranks is None:
            return []
        _, says = in_suspense(ranks.theirs.get(one.account, ()))
        return [Line("in suspense", says.removesuffix(" (S)"), Speaks.LOOK)] if says else []

    # -- keys

    def act_next(self, key: str) -> None:
        """PageDown, PageUp: another one of the list."""
        if self.number not in self.among:
            return
        place = self.among.index(self.number) + (1 if key == "pagedown" else -1)
        if not 0 <= place < len(self.among):
            self.app.bell()
            return
        self.say("")  # what was said was about the one that is left
        self.go(self.among[place])

    def go(self, number: int) -> None:
        """Another request on the same page; nothing of this one stays on it."""
        self.number, self.shown, self.top = number, None, 0
        self.head.say(f"reading request {number}…")
        self.evidence.say()
        self.foot.say()
        self.refresh_header()
        self.read(holds="reading the request")

    def act_scroll(self, key: str) -> None:
        """The arrows: more of the evidence."""
        self.top = max(0, self.top + (1 if key == "down" else -1))
        self.show_all()

    def act_account(self) -> None:
        """I: the account's own page."""
        if self.shown is not None and self.shown[0].account is not None:
            self.open("account", account=self.shown[0].account)

    def act_again(self) -> None:
        """Read it again."""
        self.read()

    def decided(self, fault: Exception | None) -> None:
        """What was decided leaves the list and the next one follows; a refusal is read anew."""
        if isinstance(fault, Refusal) and fault.code not in ("request_ended", "request_expired"):
            self.read()
            return
        rest = tuple(each for each in self.among if each != self.number)
        place = self.among.index(self.number) if self.number in self.among else 0
        self.among = rest
        if rest:
            self.go(rest[min(place, len(rest) - 1)])
        else:
            self.among = (self.number,)
            self.read()


def _names(one: "Request") -> str:
    return short_names(parse_names(one.names)) if one.names else ""


def _stands(one: "Request") -> str:
    if one.state == "submitted":
        some = f", {one.approvals} approvals" if one.approvals > 1 else ""
        return f"for a {one.level} to decide{some}, until {one.expires:%-d %b}"
    last = one.decided[-1] if one.decided else None
    by = f" by {last[1]}, {office(last[2]):%a %-d %b %H:%M}" if last else ""
    why = f': "{last[3]}"' if last and last[3] else ""
    return f"{one.state}{by}{f', {one.entry}' if one.entry else ''}{why}"


def _drawn(line: Line, width: int) -> Iterable[tuple[Part, ...]]:
    """A line of evidence, whole: what has no room goes on below it."""
    first, *rest = wrap(clean(line.says, 1000), width, break_on_hyphens=False) or [""]
    yield (line.about.ljust(_ABOUT), Tone.DIM), (first, Tone.PLAIN), *_mark(line.speaks)
    for more in rest:
        yield (" " * _ABOUT, Tone.DIM), (more, Tone.PLAIN)


def _mark(speaks: Speaks) -> tuple[Part, ...]:
    if speaks not in _MARKS:
        return ()
    mark, tone = _MARKS[speaks]
    return ((f"  {sign(mark)}", tone),)


def _read(book: Any, number: int) -> "tuple[Request, Standing]":
    from db.requests.reading import request, standing

    return request(book, number), standing(book, number)
