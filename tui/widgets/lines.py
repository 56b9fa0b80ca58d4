"""The single lines that frame a screen: where you are, a rule, a remark, the keys of the moment."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.strip import Strip

from core.text import clean
from tui.keymap import Action, live
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.drawing import Drawn, OneLine, Part, fit


class HeaderLine(OneLine):
    """Line 1: where you are and what is open; on the right the book and who you are."""

    def __init__(self) -> None:
        super().__init__()
        self._left = ""
        self._right = ""

    def say(self, left: Iterable[str], right: Iterable[str]) -> None:
        """Parts are joined by a dot; the left gives way where both do not fit."""
        texts = tuple(" · ".join(clean(part) for part in side if part) for side in (left, right))
        if texts != (self._left, self._right):
            self._left, self._right = texts
            self.refresh()

    def parts(self, width: int) -> list[Part]:
        """Both sides, at least two columns apart."""
        room = max(0, width - cell_len(self._right) - 4)
        left = fit(self._left, room) if room else ""
        return [(" " + left, Tone.STRONG), ("  " + self._right + " ", Tone.DIM)]


class RuleLine(OneLine):
    """A thin line between regions."""

    def parts(self, width: int) -> list[Part]:
        """The line, one column in from either side."""
        return [(" " + "─" * (width - 2), Tone.DIM)]


class TextLines(Drawn):
    """A few lines of remarks that screens set: facts of an account, tally, a hint."""

    DEFAULT_CSS = """
    TextLines { height: 1; }
    """

    def __init__(self, height: int = 1) -> None:
        """`height` in lines; lines beyond it do not show."""
        super().__init__()
        self.styles.height = height
        self._lines: list[tuple[Part, ...]] = []

    def say(self, *lines: str | tuple[Part, ...]) -> None:
        """Each line a text, or parts in tones. Text is cleaned; two columns stand before it."""
        fresh = [_as_parts(line) for line in lines]
        for y, (old, new) in enumerate(_pairs(self._lines, fresh)):
            if old != new:
                self.refresh_line(y)
        self._lines = fresh

    def render_line(self, y: int) -> Strip:
        """The line's parts, or blank."""
        parts = self._lines[y] if y < len(self._lines) else ()
        return self.draw((("  ", Tone.PLAIN), *parts), self.size.width)


class QuestionLine(OneLine):
    """The question about money that stands now, and dim what was typed ahead of it.

    Without a question it shows the screen's remark. The app's gate learns from here that the
    question has been drawn, and starts its quarter of a second when that has been written.
    """

    def __init__(self) -> None:
        super().__init__()
        self._remark: Part = ("", Tone.PLAIN)
        self.drawn_question: object = None

    def on_mount(self) -> None:
        """Follow the gate."""
        self.desk.gate.watch(self.refresh)

    def on_unmount(self) -> None:
        """Leave the gate."""
        self.desk.gate.unwatch(self.refresh)

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """One line: what, why, what to press."""
        part = (clean(text), tone)
        if part != self._remark:
            self._remark = part
            self.refresh()

    def parts(self, width: int) -> list[Part]:
        """The question and its key, or the remark."""
        gate = self.desk.gate
        ahead = gate.typed_ahead if gate.question is not None or gate.waiting_for else ""
        parts: list[Part] = [("  ", Tone.PLAIN)]
        self.drawn_question = gate.question
        if gate.question is not None:
            parts += [(f"{sign(Sign.UNUSUAL)} ", Tone.WARN), (clean(gate.question.says), Tone.WARN)]
        else:
            parts.append(self._remark)
        if ahead:
            why = f"{gate.waiting_for}: Ctrl+C gives up" if gate.waiting_for else ""
            parts.append((f"  {why}  {ahead[-(width // 3) :]}", Tone.DIM))
        return parts


class KeyFooter(OneLine):
    """The last line: the keys that work now, most used first, as many as fit whole."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str], ...] = ()

    def say(self, actions: Iterable[Action], screen: object) -> None:
        """Take the actions that can be asked for now; draws only if they differ."""
        fresh = tuple((a.key_shown, a.word) for a in live(actions, screen) if a.word)
        if fresh != self._shown:
            self._shown = fresh
            self.refresh()

    def parts(self, width: int) -> list[Part]:
        """Key and word, two columns apart."""
        room = width - 1
        parts: list[Part] = [(" ", Tone.PLAIN)]
        for key, word in self._shown:
            length = cell_len(key) + cell_len(word) + 1
            if length > room:
                break
            parts += [(key, Tone.ACCENT), (f" {word}  ", Tone.PLAIN)]
            room -= length + 2
        return parts


def _as_parts(line: str | tuple[Part, ...]) -> tuple[Part, ...]:
    if isinstance(line, str):
        return ((clean(line), Tone.PLAIN),)
    return tuple((clean(text), tone) for text, tone in line)


def _pairs(
    old: list[tuple[Part, ...]], new: list[tuple[Part, ...]]
) -> Iterable[tuple[tuple[Part, ...], tuple[Part, ...]]]:
    for y in range(max(len(old), len(new))):
        yield old[y] if y < len(old) else (), new[y] if y < len(new) else ()
