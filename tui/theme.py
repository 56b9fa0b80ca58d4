"""How the screens look: four themes and the few tones in which things are said.

No meaning rests on colour alone, so each tone differs by weight or a sign as well. `rentbook-dark`
and `rentbook-light` set their colours; `rentbook-16` uses the terminal's own; `rentbook-mono` (also
for NO_COLOR) uses weight, underline and reverse only.
"""

from collections.abc import Mapping
from enum import Enum

from rich.style import Style
from textual.theme import BUILTIN_THEMES, Theme

MONO, SIXTEEN, DARK, LIGHT = "rentbook-mono", "rentbook-16", "rentbook-dark", "rentbook-light"


class Tone(Enum):
    """How a piece of text is said."""

    PLAIN = "plain"
    DIM = "dim"  # done, or not of the moment
    STRONG = "strong"  # headings, the cursor's row
    ACCENT = "accent"  # the one accent: keys in the footer, marks
    CELL = "cell"  # the one bright thing: what takes the next key
    GOOD = "good"
    WARN = "warn"  # amber: needs a look
    BAD = "bad"  # red: needs a reason
    STRUCK = "struck"


_MONO = {
    Tone.PLAIN: Style(),
    Tone.DIM: Style(dim=True),
    Tone.STRONG: Style(bold=True),
    Tone.ACCENT: Style(bold=True),
    Tone.CELL: Style(underline=True, bold=True),
    Tone.GOOD: Style(),
    Tone.WARN: Style(bold=True),
    Tone.BAD: Style(bold=True, reverse=True),
    Tone.STRUCK: Style(dim=True, strike=True),
}
_SIXTEEN = _MONO | {
    Tone.ACCENT: Style(color="cyan"),
    Tone.GOOD: Style(color="green"),
    Tone.WARN: Style(color="yellow", bold=True),
    Tone.BAD: Style(color="red", bold=True),
}


def _tones(
    dim: str, accent: str, cell: tuple[str, str], states: tuple[str, ...]
) -> dict[Tone, Style]:
    good, warn, bad = states
    return {
        Tone.PLAIN: Style(),
        Tone.DIM: Style(color=dim),
        Tone.STRONG: Style(bold=True),
        Tone.ACCENT: Style(color=accent),
        Tone.CELL: Style(color=cell[0], bgcolor=cell[1], bold=True),
        Tone.GOOD: Style(color=good),
        Tone.WARN: Style(color=warn, bold=True),
        Tone.BAD: Style(color=bad, bold=True),
        Tone.STRUCK: Style(color=dim, strike=True),
    }


TONES: Mapping[str, Mapping[Tone, Style]] = {
    MONO: _MONO,
    SIXTEEN: _SIXTEEN,
    DARK: _tones("#8a8a8a", "#5fafd7", ("#ffffff", "#303a46"), ("#87af87", "#ffaf5f", "#ff8787")),
    LIGHT: _tones("#767676", "#005f87", ("#000000", "#d0dce6"), ("#3a6e3a", "#875f00", "#af0000")),
}


def _terminal_theme(name: str) -> Theme:
    plain = "ansi_default"
    return Theme(
        name,
        primary=plain,
        secondary=plain,
        warning=plain,
        error=plain,
        success=plain,
        accent=plain,
        foreground=plain,
        background=plain,
        surface=plain,
        panel=plain,
        boost=plain,
        ansi=True,
        variables=BUILTIN_THEMES["ansi-dark"].variables,
    )


def _own_theme(name: str, background: str, foreground: str, *, dark: bool) -> Theme:
    return Theme(
        name,
        primary=foreground,
        foreground=foreground,
        background=background,
        surface=background,
        panel=background,
        dark=dark,
    )


THEMES = (
    _terminal_theme(MONO),
    _terminal_theme(SIXTEEN),
    _own_theme(DARK, "#1c1c1c", "#d0d0d0", dark=True),
    _own_theme(LIGHT, "#ffffff", "#262626", dark=False),
)


def choose_theme(environ: Mapping[str, str]) -> str:
    """The theme for this terminal; RENTBOOK_THEME (dark, light, 16, mono) decides if set."""
    wanted = f"rentbook-{environ.get('RENTBOOK_THEME', '')}"
    if wanted in TONES:
        return wanted
    if "NO_COLOR" in environ:
        return MONO
    term, color = environ.get("TERM", ""), environ.get("COLORTERM", "")
    if "256color" not in term and color not in ("truecolor", "24bit"):
        return SIXTEEN
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT if background in ("7", "15") else DARK
