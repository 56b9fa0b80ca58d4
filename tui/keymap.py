"""The one table of keys: what each function key means everywhere, its second way, a screen's own.

A screen declares its actions as a table; its footer, its key card (F1), the palette (Ctrl+P) and
the dispatch of keys are all made from it, so none can name a key that does nothing:

    ACTIONS = (
        Action("post", "f10", "post", "Post the batch", when=lambda page: page.batch.proves),
        Action("choose", ("up", "down"), "choose", "Choose another candidate", shown="↑↓"),
        Action("note", "n", "note", "Write a note on this account"),
    )

`name` is the method `act_post(self)` on the screen (`act_choose(self, key)` where it takes the
key). Keys are Textual's names (`slash`, `question_mark`, `plus`, `ctrl+z`). Letters and signs
reach a screen only where no field has the focus. F-keys bring their second way along.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from core.groups import at_least

# product.md "Conventions": an F-key means one thing everywhere, and has a second way in
# besides the palette. A second way is never a key that edits a line in a shell.
F_KEYS: dict[str, tuple[str, str | None]] = {
    "f1": ("keys", None),
    "f2": ("find", "ctrl+r"),
    "f3": ("key a batch", None),
    "f4": ("files", None),
    "f5": ("bank", None),
    "f6": ("requests", None),
    "f7": ("go to what needs a look", "ctrl+g"),
    "f8": ("suspense", "ctrl+n"),
    "f9": ("sign", "ctrl+t"),
    "f10": ("post", "ctrl+o"),
}
SHELL_KEYS = frozenset(f"ctrl+{letter}" for letter in "aeukwydf")
# Same bytes as other keys (I M H J [), prefixes of tmux and screen (B A), flow control (Q S).
UNSAFE_KEYS = frozenset(f"ctrl+{letter}" for letter in "imhjbaqs") | {"ctrl+left_square_bracket"}
# The keypad sends names of its own where a terminal tells it apart; each types its character.
KEYPAD: dict[str, str] = {
    "add": "+",
    "subtract": "-",
    "multiply": "*",
    "divide": "/",
    "decimal": ".",
    "equal": "=",
    "separator": ",",
}
_KEYPAD_NAMES = {
    "add": "plus",
    "subtract": "minus",
    "multiply": "asterisk",
    "divide": "slash",
    "decimal": "full_stop",
    "equal": "equals_sign",
    "separator": "comma",
}
_SHOWN = {
    "slash": "/",
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PageUp",
    "pagedown": "PageDown",
    "home": "Home",
    "end": "End",
    "delete": "Del",
    "backspace": "Backspace",
}


ANYBODY = "operator"


def _always(_screen: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the operator can ask for here: its keys, its words, when it can be asked."""

    name: str
    keys: str | tuple[str, ...]
    word: str  # in the footer; empty: not in the footer
    says: str  # on the key card and in the palette
    when: Callable[[Any], bool] = field(default=_always, kw_only=True)
    shown: str = field(default="", kw_only=True)  # the key's name in the footer, if not its own
    takes_key: bool = field(default=False, kw_only=True)  # act_name(key) instead of act_name()
    opens: str = field(default="", kw_only=True)  # the screen it opens, instead of act_name()
    needs: str = field(default=ANYBODY, kw_only=True)  # the least group that may do it

    @property
    def all_keys(self) -> tuple[str, ...]:
        """Its own keys and the second ways of its F-keys."""
        own = (self.keys,) if isinstance(self.keys, str) else self.keys
        seconds = (F_KEYS[key][1] for key in own if key in F_KEYS)
        return own + tuple(second for second in seconds if second is not None)

    @property
    def key_shown(self) -> str:
        """The key as the footer names it: `F10`, `^Z`, `/`, `↑↓`."""
        if self.shown:
            return self.shown
        return show_key(self.all_keys[0])


def plain_key(key: str) -> str:
    """The key's name with the keypad's own names folded into those of the main keys."""
    return _KEYPAD_NAMES.get(key, key)


def show_key(key: str) -> str:
    """A key as people name it: `ctrl+x` → `^X`, `f10` → `F10`, `slash` → `/`."""
    if key in _SHOWN:
        return _SHOWN[key]
    if key.startswith("ctrl+"):
        return "^" + key[5:].upper()
    return key.upper() if len(key) == 1 or key[1:].isdigit() else key.capitalize()


def typed(key: str, character: str | None) -> str:
    """The text a key types into a field: one printable character, or nothing."""
    if key in KEYPAD:
        return KEYPAD[key]
    return character if character is not None and character.isprintable() else ""


def find_action(actions: Iterable[Action], key: str, screen: Any) -> Action | None:
    """The first action with this key that can be asked for now."""
    folded = command_key(key)
    for action in actions:
        if folded in action.all_keys and is_live(action, screen):
            return action
    return None


def command_key(key: str) -> str:
    """The key as tables name it: a letter is the same command with Caps Lock on."""
    name = plain_key(key)
    return name.lower() if len(name) == 1 else name


def live(actions: Iterable[Action], screen: Any) -> tuple[Action, ...]:
    """The actions that can be asked for now, in the table's order."""
    return tuple(action for action in actions if is_live(action, screen))


def is_live(action: Action, screen: Any) -> bool:
    """Whether an action can be asked for now, and by this operator's group."""
    return (action.needs == ANYBODY or screen.may(action.needs)) and action.when(screen)


def may(group: str, needs: str) -> bool:
    """Whether a group may do what needs another: each group stands on the one before it.

    An auditor stands apart and only reads; what the book itself lets them do is the same.
    """
    return needs == ANYBODY or group in at_least(needs)


def barred(actions: Iterable[Action], key: str, screen: Any) -> Action | None:
    """The action of this key that another group than the operator's could ask for now."""
    for action in actions:
        if (
            command_key(key) in action.all_keys
            and not screen.may(action.needs)
            and action.when(screen)
        ):
            return action
    return None
