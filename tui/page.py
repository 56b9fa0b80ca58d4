"""What every screen is: a header, a body, a line for questions, the keys of the moment.

    class Desk(Page):
        ACTIONS = (Action("key", "k", "key a batch", "Key a batch"),)

        def body(self) -> Iterable[Widget]:          # between the header's rule and the question
            yield self.grid
        def header_left(self) -> Iterable[str]: ...   # "Desk", "Clydeview and Avon"
        def book_ready(self) -> None: ...             # the book is connected (or was already)
        def act_key(self) -> None:
            self.open("keying", batch=1042)           # by name; screens import no screens

`open(name, then=…, **given)` opens a screen; `leave(result)` goes back one step and gives `then`
the result. `say(text, tone)` puts one line above the keys. `ask(Question(…))` asks about money.
Keys that no widget used arrive here and run `act_<name>` of the first live action that has them,
of the screen first, then of the app. An `Overlay` lies over the screen that opened it.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from core.groups import at_least, named
from tui.keymap import Action, barred, command_key, find_action, is_live, live, may
from tui.reaching import Fault, lost
from tui.terminal.question import Question
from tui.theme import Tone
from tui.widgets.grid import Grid
from tui.widgets.lines import HeaderLine, KeyFooter, QuestionLine, RuleLine

if TYPE_CHECKING:
    from tui.app import RentbookApp

KEY_CARD = Action("key_card", "f1", "keys", "This card: every key of this screen")
BACK = Action("back", "escape", "", "Back one step", when=lambda page: not page.is_first)


class Page(Screen[Any], inherit_bindings=False):
    """A screen of Rentbook."""

    ACTIONS: ClassVar[tuple[Action, ...]] = ()
    READS_AGAIN: ClassVar[str] = "R"  # the key that does, told where a reading failed
    ALLOW_SELECT = False
    AUTO_FOCUS = "*"
    DEFAULT_CSS = """
    Page { layout: vertical; overflow: hidden; background: $background; color: $foreground; }
    """

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        for action in cls.ACTIONS:  # a key that would do nothing is a fault of the table
            if not action.opens and not hasattr(cls, f"act_{action.name}"):
                raise TypeError(f"{cls.__name__} has no act_{action.name}")
            if action.name == BACK.name and BACK.keys not in action.all_keys:
                says = "Esc runs act_back: another key's action needs another name"
                raise TypeError(f"{cls.__name__}: {says}")

    def __init__(self) -> None:
        super().__init__()
        self.header = HeaderLine()
        self.question_line = QuestionLine()
        self.footer = KeyFooter()
        self.is_lost = False  # the last reading failed, and that is what stands above the keys
        self.opened_as = ""  # the name by which the app opened it

    # -- what a screen fills in

    def body(self) -> Iterable[Widget]:
        """The widgets between the header's rule and the question line."""
        return ()

    def header_left(self) -> Iterable[str]:
        """Where you are, and what is open."""
        return ()

    def book_ready(self) -> None:
        """The book is connected; called once, also on screens opened later."""

    def book_missing(self, says: str) -> None:
        """The book could not be opened, for this reason; the desk tries again when asked."""
        self.say(f"{says}. R on the desk tries again.", Tone.BAD)

    # -- what a screen uses

    @property
    def desk(self) -> "RentbookApp":
        """The app, by its own type."""
        return cast("RentbookApp", self.app)

    @property
    def is_first(self) -> bool:
        """Whether this is the screen the session opened with, and leaves from."""
        return self.desk.screen_stack[0] is self

    @property
    def actions(self) -> tuple[Action, ...]:
        """Everything that may be asked for here: the key card, this screen's, the app's."""
        return (KEY_CARD, *self.ACTIONS, BACK, *self.desk.ACTIONS)

    def may(self, needs: str) -> bool:
        """Whether the operator's group may do this; until the book is open, nobody is refused."""
        about = getattr(self.desk.book, "about", None)
        return about is None or may(about.group, needs)

    def open(self, name: str, then: Callable[[Any], None] | None = None, **given: object) -> None:
        """Open another screen by its name; `then(result)` is called when it leaves."""
        self.desk.open(name, then, **given)

    def leave(self, result: object = None) -> None:
        """Go back to the screen that opened this one."""
        self.dismiss(result)

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """One line above the keys: what, why, what to press. Empty: nothing."""
        self.question_line.say(text, tone)

    def has_come(self, fault: Fault | None, grid: Grid, what: str) -> bool:
        """Whether a reading came; where not, the grid's place and the line above the keys say so,
        and the next one that comes takes the words away again."""
        if fault is not None:
            self.is_lost = True
            grid.empty = f"{what} could not be read: {self.READS_AGAIN} reads again."
            grid.refresh()
            self.say(lost(fault), Tone.BAD)
        elif self.is_lost:
            self.is_lost = False
            self.say("")
        return fault is None

    def ask(self, question: Question) -> None:
        """Ask about money; only the key asked for says Yes (tui/terminal/question.py)."""
        self.desk.gate.ask(question)

    def refresh_header(self) -> None:
        """Draw line 1 anew: `header_left` and who you are."""
        self.header.say(self.header_left(), self.desk.header_right)

    def refresh_keys(self) -> None:
        """Show the keys that work now; the app calls this after every key."""
        self.footer.say(self.actions, self)

    def run_action_named(self, action: Action, key: str) -> None:
        """Do what an action says, on this screen or on the app."""
        if action.opens:
            self.open(action.opens)
            return
        act = getattr(self, f"act_{action.name}", None) or getattr(self.desk, f"act_{action.name}")
        if action.takes_key:
            act(key)
        else:
            act()

    # -- what it does by itself

    def compose(self) -> ComposeResult:
        """Header, rule, body, question, keys."""
        yield self.header
        yield RuleLine()
        yield from self.body()
        yield self.question_line
        yield self.footer

    def on_mount(self) -> None:
        """Fill in header and footer before the first paint."""
        self.refresh_header()
        self.refresh_keys()
        if self.desk.book is not None:
            self.call_later(self.book_ready)

    def on_unmount(self) -> None:
        """A question nobody can see any more is answered No."""
        if self.question_line.drawn_question is not None:
            self.desk.gate.withdraw(self.question_line.drawn_question)

    def on_key(self, event: events.Key) -> None:
        """A key no widget used: an action, or Tab to the next widget, or nothing."""
        action = find_action(self.actions, event.key, self)
        if action is not None:
            self.run_action_named(action, event.key)
        elif event.key == "tab":
            self.focus_next()
        elif event.key == "shift+tab":
            self.focus_previous()
        elif (kept := barred(self.actions, event.key, self)) is not None:
            self.say(f"Only {named(at_least(kept.needs))}: {kept.says}", Tone.WARN)
        elif (beneath := self._beneath(event.key)) is not None:
            self.say(f"{beneath.says}: open beneath this page, Esc goes back to it.")
        else:
            return
        event.stop()
        event.prevent_default()

    def _beneath(self, key: str) -> Action | None:
        """The way to a page that is open under this one: opened twice it would be two."""
        return next(
            (
                each
                for each in self.desk.ACTIONS
                if each.opens
                and command_key(key) in each.all_keys
                and self.desk.is_open(each.opens)
                and each.opens != self.opened_as
            ),
            None,
        )

    def act_key_card(self) -> None:
        """F1: every key of this screen."""
        self.desk.push_overlay("key_card", live(self.actions, self))

    def act_palette(self) -> None:
        """Ctrl+P: every action by name."""
        self.desk.push_overlay("palette", live(self.actions, self), self._run_chosen)

    def act_back(self) -> None:
        """Esc: one step back."""
        self.leave()

    def _run_chosen(self, action: Action | None) -> None:
        if action is not None and is_live(action, self):
            self.run_action_named(action, action.all_keys[0])


class Overlay(Page):
    """A page over the one that opened it: no header, no keys of the app, Esc leaves.

    It covers the whole screen: what shines through would be composed anew with every key.
    """

    @property
    def actions(self) -> tuple[Action, ...]:
        """This overlay's own, and the way back where it has none of its own."""
        own = any(BACK.keys in action.all_keys for action in self.ACTIONS)
        return self.ACTIONS if own else (*self.ACTIONS, BACK)

    def compose(self) -> ComposeResult:
        """The body between two rules, and its keys."""
        yield RuleLine()
        yield from self.body()
        yield RuleLine()
        yield self.question_line
        yield self.footer
