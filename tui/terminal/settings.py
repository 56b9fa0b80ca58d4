"""What must stand in the environment before Textual is imported, with a reason for each.

Import this module before anything of Textual (`tui/__init__` does). `why_not` says in words why
a screen cannot be opened here; call it before the app is made.
"""

import os
from collections.abc import Mapping

# A refresh asked for by a later message waits for the frame timer: 60 frames a second make
# 16 ms of that, 1,000 make 1 ms. Nothing is drawn while nothing changes.
_SETTINGS = {
    "TEXTUAL_FPS": "1000",
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_SMOOTH_SCROLL": "0",  # in-band resize and pixel mouse: we use neither
}
_HOPELESS = frozenset({"dumb", "unknown", "emacs"})


def prepare(environ: "os._Environ[str] | dict[str, str]" = os.environ) -> None:
    """Set what the operator has not set otherwise. Safe to repeat."""
    for name, value in _SETTINGS.items():
        environ.setdefault(name, value)


def why_not(environ: Mapping[str, str], *, tty: bool) -> str | None:
    """Why no screen can be opened, in one line with the way out; None where one can."""
    if not tty:
        return (
            "Rentbook's screens need a terminal: run it from one, or use the commands "
            "(rentbook --help), which need none."
        )
    term = environ.get("TERM", "")
    if not term or term in _HOPELESS:
        return (
            f"TERM is {term!r}, which says this terminal cannot place text. If it can, set TERM "
            "(for instance TERM=xterm-256color); otherwise use the commands (rentbook --help)."
        )
    return None


prepare()
