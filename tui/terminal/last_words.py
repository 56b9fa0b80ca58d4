"""What a fault of ours leaves on the terminal: where it happened, and nothing of what it held.

Overrides the private `App._fatal_error` of Textual 8.x, which prints every local variable beside
the traceback: tenants' names, amounts, and a book's address with its password.
"""

from typing import Any

import rich
from rich.segment import Segments
from rich.traceback import Traceback
from textual.app import App


class LastWords(App[Any]):
    """App mixin: a traceback without values."""

    def _fatal_error(self) -> None:
        self.bell()
        traceback = Traceback(show_locals=False, width=None, suppress=[rich])
        rendered = self.console.render(traceback, self.console.options)
        self._exit_renderables.append(Segments(rendered))
        self._close_messages_no_wait()
