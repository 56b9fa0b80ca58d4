"""What is known of the accounts a fragment may mean, and the question corroboration is asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from core.corroboration import Candidate, Cell, Receipt, Shown
from core.finder.row import Hit
from core.fragment import how_shown
from core.money import Pence
from core.usual import is_charge_alone, usual_amount
from db.keying import Known, Payer

EXPECTED_WITHIN_DAYS = 42  # a payer of this stream in the last six weeks is expected again


@dataclass(slots=True)
class Facts:
    """Accounts read so far in this batch, and for which accounts and day the last answer was."""

    payers: dict[int, Payer] = field(default_factory=dict)
    neighbours: tuple[int, ...] = ()
    earlier: tuple[Receipt, ...] = ()
    asked: tuple[frozenset[int], date | None] = (frozenset(), None)

    def learn(self, accounts: Iterable[int], day: date, known: Known) -> None:
        """An answer of the book on these accounts and this day."""
        self.payers.update(known.payers)
        self.neighbours, self.earlier = known.neighbours, known.earlier
        self.asked = (frozenset(accounts), day)

    def learn_nothing(self, accounts: Iterable[int], day: date) -> None:
        """The book is away: what was read before must do, and the book decides later."""
        self.neighbours, self.earlier = (), ()
        self.asked = (frozenset(accounts), day)

    def cover(self, accounts: Iterable[int], day: date) -> bool:
        """Whether the last answer was on just these accounts and this day."""
        return self.asked == (frozenset(accounts), day)

    def forget_answer(self) -> None:
        """What was true of the last line need not be of the next, the same account or not."""
        self.asked = (frozenset(), None)

    def usual(self, account: int | None) -> Pence | None:
        """What an account usually pays by this stream, where that is known."""
        payer = self.payers.get(account or 0)
        return None if payer is None else usual_of(payer)

    def usuals(self) -> dict[int, Pence]:
        """Usual amounts of every account read so far."""
        known = {account: usual_of(payer) for account, payer in self.payers.items()}
        return {account: amount for account, amount in known.items() if amount}


def usual_of(payer: Payer) -> Pence | None:
    """The imported amount, else the mode of the last six of the stream, else the charge."""
    receipts = [payment.amount for payment in payer.of_stream]
    return usual_amount(payer.imported_usual, receipts, payer.charge)


def candidate_of(hit: Hit, fragment: str, payer: Payer | None, day: date) -> Candidate:
    """A hit as corroboration judges it; of an account not read only what the finder knows."""
    name = hit.name or hit.payment_ref  # restricted people are nobody's namesake
    if payer is None:
        shown = how_shown(fragment, hit)
        return Candidate(
            hit.account, hit.payment_ref, name, hit.landlord, current=hit.current, shown=shown
        )
    last = payer.of_stream[0].day if payer.of_stream else None
    return Candidate(
        hit.account,
        payer.reference,
        payer.name or name,
        payer.landlord,
        usual_of(payer),
        payer.status == "current",
        payer.deceased,
        last is not None and (day - last).days <= EXPECTED_WITHIN_DAYS,
        shown=how_shown(fragment, hit),
        charged=is_charge_alone(payer.imported_usual, [one.amount for one in payer.of_stream]),
    )


def neighbour_of(payer: Payer) -> Candidate:
    """An account the fragment does not hit, but could have been meant."""
    current = payer.status == "current"
    return Candidate(
        payer.account,
        payer.reference,
        payer.name or payer.reference,
        payer.landlord,
        usual_of(payer),
        current,
        payer.deceased,
        shown=Shown.GUESSED,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What is typed in the line, apart from the amount."""

    fragment: str
    hits: Sequence[Hit]
    chosen: int | None
    day: date


def cell_of(asked: Asked, amount: Pence | None, facts: Facts, landlord: str) -> Cell:
    """The line as corroboration is asked about it; earlier receipts are the book's alone."""
    hits = tuple(
        candidate_of(hit, asked.fragment, facts.payers.get(hit.account), asked.day)
        for hit in asked.hits
    )
    shown = {hit.account for hit in asked.hits}
    near = tuple(
        neighbour_of(facts.payers[account])
        for account in facts.neighbours
        if account in facts.payers and account not in shown
    )
    return Cell(landlord, hits, amount, asked.chosen, near, facts.earlier)
