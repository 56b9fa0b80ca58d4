"""Suspense: every open case oldest first, whose it may be always in view, cleared in two keys."""

from functools import partial
from typing import TYPE_CHECKING, Any

from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.reaching import lost, reach
from tui.suspense import words
from tui.suspense.likely import likely_found
from tui.suspense.returning import ReturnsToSender
from tui.theme import Tone

if TYPE_CHECKING:
    from db.accounts import Account

_NUMBERS = tuple("1234")


class AccountRead(Answered["Account"]):
    """An account found by hand; `query` is the item it was found for."""


def _on_case(page: "Suspense") -> bool:
    return page.case is not None


def _may_choose(page: "Suspense") -> bool:
    """Also while candidates are looked for: the keys wait for them."""
    return page.case is not None and (bool(page.likely) or page.ranked(page.case) is None)


class Suspense(ReturnsToSender):
    """C Enter clears the item under the cursor, or those that Space marked."""

    ACTIONS = (
        Action("clear", "c", "clear", "Clear to the account marked, or every marked item",
               when=_on_case, needs="assistant"),
        Action("number", _NUMBERS, "choose", "Choose the candidate of that number", shown="1-4",
               takes_key=True, when=_may_choose, needs="assistant"),
        Action("choose", ("left", "right"), "", "Choose the candidate before or after",
               shown="←→", takes_key=True, when=_may_choose, needs="assistant"),
        Action("mark", "space", "mark", "Mark a certain item, or take the mark off", when=_on_case,
               needs="assistant"),
        Action("certain", "a", "all certain", "Mark every certain item here; again: none",
               when=_on_case, needs="assistant"),
        Action("why", "question_mark", "why", "The whole explanation of its candidates",
               when=_on_case),
        Action("view", "v", "view", "In hand, mine, all, parked, past their limit"),
        Action("find", ("slash", "f2"), "find", "Find another account for this item",
               when=lambda page: _on_case(page) and page.desk.has_page("find"), needs="assistant"),
        Action("part", "p", "part", "Clear a part of the item", when=_on_case, needs="assistant"),
        Action("owner", "o", "owner", "Say who looks after it", when=_on_case, needs="assistant"),
        Action("next_action", "n", "next", "Say what happens next with it", when=_on_case,
               needs="assistant"),
        Action("park", "u", "until", "Park it until a day, saying what is waited for",
               when=_on_case, needs="assistant"),
        Action("sender", "b", "", "Ask to send it back to who paid it", when=_on_case,
               needs="assistant"),
        Action("account", "i", "account", "Open the account it would go to",
               when=lambda page: _on_case(page) and not page.desk.is_open("account")),
        Action("again", "r", "", "Read the cases again, and look for candidates anew"),
    )  # fmt: skip

    def __init__(self, *, view: str = "in hand", item: int | None = None) -> None:
        """`view` is one of words.VIEWS; `item` is where the cursor begins, whatever its view."""
        super().__init__(view, item)
        self.finding = Asking(self, AccountRead)

    @property
    def actions(self) -> tuple[Action, ...]:
        """As on every screen, but F2 finds an account for the item here."""
        return tuple(each for each in super().actions if not (each.name == "find" and each.opens))

    # -- keys that clear

    def act_clear(self) -> None:
        """C: what is marked, else the case under the cursor."""
        if self.waits(self.act_clear) or self.case is None:
            return
        if self.marked:
            self.ask_many()
        else:
            self.ask_one(self.case, self.case.item.left)

    def act_part(self) -> None:
        """P: how much, then as C."""
        if not self.waits(self.act_part) and self.case is not None:
            self.ask_part(self.case)

    # -- keys that choose and mark

    def act_number(self, key: str) -> None:
        """A number chooses a candidate."""
        if self.waits(partial(self.act_number, key)):
            return
        place = int(key) - 1
        if self.case is None or place >= len(self.likely):
            self.app.bell()
            return
        self.choices.pick(self.case.item.item, self.likely[place].account)
        self.marked.discard(self.case.item.item)
        self.grid.refresh_row(self.grid.cursor)
        self.show_all()

    def act_choose(self, key: str) -> None:
        """The arrows choose the candidate beside the chosen one; at an end nothing."""
        if self.waits(partial(self.act_choose, key)):
            return
        to = self.to
        place = self.likely.index(to) if to in self.likely else -1
        place += 1 if key == "right" or place < 0 else -1
        self.act_number(str(max(0, min(place, len(self.likely) - 1)) + 1))

    def act_mark(self) -> None:
        """Space: only what is certain may go with many others; then the next case."""
        case = self.case
        if self.waits(self.act_mark) or case is None:
            return
        if not self.is_certain(case):
            self.app.bell()
            self.say("Not certain: C clears it by itself, a number chooses first.", Tone.WARN)
            return
        self.marked ^= {case.item.item}
        self.grid.refresh_row(self.grid.cursor)
        self.grid.move(1)
        self.show_all()

    def act_certain(self) -> None:
        """A: every certain one of this view, or none."""
        if self.waits(self.act_certain):
            return
        certain = {case.item.item for case in self.lines if self.is_certain(case)}
        self.marked = set() if self.marked == certain else certain
        self.say("" if certain else "Nothing here is certain: each is cleared by itself.")
        self.grid.show(len(self.lines), cursor=self.grid.cursor)
        self.show_all()

    # -- keys that only show

    def act_view(self) -> None:
        """V: the next view."""
        if self.seen is not None:
            self.view = words.VIEWS[(words.VIEWS.index(self.view) + 1) % len(words.VIEWS)]
            self.show_view(top=True)

    def act_why(self) -> None:
        """`?`: how the candidates came to their scores."""
        if self.waits(self.act_why) or self.case is None:
            return
        ranked = self.ranked(self.case)
        if ranked is not None:
            from core.matching.explain import explained
            from tui.files.why_page import WhyPage

            title = f"item {self.case.item.item}: {self.case.words}"
            self.desk.push_screen(WhyPage((title, "", *explained(ranked.match))))

    def act_account(self) -> None:
        """I: the account's own page."""
        if self.waits(self.act_account):
            return
        if self.to is None:
            self.app.bell()
        else:
            self.open("account", account=self.to.account)

    def act_find(self) -> None:
        """Another account, which is then the chosen one."""
        if self.case is not None:
            self.open("find", partial(self._found, self.case.item.item), pick=True,
                      asks="whose money it is")  # fmt: skip

    def _found(self, item: int, account: int | None) -> None:
        if account is not None:
            work = partial(reach, self.desk.book, _account, account)
            self.finding.ask(item, work, holds="reading the account")

    def on_account_read(self, event: AccountRead) -> None:
        """Among the candidates, and chosen."""
        if event.fault is not None:
            self.say(lost(event.fault), Tone.BAD)
            return
        item = event.query
        assert isinstance(item, int)
        self.choices.add(item, likely_found(event.result))
        self.marked.discard(item)
        self.grid.show(len(self.lines), cursor=self.grid.cursor)
        self.show_all()

    def act_again(self) -> None:
        """R."""
        self.read()


def _account(book: Any, number: int) -> "Account":
    from db.accounts import account

    return account(book, number)
