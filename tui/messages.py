"""What is said between threads, widgets and screens: one small class per thing that happened."""

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.message import Message

from core.refusal import Refusal, Unknown, Unreached

if TYPE_CHECKING:
    from tui.asking import Asking

T = TypeVar("T")
Fault = Refusal | Unknown | Unreached


class Answered(Message, Generic[T], bubble=False, no_dispatch=None):
    """The answer to a question asked through `Asking`, with the query it answers.

    Derive one per kind of question, `class PageRead(Answered[AccountPage])`, and handle it with
    `on_page_read`. `fault` is the refusal where the book said no or could not be reached; else
    `result` holds what the work returned. An answer no longer asked for is never dispatched.
    """

    def __init_subclass__(cls, **options: Any) -> None:
        # Textual would set both anew on each class derived from this one
        super().__init_subclass__(bubble=None, no_dispatch=None, **options)

    def __init__(self, asking: "Asking[Any]", ticket: int, query: object) -> None:
        super().__init__()
        self.asking = asking
        self.ticket = ticket
        self.query = query
        self.fault: Fault | None = None
        self._result: T | None = None

    @property
    def result(self) -> T:
        """What the work returned; raises the fault if it did not return."""
        if self.fault is not None:
            raise self.fault
        return self._result  # type: ignore[return-value]  # T may be None itself

    @result.setter
    def result(self, result: T) -> None:
        self._result = result

    # Textual asks each message before dispatch; a stale answer is stopped here, whatever was
    # asked between its posting and now.
    @property
    def no_dispatch(self) -> bool:  # type: ignore[override]  # a class variable in Textual
        """Whether a newer question has been asked since."""
        return self.asking.is_stale(self.ticket)


class Connected(Answered[Any]):
    """The book is open; `result` is what the app was told to connect with."""
