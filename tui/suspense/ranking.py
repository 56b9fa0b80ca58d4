"""The session's candidates of the cases in suspense: ranked in a lane, kept, ranked again."""

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App

from tui.asking import Asking
from tui.messages import Answered

if TYPE_CHECKING:
    from db.suspense.ranks import Ranking


class SuspenseRanked(Answered["Ranking"]):
    """Every open case with its candidates, as roll and aliases stand now."""


class Ranks(App[Any]):
    """App mixin: `ranks` is None until something was ranked; pages with `suspense_ranked` hear.

    They hear as well when it could not be done: `ranks_fault` says why.
    """

    book: Any
    ranks: "Ranking | None" = None
    ranks_fault = ""
    _ranking: Asking[Any] | None = None

    def rank_suspense(self) -> None:
        """Have the candidates looked at again; it costs little where nothing has changed."""
        if self.book is None:
            return
        if self._ranking is None:
            self._ranking = Asking(self, SuspenseRanked, lane="matching")
        self._ranking.ask(None, partial(_ranks, self.book, self))

    def on_suspense_ranked(self, event: SuspenseRanked) -> None:
        """Tell the open screens."""
        if event.fault is not None:
            self.ranks_fault = str(event.fault)
        else:
            self.ranks, self.ranks_fault = event.result, ""
        for page in self.screen_stack:
            ranked = getattr(page, "suspense_ranked", None)
            if ranked is not None:
                ranked()


def _ranks(book: Any, app: Ranks) -> "Ranking":
    from db.suspense.ranks import ranks
    from tui.reaching import reach

    return reach(book, ranks, app.ranks)
