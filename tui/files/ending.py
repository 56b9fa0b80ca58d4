"""How a file ends: posted once, reversed whole, or given up; and taken from a colleague."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from core.money import Pence, pounds
from core.refusal import Refusal, Unknown
from db.batches import Posted, abandon, take
from db.files.reversing import reverse_file
from tui.asking import Asking
from tui.files.settling import SettlesLines
from tui.keying.question import post_words
from tui.messages import Answered
from tui.misposts.after_post import LooksAfterPost
from tui.reaching import reach
from tui.terminal.question import Question
from tui.terminal.signs import Sign, sign
from tui.theme import Tone


class FilePosted(Answered[Posted]):
    """The number under which the file's batch was posted."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What is done to a whole file besides posting it: its act, and what is said then."""

    name: str
    why: str
    done: str


class FileEnded(Answered[None]):
    """Reversed, abandoned or taken; `query` is the Ending."""


class EndsFiles(SettlesLines, LooksAfterPost):
    """F10, R, A and T."""

    def __init__(self) -> None:
        super().__init__()
        self.is_post_unknown = False
        self.posting = Asking(self, FilePosted, lane="write", keep_all=True)
        self.ending = Asking(self, FileEnded, lane="write", keep_all=True)

    def read(self) -> None:
        """Read the file again; filled in by the page."""
        raise NotImplementedError

    # -- posting

    def act_post(self) -> None:
        """F10: asks when every line is settled, else says what is lacking."""
        file = self.file
        assert file is not None
        if self.is_post_unknown:
            self._send_post()
        elif file.waiting:
            self.refuse(self._why_not_posted())
        else:
            where = f"{file.cashbook} {file.stream}, batch {file.batch}"
            says = post_words(file.lines - file.duplicates + file.hidden, file.control, where)
            self.ask(Question(says, "f10", self._post_or_not, drops=True))

    def _why_not_posted(self) -> str:
        assert self.file is not None
        left = sum(-one.pence if one.debit else one.pence for one in self.lines if one.waits)
        lines = "1 line waits" if self.file.waiting == 1 else f"{self.file.waiting:,} lines wait"
        short = f"{pounds(Pence(abs(left)))}{' out' if left < 0 else ''} is not settled"
        return f"not posted: {lines}, {short}: F7 goes to the next"

    def _post_or_not(self, yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        if yes:
            self._send_post()
        else:
            self.say("not posted", Tone.DIM)

    def _send_post(self) -> None:
        from db.batches import post

        assert self.file is not None
        self.say("Posting…", Tone.DIM)
        work = partial(post, self.desk.book, self.file.batch)
        self.posting.ask(None, work, holds="posting")

    def on_file_posted(self, event: FilePosted) -> None:
        """The number; a refusal with its cause; or unknown, and F10 asks again."""
        if event.fault is None:
            self.is_post_unknown = False
            told = event.result
            lines = f"{told.lines} line{'' if told.lines == 1 else 's'}"
            words = f"{told.number}: {lines}, {pounds(told.total)}, posted and final"
            self.say(f"{sign(Sign.KEPT)} {words}", Tone.GOOD)
            self.read()
            self.look_after(told.number)
        elif isinstance(event.fault, Refusal):
            self.is_post_unknown = False
            self.refuse(f"not posted: {event.fault.says}")
            self.read()
        else:
            self.is_post_unknown = isinstance(event.fault, Unknown)
            self.desk.book.forget_sessions()
            known = "unknown whether it is posted" if self.is_post_unknown else "not posted"
            self.refuse(f"{known}, the book does not answer: F10 asks again, it posts once only")

    # -- reversed, given up, taken

    def act_reverse(self) -> None:
        """R: what follows is said, a reason asked, then the question."""
        file = self.file
        assert file is not None
        lines = (
            f"Every line is taken back, dated today: £{pounds(file.control)} leaves the accounts.",
            "The file may then be loaded again, corrected.",
            "",
        )
        then = partial(self._end, "reverse", "Reverse", "reversed: L loads a corrected one")
        self.ask_reason(f"Reverse file {file.file}, {file.name}, whole", lines, then)

    def act_abandon(self) -> None:
        """A: nothing of it is posted."""
        file = self.file
        assert file is not None
        lines = (
            "Nothing of it is posted; what was settled is forgotten and teaches nothing.",
            "The file may be loaded again.",
            "",
        )
        then = partial(self._end, "abandon", "Abandon", "abandoned: L loads it again")
        self.ask_reason(f"Abandon file {file.file}, {file.name}", lines, then)

    def act_take_over(self) -> None:
        """T: a colleague's file becomes this operator's."""
        file = self.file
        assert file is not None
        title = f"Take file {file.file} from {file.holder}: who settled what stays told"
        self.ask_reason(title, (), lambda why: self._send(Ending("take", why, "yours now")))

    def _end(self, name: str, verb: str, done: str, why: str) -> None:
        file = self.file
        assert file is not None
        ending = Ending(name, why, f"file {file.file} is {done}")
        count = file.lines - file.duplicates + file.hidden
        says = f"{verb} file {file.file}: {count} lines, {pounds(file.control)}? Y, or not"
        self.ask(Question(says, "y", self._send_or_not(ending), drops=True))

    def _send_or_not(self, ending: Ending) -> Callable[[bool], object]:
        def answered(yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
            if yes:
                self._send(ending)
            else:
                self.say("nothing was done", Tone.DIM)

        return answered

    def _send(self, ending: Ending) -> None:
        file = self.file
        assert file is not None
        self.say("Writing…", Tone.DIM)
        work = partial(reach, self.desk.book, _ended, ending, file.file, file.batch)
        self.ending.ask(ending, work, holds="writing")

    def on_file_ended(self, event: FileEnded) -> None:
        """Say so and read again; or why not."""
        ending = event.query
        assert isinstance(ending, Ending)
        if event.fault is None:
            self.say(f"{sign(Sign.KEPT)} {ending.done}", Tone.GOOD)
            self.read()
        elif isinstance(event.fault, Refusal):
            self.refuse(event.fault.says)
        else:
            self.refuse("no answer from the book: the same again is done once only")


def _ended(book: Any, ending: Ending, file: int, batch: int) -> None:
    if ending.name == "reverse":
        reverse_file(book, file, ending.why)
    elif ending.name == "abandon":
        abandon(book, batch, ending.why)
    else:
        take(book, batch, ending.why)
