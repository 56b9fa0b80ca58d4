"""`/` in the amount: the receipt shared out by rule, or part by part by hand."""

from dataclasses import replace

from core.allocation import BadSplit
from core.corroboration import Asks, Corroboration, Why
from core.finder.row import Hit
from core.money import BadAmount, Pence, parse_amount, pounds
from db.keying_batch import SubAccount
from tui.keying.finishing import amount_typed, ask, decide, is_singled_out, keep, singles_out
from tui.keying.slip import Mode
from tui.keying.split import Offer, Share, Split
from tui.keying.state import DONE, KeyingState, Kind, Step

# A receipt that is split is rarely the usual one: the preview with name and parts says it all.
_SAID_BY_THE_PREVIEW = frozenset({Why.UNUSUAL, Why.NO_USUAL})


def begin_split(state: KeyingState) -> Step:
    """`/` where an amount is typed: the book must tell what hangs on the account."""
    slip = state.slip
    if slip.to_suspense or not slip.hits:
        return Step(Kind.REFUSED, "a split needs an account: type whose money it is first")
    try:
        amount = amount_typed(state)
    except BadAmount as bad:
        return Step(Kind.REFUSED, bad.says)
    if amount is None:
        return Step(Kind.REFUSED, "type the amount, then / splits it")
    slip.amount = amount
    return Step(Kind.OFFERS)


def offered(state: KeyingState, accounts: tuple[SubAccount, ...]) -> Step:
    """The accounts that may take a part: show what the rule gives each."""
    slip = state.slip
    assert slip.amount is not None
    offers = tuple(Offer(one.account, one.kind, one.balance) for one in accounts)
    slip.split = Split(slip.amount, offers)
    _next_part(state, "amount")
    return DONE


def finish_part(state: KeyingState) -> Step:
    """Enter in a part: nothing typed takes the parts as they stand, else the part is fixed."""
    slip = state.slip
    assert slip.split is not None
    typed = slip.part.texts()
    if slip.cell == "who" and typed["who"].strip():
        return _finish_part_who(state, typed["who"])
    if slip.cell == "who" or (not typed["amount"].strip() and slip.part_chosen is None):
        return _accept(state)
    return _finish_part_amount(state, typed["amount"].strip())


def back_from_part(state: KeyingState) -> None:
    """Esc: the last part by hand is taken back; with none left the split is given up."""
    slip = state.slip
    assert slip.split is not None
    if slip.split.undo():
        _next_part(state, "amount")
        return
    slip.split = None
    slip.go(Mode.LINE, "amount")


def part_before(state: KeyingState) -> str:
    """The account the next part goes to where nobody types another."""
    split = state.slip.split
    return split.open_offers[0].label if split is not None and split.open_offers else ""


def _finish_part_who(state: KeyingState, typed: str) -> Step:
    slip = state.slip
    assert slip.split is not None
    offer = slip.split.offer_named(typed)
    if offer is not None:
        slip.part.set("who", offer.label)
        slip.part_chosen = offer.account
        slip.part.go("amount")
        return DONE
    if not slip.part_hits:
        return Step(Kind.REFUSED, "no match: type another, or nothing to let the rule share it")
    if not state.facts.cover(state.accounts, state.day()):
        return Step(Kind.FACTS)
    hit = _pointed_at(state)
    if fault := _part_fault(state, hit):
        return Step(Kind.REFUSED, fault)
    slip.part_chosen = hit.account
    slip.part.go("amount")
    return DONE


def _part_fault(state: KeyingState, hit: Hit) -> str:
    payer = state.facts.payers.get(hit.account)
    if hit.landlord != state.batch.landlord:
        return f"{hit.landlord}'s account: a receipt is split within one landlord"
    if payer is not None and payer.deceased:
        return "the tenant has died: choose another account"
    return ""


def _finish_part_amount(state: KeyingState, typed: str) -> Step:
    slip = state.slip
    split = slip.split
    assert split is not None
    try:
        amount = parse_amount(typed) if typed else split.left
        split.fix(_share(state, amount))
    except (BadAmount, BadSplit) as bad:
        return Step(Kind.REFUSED, bad.says)
    if not split.left:
        return _accept(state)
    _next_part(state, "who")
    return DONE


def _share(state: KeyingState, amount: Pence) -> Share:
    slip = state.slip
    assert slip.split is not None
    offers = slip.split.open_offers
    if slip.part_chosen is None:
        if not offers:
            raise BadSplit("split_wrong", "every account has its part: type another's name")
        return Share(offers[0].account, offers[0].label, amount)
    label = next((one.label for one in offers if one.account == slip.part_chosen), "")
    if label:
        return Share(slip.part_chosen, label, amount)
    hit = _pointed_at(state)
    typed = slip.part.texts()["who"]
    sure = singles_out(typed, slip.part_hits, state.batch.landlord) == hit.account
    return Share(hit.account, hit.name or hit.payment_ref, amount, doubtful=not sure)


def _accept(state: KeyingState) -> Step:
    """All parts as they stand; the account itself is corroborated as ever."""
    slip = state.slip
    split = slip.split
    assert split is not None
    if not split.is_complete:
        left = pounds(split.left)
        return Step(Kind.REFUSED, f"{left} is left to split: type whose it is, then Enter")
    if not state.facts.cover(state.accounts, state.day()):
        return Step(Kind.FACTS)
    return _decided(state, decide(state, split.whole))


def _decided(state: KeyingState, decided: Corroboration) -> Step:
    slip = state.slip
    assert slip.split is not None
    if decided.asks is Asks.SUSPENSE:
        return Step(Kind.REFUSED, decided.says)
    if decided.asks is Asks.REASON:
        slip.red = decided
        slip.go(Mode.REASON)
        return Step(Kind.REASON, decided.says)
    doubtful = [share for share in slip.split.shares if share.doubtful]
    if set(decided.why) <= _SAID_BY_THE_PREVIEW and is_singled_out(state) and not doubtful:
        return keep(state, decided)
    words = " + ".join(f"{share.label} {pounds(share.amount)}" for share in slip.split.shares)
    return ask(state, replace(decided, says=words if doubtful else decided.says or words))


def _pointed_at(state: KeyingState) -> Hit:
    hit = state.slip.pointed_at
    assert hit is not None, "a part's account was found"
    return hit


def _next_part(state: KeyingState, cell: str) -> None:
    slip = state.slip
    slip.part.clear()
    slip.part_hits, slip.part_chosen = (), None
    slip.go(Mode.PART, cell)
