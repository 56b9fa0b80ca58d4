"""A table of any length that only ever asks for the rows that show.

    grid = Grid(COLUMNS, self.rows, listener=self)
    grid.count = 1_000_000          # how many there are; `rows(start, stop)` gives those that show
    grid.show(count, cursor=0)      # another result set, or changed rows
    grid.refresh_row(17)            # one row changed

`rows` returns a `Row` for each index of `range(start, stop)`: the cells' texts (cleaned here), a
tone, and a sign or word at the end if wanted. The listener may have `grid_moved(grid, index)` and
`grid_chosen(grid, index)` (Enter). A grid without focus still shows its cursor, if it has one;
`grid.move(step)` moves it for an entry line that keeps the focus.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.strip import Strip

from core.text import clean
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.drawing import Align, Drawn, Part, fit

_CACHE_MAX = 512
NO_CURSOR = -1


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `width` in cells; `grows` shares what is left; hidden below `from_width`."""

    title: str
    width: int
    align: Align = "left"
    grows: bool = False
    from_width: int = 0  # the widget's width from which the column shows


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a text for each column (hidden ones too), and how it is said."""

    cells: tuple[str, ...]
    tone: Tone = Tone.PLAIN
    tones: tuple[tuple[int, Tone], ...] = ()  # (column, tone) where a cell differs from the row


class Grid(Drawn, can_focus=True):
    """The rows from `top` on that fit, under a line of titles."""

    DEFAULT_CSS = """
    Grid { height: 1fr; }
    """

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Callable[[int, int], Sequence[Row]],
        *,
        listener: object = None,
        titles: bool = True,
    ) -> None:
        """`rows(start, stop)` gives the rows of that range, all of which exist."""
        super().__init__()
        self.columns = tuple(columns)
        self.rows = rows
        self.count = 0
        self.cursor = NO_CURSOR
        self.top = 0
        self.empty = ""  # what would be here, and how to begin
        self._listener = listener
        self._titles = titles
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._rows: dict[int, Row] = {}

    # -- what screens use

    def show(self, count: int, *, cursor: int = NO_CURSOR, top: int | None = None) -> None:
        """Show other rows; `top` is kept where it can be, unless given."""
        self.count = count
        self.cursor = min(cursor, count - 1)
        self.top = max(0, min(self.top if top is None else top, count - self.page))
        self._keep_in_view()
        self._forget()
        self.refresh()

    def refresh_row(self, index: int) -> None:
        """One row's content changed: ask for it again and draw its line."""
        self._rows.pop(index, None)
        for here in (True, False):
            self._strips.pop((index, here), None)
        self.refresh_line(self._line_of(index))

    def move(self, step: int) -> None:
        """Move the cursor by so many rows, at most to an end."""
        self.go(self.cursor + step)

    def go(self, index: int) -> None:
        """Put the cursor on a row; nothing happens in an empty grid."""
        index = max(0, min(self.count - 1, index))
        old = self.cursor
        if not self.count or index == old:
            return
        self.cursor = index
        if self._keep_in_view():
            self.refresh()
        else:
            self.refresh_line(self._line_of(old))
            self.refresh_line(self._line_of(index))
        self._call("grid_moved", index)

    @property
    def page(self) -> int:
        """How many rows show at once."""
        return max(1, self.size.height - self._titles)

    # -- keys

    def on_key(self, event: events.Key) -> None:
        """Movement and Enter; all else goes on to the screen."""
        steps = {"up": -1, "down": 1, "pageup": -self.page, "pagedown": self.page}
        if event.key in steps:
            self.move(steps[event.key])
        elif event.key == "home":
            self.go(0)
        elif event.key == "end":
            self.go(self.count - 1)
        elif event.key == "enter" and 0 <= self.cursor < self.count:
            self._call("grid_chosen", self.cursor)
        else:
            return
        event.stop()
        event.prevent_default()

    def _call(self, name: str, index: int) -> None:
        listen = getattr(self._listener, name, None)
        if listen is not None:
            listen(self, index)

    # -- drawing

    def on_resize(self) -> None:
        """Another size shows other columns and rows."""
        self.show(self.count, cursor=self.cursor)

    def notify_style_update(self) -> None:
        """Another theme: draw every row again."""
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Titles, a row, what an empty grid says, or blank."""
        width = self.size.width
        if self._titles and y == 0:
            return self.draw(self._title_parts(), width)
        index = self.top + y - self._titles
        if index < self.count:
            return self._row_strip(index, width)
        if not self.count and y == self._titles and self.empty:
            return self.draw(((f"  {self.empty}", Tone.DIM),), width)
        return self.draw((), width)

    def _row_strip(self, index: int, width: int) -> Strip:
        key = (index, index == self.cursor)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _CACHE_MAX:
                self._forget()
            strip = self.draw(self._row_parts(self._row(index), here=key[1]), width)
            self._strips[key] = strip
        return strip

    def _row(self, index: int) -> Row:
        row = self._rows.get(index)
        if row is None:
            stop = min(self.count, max(index + 1, self.top + self.page))
            start = min(index, self.top)
            self._rows.update(zip(range(start, stop), self.rows(start, stop), strict=True))
            row = self._rows[index]
        return row

    def _row_parts(self, row: Row, *, here: bool) -> list[Part]:
        ground = Tone.STRONG if here and row.tone is Tone.PLAIN else row.tone
        tones = dict(row.tones)
        parts: list[Part] = [(f"{sign(Sign.HERE)} " if here else "  ", Tone.ACCENT)]
        for place, column, width in self._spans():
            text = fit(clean(row.cells[place]), width, column.align) + " "
            parts.append((text, tones.get(place, ground)))
        return parts

    def _title_parts(self) -> list[Part]:
        spans = self._spans()
        texts = (
            fit(column.title, width, "left" if column.align == "left" else "right")
            for _, column, width in spans
        )
        return [("  " + " ".join(texts), Tone.DIM)]

    def _spans(self) -> list[tuple[int, Column, int]]:
        """(place, column, width) of the columns that show at this width."""
        room = self.size.width
        shown = [(p, c) for p, c in enumerate(self.columns) if room >= c.from_width]
        spare = max(0, room - 2 - sum(column.width + 1 for _, column in shown))
        growing = sum(column.grows for _, column in shown)
        share = spare // growing if growing else 0
        return [(p, c, c.width + (share if c.grows else 0)) for p, c in shown]

    def _line_of(self, index: int) -> int:
        return index - self.top + self._titles if index >= self.top else -1

    def _keep_in_view(self) -> bool:
        """Scroll so that the cursor shows; whether it scrolled."""
        old = self.top
        if self.cursor != NO_CURSOR:
            self.top = max(self.cursor - self.page + 1, min(self.top, self.cursor))
        return self.top != old

    def _forget(self) -> None:
        self._strips.clear()
        self._rows.clear()
