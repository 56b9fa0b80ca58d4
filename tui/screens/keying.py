"""Keying: receipts into a batch, line after line, to the proof and the post."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, cast

from tui.keying import correcting, finishing, keys, splitting, walking
from tui.keying.looking import remark
from tui.keying.slip import Mode
from tui.keying.state import Kind, Step
from tui.keying.telling import OffersRead
from tui.keying.walks_page import WalksPage
from tui.keymap import Action
from tui.terminal.question import Question


def _keyed(page: "Keying") -> bool:
    return page.state is not None and len(page.state.lines) > 0


def _may_suspend(page: "Keying") -> bool:
    slip = page.state.slip if page.state is not None else None
    return slip is not None and (
        slip.mode in (Mode.LINE, Mode.MORE) or (slip.mode is Mode.REASON and slip.red is not None)
    )


def _chooses(page: "Keying") -> bool:
    slip = page.state.slip if page.state is not None else None
    if slip is None or slip.mode is Mode.REASON:
        return False
    to_a_line = slip.mode is Mode.LINE and (slip.fresh or slip.is_empty)
    return len(slip.shown_hits) > 1 or (to_a_line and _keyed(page))


def _splits(page: "Keying") -> bool:
    slip = page.state.slip if page.state is not None else None
    return (
        slip is not None
        and slip.mode is Mode.LINE
        and slip.cell == "amount"
        and not slip.to_suspense
    )


def _has_above(page: "Keying") -> bool:
    state = page.state
    if state is None or state.above is None or state.slip.mode is Mode.PART:
        return False
    return not state.slip.entry.text


class Keying(WalksPage):
    """`batch`: opened again at its next line; None: the header of a new one comes first."""

    ACTIONS = (
        Action("pass_over", "down", "did not come", "Pass over what did not come",
               when=lambda page: page.state is not None and walking.is_expected(page.state)),
        Action("suspense", "f8", "suspense", "Send the line to suspense with a reason",
               when=_may_suspend),
        Action("undo", "ctrl+z", "undo", "Undo: strike the last line, or bring a struck one back",
               when=_keyed),
        Action("look", "f7", "go", "Go to the line that needs a look", when=_keyed),
        Action("post", "f10", "post", "Post the batch once it proves", when=_keyed),
        Action("find", "f2", "find", "Find the payer",
               when=lambda page: page.desk.has_page("find") and page.state is not None),
        Action("choose", ("up", "down"), "choose", "Choose a candidate, or an earlier line",
               shown="↑↓", takes_key=True, when=_chooses),
        Action("split", "slash", "split", "Split the receipt over accounts", when=_splits),
        Action("ditto", "plus", "ditto", "In an empty cell: as in the line above", when=_has_above),
        Action("more", "tab", "", "Date, drawer, cheque number, authorisation", when=_splits),
        Action("control", "ctrl+v", "", "The control total and count, entered late or corrected",
               when=lambda page: page.state is not None),
    )  # fmt: skip

    @property
    def actions(self) -> tuple[Action, ...]:
        """As on every screen, but F2 picks a payer here, and the footer shows the batch's keys
        alone: those of other screens would move with every first letter of a line."""
        own = {action.name for action in self.ACTIONS}
        every = super().actions
        mine, others = every[: len(self.ACTIONS) + 1], every[len(self.ACTIONS) + 1 :]
        return (*mine, *(replace(each, word="") for each in others if each.name not in own))

    def pressed(self, key: str, text: str) -> bool:
        """A key of the entry line."""
        if self.state is None:
            return bool(text)
        step = keys.press(self.state, key, text)
        if step is None:
            return False
        self.refusal = self.hint = ""
        self.follow(step)
        return True

    def go_on(self) -> None:
        """The book has told what the cell was waiting for."""
        assert self.state is not None
        self.follow(keys.finish(self.state))

    def follow(self, step: Step) -> None:
        """What a key asks of the screen."""
        state = self.state
        assert state is not None
        doing: dict[Kind, Callable[[], object]] = {
            Kind.FACTS: self.want_facts,
            Kind.OFFERS: self._want_offers,
            Kind.KEPT: partial(self._kept, step.says),
            Kind.REFUSED: partial(self._refuse, step.says),
            Kind.FINDER: partial(self._refuse, "the finder is opening: Enter again in a moment"),
            Kind.ASK: self._ask_on_account,
            Kind.REASON: self._ask_reason,
            Kind.BELL: self.app.bell,
        }
        if step.kind is Kind.DONE:
            self.hint = step.says
            self.peek()
            self.read_ahead()
        else:
            doing[step.kind]()
        self.draw_step()

    def _refuse(self, says: str) -> None:
        self.refusal = says
        self.desk.gate.discard_held()

    def _kept(self, says: str) -> None:
        self.hint = says
        self.draw_all()
        self.pump()
        state = self.state
        if state is not None and state.pasted and not state.slip.correcting:
            self.call_later(self.key_pasted)

    def _ask_on_account(self) -> None:
        assert self.state is not None
        words = finishing.asked(self.state, self.room - 2)  # behind the sign
        self.ask(Question(words, "enter", self._answered))

    def _answered(self, yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        assert self.state is not None
        self.follow(finishing.answer(self.state, yes))

    def _ask_reason(self) -> None:
        """Keys typed before the reason's cell is seen were not meant for it."""
        gate = self.desk.gate
        gate.discard_held()
        hold = gate.hold("asking a reason")

        def seen() -> None:
            gate.discard_held()
            hold.release()

        self.call_after_refresh(seen)

    def _want_offers(self) -> None:
        assert self.state is not None
        here = self.state.slip.line_hit
        if self.state.outbox.away or here is None:
            self._refuse("a split needs the book, which does not answer: key the line whole")
        else:
            self.ask_offers(here)

    def on_offers_read(self, event: OffersRead) -> None:
        """The sub-accounts are known: show the split by rule."""
        assert self.state is not None
        if event.fault is not None:
            self._refuse(str(event.fault))
            self.draw_slip()
            return
        self.follow(splitting.offered(self.state, cast("Any", event.result)))
        self.refresh_keys()

    # -- actions

    def act_choose(self, key: str) -> None:
        """The arrows belong to the entry line; here they come from the palette."""
        self.pressed(key, "")

    def act_split(self) -> None:
        """`/` from the palette."""
        self.pressed("slash", "/")

    def act_ditto(self) -> None:
        """`+` from the palette."""
        self.pressed("plus", "+")

    def act_more(self) -> None:
        """Tab from the palette."""
        self.pressed("tab", "")

    def act_suspense(self) -> None:
        """F8."""
        assert self.state is not None
        self.refusal = self.hint = ""
        self.follow(keys.suspense(self.state))

    def act_undo(self) -> None:
        """Ctrl+Z."""
        assert self.state is not None
        self.refusal = ""
        self.follow(walking.undo(self.state))
        self.draw_all()

    def act_look(self) -> None:
        """F7."""
        assert self.state is not None
        self.refusal = ""
        if (words := self.state.walk_words()) and remark(self.state) == (words, None):
            self.show_walk()
            return
        self.follow(correcting.look(self.state))
        self.draw_all()

    def act_back(self) -> None:
        """Esc: one step back; lines that are not kept yet are not left behind unasked."""
        state = self.state
        self.refusal = self.hint = ""
        if state is None:
            self.leave()
            return
        if keys.back(state):
            self.draw_all()
            return
        waiting = len(state.outbox)
        if not waiting and not state.refused:
            self.leave(state.batch.number)
            return
        lost = f"{waiting or len(state.refused)} lines are not kept, and would be lost"
        self.ask(Question(f"{lost}: Y leaves, anything else stays", "y", self._leave_or_not))

    def _leave_or_not(self, yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        if yes:
            self.leave(self.number)
