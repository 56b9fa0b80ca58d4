"""docs/keys.md, made from the screens' own tables: run as a module, its output is the page."""

from importlib import import_module

from tui.app import RentbookApp
from tui.keymap import Action, show_key
from tui.page import BACK, KEY_CARD, Page
from tui.pages import PAGES

_TITLES = {
    "desk": "Desk",
    "find": "Find, over any screen",
    "keying": "Keying",
    "account": "Account",
    "batches": "Open batches",
    "files": "Files",
    "file": "One payment file",
    "suspense": "Suspense",
    "reconcile": "Reconcile",
    "requests": "Requests",
    "approval": "One request",
    "schedule": "A schedule of requests",
    "write_offs": "Write-offs to ask for",
    "payments": "Payments",
    "audit": "Audit",
}
_HEAD = """# Keys

Made from the screens' own tables (`python -m tests.house.keys_page > docs/keys.md`).
F1 shows the same on every screen, Ctrl+P every action by name.

- Enter finishes a cell and never does anything larger.
- Ctrl+A E U K W Y D F edit a line as in a shell.
- Amounts: `104.75`, `1,204.75`, `52.40*4`, `=` the usual amount, `b` the balance.
- Dates: `22`, `22/11`, `-1` yesterday, `t` today.
"""


def page() -> str:
    """The page as it should stand."""
    parts = [_HEAD, _table("Everywhere", (KEY_CARD, *RentbookApp.ACTIONS, BACK))]
    for name, title in _TITLES.items():
        module, _, cls = PAGES[name].partition(":")
        screen = getattr(import_module(module), cls)
        assert issubclass(screen, Page)
        parts.append(_table(title, screen.ACTIONS))
    return "\n".join(parts)


def _table(title: str, actions: tuple[Action, ...]) -> str:
    rows = [f"## {title}", "", "| key | does |", "|---|---|"]
    for action in actions:
        keys = action.shown or " ".join(show_key(key) for key in action.all_keys)
        rows.append(f"| {keys} | {action.says} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    print(page(), end="")
