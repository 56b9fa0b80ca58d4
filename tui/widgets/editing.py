"""One line of text being edited, with the keys of a shell; no Textual, no screen."""

from dataclasses import dataclass, field

from core.text import clean


@dataclass(slots=True)
class LineEdit:
    """Text, where the next character goes, and how much is taken in at most."""

    text: str = ""
    limit: int = 200
    at: int = -1
    killed: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.at < 0:
            self.at = len(self.text)

    def set(self, text: str) -> None:
        """Another text, the cursor at its end."""
        self.text = text[: self.limit]
        self.at = len(self.text)

    def insert(self, text: str) -> bool:
        """Put text in at the cursor, made harmless; False where it does not fit whole."""
        text = clean(text, max(1, len(text) * 12))
        room = self.limit - len(self.text)
        taken = text[: max(0, room)]
        self.text = self.text[: self.at] + taken + self.text[self.at :]
        self.at += len(taken)
        return len(taken) == len(text)

    def press(self, key: str) -> bool:
        """Do what an editing key does; False for a key that edits nothing in any line."""
        act = _KEYS.get(key)
        if act is None:
            return False
        act(self)
        return True

    def _backspace(self) -> None:
        if self.at:
            self.text = self.text[: self.at - 1] + self.text[self.at :]
            self.at -= 1

    def _delete(self) -> None:
        self.text = self.text[: self.at] + self.text[self.at + 1 :]

    def _left(self) -> None:
        self.at = max(0, self.at - 1)

    def _right(self) -> None:
        self.at = min(len(self.text), self.at + 1)

    def _home(self) -> None:
        self.at = 0

    def _end(self) -> None:
        self.at = len(self.text)

    def _kill_left(self) -> None:
        self._kill(0, self.at)

    def _kill_right(self) -> None:
        self._kill(self.at, len(self.text))

    def _kill_word(self) -> None:
        head = self.text[: self.at].rstrip()
        self._kill(len(head) - len(head.split(" ")[-1]), self.at)

    def _kill(self, start: int, end: int) -> None:
        if start < end:
            self.killed = self.text[start:end]
            self.text = self.text[:start] + self.text[end:]
        self.at = start

    def _yank(self) -> None:
        self.insert(self.killed)


# readline(3)'s names for the same keys
_KEYS = {
    "backspace": LineEdit._backspace,
    "ctrl+h": LineEdit._backspace,
    "delete": LineEdit._delete,
    "ctrl+d": LineEdit._delete,
    "left": LineEdit._left,
    "right": LineEdit._right,
    "ctrl+f": LineEdit._right,
    "home": LineEdit._home,
    "ctrl+a": LineEdit._home,
    "end": LineEdit._end,
    "ctrl+e": LineEdit._end,
    "ctrl+u": LineEdit._kill_left,
    "ctrl+k": LineEdit._kill_right,
    "ctrl+w": LineEdit._kill_word,
    "ctrl+y": LineEdit._yank,
}
EDITING_KEYS = frozenset(_KEYS)
