"""After a post: whether one of its receipts may be another account's."""

from functools import partial
from typing import TYPE_CHECKING, Any

from tui.asking import Asking
from tui.messages import Answered
from tui.page import Page
from tui.reaching import reach
from tui.terminal.signs import Sign, sign
from tui.theme import Tone

if TYPE_CHECKING:
    from db.misposts.radar import Mispost


class MispostsLookedFor(Answered["tuple[Mispost, ...]"]):
    """What was found of the entry just posted."""


class LooksAfterPost(Page):
    """Says what was found, where anything was; W on the desk lists it."""

    def __init__(self) -> None:
        super().__init__()
        self.looking_after = Asking(self, MispostsLookedFor)

    def look_after(self, entry: str) -> None:
        """Look in the background: nothing waits for it."""
        self.looking_after.ask(entry, partial(reach, self.desk.book, _found, entry))

    def on_misposts_looked_for(self, event: MispostsLookedFor) -> None:
        """Found or not; a look that failed is made again by the night's run."""
        found = event.result if event.fault is None else ()
        if found:
            first = found[0]
            more = f", and {len(found) - 1} more" if len(found) > 1 else ""
            says = f"{first.posting} to {first.reference} may be {first.to_reference}'s{more}"
            self.say(f"{sign(Sign.UNUSUAL)} {says}: W on the desk", Tone.WARN)


def _found(book: Any, entry: str) -> "tuple[Mispost, ...]":
    from db.misposts.noting import look_at

    return look_at(book, entry)
