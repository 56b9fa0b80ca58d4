"""Enter: a cell of the slip is finished, and a line is kept, asked about or refused in place."""

from collections.abc import Sequence
from dataclasses import replace

from core.batch import Line, LineState
from core.corroboration import Asks, Colour, Corroboration, Shown, corroborate
from core.dates import BadDate
from core.finder.row import Hit
from core.fragment import how_shown
from core.money import BadAmount, Pence, parse_amount
from core.outcome import Outcome, says
from core.text import looks_like_card_number
from db.batches import KeptLine
from tui.keying.facts import Asked, cell_of
from tui.keying.more import lacking_field, more_fault
from tui.keying.outbox import Doing
from tui.keying.question import COLUMNS, amber_words
from tui.keying.reasons import RED, SUSPENSE, BadReason, default_reason, reason_of
from tui.keying.slip import Mode
from tui.keying.standing import earlier_of
from tui.keying.state import DONE, KeyingState, Kind, Step

NO_MATCH = "no match: F8 sends it to suspense, Esc goes back"


def finish(state: KeyingState) -> Step:
    """Enter in the current cell of a line, of what lies behind Tab, or of a reason."""
    slip = state.slip
    if slip.mode is Mode.REASON:
        return _finish_reason(state)
    if slip.mode is Mode.MORE:
        return _finish_more(state)
    return _finish_who(state) if slip.cell == "who" else finish_amount(state)


def answer(state: KeyingState, yes: bool) -> Step:  # noqa: FBT001 - the gate's own signature
    """The question that stood is answered; No leaves the line as it was typed, to be corrected."""
    decided, state.pending = state.pending, None
    if decided is None or not yes:
        state.slip.retyped = state.slip.mode is Mode.LINE and state.slip.cell == "amount"
        return Step(Kind.DONE)
    return keep(state, decided)


def finish_amount(state: KeyingState) -> Step:
    """Enter in the amount: the line is decided on, as core.corroboration has it."""
    slip = state.slip
    if refused := not_ready(state):
        return refused
    if slip.to_suspense:
        return _to_suspense(state)
    if slip.split is not None:
        return _unsplit(state)
    if not state.facts.cover(state.accounts, state.day()):
        return Step(Kind.FACTS)
    try:
        amount = amount_typed(state)
    except BadAmount as bad:
        return Step(Kind.REFUSED, bad.says)
    if state.slip.correcting and _is_unchanged(state, amount):
        state.begin()
        return DONE
    return _decided(state, decide(state, amount))


def amount_typed(state: KeyingState) -> Pence | None:
    """The amount typed, None for the usual one. Raises BadAmount; a negative one is refused."""
    slip = state.slip
    typed = slip.typed_amount
    if typed in ("", "=") and not slip.to_suspense:
        return None
    here = slip.line_hit
    payer = state.facts.payers.get(here.account) if here is not None else None
    amount = parse_amount(typed, balance=payer.balance if payer is not None else None)
    if amount < 0:
        raise BadAmount(Outcome.NEGATIVE_NEEDS_REQUEST, says(Outcome.NEGATIVE_NEEDS_REQUEST))
    return amount


def decide(state: KeyingState, amount: Pence | None) -> Corroboration:
    """The decision on the line with this amount; a balance alone corroborates nothing."""
    slip = state.slip
    here = slip.line_hit
    of_balance = slip.typed_amount.lower() == "b"
    pinned = here is not None and (of_balance or slip.split is not None)
    chosen = here.account if pinned and here is not None else slip.chosen
    asked = Asked(slip.fragment, slip.hits, chosen, state.day())
    cell = cell_of(asked, amount, state.facts, state.batch.landlord)
    cell = replace(cell, earlier=earlier_of(state))
    decided = corroborate(cell)
    if of_balance and decided.asks is Asks.NOTHING and not is_singled_out(state):
        words = "the balance of one of several: Enter keeps it"
        return replace(decided, colour=Colour.AMBER, asks=Asks.ENTER, says=words)
    return decided


def is_singled_out(state: KeyingState) -> bool:
    """Whether the arrows, or the fragment alone, mean the account under the cursor."""
    slip, here = state.slip, state.slip.line_hit
    if slip.chosen is not None:
        return True
    only = singles_out(slip.fragment, slip.hits, state.batch.landlord)
    return here is not None and only == here.account


def singles_out(fragment: str, hits: Sequence[Hit], landlord: str) -> int | None:
    """The one live account of this landlord that the fragment shows plainly, if it is one."""
    own = [(how_shown(fragment, hit), hit) for hit in hits if hit.landlord == landlord]
    best = min((how for how, _ in own), default=Shown.GUESSED)
    live = [hit.account for how, hit in own if how is best and hit.current]
    return live[0] if best is not Shown.GUESSED and len(live) == 1 else None


def keep(state: KeyingState, decided: Corroboration | None, reason: str = "") -> Step:
    """The line is put on its way to the book, and the next one begins."""
    slip = state.slip
    account = None if decided is None else decided.account
    amount = slip.amount if decided is None else decided.amount
    assert amount is not None, "a line is kept with an amount"
    hit = next((hit for hit in slip.hits if hit.account == account), None)
    extra = slip.extra() + ((("match", "; ".join(hit.why)[:200]),) if hit and hit.why else ())
    look = "" if decided is None else decided.says.partition(":")[0]
    look = look if decided is None or decided.colour is not Colour.GREEN else ""
    parts = slip.split.parts if slip.split is not None else ()
    receipt = KeptLine(
        account, amount, state.day(), slip.fragment, "", "", reason, look, parts, extra
    )
    payer = state.facts.payers.get(account or 0)
    shown = Line(
        slip.number,
        amount,
        account,
        payer.reference if payer else hit.payment_ref if hit else "",
        LineState.KEPT,
        max(1, len(parts)),
        "green" if decided is None else decided.colour.value,
        reason,
        slip.fragment,
        payer.name if payer else hit.name if hit else "",
        payer.address if payer else hit.address if hit else "",
        receipt.effective,
    )
    put_line(state, shown, receipt)
    return Step(Kind.KEPT)


def put_line(state: KeyingState, shown: Line, receipt: KeptLine) -> None:
    """Into the list and the outbox; the next line begins."""
    known = shown.number in state.lines.by_number and state.is_known_to_book(shown.number)
    state.lines.keyed(shown, receipt)
    if state.walk is not None and known:
        state.walk.stale = True
    elif state.walk is not None:
        state.walk.kept(shown, state.slip.expected)
    state.put(Doing.AMEND if known else Doing.KEEP, shown.number)
    state.begin()


def _finish_who(state: KeyingState) -> Step:
    slip = state.slip
    if not slip.fragment and not slip.to_suspense:
        return Step(Kind.DONE, "type a reference, a name or an address, then Enter")
    if looks_like_card_number(slip.fragment):
        slip.line.set("who", "")
        return Step(Kind.REFUSED, says(Outcome.CARD_NUMBER))
    slip.go(Mode.LINE, "amount")
    return DONE


def not_ready(state: KeyingState) -> Step | None:
    """What must be put right before the line is decided on."""
    slip = state.slip
    if state.why_blocked:
        return Step(Kind.REFUSED, state.why_blocked)
    try:
        state.day()
    except BadDate as bad:
        slip.go(Mode.MORE, "date")
        return Step(Kind.REFUSED, bad.says)
    if lacking := lacking_field(state):
        return Step(Kind.REFUSED, lacking)
    if slip.to_suspense or slip.hits:
        return None
    if not slip.fragment:
        slip.go(Mode.LINE, "who")
        return Step(Kind.REFUSED, "type a reference, a name or an address, then Enter")
    return Step(Kind.FINDER) if state.search is None else Step(Kind.REFUSED, NO_MATCH)


def _unsplit(state: KeyingState) -> Step:
    """Enter in the amount of a receipt that was split: only the same amount stands."""
    slip = state.slip
    assert slip.split is not None
    try:
        same = amount_typed(state) == slip.split.whole
    except BadAmount as bad:
        return Step(Kind.REFUSED, bad.says)
    if not same:
        return Step(Kind.REFUSED, "this receipt is split: / splits the new amount")
    state.begin()
    return DONE


def _decided(state: KeyingState, decided: Corroboration) -> Step:
    payer = state.facts.payers.get(decided.account or 0)
    if payer is not None and payer.status == "closed":
        return Step(Kind.REFUSED, says(Outcome.ACCOUNT_CLOSED))
    match decided.asks:
        case Asks.NOTHING:
            return keep(state, decided)
        case Asks.ENTER:
            return ask(state, decided)
        case Asks.REASON:
            state.slip.red = decided
            state.slip.go(Mode.REASON)
            return Step(Kind.REASON, decided.says)
        case _:
            return Step(Kind.REFUSED, decided.says)


def ask(state: KeyingState, decided: Corroboration) -> Step:
    """Put the amber question on the account that was decided on."""
    slip = state.slip
    slip.meant = decided.account
    state.pending = decided
    return Step(Kind.ASK, asked(state, COLUMNS))


def asked(state: KeyingState, columns: int) -> str:
    """The question that stands, in so many columns."""
    decided = state.pending
    assert decided is not None and decided.amount is not None, "a question was put"
    hit = next(hit for hit in state.slip.hits if hit.account == decided.account)
    return amber_words(hit, decided, decided.amount, columns)


def _finish_more(state: KeyingState) -> Step:
    """A cell behind Tab: the next one, or after the last the line itself."""
    slip = state.slip
    if fault := more_fault(state, slip.cell, slip.more.text.strip()):
        return Step(Kind.REFUSED, fault)
    if slip.more.at + 1 < len(slip.more.cells):
        slip.more.at += 1
        return DONE
    for cell, text in slip.more.texts().items():
        if fault := more_fault(state, cell, text.strip()):
            slip.more.go(cell)
            return Step(Kind.REFUSED, fault)
    slip.go(Mode.LINE, "amount" if slip.fragment else "who")
    return finish_amount(state) if slip.typed_amount else DONE


def _to_suspense(state: KeyingState) -> Step:
    slip = state.slip
    if not slip.typed_amount:
        return Step(Kind.REFUSED, "to suspense: type the amount")
    try:
        slip.amount = amount_typed(state)
    except BadAmount as bad:
        return Step(Kind.REFUSED, bad.says)
    slip.red = None
    slip.go(Mode.REASON)  # asked for by F8: what was typed after it is meant for it
    return DONE


def _finish_reason(state: KeyingState) -> Step:
    slip = state.slip
    typed = slip.reason.text
    try:
        if slip.red is None:
            return keep(state, None, reason_of(typed, SUSPENSE, default_reason(slip.fragment)))
        return keep(state, slip.red, reason_of(typed, RED))
    except BadReason as bad:
        return Step(Kind.REFUSED, bad.says)


def _is_unchanged(state: KeyingState, amount: Pence | None) -> bool:
    """Whether a correction leaves a kept line as the book has it."""
    slip = state.slip
    was = state.lines.by_number[slip.number]
    old = was.receipt_in_book
    if old is None or was.is_struck or amount != old.amount or slip.chosen != old.account:
        return False
    extra = tuple(one for one in old.extra if one[0] != "match")
    return state.day() == old.effective and slip.extra() == extra and not slip.split
