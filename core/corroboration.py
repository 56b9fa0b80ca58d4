"""Corroboration is how sure a keyed line is of its account: green, amber or red."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from core.money import NIL, Pence, pounds
from core.reference import one_slip_apart


class Colour(StrEnum):
    """Green goes straight on, amber takes one more Enter, red a reason."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Asks(StrEnum):
    """What the operator has still to give."""

    NOTHING = "nothing"
    AMOUNT = "amount"
    ENTER = "enter"
    REASON = "reason"
    SUSPENSE = "suspense"


class Why(IntEnum):
    """The reasons for a colour, in order of precedence: red beats amber beats green."""

    NO_MATCH = 1
    WRONG_LANDLORD = 2
    DECEASED = 3
    DUPLICATE = 4
    INTER_LANDLORD = 5
    FORMER = 6
    MANDATE_ENDED = 7
    LOOK_ALIKE = 8
    UNUSUAL = 9
    NO_USUAL = 10


class Shown(IntEnum):
    """How the fragment shows a hit: it is its whole reference, stands in it, or was guessed at."""

    NAMED = 1
    WRITTEN = 2
    GUESSED = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rent account that the typed fragment hits; `usual` is what it pays by this stream.

    `expected`: this stream expects a receipt of it. `shown`: how plainly the fragment names it.
    """

    account: int
    reference: str
    name: str
    landlord: str
    usual: Pence | None = None
    current: bool = True
    deceased: bool = False
    expected: bool = False
    mandate_ended: bool = False
    shown: Shown = Shown.WRITTEN
    charged: bool = False  # the usual amount is the charge: nothing of this stream was paid yet


@dataclass(frozen=True, slots=True)
class Receipt:
    """An earlier receipt of this stream and day, kept or posted, and where it stands."""

    account: int
    amount: Pence
    where: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in the line being keyed: hits best first, and the amount, None for Enter Enter.

    `chosen` is an account picked with the arrows; `neighbours` are accounts one slip away or of
    the same name that the fragment does not hit; `earlier` the receipts of the same stream and
    effective date on these accounts; `landlord` whose cashbook it is.
    """

    landlord: str
    hits: tuple[Candidate, ...]
    amount: Pence | None = None
    chosen: int | None = None
    neighbours: tuple[Candidate, ...] = ()
    earlier: tuple[Receipt, ...] = ()
    inter_landlord: bool = False


@dataclass(frozen=True, slots=True)
class Corroboration:
    """The decision on a line: colour, what is asked, account and amount if settled, and why."""

    colour: Colour
    asks: Asks
    account: int | None = None
    amount: Pence | None = None
    why: tuple[Why, ...] = ()
    says: str = ""


_REDS = frozenset({Why.NO_MATCH, Why.WRONG_LANDLORD, Why.DECEASED, Why.DUPLICATE})
_GONE_ELSEWHERE = frozenset({Why.NO_MATCH, Why.WRONG_LANDLORD})


def corroborate(cell: Cell) -> Corroboration:
    """Decide on a keyed line as product.md, Keying, has it.

    Without an amount it is kept with the usual one where the fragment singles out one account,
    else the answer asks for the amount.
    """
    if not cell.hits:
        return _red(cell.amount, Why.NO_MATCH, "no match: F8 sends it to suspense")
    if cell.amount is None:
        return _usual_asked(cell)
    chosen = _by_amount(cell, cell.amount)
    return _judged(cell, chosen, cell.amount)


def _usual_asked(cell: Cell) -> Corroboration:
    """Enter Enter: the usual amount of the account that the fragment singles out."""
    plainest = _plainest(cell)
    chosen = _picked(cell) or _singled_out(_own(cell, plainest))
    if chosen is None and not _own(cell, plainest):
        chosen = plainest[0]
    if chosen is not None and (chosen.usual or chosen.landlord != cell.landlord):
        return _judged(cell, chosen, chosen.usual or NIL)
    why = "no usual amount is known" if chosen else "more than one could be meant"
    top = chosen or _first(cell)
    return Corroboration(Colour.AMBER, Asks.AMOUNT, top.account, says=f"{why}: type the amount")


def _by_amount(cell: Cell, amount: Pence) -> Candidate:
    """The account meant by fragment and amount together: the hit whose usual amount it is, and
    where it is nobody's the one that stands first: an amount that fits nobody chooses nobody."""
    if picked := _picked(cell):
        return picked
    plainest = _plainest(cell)
    likeliest = _own(cell, plainest) or plainest
    if likeliest[0].shown is Shown.NAMED:
        return likeliest[0]
    paying = [hit for hit in _own(cell, cell.hits) if hit.usual == amount]
    paying.sort(key=lambda hit: (not hit.current, hit.shown))
    if paying:
        return paying[0]
    return _first(cell) if likeliest[0].landlord == cell.landlord else likeliest[0]


def _judged(cell: Cell, chosen: Candidate, amount: Pence) -> Corroboration:
    found = _reasons(cell, chosen, amount)
    if not found:
        return Corroboration(Colour.GREEN, Asks.NOTHING, chosen.account, amount)
    why = tuple(sorted(found))
    says = found[why[0]]
    if why[0] in _GONE_ELSEWHERE:
        return _red(amount, why[0], says)
    red = why[0] in _REDS
    colour, asks = (Colour.RED, Asks.REASON) if red else (Colour.AMBER, Asks.ENTER)
    return Corroboration(colour, asks, chosen.account, amount, why, says)


def _reasons(cell: Cell, chosen: Candidate, amount: Pence) -> dict[Why, str]:
    found: dict[Why, str] = {}
    if chosen.landlord != cell.landlord:
        if not cell.inter_landlord:
            return {Why.WRONG_LANDLORD: f"{chosen.landlord}'s account: F8 sends it to suspense"}
        found[Why.INTER_LANDLORD] = f"{chosen.landlord}'s account, through inter-landlord: Enter"
    if chosen.deceased:
        found[Why.DECEASED] = "the tenant has died: give a reason, or F8"
    if where := _standing(cell.earlier, chosen.account, amount):
        found[Why.DUPLICATE] = f"{pounds(amount)} stands already, {where}: give a reason, or F8"
    if not chosen.current:
        found[Why.FORMER] = "a former tenant: Enter keeps it, Esc goes back"
    if chosen.mandate_ended:
        found[Why.MANDATE_ENDED] = "the mandate has ended: Enter keeps it, Esc goes back"
    if alike := _look_alike(cell, chosen, amount):
        found[Why.LOOK_ALIKE] = f"{alike.reference} {alike.name} is much alike: Enter keeps it"
    return found | _amount_reasons(cell, chosen, amount)


def _amount_reasons(cell: Cell, chosen: Candidate, amount: Pence) -> dict[Why, str]:
    if cell.amount is None:
        return {}
    if chosen.usual is None:
        return {Why.NO_USUAL: "no usual amount known: Enter keeps it, Esc goes back"}
    if chosen.usual != amount:
        how = "charged" if chosen.charged else "usually"
        return {Why.UNUSUAL: f"{how} {pounds(chosen.usual)}: Enter keeps it, Esc goes back"}
    if cell.chosen is None and (other := _pays_too(cell, chosen)):
        return {Why.LOOK_ALIKE: f"{other.reference} {other.name} pays this too: Enter keeps it"}
    return {}


def _pays_too(cell: Cell, chosen: Candidate) -> Candidate | None:
    """Another live account that fragment and amount mean as plainly as the chosen one."""
    for hit in _own(cell, cell.hits):
        same = hit.usual == chosen.usual and hit.shown <= chosen.shown
        if same and hit.current and hit is not chosen:
            return hit
    return None


def _look_alike(cell: Cell, chosen: Candidate, amount: Pence) -> Candidate | None:
    """Another live account one slip away, or of the same name, that the line fits as well."""
    for hit in cell.hits + cell.neighbours:
        if hit.account == chosen.account or not hit.current:
            continue
        alike = one_slip_apart(hit.reference, chosen.reference) or hit.name == chosen.name
        written = hit in cell.hits and hit.shown is not Shown.GUESSED
        fits = written if cell.amount is None else hit.usual == amount
        if alike and fits:
            return hit
    return None


def _picked(cell: Cell) -> Candidate | None:
    return next((hit for hit in cell.hits if hit.account == cell.chosen), None)


def _own(cell: Cell, hits: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    return tuple(hit for hit in hits if hit.landlord == cell.landlord)


def _first(cell: Cell) -> Candidate:
    """The hit that the cursor stands on: the first of this landlord's, or the first."""
    return (_own(cell, cell.hits) or cell.hits)[0]


def _plainest(cell: Cell) -> tuple[Candidate, ...]:
    """The hits that the fragment shows most plainly: named before written before guessed."""
    best = min(hit.shown for hit in cell.hits)
    return tuple(hit for hit in cell.hits if hit.shown is best)


def _singled_out(hits: tuple[Candidate, ...]) -> Candidate | None:
    """The one live account, or the one expected; of guesses only where it is the best of them."""
    live = [hit for hit in hits if hit.current]
    expected = [hit for hit in live if hit.expected]
    if len(live) == 1:
        return live[0]
    if len(expected) != 1 or (expected[0].shown is Shown.GUESSED and expected[0] is not live[0]):
        return None
    return expected[0]


def _standing(earlier: tuple[Receipt, ...], account: int, amount: Pence) -> str:
    same = (one.where for one in earlier if (one.account, one.amount) == (account, amount))
    return next(same, "")


def _red(amount: Pence | None, why: Why, says: str) -> Corroboration:
    return Corroboration(Colour.RED, Asks.SUSPENSE, None, amount, (why,), says)
