"""How a batch being keyed is drawn: its list, the candidates, facts of an account, the tally."""

from datetime import date

from rich.cells import cell_len

from core.batch import Mark
from core.dates import MONTHS
from core.finder.row import Hit
from core.money import balance_words, pounds
from core.walk import Item
from db.keying import Payer, Payment
from tui.addresses import short_address
from tui.keying.facts import usual_of
from tui.keying.lines import Keyed, mark_shown
from tui.keying.reasons import RED, SUSPENSE, default_reason, reasons_shown, written_words
from tui.keying.slip import Mode
from tui.keying.state import KeyingState
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.drawing import Part, cut, cut_before_end, fit
from tui.widgets.grid import Column, Row

COLUMNS = (
    Column("line", 4, "right"),
    Column("reference", 9),
    Column("name", 19, grows=True),
    Column("address", 16, grows=True),
    Column("typed", 18, from_width=120),
    Column("paid on", 8, from_width=100),
    Column("amount", 11, "pence"),
    Column("state", 14),
    Column("why", 34, from_width=140),
)
INDENT = 7  # columns before the reference, where the slip's first cell begins
AMOUNT_ROOM = 13  # columns behind the amount: the state; the caret stands in the gap
WHY_ROOM = 35  # … and the reasons, on a wide screen

_TONES = {
    Mark.KEPT: Tone.DIM,
    Mark.KEEPING: Tone.WARN,
    Mark.UNUSUAL: Tone.WARN,
    Mark.DUPLICATE: Tone.BAD,
    Mark.SUSPENSE: Tone.WARN,
    Mark.SPLIT: Tone.PLAIN,
    Mark.STRUCK: Tone.STRUCK,
}
_STATE = 7
_DOT = " · "
_WIDE = 120


def line_row(line: Keyed, width: int, *, away: bool) -> Row:
    """A line of the batch as its list shows it; towns show where the list has room for them."""
    shown = line.shown
    mark, word = mark_shown(line, away=away)
    suspense = shown.account is None
    name = written_words(shown.quoted) if suspense else shown.name or "(name hidden)"
    address = shown.address if width >= _WIDE else short_address(shown.address)
    address = "to suspense" if suspense else address
    why = line.says or line.receipt.look
    cells = (
        str(line.number),
        "-" if suspense else shown.reference,
        name,
        address,
        shown.quoted,
        short_day(shown.effective),
        pounds(shown.amount),
        f"{sign(Sign[mark.name])} {word}",
        "; ".join(part for part in (why, "" if suspense else shown.reason) if part),
    )
    tone = _TONES[mark]
    ground = Tone.STRUCK if line.is_struck else Tone.PLAIN
    return Row(cells, ground, ((_STATE, tone),))


def short_day(day: date | None) -> str:
    """`16 Nov`, as lists write a day of about now."""
    return "" if day is None else f"{day.day} {MONTHS[day.month - 1].capitalize()}"


def below_slip(state: KeyingState, width: int, height: int) -> list[tuple[Part, ...]]:
    """The lines under the slip: candidates, parts of a split, or the reasons to choose from.

    While a question about a split stands, every part is seen with its amount.
    """
    slip = state.slip
    if slip.mode is Mode.REASON:
        return _reasons(state, width)
    if slip.mode is Mode.PART and (state.pending or not slip.part.texts()["who"].strip()):
        return _parts(state, width, height)
    if slip.to_suspense:
        return [(("    to suspense: the amount, Enter, then why. F8 again: not so", Tone.DIM),)]
    here = slip.pointed_at
    if here is None:
        return _nobody(state)
    if slip.expected is not None and slip.mode is Mode.LINE:
        return _expected(state, here, slip.expected, width)
    hits = list(slip.shown_hits) or [here]
    place = hits.index(here) if here in hits else 0
    top = max(0, min(place - height + 1, len(hits) - height)) if place >= height else 0
    return [
        _candidate(state, hit, width, here=hit is here) for hit in hits[top : top + height]
    ]  # fmt: skip


def _expected(state: KeyingState, hit: Hit, item: Item, width: int) -> list[tuple[Part, ...]]:
    """An expected payment: whose, why, and which key it takes."""
    assert state.walk is not None, "it is of a walk"
    tone = Tone.WARN if item.missed else Tone.DIM
    keys = "Enter: as expected · an amount: that came · a letter: another payer"
    return [
        _candidate(state, hit, width, here=True),
        ((cut(f"    {state.walk.place_of(item)}, {item.says}", width - 1), tone),),
        ((cut(f"    {keys}", width - 1), Tone.DIM),),
    ]


def _nobody(state: KeyingState) -> list[tuple[Part, ...]]:
    if not state.slip.entry.text.strip():
        return []
    if state.search is None:
        return [(("    the finder is opening: go on typing", Tone.DIM),)]
    if state.slip.is_asking_who:
        return [(("    no match: F8 sends the line to suspense", Tone.WARN),)]
    return []


def _candidate(state: KeyingState, hit: Hit, width: int, *, here: bool) -> tuple[Part, ...]:
    payer = state.facts.payers.get(hit.account)
    name = (payer.name if payer else hit.name) or "(name hidden)"
    address = short_address(payer.address if payer else hit.address)
    room = width - INDENT - 36
    named = fit(name, room // 2 + 2) + " " + fit(address, room - room // 2 - 3)
    balance = balance_words(payer.balance) if payer else ""
    usual = usual_of(payer) if payer else None
    paid = f"= {pounds(usual)}" if usual else ""
    ground = Tone.PLAIN if here else Tone.DIM
    marks = hit_marks(hit, payer, state.batch.landlord)
    return (
        (f"   {sign(Sign.HERE) if here else ' '} ", Tone.ACCENT),
        (f"{fit(hit.payment_ref, 9)} {named} {fit(balance, 11, 'right')}", ground),
        (f" {fit(marks or paid, 12, 'right')}", Tone.WARN if marks else ground),
    )


def hit_marks(hit: Hit, payer: Payer | None, landlord: str) -> str:
    """One word of warning behind a candidate."""
    if hit.landlord != landlord:
        return hit.landlord
    if payer is not None and payer.deceased:
        return "died"
    if payer is not None and payer.status != "current":
        return payer.status
    if not hit.current:
        return "former"
    return ""


def _reasons(state: KeyingState, width: int) -> list[tuple[Part, ...]]:
    slip = state.slip
    amount = pounds(slip.amount) if slip.amount is not None else ""
    why = default_reason(slip.fragment)
    asked = f"to suspense {amount} {written_words(slip.fragment)}: Enter alone says {why}"
    head: Part = (asked, Tone.PLAIN)
    if slip.red is not None:
        head = (slip.red.says, Tone.BAD)
    letters = reasons_shown(SUSPENSE if slip.red is None else RED, width - 5)
    lines: list[Part] = [head, *((line, Tone.DIM) for line in letters)]
    return [((f"    {cut_before_end(text, width - 5)}", tone),) for text, tone in lines]


def _parts(state: KeyingState, width: int, height: int) -> list[tuple[Part, ...]]:
    split = state.slip.split
    assert split is not None
    shares = split.shares
    said = "  +  ".join(f"{share.label} {pounds(share.amount)}" for share in shares)
    here = state.slip.line_hit
    who = f"{here.name or here.payment_ref}, {here.address}" if here else ""
    left = "" if split.is_complete else f"  {pounds(split.left)} left"
    keys = "    Enter keeps it so · an amount: part by hand · a name: another account"
    lines: list[tuple[Part, ...]] = [
        ((cut(f"    {pounds(split.whole)}, {who}", width - 1), Tone.PLAIN),),
        ((f"    / {said}", Tone.PLAIN), (left, Tone.WARN)),
        ((fit(keys, width - 2), Tone.DIM),),
    ]
    return lines[:height]


def facts_lines(hit: Hit | None, payer: Payer | None, width: int) -> tuple[tuple[Part, ...], ...]:
    """Two lines on the account under the cursor: who and where, what it owes and paid.

    Where a line of `width` has no room, towns, old payments, then ends of words give way.
    """
    if payer is None:
        if hit is None:
            return ((), ())
        who = _who((hit.name or hit.payment_ref, hit.address, hit.postcode, ""), width)
        return (((who, Tone.PLAIN),), ())
    who = _who((payer.name or "(name hidden)", payer.address, payer.postcode, _terms(payer)), width)
    return (((who, Tone.PLAIN),), _owes(payer, width))


def _who(told: tuple[str, str, str, str], width: int) -> str:
    """Name, address with postcode, terms; of a hidden one what there is."""
    name, address, postcode, terms = told
    near = short_address(address)
    for place in (", ".join(filter(None, (address, postcode))), near):
        said = _DOT.join(filter(None, (name, place, terms)))
        if cell_len(said) <= width:
            return said
    room = width - cell_len(_DOT + _DOT + terms)
    name = cut(name, max(room // 2, room - cell_len(near)))
    return cut(_DOT.join(filter(None, (name, cut(near, room - cell_len(name)), terms))), width)


def _owes(payer: Payer, width: int) -> tuple[Part, ...]:
    warnings = warnings_of(payer)
    head = f"{sign(Sign.UNUSUAL)} {warnings}{_DOT}" if warnings else ""
    waits = f"{_DOT}{pounds(payer.pending)} in open batches" if payer.pending else ""
    asked = f"{_DOT}{pounds(payer.promised)} asked of it (F6)" if payer.promised else ""
    balance = f"{balance_words(payer.balance)}{asked}{waits}"
    money = [f"{balance}{_DOT}{_paid(payer.last[:most])}" for most in (3, 2, 1)]
    told = next((one for one in money if cell_len(head + one) <= width), balance)
    if not warnings:
        return ((told, Tone.PLAIN),)
    head = cut(f"{sign(Sign.UNUSUAL)} {warnings}", width - cell_len(_DOT + told))
    return (head, Tone.BAD), (f"{_DOT}{told}", Tone.PLAIN)


def warnings_of(payer: Payer) -> str:
    """What must be seen before money is put on the account."""
    said = (
        "the tenant has died" if payer.deceased else "",
        "former tenant" if payer.status == "former" else "",
        "restricted" if payer.restricted else "",
        payer.warning,
    )
    return " · ".join(part for part in said if part)


def _terms(payer: Payer) -> str:
    charged = f", {payer.cycle} {pounds(payer.charge)}" if payer.charge else ""
    return f"{payer.status}{charged}"


def _paid(last: tuple[Payment, ...]) -> str:
    if not last:
        return "nothing paid yet"
    said = [f"{pounds(one.amount)} on {short_day(one.day)}" for one in last]
    return f"paid {', '.join(said)}, {last[0].code.lower()}"


def tally_line(state: KeyingState, width: int) -> tuple[Part, ...]:
    """Control, keyed, the difference in words; of huge sums the count to go gives way."""
    control, keyed, left = state.tally_shown()
    proves = left == "proves"
    tone = Tone.GOOD if proves else Tone.WARN if left.startswith("over") else Tone.STRONG
    sums = (f"control  {control:<14}  ", Tone.PLAIN), (f"keyed  {keyed:<14}  ", Tone.STRONG)
    room = width - sum(cell_len(text) for text, _ in sums)
    if cell_len(left) > room:
        left = cut(left.rpartition(", ")[0], room)
    return (*sums, (f"{sign(Sign.KEPT)} proves" if proves else left, tone))
