"""Approving several at once from the list: Space marks, A asks once, each is its own approval."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from core.evidence import Speaks
from core.money import Pence, pounds
from core.refusal import Refusal
from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.once import Once
from tui.page import Page
from tui.reaching import lost, reach
from tui.requests.bundles import Bundle
from tui.requests.drafts import Meant
from tui.terminal.question import Question
from tui.terminal.signs import Sign, sign
from tui.theme import Tone

if TYPE_CHECKING:
    from db.requests.reading import Request
    from db.requests.several import Outcome
    from tui.widgets.grid import Grid


@dataclass(frozen=True, slots=True)
class Marks:
    """The marked requests that may be approved together, each with its state of evidence.

    `against` are those whose page has what speaks against them: each is decided on its page.
    `look` counts those with something to look at.
    """

    seen: dict[int, str]
    against: tuple[int, ...]
    look: int


class MarksRead(Answered[Marks]):
    """What stands of each marked request."""


class EachApproved(Answered["tuple[Outcome, ...]"]):
    """What became of each; `query` is what was sent."""


def _may_mark(page: Any) -> bool:
    one = page.under_cursor()
    return not (one is None or isinstance(one, Bundle | Meant)) and bool(one.awaits)


SEVERAL = (
    Action("mark", "space", "mark", "Mark it to be approved with others, or take the mark off",
           when=_may_mark, needs="supervisor"),
    Action("approve_marked", "a", "approve marked", "Approve every request that is marked",
           when=lambda page: bool(page.marked), needs="supervisor"),
)  # fmt: skip


class ApprovesSeveral(Page):
    """The keys, for the page that lists requests."""

    lines: "Sequence[Request | Bundle | Meant]"
    grid: "Grid"

    def __init__(self) -> None:
        super().__init__()
        self.marked: dict[int, Pence] = {}
        self.once = Once()
        self.marking = Asking(self, MarksRead)
        self.approving = Asking(self, EachApproved, lane="write", keep_all=True)

    def under_cursor(self) -> "Request | Bundle | Meant | None":
        """What the cursor stands on."""
        here = self.grid.cursor
        return self.lines[here] if 0 <= here < len(self.lines) else None

    def read(self, holds: str = "") -> None:
        """Read the list again."""
        raise NotImplementedError

    def act_mark(self) -> None:
        """Space."""
        one = self.under_cursor()
        if one is None or isinstance(one, Bundle | Meant):
            return
        if self.marked.pop(one.number, None) is None:
            self.marked[one.number] = one.pence or Pence(0)
        self.grid.refresh_row(self.grid.cursor)
        self.grid.move(1)
        total = pounds(Pence(sum(self.marked.values())))
        self.say(f"{len(self.marked)} marked, {total}" if self.marked else "")

    def act_approve_marked(self) -> None:
        """A: what each rests on is read once more, then one question."""
        today = self.desk.book.about.today
        work = partial(reach, self.desk.book, _marks, tuple(self.marked), today)
        self.marking.ask(None, work, holds="reading what they rest on")

    def on_marks_read(self, event: MarksRead) -> None:
        """Ask."""
        if event.fault is not None:
            self.say(lost(event.fault), Tone.BAD)
            return
        marks, seen = event.result, event.result.seen
        left = f"{', '.join(map(str, marks.against))}: something speaks against it, open it"
        if not seen:
            self.say(f"Nothing asked. {left}", Tone.WARN)
            return
        total = pounds(Pence(sum(self.marked.get(number, 0) for number in seen)))
        look = f", {marks.look} with a {sign(Sign.UNUSUAL)}" if marks.look else ""
        says = f"Approve {_many(seen)}, {total} in all{look}? Enter approves each"
        says += f". {left}" if marks.against else ""
        self.ask(Question(says, "enter", partial(self._yes_or_no, seen), drops=True))

    def _yes_or_no(self, seen: dict[int, str], yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        if not yes:
            self.say("Nothing decided.")
            return
        numbers = frozenset(seen)
        work = partial(reach, self.desk.book, _each, seen, self.once.key(sorted(numbers)))
        self.approving.ask(numbers, work, holds="deciding")

    def on_each_approved(self, event: EachApproved) -> None:
        """How many, and why the first of the others was not."""
        assert isinstance(event.query, frozenset), "as it was sent"
        self.once.answered(event.fault, sorted(event.query))
        if event.fault is not None and not isinstance(event.fault, Refusal):
            self.say(f"not known which are approved: A asks again, once only each. {event.fault}",
                     Tone.BAD)  # fmt: skip
            return
        if event.fault is not None:
            self.say(event.fault.says, Tone.BAD)
            return
        self.marked.clear()
        left = [one for one in event.result if one.says]
        done = f"{len(event.result) - len(left)} approved"
        if left:
            self.say(f"{done}, {len(left)} not. {left[0].request}: {left[0].says}", Tone.WARN)
        else:
            self.say(f"{sign(Sign.KEPT)} {done}", Tone.GOOD)
        self.read()


def _marks(book: Any, numbers: tuple[int, ...], today: date) -> Marks:
    from db.requests.reading import request, standing
    from db.requests.several import marks_of
    from tui.requests.evidence_words import evidence_lines

    seen = marks_of(book, numbers)
    speaks = {
        number: {line.speaks for line in
                 evidence_lines(request(book, number), standing(book, number), today)}
        for number in seen
    }  # fmt: skip
    against = tuple(number for number in seen if Speaks.AGAINST in speaks[number])
    clear = {number: told for number, told in seen.items() if number not in against}
    return Marks(clear, against, sum(Speaks.LOOK in speaks[number] for number in clear))


def _many(seen: dict[int, str]) -> str:
    return "1 request" if len(seen) == 1 else f"{len(seen)} requests"


def _each(book: Any, seen: dict[int, str], key: str) -> "tuple[Outcome, ...]":
    from db.requests.several import approve_each

    return approve_each(book, seen, key)
