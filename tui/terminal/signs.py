"""The marks and lines of the screens, with plain fallbacks where the locale is not UTF-8.

`sign(Sign.KEPT)` is "✓", or "ok" on a terminal that could not show it. Single drawing characters
(rules, dots, pounds) need no care: the frame replaces what the terminal's charset lacks.
"""

import os
from collections.abc import Mapping
from enum import Enum


class Sign(Enum):
    """A state's mark: (UTF-8, ASCII). The word beside it says the same (screens.md)."""

    KEPT = ("✓", "ok")
    KEEPING = ("…", "..")
    UNUSUAL = ("!", "!")
    DUPLICATE = ("✗", "x")
    SUSPENSE = ("S", "S")
    SPLIT = ("/", "/")
    STRUCK = ("~", "~")
    HERE = ("›", ">")


# One cell for one cell, so that no column moves.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("─·–—−…", "-"),
        **dict.fromkeys("│┤├", "|"),
        **dict.fromkeys("█▇▆▅▄▃▂▁", "#"),
        **dict.fromkeys("“”", '"'),
        **dict.fromkeys("‘’", "'"),
        **{"›": ">", "‹": "<", "✓": "v", "✗": "x", "£": "L", "×": "x"},
        **{"↑": "^", "↓": "v", "←": "<", "→": ">", "⏎": "/"},
    }
)


def is_utf8(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the locale promises UTF-8. An unset locale is taken for UTF-8, as Python does."""
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if value := environ.get(name):
            return "utf8" in value.lower().replace("-", "")
    return True


UTF8 = is_utf8()


def sign(mark: Sign, *, utf8: bool = UTF8) -> str:
    """The mark as this terminal can show it."""
    return mark.value[0] if utf8 else mark.value[1]


def plain(grapheme: str) -> str:
    """The nearest ASCII for one grapheme of one cell, `?` where there is none."""
    text = grapheme[:1].translate(_PLAIN)
    return text if text.isascii() else "?"
