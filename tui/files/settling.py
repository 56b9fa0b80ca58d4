"""Settling: an exception gets its account, or goes to suspense; then the next one's turn."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from core.refusal import Refusal
from tui.asking import Asking
from tui.files import line_words
from tui.files.loading import LoadsFiles
from tui.keying.reasons import SUSPENSE, BadReason, reason_of, reasons_shown
from tui.messages import Answered
from tui.reaching import reach
from tui.theme import Tone
from tui.widgets.form import Field

if TYPE_CHECKING:
    from db.files.lists import FileAtHand, LineAtHand
    from db.files.settling import Choice, Settled


@dataclass(frozen=True, slots=True)
class Step:
    """A choice on its way into the book; sent again it is the same act."""

    item: int
    choice: "Choice"
    key: str


class LineSettled(Answered["tuple[Settled, LineAtHand]"]):
    """The line as it stands now; `query` is its Step."""


class SettlesLines(LoadsFiles):
    """The exceptions of one file, the one under the cursor, and what is chosen for each."""

    number: int
    file: "FileAtHand | None" = None
    lines: "list[LineAtHand]"
    picked: dict[int, int]

    def __init__(self) -> None:
        super().__init__()
        self.lines = []
        self.picked = {}  # by item, the candidate chosen by the operator
        self.sent: Step | None = None
        self.settling = Asking(self, LineSettled, lane="write", keep_all=True)

    # -- what the page fills in

    @property
    def at(self) -> int:
        """The place of the line under the cursor."""
        raise NotImplementedError

    def go(self, place: int) -> None:
        """Put the cursor on a line."""
        raise NotImplementedError

    def changed(self, place: int) -> None:
        """A line is not what it was: show it, and the file's counts."""
        raise NotImplementedError

    # -- what may be done

    @property
    def line(self) -> "LineAtHand | None":
        """The line under the cursor."""
        return self.lines[self.at] if 0 <= self.at < len(self.lines) else None

    @property
    def may_settle(self) -> bool:
        """Whether the line under the cursor can be given another home by this operator."""
        mine = self.is_open and self.file is not None and self.file.holder == self.login
        return mine and self.line is not None and self.line.outcome != "duplicate"

    @property
    def is_open(self) -> bool:
        """Whether the file is neither posted nor given up."""
        return self.file is not None and self.file.state == "open"

    @property
    def login(self) -> str:
        """This operator."""
        return str(self.desk.book.about.login) if self.desk.book is not None else ""

    # -- keys

    def act_candidate(self, key: str) -> None:
        """← and →: another candidate of this line."""
        line = self.line
        count = 0 if line is None else len(line_words.near(line))
        if line is None or not count:
            return
        here, step = line_words.place_of(line, self.picked), 1 if key == "right" else -1
        self.pick(((-1 if step > 0 else 0) if here is None else here) + step, count)

    def act_number(self, key: str) -> None:
        """A digit: the candidate of that number."""
        line = self.line
        count = 0 if line is None else len(line_words.near(line))
        if int(key) <= count:
            self.pick(int(key) - 1, count)
        else:
            self.app.bell()

    def pick(self, place: int, count: int) -> None:
        """The operator chooses a candidate; Enter takes it."""
        line = self.line
        assert line is not None, "the caller knows it"
        self.picked[line.item] = place % count
        self.say("")
        self.changed(self.at)

    def act_take(self) -> None:
        """Enter: the default or what was chosen."""
        self.take(remember=False)

    def act_remember(self) -> None:
        """M: the name becomes an alias besides."""
        self.take(remember=True)

    def take(self, *, remember: bool) -> None:
        """Settle the line to its candidate, or say that one must be chosen."""
        line = self.line
        if line is None:
            return
        place = line_words.place_of(line, self.picked)
        if place is None:
            self.refuse(line_words.remark(line, self.picked)[0])
        elif line.kept and line.item not in self.picked and not remember:
            self.refuse("settled already: choose another candidate, / finds one, F8 to suspense")
        else:
            self.settle(line, line.proposals[place].account, remember=remember)

    def act_look(self) -> None:
        """F7: the next line that waits."""
        self.say("")
        self.next_waiting()

    def act_find(self) -> None:
        """Another account than the candidates, taken as it is found."""
        line = self.line
        if line is None or not self.may_settle:
            self.open("find")
            return
        self.open("find", partial(self._found, line), pick=True, text=line.name)

    def act_suspense(self) -> None:
        """F8: with a reason, a standard one by its letter."""
        line = self.line
        if line is None:
            return
        if line.debit:
            self.refuse("a recovery is somebody's debt, never suspense: / finds whose it is")
            return
        title = f"To suspense: line {line.line}, {line_words.wrote(line)}"
        self.ask_reason(title, tuple(reasons_shown(SUSPENSE, 74)), partial(self._suspend, line))

    # -- writing

    def settle(
        self, line: "LineAtHand", account: int | None, reason: str = "", *, remember: bool = False
    ) -> None:
        """Send the choice; keys wait, for the next one means the next line."""
        from db.acting import new_key
        from db.files.settling import Choice

        choice = Choice(account, reason, remember)
        same = self.sent is not None and (self.sent.item, self.sent.choice) == (line.item, choice)
        key = self.sent.key if self.sent is not None and same else new_key()
        self.sent = Step(line.item, choice, key)
        self.say("")
        work = partial(reach, self.desk.book, _settled, self.number, self.sent)
        self.settling.ask(self.sent, work, holds="settling the line")

    def on_line_settled(self, event: LineSettled) -> None:
        """The line is done and the next one's turn; or why not, and the cursor stays."""
        step = event.query
        assert isinstance(step, Step)
        place = next((n for n, one in enumerate(self.lines) if one.item == step.item), None)
        if event.fault is None and place is not None:
            told, fresh = event.result
            self.sent = None
            self.lines[place] = fresh
            self.picked.pop(step.item, None)
            assert self.file is not None, "its lines show"
            self.file = replace(self.file, waiting=told.left_count)
            self.changed(place)
            self.next_waiting()
        elif isinstance(event.fault, Refusal):
            self.sent = None
            self._refused(step, event.fault)
        elif event.fault is not None:
            self.desk.book.forget_sessions()
            self.refuse("no answer from the book: the same key again settles it, once only")

    def next_waiting(self) -> None:
        """To the next line that waits, from the top again after the last."""
        ahead = [*range(self.at + 1, len(self.lines)), *range(self.at)]
        waiting = next((place for place in ahead if self.lines[place].waits), None)
        if waiting is not None:
            self.go(waiting)
        elif self.file is not None and self.is_open and not self.file.waiting:
            self.say("Every line is settled: F10 posts the file", Tone.GOOD)

    def refuse(self, says: str) -> None:
        """Say why not; what was typed ahead was meant for another line."""
        self.app.bell()
        self.desk.gate.discard_held()
        self.say(says, Tone.WARN)

    def ask_reason(self, title: str, lines: tuple[str, ...], then: Any) -> None:
        """A small form with one reason; a standard one's letter will do where lines name them."""
        field = Field("why", "why", 66, check=_reason_fault)
        self.open("form", partial(_given, then), title=title, fields=(field,), lines=lines)

    def _refused(self, step: Step, fault: Refusal) -> None:
        line = next((one for one in self.lines if one.item == step.item), None)
        if fault.code == "reason_needed" and line is not None and step.choice.account is not None:
            then = partial(self._take_with, line, step.choice)
            self.ask_reason(f"Line {line.line}: {fault.says}", (), then)
        else:
            self.refuse(f"not settled: {fault.says}")

    def _take_with(self, line: "LineAtHand", choice: "Choice", reason: str) -> None:
        self.settle(line, choice.account, reason, remember=choice.remember)

    def _suspend(self, line: "LineAtHand", reason: str) -> None:
        self.settle(line, None, reason_of(reason, SUSPENSE))

    def _found(self, line: "LineAtHand", account: int | None) -> None:
        if account is not None:
            self.settle(line, account)


def _settled(book: Any, file: int, step: Step) -> "tuple[Settled, LineAtHand]":
    from db.files.lists import file_line
    from db.files.settling import settle

    told = settle(book, file, step.item, step.choice, step.key)
    return told, file_line(book, file, step.item)


def _given(then: Any, values: Mapping[str, str] | None) -> None:
    if values:
        then(values["why"])


def _reason_fault(typed: str) -> str | None:
    try:
        reason_of(typed, SUSPENSE)
    except BadReason as bad:
        return bad.says
    return None
