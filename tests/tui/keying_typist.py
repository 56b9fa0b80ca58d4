"""A typist at the pure keying state: keys in, and the book played by what the test says of it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

from core.batch import Batch, Control
from core.corroboration import Receipt
from core.finder.build import build
from core.finder.row import FinderRow
from core.finder.search import Finder
from core.money import Pence
from core.names import parse_names, short_names
from core.refusal import Refusal
from core.stream import stream_named
from db.batches import Keyed as Answer
from db.keying import Known, Payer, Payment
from db.keying_batch import SubAccount
from tests.small_book import TENANCIES
from tui.keying import finishing, keys, splitting
from tui.keying.acknowledging import acknowledge, refuse
from tui.keying.outbox import Doing
from tui.keying.state import KeyingState, Kind, Step

TODAY = date(2026, 11, 23)
NAMED_KEYS = {"⏎": "enter", "↑": "up", "↓": "down", "⇥": "tab", "⎋": "escape", "⌫": "backspace"}


def small_rows() -> list[FinderRow]:
    """The small book's tenancies as the finder is given them; accounts from 10001 on."""
    return [
        FinderRow(10001 + place, landlord, payment, tenancy, names=names, address=address,
                  postcode=postcode, current=status == "current")
        for place, (landlord, payment, tenancy, names, address, postcode, _, _, status)
        in enumerate(TENANCIES)
    ]  # fmt: skip


def payers() -> dict[int, Payer]:
    """The same as the book tells of them."""
    return {
        10001 + place: Payer(
            10001 + place, payment, "rent", landlord, short_names(parse_names(" + ".join(names))),
            address, postcode, status, False, False, Pence(0), "weekly", Pence(weekly),
            Pence(usual) if usual else None, (), (), Pence(0), "",
        )
        for place, (landlord, payment, _, names, address, postcode, weekly, usual, status)
        in enumerate(TENANCIES)
    }  # fmt: skip


def account(reference: str) -> int:
    """The account of a Clydeview reference."""
    return next(
        r.account for r in small_rows() if (r.landlord, r.payment_ref) == ("CLY", reference)
    )


class Typist:
    """Types into a batch; `says` holds what was said, `asked` the questions, all answered `yes`."""

    def __init__(
        self,
        *,
        stream: str = "cheque",
        control: Control | None = None,
        rows: list[FinderRow] | None = None,
    ) -> None:
        kind = stream_named(stream)
        assert kind is not None
        batch = Batch(1042, "MAIN", "CLY", stream, TODAY, TODAY, "assistant.1", control=control)
        numbers = count(1)
        self.state = KeyingState(batch, kind, TODAY, "assistant.1", lambda: f"key {next(numbers)}")
        self.state.search = Finder(build(rows or small_rows())).search
        self.state.begin()
        self.payers = payers()
        self.neighbours: tuple[int, ...] = ()
        self.earlier: tuple[Receipt, ...] = ()
        self.offers: tuple[SubAccount, ...] = ()
        self.says: list[str] = []
        self.asked: list[str] = []
        self.yes = True
        self.away = False
        self.rings = 0
        self.pressed = 0
        self.refuses: Callable[[int], Refusal | None] = lambda number: None

    def type(self, spec: str) -> "Typist":
        """`kaur⏎104.75⏎`, `{f8}`, `{^z}`: every key, the book's answers in between."""
        for name, sign in re.findall(r"\{([^}]+)\}|(.)", spec):
            self.pressed += 1
            self.after(self._press(name or NAMED_KEYS.get(sign, sign)))
        return self

    def _press(self, key: str) -> Step | None:
        if key == "f8":
            return keys.suspense(self.state)
        if key == "f7":
            from tui.keying.correcting import look

            return look(self.state)
        if key == "^z":
            from tui.keying.walking import undo

            return undo(self.state)
        if key == "escape":
            keys.back(self.state)
            return None
        return keys.press(self.state, key, key if len(key) == 1 else "")

    def after(self, step: Step | None) -> None:
        """What the screen would do next."""
        if step is None or step.kind is Kind.BELL:
            self.rings += 1
            return
        if step.says:
            (self.asked if step.kind is Kind.ASK else self.says).append(step.says)
        state = self.state
        if step.kind is Kind.FACTS:
            self.learn()
            self.after(keys.finish(state))
        elif step.kind is Kind.OFFERS:
            self.after(splitting.offered(state, self.offers))
        elif step.kind is Kind.ASK:
            self.after(finishing.answer(state, self.yes))
        elif step.kind is Kind.KEPT:
            self.send()

    def learn(self) -> None:
        """The book tells of the accounts on the slip."""
        accounts, day = self.state.accounts, self.state.day()
        if self.away:
            self.state.facts.learn_nothing(accounts, day)
            return
        wanted = {n: self.payers[n] for n in (*accounts, *self.neighbours)}
        self.state.facts.learn(accounts, day, Known(wanted, self.neighbours, self.earlier))

    def send(self) -> None:
        """Everything in the outbox goes to the book, which acknowledges or refuses it."""
        while not self.away and (change := self.state.outbox.take()) is not None:
            if refusal := self.refuses(change.number):
                refuse(self.state, refusal)
                continue
            account = change.receipt.account if change.receipt else None
            payer = self.payers.get(account or 0)
            words = payer and {
                "reference": payer.reference,
                "names": [payer.name],
                "address": payer.address,
            }
            kept = {line.number: line.in_book.amount for line in self.state.lines
                    if line.in_book is not None and line.in_book.state == "kept"}  # fmt: skip
            if change.doing is Doing.STRIKE:
                kept.pop(change.number)
            elif change.receipt:
                kept[change.number] = change.receipt.amount
            total = Pence(sum(kept.values()))
            answer = Answer(1042, change.number, total, len(kept), None, None, words or None)
            assert acknowledge(self.state, answer)

    def lines(self) -> list[tuple[str, int, str]]:
        """Each line: reference (or reason), pence, state or colour."""
        return [
            (line.shown.reference or line.shown.reason, line.shown.amount,
             line.shown.state.value if line.is_struck else line.shown.colour)
            for line in self.state.lines
        ]  # fmt: skip


def paid(amount: int, weeks_ago: int = 1) -> tuple[Payment, ...]:
    """One receipt of this stream, so many weeks ago."""
    return (Payment(TODAY - timedelta(weeks=weeks_ago), Pence(amount), "CHEQ"),)
