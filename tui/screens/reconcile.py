"""Reconcile: bank and cashbook of a day beside each other, matched, entered, signed."""

from collections.abc import Mapping
from datetime import date

from tui.bank import forms
from tui.bank.signing import SignsDay
from tui.keymap import Action
from tui.widgets.grid import Grid


def _is_open(page: "Reconcile") -> bool:
    return page.seen is not None and not page.is_signed


def _on_line(page: "Reconcile") -> bool:
    return _is_open(page) and page.line is not None


def _on_item(page: "Reconcile") -> bool:
    return _on_line(page) or (_is_open(page) and page.entry is not None)


class Reconcile(SignsDay):
    """Space chooses, Enter matches, A accepts every exact one; F9 signs."""

    READS_AGAIN = "U"
    ACTIONS = (
        Action("choose", "space", "choose", "Choose the item under the cursor, or no longer",
               when=_on_item, needs="assistant"),
        Action("match", "enter", "match", "Match what is chosen, or what is proposed here",
               when=_on_item, needs="assistant"),
        Action("exact", "a", "all exact", "Accept every exact match", when=_is_open,
               needs="assistant"),
        Action("receipt", "c", "receipt", "Make the bank line a receipt of whoever is found",
               when=lambda page: _on_line(page) and page.desk.has_page("find"),
               needs="assistant"),
        Action("sign", "f9", "sign", "Sign the day, or countersign a colleague's sheet",
               when=lambda page: page.seen is not None, needs="assistant"),
        Action("side", "tab", "side", "Go to the other side"),
        Action("post", "f10", "post", "Post the batch of the bank's lines",
               when=lambda page: page.seen is not None and page.seen.waiting is not None,
               needs="assistant"),
        Action("return", "r", "return", "Reverse the receipt that came back with this line",
               when=_on_line, needs="assistant"),
        Action("fee", "f", "fee", "Post the line as a bank charge", when=_on_line,
               needs="assistant"),
        Action("transfer", "t", "transfer", "Post the line as a transfer between bank accounts",
               when=_on_line, needs="assistant"),
        Action("note", "n", "note", "Explain the item: the reason, and who sees to it",
               when=_on_item, needs="assistant"),
        Action("lacking", "g", "gap", "Explain what a statement's own balances lack",
               when=lambda page: _is_open(page) and page.has_gap, needs="assistant"),
        Action("open", "o", "open", "Show a batch's receipts one by one, or whole again",
               when=lambda page: _is_open(page) and page.entry is not None
               and page.entry.batch is not None),
        Action("suspend", "f8", "", "Make the bank line a receipt in suspense", when=_on_line,
               needs="assistant"),
        Action("await", "s", "", "Let a credit wait for its schedule", when=_on_line,
               needs="assistant"),
        Action("undo", "ctrl+z", "undo", "Undo my latest match", when=_is_open,
               needs="assistant"),
        Action("matches", "v", "matches", "The matches not signed yet, anybody's, to undo",
               when=lambda page: page.seen is not None),
        Action("refuse", "x", "refuse", "Refuse to countersign, with a reason",
               when=lambda page: page.may_refuse, needs="assistant"),
        Action("sheet", "p", "sheet", "The proof sheet, to read and to print",
               when=lambda page: page.is_signed),
        Action("seek", "slash", "seek", "Show only what fits: words, amount, in, out, >7 days",
               when=lambda page: page.seen is not None),
        Action("day", ("left", "right"), "day", "The day before, the day after", shown="←→",
               takes_key=True, when=lambda page: page.seen is not None),
        Action("cashbook", "b", "", "The next cashbook",
               when=lambda page: page.seen is not None and len(page.seen.cashbooks) > 1),
        Action("again", "u", "", "Read the day again"),
    )  # fmt: skip

    def __init__(self, *, cashbook: str = "", day: date | None = None) -> None:
        """Empty: the cashbook and day that wait longest for a signature."""
        super().__init__(cashbook, day)

    @property
    def actions(self) -> tuple[Action, ...]:
        """As on every screen, but F8 and F5 are this one's own."""
        return tuple(
            each for each in super().actions if each.opens not in ("suspense", "reconcile")
        )

    # -- keys that only show

    def act_match(self) -> None:
        """From the palette: as Enter in the list."""
        grid = self.bank if self.on_bank else self.book
        self.grid_chosen(grid, grid.cursor)

    def act_matches(self) -> None:
        """V: the matches that no sheet rests on."""
        from tui.bank.matches_page import MatchesPage

        self.desk.push_screen(MatchesPage(self.cashbook))

    def act_side(self) -> None:
        """Tab: to the other side."""
        to: Grid = self.book if self.on_bank else self.bank
        self.go_to_side(to)

    def act_seek(self) -> None:
        """`/`: what to keep in sight."""
        self._ask_seek()

    def _ask_seek(self) -> None:
        form = forms.seek_form(self.choosing.sought)

        def sought(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.choosing.seek(values["sought"], self.desk.book.about.today)
                self.show_sides()

        self.asked_by_form = True
        self.open("form", sought, title=form.title, fields=form.fields, lines=form.lines)

    def act_open(self) -> None:
        """O: the batch under the cursor receipt by receipt, or whole again."""
        assert self.entry is not None
        self.opened ^= {self.entry.entry}
        self.read()

    def act_day(self, key: str) -> None:
        """The arrows: a day back or on."""
        self.step_day(-1 if key == "left" else 1)

    def act_cashbook(self) -> None:
        """B: the next one, at the day that waits there."""
        assert self.seen is not None
        codes = self.seen.cashbooks
        self.cashbook = codes[(codes.index(self.cashbook) + 1) % len(codes)]
        self.opened.clear()
        self.day = None
        self.read()

    def act_again(self) -> None:
        """U."""
        self.read()
