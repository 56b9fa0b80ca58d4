"""What a row of a payment file pays and recovers, and which types of line that makes."""

from collections.abc import Callable
from typing import NamedTuple

from core.money import AMOUNT_MAX, NIL, BadAmount, Pence, pounds
from core.payment_file import CREDITS, DEBITS, LineType
from core.payment_file.layout import Cells, Layout

Tell = Callable[[str, str, str], None]  # field, rule, why with the way out


class Movement(NamedTuple):
    """One movement of a row; of gross and recovery one is nil."""

    type: LineType
    gross: Pence
    recovery: Pence
    is_deduction: bool = False


class Sums(NamedTuple):
    """What a row says: paid, deducted, and what it calls net (None where it does not)."""

    gross: Pence
    recovery: Pence
    net: Pence | None


def sums_of(layout: Layout, cells: Cells, tell: Tell) -> Sums:
    """The amounts as the columns give them; a figure that cannot be read is told and nil."""
    fields = layout.fields
    mark = layout.text("mark", cells)

    def money(field: str) -> Pence:
        written = layout.text(field, cells)
        if not written:
            return NIL
        try:
            return layout.money(written, mark)
        except BadAmount as bad:
            tell(field, bad.code, bad.says)
            return NIL

    if "amount" in fields:
        _told_amount(layout, cells, tell)
        return Sums(money("amount"), NIL, None)
    if "paid_in" in fields or "paid_out" in fields:
        return Sums(Pence(money("paid_in") - abs(money("paid_out"))), NIL, None)
    gross, net = money("gross"), None
    if layout.text("net", cells).strip():
        net = money("net")
    if "recovery" in fields:
        return Sums(gross, Pence(abs(money("recovery"))), net)
    return Sums(gross, Pence(gross - net) if net is not None else NIL, net)


def _told_amount(layout: Layout, cells: Cells, tell: Tell) -> None:
    """A row without its amount is a fault: passed over, it would be money nobody misses."""
    if not layout.text("amount", cells).strip():
        tell("amount", "amount_missing", "no amount: correct the row, or take it out")


def movements_of(layout: Layout, told: LineType, sums: Sums, tell: Tell) -> tuple[Movement, ...]:
    """The movements of one row of a type; a payment with a deduction is two."""
    gross, recovery, net = sums
    if net is not None and gross - recovery != net:
        says = f"{pounds(gross)} less {pounds(recovery)} is not {pounds(net)}: ask the payer which"
        tell("net", "net_wrong", says)
    if max(abs(gross), recovery) > AMOUNT_MAX and told is not LineType.IGNORE:
        told = _over(layout, told, tell)
    if told in DEBITS:
        return (_debit(layout, told, Pence(gross - recovery), tell),)
    if told not in CREDITS or not (gross or recovery):
        idle = told if told not in CREDITS else LineType.IGNORE
        return (Movement(idle, Pence(max(gross, 0)), Pence(max(-gross, 0) + recovery)),)
    if recovery < 0:
        tell("net", "net_wrong", "more net than gross: correct the profile's columns")
    if gross < 0:
        return (_below_nil(layout, Pence(recovery - gross), tell),)
    paid = (Movement(told, gross, NIL),) if gross else ()
    if not recovery:
        return paid
    return (*paid, Movement(_deduction(layout), NIL, recovery, is_deduction=True))


def _over(layout: Layout, told: LineType, tell: Tell) -> LineType:
    """More than one receipt may be: a bank's lump, or the profile has the wrong unit."""
    if layout.profile.types.over is None:
        tell("amount", "amount_out_of_range", f"over {pounds(AMOUNT_MAX)}: is the unit pence?")
    return layout.profile.types.over or told


def _debit(layout: Layout, told: LineType, signed: Pence, tell: Tell) -> Movement:
    """A recovery or return as a row of its own: its sign must be the one the profile names."""
    debits = layout.profile.money.debits
    if (signed > 0 and debits == "minus") or (signed < 0 and debits == "plus"):
        says = f"{told.value} with {debits} expected: a correction? ask the payer, or the profile"
        tell("amount", "sign_wrong", says)
    return Movement(told, NIL, Pence(abs(signed)))


def _below_nil(layout: Layout, amount: Pence, tell: Tell) -> Movement:
    negative = layout.profile.types.negative
    if negative is None:
        says = "a payment below nil: name its type in the profile (types.negative)"
        tell("amount", "sign_wrong", says)
    return Movement(negative or LineType.UNKNOWN, NIL, amount)


def _deduction(layout: Layout) -> LineType:
    told = layout.profile.types.recovery
    return LineType.RECOVER_SELF if told == "debtor" else LineType(told)
