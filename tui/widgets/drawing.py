"""Text cut, padded and joined to an exact number of cells, from plain strings only.

Nothing here reads markup: a name such as `REF [/a] [b` is text. What came from outside goes
through `core.text.clean` in the widget that receives it.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal, cast

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.theme import MONO, TONES, Tone

if TYPE_CHECKING:
    from tui.app import RentbookApp

Align = Literal["left", "right", "pence"]
Part = tuple[str, Tone]


def fit(text: str, width: int, align: Align = "left") -> str:
    """The text in exactly `width` cells; what is cut on the right ends in `…`.

    "pence" lines amounts up on their point: whole pounds without pence end left of it.
    """
    whole_pounds = align == "pence" and text[-1:].isdigit() and text[-3:-2] != "."
    room = width - 3 if whole_pounds else width
    length = cell_len(text)
    if length > room:
        text = set_cell_size(text, max(0, room - 1)) + "…" if room > 0 else ""
        length = room
    if align == "left":
        return text + " " * (width - length)
    return " " * (room - length) + text + " " * (width - room)


def cut(text: str, room: int) -> str:
    """The text where it has room, else its beginning and `…`, in at most `room` cells."""
    return text if cell_len(text) <= room else fit(text, max(0, room))


def cut_before_end(text: str, room: int) -> str:
    """A remark cut in its middle: the way out, behind the last colon, stays whole where it can."""
    what, colon, way_out = text.rpartition(": ")
    rest = room - cell_len(way_out) - 2
    if cell_len(text) <= room or not colon or rest < 8:
        return cut(text, room)
    return f"{cut(what, rest)}{colon}{way_out}"


class Drawn(Widget):
    """A widget that draws its lines as parts in tones, one `Strip` a line, and caches nothing."""

    DEFAULT_CSS = """
    Drawn { background: $background; color: $foreground; }
    """

    _strip_style: Style | None = None

    @property
    def desk(self) -> "RentbookApp":
        """The app, by its own type."""
        return cast("RentbookApp", self.app)

    def notify_style_update(self) -> None:
        """Forget the styles of the theme that was."""
        self._strip_style = None
        super().notify_style_update()

    def tone(self, tone: Tone) -> Style:
        """The style of a tone on this widget's ground."""
        if self._strip_style is None:
            self._strip_style = self.rich_style
        return self._strip_style + self._tones[tone]

    @property
    def _tones(self) -> Mapping[Tone, Style]:
        return TONES.get(self.app.theme, TONES[MONO])

    def draw(self, parts: Iterable[Part], width: int) -> Strip:
        """Parts from left to right in exactly `width` cells."""
        segments = []
        room = width
        for text, tone in parts:
            length = cell_len(text)
            if length > room:
                text, length = set_cell_size(text, room), room
            if text:
                segments.append(Segment(text, self.tone(tone)))
            room -= length
        if room:
            segments.append(Segment(" " * room, self.tone(Tone.PLAIN)))
        return Strip(segments, width)

    def refresh_line(self, y: int) -> None:
        """Draw one line again; nothing else is asked for anew."""
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))


__all__ = ["Align", "Drawn", "Part", "cut", "cut_before_end", "fit"]


class OneLine(Drawn):
    """A widget of one line, made of the parts its class names."""

    DEFAULT_CSS = """
    OneLine { height: 1; }
    """

    def parts(self, width: int) -> Iterable[Part]:
        """What stands on the line of this width."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """The parts on the first line, blank below."""
        width = self.size.width
        return self.draw(() if y else self.parts(width), width)
