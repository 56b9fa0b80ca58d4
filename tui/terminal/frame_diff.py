"""Every frame is compared with the one the terminal shows, and only what changed is written.

Overrides the private `App._display` of Textual 8.x: the compositor rewrites each dirty region
whole, 3 to 18 times the bytes needed. The frame is forgotten (and drawn whole) when the size
changes, when the program is continued after a stop, and on `forget_frame` (Ctrl+L).

The focused widget may say where the next key goes with a `caret`, an Offset inside its content or
None: the terminal's own cursor stands there. No widget draws a cursor of its own.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Offset
from textual.strip import Strip

from tui.terminal.frame import Frame, Piece
from tui.terminal.signs import UTF8, plain

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen

_SYNC_FROM = 256  # below so many bytes a frame is one write anyway, and needs no bracket


class FrameDiff(App[Any]):
    """App mixin: frames leave as differences. `frame_sent` tells that one has left."""

    _frame: Frame | None = None

    def forget_frame(self) -> None:
        """Draw the next frame whole, whatever the terminal shows, and do so now."""
        self._frame = None
        if self.screen_stack:
            self.screen.refresh()

    def frame_sent(self) -> None:
        """Called when a frame has been handed to the terminal; nothing by default."""

    def _display(self, screen: "Screen[Any]", renderable: "RenderableType | None") -> None:
        driver = self._driver
        ours = isinstance(renderable, ChopsUpdate | LayoutUpdate)
        if driver is None or not ours or self.is_headless or not self._running or self._closed:
            if renderable is not None and not self._batch_count and not ours:
                self._frame = None  # painted past us: what stands there is unknown
            super()._display(screen, renderable)
            self.frame_sent()
            return
        try:
            if not self._batch_count:
                assert isinstance(renderable, ChopsUpdate | LayoutUpdate)
                self._send(self._difference(renderable))
        finally:
            self.post_display_hook()

    def _send(self, text: str) -> None:
        driver = self._driver
        assert driver is not None
        if text:
            bracket = len(text) >= _SYNC_FROM
            if bracket:
                self._begin_update()
            driver.write(text)
            if bracket:
                self._end_update()
            driver.flush()
        self.frame_sent()

    def _difference(self, update: ChopsUpdate | LayoutUpdate) -> str:
        size = (self.size.width, self.size.height)
        frame = self._frame
        if frame is None or frame.size != size:
            frame = Frame(size, self.console._color_system, None if UTF8 else plain)
            self._frame = frame
            if not isinstance(update, LayoutUpdate):
                # A part of a frame on a cleared screen would leave the rest blank.
                update = self.screen._compositor.render_full_update()
        frame.paint(_pieces(update))
        frame.place(self._caret())
        return frame.flush()

    def _caret(self) -> tuple[int, int] | None:
        focused = self.screen.focused
        caret = getattr(focused, "caret", None)
        if focused is None or not isinstance(caret, Offset):
            return None
        x, y = focused.content_region.offset + caret
        return (x, y) if 0 <= x < self.size.width and 0 <= y < self.size.height else None


def _pieces(update: ChopsUpdate | LayoutUpdate) -> Iterator[Piece]:
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in line:
                yield x, y, strip
                x += strip.cell_length
        return
    for y, left, right in update.spans:
        for end, (x, chop) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            piece = _cut((x, y, chop), end, (left, right))
            if piece is not None:
                yield piece


def _cut(piece: tuple[int, int, Strip | None], end: int, span: tuple[int, int]) -> Piece | None:
    """The part of a chop inside a dirty span, as `ChopsUpdate.render_segments` cuts it."""
    x, y, strip = piece
    left, right = span
    if strip is None or x > right or end <= left:
        return None
    if right > x >= left and end <= right:
        return x, y, strip
    return x, y, strip.crop(0, min(end, right) - x)
