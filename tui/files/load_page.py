"""The form of a file to be loaded: where it lies, how it reads, where its money came."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from core.dates import BadDate, parse_date
from core.money import BadAmount, parse_amount
from core.profile import fits_file_name
from core.refusal import Refusal
from db.files.arrival import Arrival
from db.files.loading import Preview
from tui.asking import Asking
from tui.files.reading import Nameable, Named, bare_path, nameable, previewed
from tui.messages import Answered
from tui.page import Page
from tui.reaching import lost, reach
from tui.theme import Tone
from tui.widgets.drawing import Part
from tui.widgets.form import Field, Form
from tui.widgets.lines import RuleLine, TextLines

if TYPE_CHECKING:
    from core.profile import Profile

_FIELD_OF = {
    "bad_file": "path",
    "unknown_profile": "profile",
    "unknown_cashbook": "cashbook",
    "declared_total": "declared",
}


class NameableRead(Answered[Nameable]):
    """The profiles and cashbooks there are."""


class Previewed(Answered[tuple[Arrival, Preview]]):
    """The file as it reads."""


class LoadPage(Page):
    """Enter in the last field shows the file as it reads; it leaves with the loaded file's number.

    A text pasted from a PDF or an e-mail takes the place of a file.
    """

    def __init__(self, *, replaces: int | None = None) -> None:
        """`replaces`: the reversed or abandoned file that this one corrects."""
        super().__init__()
        self.replaces = replaces
        self.pasted = ""
        self.known: Nameable | None = None
        self._defaults: set[str] = set()  # fields whose text the next character replaces
        self.reading = Asking(self, NameableRead)
        self.previewing = Asking(self, Previewed)
        self.form = Form(self._fields(), self)
        self.below = TextLines()
        self.below.styles.height = "1fr"

    def _fields(self) -> tuple[Field, ...]:
        own = "empty: the file's own total"
        return (
            Field("path", "file", 62, check=self._path_fault, limit=1000),
            Field("profile", "profile", 20, check=self._profile_fault, limit=60),
            Field("cashbook", "cashbook", 30, check=self._cashbook_fault, limit=80,
                  hint="several: a bank's file"),
            Field("declared", "declared total", 20, "right", check=_sum_fault, hint=own),
            Field("day", "value date", 20, check=self._day_fault,
                  hint="of lines without their own; empty: today"),
        )  # fmt: skip

    def body(self) -> Iterable[Widget]:
        """The form, and what may be named."""
        yield TextLines(1)
        yield self.form
        yield RuleLine()
        yield self.below

    def header_left(self) -> Iterable[str]:
        """What this is."""
        again = f"instead of file {self.replaces}" if self.replaces else ""
        return ("Files", "load a file", again)

    def book_ready(self) -> None:
        """Read what may be named; what is typed meanwhile waits."""
        work = partial(reach, self.desk.book, nameable)
        self.reading.ask(None, work, holds="reading the profiles")

    def on_nameable_read(self, event: NameableRead) -> None:
        """The likeliest cashbook stands in its field."""
        if event.fault is not None:
            self.say(lost(event.fault), Tone.BAD)
            return
        self.known = event.result
        self._propose("cashbook", self.known.cashbook)
        self.tell()

    def on_resize(self) -> None:
        """Another width has room for other words."""
        self.tell()

    def tell(self) -> None:
        """How to begin, and the profiles that begin as typed, with what they read."""
        if self.known is None:
            return
        books = " ".join(one.code for one in self.known.cashbooks)
        self.below.say(
            (
                (
                    "The last Enter shows how the file reads; nothing is loaded before that.",
                    Tone.DIM,
                ),
            ),
            (
                (
                    "~ works in a path; a text out of a PDF or e-mail is pasted in its place.",
                    Tone.DIM,
                ),
            ),
            ((f"cashbooks  {books}", Tone.DIM),),
            "",
            *self._profiles(self.known),
        )

    def _profiles(self, known: Nameable) -> Iterable[tuple[Part, ...]]:
        """Each with its title, or where they are too many for the screen the names alone."""
        typed = self.form.values()["profile"].lower()
        begun = [one for one in known.profiles if one.name.startswith(typed)] or known.profiles
        widest = max((len(one.name) for one in begun), default=0) + 2
        if len(begun) <= max(1, self.below.size.height - 4):
            for one in begun:
                yield (f"{one.name:<{widest}}", Tone.PLAIN), (one.title, Tone.DIM)
            return
        in_line = max(1, (self.size.width - 4) // widest)
        for start in range(0, len(begun), in_line):
            names = "".join(f"{one.name:<{widest}}" for one in begun[start : start + in_line])
            yield ((names, Tone.PLAIN),)

    # -- the form

    def form_key(self, form: Form, key: str, text: str) -> bool:
        """The first character of a field with a default replaces it."""
        name = form.state.fields[form.state.at].name
        if text and name in self._defaults:
            form.set(name, "")
            self._defaults.discard(name)
        if key == "enter":
            self._complete(name)
        return False

    def form_edited(self, form: Form, name: str) -> None:
        """A field that was edited is no longer a default; a paste is replaced by a path."""
        self._defaults.discard(name)
        if name == "path" and self.pasted and form.values()["path"] != self._pasted_words:
            self.pasted = ""
        if name == "profile":
            self.tell()
        self.say("")

    def form_pasted(self, _form: Form, lines: list[str]) -> None:
        """Several lines are the text itself."""
        self.pasted = "\n".join(lines)
        self.form.set("path", self._pasted_words)
        self.form.state.at = 1

    def form_faulted(self, _form: Form, says: str) -> None:
        """A wide field has no room for its fault: it stands above the keys."""
        self.say(says, Tone.BAD)

    def form_done(self, _form: Form, values: Mapping[str, str]) -> None:
        """Read and match it in a lane; keys wait, for they mean what it shows."""
        named = self._named(values)
        self.say("Reading and matching the file: Ctrl+C gives up", Tone.DIM)
        work = partial(reach, self.desk.book, previewed, named)
        self.previewing.ask(named, work, holds="reading the file")

    def on_previewed(self, event: Previewed) -> None:
        """The preview, or the fault in its field."""
        self.say("")
        if event.fault is None:
            from tui.files.preview_page import PreviewPage

            self.desk.push_screen(PreviewPage(*event.result), self._seen)
        elif isinstance(event.fault, Refusal):
            self.form.refuse(_FIELD_OF.get(event.fault.code, "path"), event.fault.says)
        else:
            self.form.refuse("day", "no answer from the book: Enter asks again")

    def _seen(self, files: tuple[int, ...] | None) -> None:
        if files:
            self.leave(files)

    def _named(self, values: Mapping[str, str]) -> Named:
        profile = self._profile(values["profile"])
        assert profile is not None, "the fields were checked"
        declared = parse_amount(values["declared"]) if values["declared"] else None
        today = self.desk.book.about.today
        day = parse_date(values["day"], today) if values["day"] else None
        codes = self._cashbooks(values["cashbook"])
        return Named(values["path"], profile.name, codes, declared, day, self.replaces, self.pasted)

    def _propose(self, name: str, text: str) -> None:
        if text and not self.form.values()[name]:
            self.form.set(name, text)
            self._defaults.add(name)

    def _complete(self, name: str) -> None:
        """A beginning becomes its whole name; a file's name may say its profile."""
        typed = self.form.values()[name]
        if name == "path" and self.known is not None:
            file = bare_path(typed).rpartition("/")[2]
            fitting = [one.name for one in self.known.profiles if fits_file_name(one, file)]
            self._propose("profile", fitting[0] if len(fitting) == 1 else "")
        elif name == "profile" and (profile := self._profile(typed)) is not None:
            self.form.set(name, profile.name)
        elif name == "cashbook" and (codes := self._cashbooks(typed)):
            self.form.set(name, " ".join(codes))

    @property
    def _pasted_words(self) -> str:
        return f"pasted text, {len(self.pasted.splitlines())} lines"

    # -- what is wrong with a field

    def _profile(self, typed: str) -> "Profile | None":
        known = self.known.profiles if self.known is not None else ()
        exact = [one for one in known if one.name == typed.lower()]
        begun = [one for one in known if typed and one.name.startswith(typed.lower())]
        found = exact or begun
        return found[0] if len(found) == 1 else None

    def _cashbook(self, typed: str) -> str:
        known = [one.code for one in self.known.cashbooks] if self.known is not None else []
        begun = [code for code in known if typed and code.startswith(typed.upper())]
        found = [typed.upper()] if typed.upper() in known else begun
        return found[0] if len(found) == 1 else ""

    def _cashbooks(self, typed: str) -> tuple[str, ...]:
        """Each beginning's one cashbook, empty where one is none."""
        found = tuple(self._cashbook(each) for each in typed.replace(",", " ").split())
        return tuple(dict.fromkeys(found)) if all(found) else ()

    def _path_fault(self, typed: str) -> str | None:
        return None if typed else "the path of the file, or paste its text here"

    def _profile_fault(self, typed: str) -> str | None:
        return None if self._profile(typed) else "the beginning of one profile below"

    def _cashbook_fault(self, typed: str) -> str | None:
        return None if self._cashbooks(typed) else "the beginning of one cashbook below"

    def _day_fault(self, typed: str) -> str | None:
        if self.desk.book is None:
            return "the book is still opening: Enter again"
        try:
            if typed:
                parse_date(typed, self.desk.book.about.today)
        except BadDate as bad:
            return bad.says
        return None


def _sum_fault(typed: str) -> str | None:
    try:
        if typed:
            parse_amount(typed)
    except BadAmount as bad:
        return bad.says
    return None
