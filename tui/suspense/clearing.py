"""Clearing from the screen: one item, a part of one, or many marked ones, each by its own key."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from core.money import Pence, parse_amount, pounds
from core.refusal import Refusal
from tui.asking import Asking
from tui.messages import Answered
from tui.once import Once
from tui.reaching import reach
from tui.suspense import forms
from tui.suspense.likely import Likely
from tui.suspense.showing import ShowsSuspense
from tui.terminal.question import Question
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.drawing import cut

if TYPE_CHECKING:
    from db.suspense.cases import Case, Cleared

_NAMED_MAX = 4  # items that a line names, of those not cleared


@dataclass(frozen=True, slots=True)
class Wanted:
    """So much of an item to an account."""

    case: "Case"
    to: Likely
    pence: Pence

    @property
    def item(self) -> int:
        """The item's number."""
        return self.case.item.item

    @property
    def same(self) -> tuple[int, int, int]:
        """What makes asking once more the same act."""
        return self.item, self.to.account, self.pence


class ItemCleared(Answered["Cleared"]):
    """An item was cleared or refused; `query` is what was Wanted."""


class ClearanceAsked(Answered[int]):
    """A clearance above the limit was asked for; `query` is what was Wanted."""


@dataclass(slots=True)
class Run:
    """The clearings that one Enter started: how many, what came of them."""

    total: int = 0
    done: list[tuple[Wanted, str]] = field(default_factory=list)
    failed: list[tuple[Wanted, str]] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        """Whether every clearing has been answered."""
        return len(self.done) + len(self.failed) >= self.total


class ClearsSuspense(ShowsSuspense):
    """The keys that clear, for the page that shows the cases."""

    def __init__(self, view: str, item: int | None) -> None:
        """As the page that shows them."""
        super().__init__(view, item)
        self.clearing = Asking(self, ItemCleared, lane="write", keep_all=True)
        self.requesting = Asking(self, ClearanceAsked, lane="write", keep_all=True)
        self.run = Run()
        self.cleared_once = Once()

    def cleared(self) -> None:
        """Every clearing was answered: what is left is read, and looked for anew."""
        for wanted, _ in self.run.done:
            self.choices.forget(wanted.item)
        self.marked.clear()
        if self.run.failed:
            self.begins_at = self.run.failed[0][0].item
        self.read()

    # -- asking

    def ask_one(self, case: "Case", pence: Pence) -> None:
        """Ask whether so much of this case goes to the account chosen for it."""
        to = self.chosen(case)
        if to is None:
            self.app.bell()
            self.say(
                "No default: a number chooses a candidate, / finds another account.", Tone.WARN
            )
            return
        whole = "" if pence == case.item.left else f" of {pounds(case.item.left)}"
        score = "" if to.score is None else f", {to.score} %"
        says = f"{pounds(pence)}{whole} to {to.reference} {cut(to.name, 24)}{score}? Enter clears"
        self._ask((Wanted(case, to, pence),), says)

    def ask_many(self) -> None:
        """Ask once for every case that is marked: how many, and what they come to."""
        pairs = [(case, self.chosen(case)) for case in self.marked_cases()]
        wanted = tuple(Wanted(case, to, case.item.left) for case, to in pairs if to is not None)
        total = pounds(Pence(sum(each.pence for each in wanted)))
        self._ask(wanted, f"{len(wanted)} items, {total} in all, each to its tenant? Enter clears")

    def ask_part(self, case: "Case") -> None:
        """Ask how much of a case goes to the account chosen for it."""
        to = self.chosen(case)
        if to is None:
            self.ask_one(case, case.item.left)
            return
        form = forms.part_form(case, to.who)
        then = partial(self._part_given, case)
        self.open("form", then, title=form.title, fields=form.fields, lines=form.lines)

    def _part_given(self, case: "Case", values: dict[str, str] | None) -> None:
        if values:
            self.ask_one(case, parse_amount(values["amount"]))

    def _ask(self, wanted: Sequence[Wanted], says: str) -> None:
        # What is typed before the question is read was not an answer: clearing moves money.
        self.ask(Question(says, "enter", partial(self._clear_or_not, wanted), drops=True))

    # -- clearing

    def _clear_or_not(self, wanted: Sequence[Wanted], yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        if not yes:
            self.say("Nothing cleared.")
            return
        self.run = Run(total=len(wanted))
        for each in wanted:
            self.refused.pop(each.item, None)
            key = self.cleared_once.key(each.same)
            work = partial(reach, self.desk.book, _clear, each, key)
            self.clearing.ask(each, work, holds="clearing")
        self.say(f"clearing {len(wanted)}…" if len(wanted) > 1 else "clearing…")

    def on_item_cleared(self, event: ItemCleared) -> None:
        """One answer: a refusal stands by its item, the others go on."""
        wanted, run = event.query, self.run
        assert isinstance(wanted, Wanted)
        self.cleared_once.answered(event.fault, wanted.same)
        if event.fault is None:
            run.done.append((wanted, event.result.posting))
        else:
            self._failed(wanted, event.fault)
        if run.is_over:
            self.say(*run_words(run))
            self.cleared()
            self._offer_request(wanted, event.fault)
        else:
            self.say(f"clearing {run.total}: {len(run.done) + len(run.failed)} answered…")

    def _offer_request(self, wanted: Wanted, fault: Exception | None) -> None:
        """One clearing above the own limit: one key more asks a second person for it."""
        if self.run.total == 1 and isinstance(fault, Refusal) and fault.code == "over_limit":
            says = f"{fault.says.partition(':')[0]}: Enter asks a supervisor for it"
            self.ask(Question(says, "enter", partial(self._request_or_not, wanted)))

    def _request_or_not(self, wanted: Wanted, yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        if not yes:
            self.say("Nothing asked.")
            return
        key = self.cleared_once.key(wanted.same)
        work = partial(reach, self.desk.book, _request, wanted, key)
        self.requesting.ask(wanted, work, holds="asking")

    def on_clearance_asked(self, event: ClearanceAsked) -> None:
        """Its number, or why it was not taken."""
        assert isinstance(event.query, Wanted)
        self.cleared_once.answered(event.fault, event.query.same)
        if event.fault is None:
            self.say(f"{sign(Sign.KEPT)} request {event.result}: it waits on F6", Tone.GOOD)
        else:
            self.say(f"Not asked: {event.fault}", Tone.BAD)

    def _failed(self, wanted: Wanted, fault: Exception) -> None:
        if isinstance(fault, Refusal):
            word, says = "refused", fault.says
        else:  # the same key again finds out what became of it
            word = "unknown"
            says = "not known to be cleared, the book does not answer: C asks again, once only"
        self.run.failed.append((wanted, says))
        self.refused[wanted.item] = (word, says)


def run_words(run: Run) -> tuple[str, Tone]:
    """What came of a run in one line; a failure is named with its reason."""
    told = ""
    if run.done:
        total = pounds(Pence(sum(each.pence for each, _ in run.done)))
        many = f"{len(run.done)} cleared, {total}"
        one, posting = run.done[0]
        single = f"{total} cleared to {one.to.reference}, {posting}"
        told = f"{sign(Sign.KEPT)} {single if run.total == 1 else many}"
    if not run.failed:
        return told, Tone.GOOD
    if run.total == 1:
        return f"Not cleared: {run.failed[0][1]}", Tone.BAD
    items = ", ".join(str(wanted.item) for wanted, _ in run.failed[:_NAMED_MAX])
    more = f" and {len(run.failed) - _NAMED_MAX} more" if len(run.failed) > _NAMED_MAX else ""
    failed = f"Not cleared, each says why: item {items}{more}"
    return " ".join(filter(None, (told + "." if told else "", failed))), Tone.BAD


def _clear(book: Any, wanted: Wanted, key: str) -> "Cleared":
    from db.suspense.cases import clear

    return clear(book, wanted.case, wanted.to.account, pence=wanted.pence, key=key)


def _request(book: Any, wanted: Wanted, key: str) -> int:
    from db.requests.asking import ask

    doc = {"item_id": wanted.item, "to_account_id": wanted.to.account, "pence": wanted.pence}
    why = f"above my limit; {wanted.case.words}".strip("; ")[:200]
    return ask(book, "clearance", doc | {"why": why}, key).request
