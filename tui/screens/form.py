"""A small form over any screen: a title, its fields, and what was typed given back."""

from collections.abc import Iterable, Mapping, Sequence

from textual.widget import Widget

from tui.page import Overlay
from tui.theme import Tone
from tui.widgets.form import Field, Form
from tui.widgets.lines import TextLines


class FormPage(Overlay):
    """Leaves with the values by field name, or with None after Esc."""

    DEFAULT_CSS = """
    FormPage { align: left bottom; }
    FormPage > * { background: $background; }
    """

    def __init__(self, *, title: str, fields: Sequence[Field]) -> None:
        """`title` says what the form is for."""
        super().__init__()
        self.top = TextLines(1)
        self.top.say(((title, Tone.STRONG),))
        self.form = Form(tuple(fields), self)

    def body(self) -> Iterable[Widget]:
        """Title and fields."""
        yield self.top
        yield self.form

    def form_done(self, _form: Form, values: Mapping[str, str]) -> None:
        """Enter in the last field."""
        self.leave(dict(values))
