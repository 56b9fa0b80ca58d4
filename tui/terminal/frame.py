"""The cells a terminal shows, and the fewest bytes that turn them into the next frame.

`Frame.paint(pieces)` takes what is to stand on the screen, as (x, y, strip); `flush` answers with
the text to write: only cells that differ, as curses does. A cell holds one grapheme (a base with
its combining marks; a wide one fills two) and the parameters of its SGR sequence, a space only
those one can see on a space. Rows that moved up or down by one are scrolled by the terminal. What
a terminal may measure otherwise than we do is followed by an absolute move: no error travels.

`Frame.place(caret)` puts the terminal's cursor at the cell that takes the next key, or hides it.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

from rich.cells import split_graphemes
from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

Cell = tuple[str, str]  # (grapheme, SGR parameters); "" is the right half of a wide one
Piece = tuple[int, int, Strip]  # (x, y, what stands there from x on)
BLANK: Cell = (" ", "")
_UNKNOWN: Cell = ("", "?")
_SCROLL_MIN = 5  # so many rows must have changed before a scroll can be worth its bytes
_GAP_MAX = 4  # a move costs at least four bytes: rewrite so many equal cells instead


class Frame:
    """What the terminal shows now. One that has just been made stands for a cleared screen."""

    def __init__(
        self,
        size: tuple[int, int],
        colors: ColorSystem | None,
        plain: Callable[[str], str] | None = None,
    ) -> None:
        """`size` in (columns, rows); `plain` names the fallback of a grapheme beyond ASCII."""
        self.size = size
        self._colors = colors or ColorSystem.STANDARD
        self._plain = plain
        width, height = size
        self._rows: list[list[Cell]] = [[BLANK] * width for _ in range(height)]
        self._pen = ""
        self._at = (-1, -1)
        self._caret: tuple[int, int] | None = None
        self._out: list[str] = ["\x1b[0m\x1b[?25l\x1b[2J"]

    def paint(self, pieces: Iterable[Piece]) -> None:
        """Take in what is to stand on the screen; `flush` answers with the bytes."""
        width, height = self.size
        rows = [
            (x, y, self._cells(strip, width - x))
            for x, y, strip in pieces
            if 0 <= y < height and 0 <= x < width
        ]
        self._scroll({y: cells for x, y, cells in rows if x == 0 and len(cells) == width})
        for x, y, cells in rows:
            self._paint_row(x, y, cells)

    def place(self, caret: tuple[int, int] | None) -> None:
        """Put the cursor at (x, y) and show it, or hide it."""
        if caret is None:
            if self._caret is not None:
                self._out.append("\x1b[?25l")
        else:
            if self._at != caret:
                self._move(*caret)
            if self._caret is None:
                self._out.append("\x1b[?25h")
        self._caret = caret

    def flush(self) -> str:
        """The bytes since the last flush, empty where nothing differs."""
        text = "".join(self._out)
        self._out.clear()
        return text

    def _cells(self, strip: Strip, room: int) -> list[Cell]:
        cells: list[Cell] = []
        for text, style, control in strip:
            if control or not text:
                continue
            sgr = self._sgr(style)
            if text.isascii():
                space = (" ", ground(sgr))
                cells.extend([space if letter == " " else (letter, sgr) for letter in text])
            else:
                self._split(text, sgr, cells)
        if len(cells) > room:
            del cells[room:]
            if cells[-1][0] and len(cells[-1][0]) and _width(cells[-1][0]) == 2:
                cells[-1] = (" ", cells[-1][1])  # half of a wide one does not fit
        return cells

    def _split(self, text: str, sgr: str, cells: list[Cell]) -> None:
        for start, end, width in split_graphemes(text)[0]:
            grapheme = text[start:end]
            if width == 0:  # marks at the start of a segment belong to the cell before
                if cells and cells[-1][0]:
                    cells[-1] = (cells[-1][0] + grapheme, cells[-1][1])
                continue
            if self._plain is not None and not grapheme.isascii():
                cells.extend([(self._plain(grapheme), sgr)] * width)
                continue
            cells.append((grapheme, ground(sgr) if grapheme == " " else sgr))
            cells.extend([("", sgr)] * (width - 1))

    def _sgr(self, style: Style | None) -> str:
        if style is None:
            return ""
        ansi = style._ansi
        return Strip.render_ansi(style, self._colors) if ansi is None else ansi

    def _scroll(self, fresh: dict[int, list[Cell]]) -> None:
        """Let the terminal move rows that are to stand one line higher or lower."""
        changed = [y for y, cells in fresh.items() if cells != self._rows[y]]
        if len(changed) < _SCROLL_MIN:
            return
        top, bottom = min(changed), max(changed)
        for step in (1, -1):
            same = sum(
                fresh[y] == self._rows[y + step] for y in changed if top <= y + step <= bottom
            )
            if same * 2 > bottom - top:
                self._shift(top, bottom, step)
                return

    def _shift(self, top: int, bottom: int, step: int) -> None:
        # Index and reverse index at a margin (ECMA-48, VT100): every terminal has them
        line, move = (bottom, "\n") if step == 1 else (top, "\x1bM")
        self._out.append(f"\x1b[0m\x1b[{top + 1};{bottom + 1}r\x1b[{line + 1};1H{move}\x1b[r")
        self._pen, self._at = "", (-1, -1)
        gone = top if step == 1 else bottom
        del self._rows[gone]
        self._rows.insert(line, [BLANK] * self.size[0])

    def _paint_row(self, x: int, y: int, fresh: list[Cell]) -> None:
        row = self._rows[y]
        end = x + len(fresh)
        if row[x:end] == fresh:
            return
        if x and row[x][0] == "" and fresh[0] != row[x]:
            row[x - 1] = _UNKNOWN  # the right half of a wide one goes: so does the left
        if end < len(row) and row[end][0] == "":
            row[end] = _UNKNOWN
        for place, cell in enumerate(fresh, x):
            if not cell[0]:
                row[place] = cell
                continue
            right = fresh[place - x + 1] if place + 1 < end else None
            is_wide = right is not None and right[0] == ""
            if row[place] == cell and (not is_wide or row[place + 1] == right):
                continue
            row[place] = cell
            self._write(place, y, cell, is_wide=is_wide)

    def _write(self, x: int, y: int, cell: Cell, *, is_wide: bool) -> None:
        if self._at != (x, y):
            self._approach(x, y)
        grapheme, sgr = cell
        if sgr != self._pen and not (grapheme == " " and sgr == ground(self._pen)):
            self._out.append(change_pen(self._pen, sgr))
            self._pen = sgr
        self._out.append(grapheme)
        sure = not is_wide and len(grapheme) == 1 and x + 1 < self.size[0]
        self._at = (x + 1, y) if sure else (-1, -1)

    def _approach(self, x: int, y: int) -> None:
        at_x, at_y = self._at
        gap = x - at_x
        if at_y != y or gap < 0:
            self._move(x, y)
            return
        between = self._rows[y][at_x:x]
        if gap <= _GAP_MAX and all(map(self._costs_one, between)):
            self._out.append("".join(cell[0] for cell in between))
        else:
            self._out.append(f"\x1b[{gap}C")
        self._at = (x, y)

    def _costs_one(self, cell: Cell) -> bool:
        grapheme, sgr = cell
        if grapheme == " ":
            return sgr == ground(self._pen)
        return sgr == self._pen and len(grapheme) == 1 and grapheme.isascii()

    def _move(self, x: int, y: int) -> None:
        at_x, at_y = self._at
        if (x, y) == (0, at_y + 1) and at_y >= 0:
            self._out.append("\r\n")
        elif at_y == y and at_x - x == 1:
            self._out.append("\b")
        else:
            self._out.append(f"\x1b[{y + 1};{x + 1}H")
        self._at = (x, y)


@lru_cache(4096)
def change_pen(old: str, new: str) -> str:
    """The sequence that turns one set of SGR parameters into another."""
    if not new:
        return "\x1b[0m"
    was, now = _parts(old), _parts(new)
    codes = _attributes(set(was[0].split(";")) - {""}, set(now[0].split(";")) - {""})
    if codes is None:
        return f"\x1b[0;{new}m"
    for place, plain in ((1, "39"), (2, "49")):
        if now[place] != was[place]:
            codes.append(now[place] or plain)
    short = ";".join(codes)
    return f"\x1b[{short}m" if len(short) <= len(new) + 2 else f"\x1b[0;{new}m"


# SGR 22 ends both bold and dim
_ENDS = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "8": "28", "9": "29"}


def _attributes(was: set[str], now: set[str]) -> list[str] | None:
    """The codes from one set of attributes to another; None where one has no end of its own."""
    if any(gone not in _ENDS for gone in was - now):
        return None
    ends = {_ENDS[gone] for gone in was - now}
    kept = {code for code in was & now if _ENDS.get(code) not in ends}
    return [*sorted(ends), *sorted(now - kept)]


@lru_cache(4096)
def ground(sgr: str) -> str:
    """What of a set of SGR parameters can be seen on a space: its ground, lines, reverse."""
    attributes, foreground, background = _parts(sgr)
    seen = [code for code in attributes.split(";") if code in ("4", "7", "9", "21", "53")]
    colours = [foreground] if seen else []
    return ";".join(part for part in (*seen, *colours, background) if part)


@lru_cache(4096)
def _parts(sgr: str) -> tuple[str, str, str]:
    """(attributes, foreground, background) of SGR parameters (ECMA-48 8.3.117)."""
    codes = sgr.split(";") if sgr else []
    parts = ["", "", ""]
    while codes:
        code = codes.pop(0)
        which = _which(int(code))
        if code in ("38", "48"):
            taken = 4 if codes[0] == "2" else 2
            code = ";".join([code, *codes[:taken]])
            del codes[:taken]
        parts[which] = f"{parts[which]};{code}" if which == 0 and parts[0] else code
    return parts[0], parts[1], parts[2]


def _which(code: int) -> int:
    if 30 <= code <= 39 or 90 <= code <= 97:
        return 1
    return 2 if 40 <= code <= 49 or 100 <= code <= 107 else 0


def _width(grapheme: str) -> int:
    return split_graphemes(grapheme)[1]
