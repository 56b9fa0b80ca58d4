"""Requests that are not asked yet: kept when a form is left, listed among mine, gone on with."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from core.money import BadAmount, pounds
from core.money import parse_amount as amount_of
from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.office_time import age
from tui.page import Page
from tui.reaching import lost, reach
from tui.requests.forms import reason_named
from tui.terminal.question import Question
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.grid import Row

if TYPE_CHECKING:
    from datetime import datetime

    from db.requests.drafts import Draft
    from tui.widgets.grid import Grid

KEEPS = "Keep it as a draft, without bank details? Enter keeps it, another key gives it up"
_TEXTS = ("why", "override", "payee")


@dataclass(frozen=True, slots=True)
class Meant:
    """A draft in a list of requests."""

    draft: "Draft"
    awaits: bool = False

    @property
    def number(self) -> int:
        """A place of its own among requests."""
        return -1_000_000_000 - self.draft.number

    def row(self, today: "datetime") -> Row:
        """Its line."""
        one = self.draft
        amount = "" if one.pence is None else pounds(one.pence)
        whose = one.names or str(one.doc.get("login") or one.doc.get("name") or "")
        when = age(one.changed, today)
        return Row(
            (
                f"D{one.number}",
                one.kind,
                one.reference,
                whose,
                amount,
                "draft",
                when,
                "me",
                one.why,
            ),
            tones=((5, Tone.WARN),),
        )


class DraftKept(Answered[int]):
    """A form that was left is kept as a draft of that number."""


class DraftDiscarded(Answered[None]):
    """A draft is given up; `query` is its number."""


def draft_document(kind: str, account: int, to: int | None, values: Mapping[str, str]) -> Any:
    """What a form that was left holds, as far as it goes; bank details stay out."""
    doc: dict[str, Any] = {"account_id": account}
    doc |= {name: values[name].strip() for name in _TEXTS if values.get(name, "").strip()}
    if kind == "write-off" and values["reason"].strip():
        doc["reason"] = reason_named(values["reason"])
    with suppress(BadAmount):
        doc["pence"] = int(amount_of(values["amount"]))
    return doc if to is None else doc | {"to_account_id": to}


def typed_before(draft: "Draft") -> dict[str, str]:
    """A draft's words by the names of the form's fields."""
    doc = draft.doc
    texts = {name: str(doc[name]) for name in (*_TEXTS, "reason") if doc.get(name)}
    return texts | ({} if draft.pence is None else {"amount": pounds(draft.pence)})


class KeepsDrafts(Page):
    """Keeping what was typed, and going on with it: for the page that asks."""

    draft: "Draft | None"

    def __init__(self) -> None:
        super().__init__()
        self.keeping_draft = Asking(self, DraftKept, lane="write", keep_all=True)

    def keep_draft(self, kind: str, doc: dict[str, Any]) -> None:
        """Keep it, in place of the draft that is gone on with."""
        number = None if self.draft is None else self.draft.number
        work = partial(reach, self.desk.book, _keep, kind, doc, number)
        self.keeping_draft.ask(kind, work, holds="keeping the draft")

    def on_draft_kept(self, event: DraftKept) -> None:
        """Where it is found."""
        if event.fault is not None:
            self.say(f"the draft is not kept: {event.fault}", Tone.BAD)
            return
        self.draft = None
        where = "F6 and V to mine shows it"
        self.say(
            f"{sign(Sign.KEPT)} draft {event.result} kept, nothing is asked: {where}", Tone.GOOD
        )


def _is_draft(page: Any) -> bool:
    return isinstance(page.under_cursor(), Meant)


DRAFTS = (Action("discard", "d", "discard", "Give the draft under the cursor up", when=_is_draft),)


class ListsDrafts(Page):
    """Drafts in a list: gone on with, or given up."""

    lines: Sequence[Any]
    grid: "Grid"

    def __init__(self) -> None:
        super().__init__()
        self.discarding = Asking(self, DraftDiscarded, lane="write", keep_all=True)

    def read(self, holds: str = "") -> None:
        """Read the list again."""
        raise NotImplementedError

    def under_cursor(self) -> Any:
        """What the cursor stands on."""
        raise NotImplementedError

    def go_on_with(self, one: Meant) -> None:
        """Its form, over the account; what no form asks is submitted by command."""
        if one.draft.account is None or one.draft.kind not in ("refund", "transfer", "write-off"):
            number = one.draft.number
            self.say(f"a draft {one.draft.kind} is asked by: rentbook draft submit {number}")
            return
        self.open("account", account=one.draft.account, draft=one.draft)

    def act_discard(self) -> None:
        """D."""
        one = self.under_cursor()
        if isinstance(one, Meant):
            says = f"Give draft {one.draft.number} up? Enter does, its words go"
            self.ask(Question(says, "enter", partial(self._discard, one.draft.number), drops=True))

    def _discard(self, number: int, yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        if yes:
            work = partial(reach, self.desk.book, _give_up, number)
            self.discarding.ask(number, work, holds="discarding the draft")
        else:
            self.say("It stays.")

    def on_draft_discarded(self, event: DraftDiscarded) -> None:
        """Gone."""
        if event.fault is not None:
            self.say(lost(event.fault), Tone.BAD)
        else:
            self.say(f"{sign(Sign.KEPT)} draft {event.query} is discarded", Tone.GOOD)
        self.read()


def _keep(book: Any, kind: str, doc: dict[str, Any], number: int | None) -> int:
    from db.requests.drafts import keep_draft

    return keep_draft(book, kind, doc, number)


def _give_up(book: Any, number: int) -> None:
    from db.requests.drafts import discard_draft

    discard_draft(book, number)
