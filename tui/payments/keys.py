"""The keys of the payments screen, and when each can be asked for."""

from typing import TYPE_CHECKING, Any

from tui.keymap import Action
from tui.payments.rows import ToPay

if TYPE_CHECKING:
    from db.payments.runs import Run


def run_of(page: Any) -> "Run | None":
    """The run under the cursor."""
    one = page.under_cursor()
    return one if hasattr(one, "digest") else None


def _can_make(page: Any) -> bool:
    return any(isinstance(one, ToPay) for one in page.lines)


def _can_confirm(page: Any) -> bool:
    run = run_of(page)
    return run is not None and run.state == "made" and bool(run.digest)


def _has_file(page: Any) -> bool:
    run = run_of(page)
    return run is not None and run.state != "abandoned"


def _is_open(page: Any) -> bool:
    run = run_of(page)
    return run is not None and run.state == "made"


def _is_paid(page: Any) -> bool:
    run = run_of(page)
    return run is not None and run.state == "confirmed"


PAYMENT_KEYS = (
    Action("items", "enter", "payments", "The payments of the run, bank details masked",
           when=lambda page: run_of(page) is not None),
    Action("make", "n", "new run", "Pay everything that is approved, as one file",
           when=_can_make, needs="supervisor"),
    Action("confirm", "c", "confirm", "The bank has the file: not its maker says so",
           when=_can_confirm, needs="supervisor"),
    Action("abandon", "x", "abandon", "Give the run up: its file was not handed in",
           when=_is_open, needs="supervisor"),
    Action("again", "a", "file again", "Write the file of the run once more, the same bytes",
           when=_has_file, needs="supervisor"),
    Action("came_back", "b", "came back", "One payment of the run came back", when=_is_paid,
           needs="supervisor"),
    Action("returns", "l", "load returns", "Read the bank's file of what came back",
           needs="supervisor"),
    Action("card", "k", "card paid", "The provider paid it back to the card",
           when=lambda page: hasattr(page.under_cursor(), "card"), needs="supervisor"),
    Action("reread", "r", "", "Read them again"),
)  # fmt: skip
