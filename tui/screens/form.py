"""A small form over any screen: a title, what to go by, its fields; what was typed given back."""

from collections.abc import Iterable, Mapping, Sequence

from textual.widget import Widget

from tui.account_forms import Unfinished
from tui.keymap import Action
from tui.page import KEY_CARD, Overlay
from tui.terminal.question import Question
from tui.theme import Tone
from tui.widgets.form import Field, Form
from tui.widgets.lines import TextLines


class FormPage(Overlay):
    """Leaves with the values by field name, or with None after Esc."""

    ACTIONS = (
        KEY_CARD,
        Action("next", "enter", "next, and done in the last", "Finish a field; the last one ends"),
        Action("back", "escape", "back, nothing done", "Leave the form: nothing is written"),
    )
    DEFAULT_CSS = """
    FormPage { align: left bottom; }
    """

    def __init__(
        self, *, title: str, fields: Sequence[Field], lines: Sequence[str] = (), **told: str
    ) -> None:
        """`title` says what for, `lines` what to go by; `told`: `refused` why it is asked again,
        `keeps` the question whether what was typed is kept when Esc leaves."""
        super().__init__()
        self.top = TextLines(len(lines) + 1)
        self.top.say(((title, Tone.STRONG),), *(((line, Tone.PLAIN),) for line in lines))
        self.form = Form(tuple(fields), self)
        self.refused, self.keeps = told.get("refused", ""), told.get("keeps", "")
        self._began = self.form.values()

    def body(self) -> Iterable[Widget]:
        """Title, lines and fields."""
        yield self.top
        yield self.form

    def on_mount(self) -> None:
        """Say why it is asked again; the cursor stands in the last field, whose Enter sends it."""
        if self.refused:
            self.form.state.at = len(self.form.state.fields) - 1
            self.desk.gate.discard_held()
            self.say(self.refused, Tone.BAD)

    def form_faulted(self, _form: Form, says: str) -> None:
        """A wide field has no room for its fault: it stands above the keys."""
        self.say(says, Tone.BAD)

    def form_edited(self, _form: Form, _name: str) -> None:
        """What was wrong is being put right."""
        self.say("")

    def form_done(self, _form: Form, values: Mapping[str, str]) -> None:
        """Enter in the last field."""
        self.leave(dict(values))

    def act_back(self) -> None:
        """Esc: what was typed may be kept."""
        if self.keeps and (self.refused or self.form.values() != self._began):
            self.ask(Question(self.keeps, "enter", self._kept_or_not))
        else:
            self.leave()

    def _kept_or_not(self, yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        self.leave(Unfinished(self.form.values()) if yes else None)

    def act_next(self) -> None:
        """From the palette: nothing, Enter is the form's own."""
