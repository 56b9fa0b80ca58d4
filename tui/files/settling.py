"""Settling: an exception gets its account, or goes to suspense; then the next one's turn."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from core.refusal import Refusal
from tui.asking import Asking
from tui.files import line_words
from tui.files.overruling import Overrules
from tui.keying.reasons import SUSPENSE, reason_of, reasons_shown
from tui.messages import Answered
from tui.reaching import reach
from tui.theme import Tone

if TYPE_CHECKING:
    from db.files.lists import FileAtHand, LineAtHand
    from db.files.settling import Choice, Settled


_STANDS = "settled already: ^Z puts it back, a number or / chooses another, F8 suspends"
_CERTAIN = "matched for certain: / finds another account, F8 suspends, each with a reason"


@dataclass(frozen=True, slots=True)
class Step:
    """A choice on its way into the book, None to put back; sent again it is the same act."""

    item: int
    choice: "Choice | None"
    key: str


class LineSettled(Answered["tuple[Settled, LineAtHand]"]):
    """The line as it stands now; `query` is its Step."""


class SettlesLines(Overrules):
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
            self.refuse(_STANDS if line.settled_by else _CERTAIN)
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
        title = f"To suspense: row {line.row}, {line_words.wrote(line)}"
        stands = (f"It stands at {line_words.stands(line)}.",) if line.account is not None else ()
        shown = (*stands, *reasons_shown(SUSPENSE, 74))
        self.ask_reason(title, shown, partial(self._suspend, line))

    def act_put_back(self) -> None:
        """Ctrl+Z: the line stands again as matching left it."""
        line = self.line
        if line is None or not line.settled_by:
            self.refuse("nothing to undo: this line stands as matching left it")
            return
        self.send_choice(line.item, None)

    # -- writing

    def settle(
        self, line: "LineAtHand", account: int | None, reason: str = "", *, remember: bool = False
    ) -> None:
        """Send the choice; keys wait, for the next one means the next line."""
        from db.files.settling import Choice

        choice = Choice(account, reason, remember)
        if account not in (None, line.default) and line.is_certain and not reason:
            self.overrule(line, choice)
        else:
            self.send_choice(line.item, choice)

    def send_choice(self, item: int, choice: "Choice | None") -> None:
        """Send it, or with None put the line back; keys wait, the next one means another line."""
        from db.acting import new_key

        same = self.sent is not None and (self.sent.item, self.sent.choice) == (item, choice)
        key = self.sent.key if self.sent is not None and same else new_key()
        self.sent = Step(item, choice, key)
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
            before, self.lines[place] = self.lines[place], fresh
            self.picked.pop(step.item, None)
            assert self.file is not None, "its lines show"
            self.file = replace(self.file, waiting=told.left_count)
            self.changed(place)
            self.say(line_words.moved(before, fresh), Tone.GOOD)
            if step.choice is not None:
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

    def _refused(self, step: Step, fault: Refusal) -> None:
        line, choice = next((one for one in self.lines if one.item == step.item), None), step.choice
        if fault.code == "reason_needed" and line and choice and choice.account is not None:
            then = partial(self.take_with, line, choice)
            self.ask_reason(f"Row {line.row}: {fault.says}", (), then)
        else:
            self.refuse(f"not settled: {fault.says}")

    def take_with(self, line: "LineAtHand", choice: "Choice", reason: str) -> None:
        """Take the line with the reason that was asked for."""
        self.settle(line, choice.account, reason, remember=choice.remember)

    def _suspend(self, line: "LineAtHand", reason: str) -> None:
        self.settle(line, None, reason_of(reason, SUSPENSE))

    def _found(self, line: "LineAtHand", account: int | None) -> None:
        if account is not None:
            self.settle(line, account)


def _settled(book: Any, file: int, step: Step) -> "tuple[Settled, LineAtHand]":
    from db.files.lists import file_line
    from db.files.settling import put_back, settle

    if step.choice is None:
        told = put_back(book, file, step.item, step.key)
    else:
        told = settle(book, file, step.item, step.choice, step.key)
    return told, file_line(book, file, step.item)
