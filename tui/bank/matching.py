"""Matching from the screen: a proposal, what was chosen by hand, every exact one, and undoing."""

from functools import partial
from typing import TYPE_CHECKING, Any

from core.money import Pence, pounds
from tui.asking import Asking
from tui.bank import words
from tui.bank.acting import ActsOnDay, Deed
from tui.bank.choosing import money_words
from tui.messages import Answered
from tui.reaching import lost, reach
from tui.terminal.question import Question
from tui.theme import Tone
from tui.widgets.grid import Grid

if TYPE_CHECKING:
    from datetime import date

    from core.reconciliation import Proposal
    from db.bank.matches import Standing
    from db.bank.matching import Sides


class LastRead(Answered["Standing | None"]):
    """One's latest match that may still be undone."""


class MatchesDay(ActsOnDay):
    """Space, Enter, A and Ctrl+Z, for the page that shows the day."""

    def __init__(self, cashbook: str, day: "date | None") -> None:
        """As the page that shows the day."""
        super().__init__(cashbook, day)
        self.finding_last = Asking(self, LastRead)

    def grid_chosen(self, _grid: Grid, _index: int) -> None:
        """Enter matches what is chosen, else what is proposed here: asked first where in doubt."""
        if not self.may("assistant"):
            self.app.bell()
        elif self.choosing.is_chosen:
            self._match_chosen()
        elif (proposal := self.proposal) is None:
            self.app.bell()
            self.say("Nothing is proposed here: Space chooses on both sides.", Tone.WARN)
        elif proposal.exact:
            self._match_proposed(proposal)
        else:
            says = words.doubt(proposal, self.choosing, self.size.width)
            then = partial(self._proposed_or_not, proposal)
            self.ask(Question(says, "enter", then, drops=True))

    def _proposed_or_not(self, proposal: "Proposal", yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        if yes:
            self._match_proposed(proposal)
        else:
            self.say("Nothing matched: Space chooses by hand.")

    def _match_proposed(self, proposal: "Proposal") -> None:
        from db.bank.reconciling import sides

        entries = {entry.key: entry for entry in self.choosing.entries_of(proposal)}
        how = "exact" if proposal.exact else "proposed"
        self._match(sides(proposal, entries, how), proposal.pence, proposal.book)

    def _match_chosen(self) -> None:
        bank, book = self.choosing.sums()
        entries, lines = self.choosing.chosen_entries(), self.choosing.chosen_lines()
        apart, within = abs(bank - book), self.choosing.tolerance
        says = pounds(Pence(apart))
        if not entries or apart > (within if lines else 0):
            allowed = f" where {pounds(within)} is allowed" if within else ""
            self.app.bell()
            told = f"Not matched: {says} apart{allowed}. Choose what else belongs."
            self.say(told, Tone.WARN)
            return
        from db.bank.matching import Sides

        keys = tuple((entry.entry, entry.line) for entry in entries)
        chosen = Sides(tuple(line.line for line in lines), keys)
        named = tuple(entry.key for entry in entries)
        if not apart:
            self._match(chosen, bank, named)
            return
        asked = f"{says} apart, within the tolerance: posted to bank differences? Enter matches"
        self.ask(
            Question(asked, "enter", partial(self._apart_or_not, chosen, bank, named), drops=True)
        )

    def _apart_or_not(
        self,
        chosen: "Sides",
        bank: Pence,
        named: tuple[int, ...],
        yes: bool,  # noqa: FBT001 - the gate's own signature
    ) -> None:
        if yes:
            self._match(chosen, bank, named)
        else:
            self.say("Nothing matched.")

    def _match(self, sides: "Sides", pence: Pence, entries: tuple[int, ...]) -> None:
        work = partial(_match, self.cashbook, sides)
        told = ("match", self.cashbook, tuple(sides.lines), tuple(sides.entries))
        self.do(Deed((*told, pence), work, "matching", tuple(sides.lines), entries))

    def act_choose(self) -> None:
        """Space: the item under the cursor is chosen, or no longer; then the next."""
        if (line := self.line) is not None:
            self.choosing.lines ^= {line.line}
            self.bank.move(1)
        elif (entry := self.entry) is not None:
            self.choosing.entries ^= {entry.key}
            self.book.move(1)
        self.redraw_rows()

    def act_exact(self) -> None:
        """A: every exact one, asked once."""
        exact = self.choosing.exact
        if not exact:
            self.app.bell()
            self.say("Nothing is exact here: = marks what may fit, Enter matches it.", Tone.WARN)
            return
        total = pounds(Pence(sum(abs(each.pence) for each in exact)))
        many = f"{len(exact)} exact match{'' if len(exact) == 1 else 'es'}, {total} in all"
        self.ask(Question(f"{many}? Enter accepts", "enter", self._exact_or_not, drops=True))

    def _exact_or_not(self, yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        if not yes:
            self.say("Nothing matched.")
            return
        entries = {each.key: each for each in self.choosing.entries_of_all()}
        exact = self.choosing.exact
        work = partial(_match_all, self.cashbook, exact, entries)
        self.do(Deed(("exact", self.cashbook, exact), work, f"matching {len(exact)}"))

    def act_undo(self) -> None:
        """Ctrl+Z: what the latest match is, then asked."""
        work = partial(reach, self.desk.book, _last, self.cashbook)
        self.finding_last.ask(None, work, holds="looking for the latest match")

    def on_last_read(self, event: LastRead) -> None:
        """Undoing a clearing posts its reversal, so it is asked about."""
        if event.fault is not None:
            self.say(lost(event.fault), Tone.BAD)
            return
        last = event.result
        if last is None:
            self.app.bell()
            self.say("No match of yours is left to undo; signed ones stay.", Tone.WARN)
            return
        posts = ", its posting is reversed" if last.posts else ""
        says = (
            f"undo match {last.match}, {last.kind}, {money_words(last.pence)} "
            f"({last.lines} to {last.entries}){posts}? Enter undoes"
        )
        self.ask(Question(says, "enter", partial(self._undo_or_not, last.match), drops=True))

    def _undo_or_not(self, match: int, yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        if yes:
            self.do(Deed(("undo", match), partial(_unmatch, match), "undoing"))
        else:
            self.say("Nothing undone.")


def _match(cashbook: str, sides: "Sides", book: Any, key: str) -> str:
    from db.bank.matching import match

    made = match(book, cashbook, sides, key)
    posted = f", {made.posting}" if made.posting else ""
    if made.apart:
        posted = f"{posted}, {pounds(Pence(abs(made.apart)))} to bank differences"
    return f"match {made.match}: {money_words(made.pence)}{posted}. Ctrl+Z undoes it"


def _match_all(cashbook: str, exact: Any, entries: Any, book: Any, key: str) -> str:
    from db.bank.accepting import accept

    done = accept(book, cashbook, [(each, entries) for each in exact], key)
    return words.accepted(len(done.made), len(done.left), done.why)


def _last(book: Any, cashbook: str) -> "Standing | None":
    from db.bank.matches import last_match

    return last_match(book, cashbook)


def _unmatch(match: int, book: Any, key: str) -> str:
    from db.bank.matching import unmatch

    number = unmatch(book, match, "", key)
    return f"match {match} undone{f', {number}' if number else ''}: both sides are open again"
