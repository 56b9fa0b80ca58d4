"""Deciding from the page: approve by a question, reject with a reason, and the keys beside them."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from core.money import pounds
from core.refusal import Refusal
from tui.asking import Asking
from tui.messages import Answered
from tui.once import Once
from tui.page import Page
from tui.reaching import reach
from tui.requests.forms import council_form, reason_form
from tui.terminal.question import Question
from tui.terminal.signs import Sign, sign
from tui.theme import Tone

if TYPE_CHECKING:
    from db.requests.reading import Request, Standing


class RequestWritten(Answered[Any]):
    """A decision or a word about a request was written; `query` is (what, number, values)."""


_NOT_KNOWN = "not known to be done, no answer from the book: the same key asks again, once only"
_SAID = {
    "withdraw": "withdrawn",
    "question": "the question stands beside it",
    "council": "the council's answer stands beside it",
}


class Decides(Page):
    """The keys that write, for the page that shows a request."""

    number: int
    shown: "tuple[Request, Standing] | None"

    def __init__(self) -> None:
        super().__init__()
        self.writing = Asking(self, RequestWritten, lane="write", keep_all=True)
        self.once = Once()

    def read(self, holds: str = "") -> None:
        """Read the request again."""
        raise NotImplementedError

    def decided(self, fault: Exception | None) -> None:
        """A decision was answered: go on."""
        raise NotImplementedError

    # -- keys

    def act_approve(self) -> None:
        """A: ask; only an Enter read well after the question was painted approves."""
        if self.shown is None:
            return
        one, stands = self.shown
        amount = "" if one.pence is None else f", {pounds(one.pence)}"
        whose = one.payee or one.reference or one.subject
        says = f"Approve {one.kind} {one.number}{amount} {whose}? Enter approves"
        then = partial(self._approve_or_not, one.number, stands.seen)
        self.ask(Question(says, "enter", then, drops=True))

    def act_reject(self) -> None:
        """R: with a reason."""
        self._with_words("reject", f"Reject request {self.number}: whoever asked reads why")

    def act_withdraw(self) -> None:
        """W: one's own."""
        self._with_words("withdraw", f"Withdraw request {self.number}")

    def act_question(self) -> None:
        """Q: a question or an answer."""
        self._with_words("question", f"A question or an answer about request {self.number}")

    def act_council(self) -> None:
        """C: asked, or clear, by whose word."""
        form = council_form(self.number)
        then = partial(self._written, "council", self.number)
        self.open("form", then, title=form.title, fields=form.fields, lines=form.lines)

    # -- writing

    def _approve_or_not(self, number: int, seen: str, yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        if yes:
            self._send("approve", number, {"seen": seen})
        else:
            self.say("Nothing decided.")

    def _with_words(self, what: str, title: str) -> None:
        form = reason_form(title)
        then = partial(self._written, what, self.number)
        self.open("form", then, title=form.title, fields=form.fields)

    def _written(self, what: str, number: int, values: Mapping[str, str] | None) -> None:
        if values:
            self._send(what, number, values)

    def _send(self, what: str, number: int, values: Mapping[str, str]) -> None:
        key = self.once.key(what, number, values)
        work = partial(reach, self.desk.book, _write, (what, number, dict(values), key))
        self.writing.ask((what, number, values), work, holds="deciding")
        self.say("…")

    def on_request_written(self, event: RequestWritten) -> None:
        """Say what came of it, then go on."""
        assert isinstance(event.query, tuple), "as it was asked"
        what, number = str(event.query[0]), int(event.query[1])
        self.once.answered(event.fault, *event.query)
        if isinstance(event.fault, Refusal):
            way = ". C keeps its answer" if event.fault.code == "council" else ""
            says = event.fault.says.removesuffix(" (request council)")
            self.say(says + way, Tone.BAD)
        elif event.fault is not None:
            self.say(_NOT_KNOWN, Tone.BAD)
            return
        elif what in ("approve", "reject"):
            told = event.result
            posted = f", {told.number}" if told.number else ""
            self.say(f"{sign(Sign.KEPT)} request {number} is {told.state}{posted}", Tone.GOOD)
        else:
            self.say(f"{sign(Sign.KEPT)} {_SAID[what]}", Tone.GOOD)
        if what in ("approve", "reject"):
            self.decided(event.fault)
        else:
            self.read()


def _write(book: Any, sent: tuple[str, int, dict[str, str], str]) -> Any:
    from db.requests import asking, deciding

    what, number, values, key = sent
    if what == "approve":
        return deciding.approve(book, number, values["seen"], key=key)
    if what == "reject":
        return deciding.reject(book, number, values["why"], key)
    if what == "withdraw":
        return asking.withdraw(book, number, values["why"], key)
    if what == "question":
        return asking.question(book, number, values["why"], key)
    stands = "clear" if values["stands"].lower().startswith("c") else "asked"
    return asking.council(book, number, stands, values["why"], key)
