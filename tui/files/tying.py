"""B ties a file to its bank credit: the one that agrees, once."""

from functools import partial
from typing import TYPE_CHECKING

from core.refusal import Refusal
from tui.asking import Asking
from tui.files.ending import EndsFiles
from tui.files.tie_told import tie_told
from tui.messages import Answered
from tui.reaching import reach
from tui.terminal.signs import Sign, sign
from tui.theme import Tone

if TYPE_CHECKING:
    from db.bank.matching import Matched  # noqa: F401 - in a base named by its text
    from db.bank.ties import Tie


class FileTied(Answered["Matched"]):
    """The match that ties it."""


class TiesFiles(EndsFiles):
    """How the file stands to the bank, and B."""

    tie: "Tie | None" = None

    def __init__(self) -> None:
        super().__init__()
        self.tying = Asking(self, FileTied, lane="write", keep_all=True)

    @property
    def may_tie(self) -> bool:
        """Whether one open credit agrees with the file."""
        return self.tie is not None and self.tie.state.value == "agrees"

    def act_tie(self) -> None:
        """B: what the bank says, said of this file."""
        from db.bank.ties import tie

        assert self.file is not None
        self.say("Tying…", Tone.DIM)
        work = partial(reach, self.desk.book, tie, self.file.file)
        self.tying.ask(None, work, holds="tying the file")

    def on_file_tied(self, event: FileTied) -> None:
        """Say so and read again; or why not."""
        if event.fault is None:
            done = f"{event.result.posting}: " if event.result.posting else ""
            self.say(f"{sign(Sign.KEPT)} {done}tied to the bank credit", Tone.GOOD)
            self.read()
        elif isinstance(event.fault, Refusal):
            self.refuse(f"not tied: {event.fault.says}")
        else:
            self.desk.book.forget_sessions()
            self.refuse("no answer from the book: B again ties it once only")

    def credit_words(self) -> tuple[tuple[str, Tone], ...]:
        """The head's line about the bank."""
        if self.tie is None:
            return ()
        state, says = self.tie.state.value, tie_told(self.tie)
        if state == "tied":
            return ((f"{sign(Sign.KEPT)} {says}", Tone.GOOD),)
        if self.may_tie:
            return ((f"{sign(Sign.KEPT)} {says}: B ties it", Tone.WARN),)
        return ((says, Tone.DIM if state == "own" else Tone.WARN),)
