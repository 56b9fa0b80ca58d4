"""A stream is a way lines come in: it fixes the house's own account and what a receipt carries."""

from dataclasses import dataclass
from enum import StrEnum

from core.money import Pence


class ControlKind(StrEnum):
    """The accounts of the house itself, kept by cashbook or by landlord."""

    BANK = "bank"
    CARD_CLEARING = "card-clearing"
    HB_CLEARING = "hb-clearing"
    UC_CLEARING = "uc-clearing"
    DD_CLEARING = "dd-clearing"
    BANK_CHARGES = "bank-charges"
    BANK_TRANSFERS = "bank-transfers"
    BANK_DIFFERENCES = "bank-differences"
    SUSPENSE = "suspense"
    OVERS_AND_SHORTS = "overs-and-shorts"
    RENT_INCOME = "rent-income"
    GARAGE_INCOME = "garage-income"
    RECHARGE_INCOME = "recharge-income"
    COURT_COST_INCOME = "court-cost-income"
    SUNDRY_INCOME = "sundry-income"
    OPENING = "opening"
    WRITE_OFF = "write-off"
    REFUNDS_PAYABLE = "refunds-payable"
    INTER_LANDLORD = "inter-landlord"


CASHBOOK_CONTROLS: tuple[ControlKind, ...] = (
    ControlKind.BANK,
    ControlKind.CARD_CLEARING,
    ControlKind.HB_CLEARING,
    ControlKind.UC_CLEARING,
    ControlKind.DD_CLEARING,
    ControlKind.OVERS_AND_SHORTS,
    ControlKind.BANK_CHARGES,
    ControlKind.BANK_TRANSFERS,
    ControlKind.BANK_DIFFERENCES,
)
LANDLORD_CONTROLS: tuple[ControlKind, ...] = tuple(
    kind for kind in ControlKind if kind not in CASHBOOK_CONTROLS
)


class SubAccountKind(StrEnum):
    """The parts of a rent account; `rent` is the main one, always there."""

    RENT = "rent"
    GARAGE = "garage"
    REPAIRS = "repairs"
    COURT = "court"
    FORMER = "former"
    SUNDRY = "sundry"


INCOME_OF: dict[SubAccountKind, ControlKind] = {
    SubAccountKind.RENT: ControlKind.RENT_INCOME,
    SubAccountKind.GARAGE: ControlKind.GARAGE_INCOME,
    SubAccountKind.REPAIRS: ControlKind.RECHARGE_INCOME,
    SubAccountKind.COURT: ControlKind.COURT_COST_INCOME,
    SubAccountKind.FORMER: ControlKind.RENT_INCOME,
    SubAccountKind.SUNDRY: ControlKind.SUNDRY_INCOME,
}


class ReceiptField(StrEnum):
    """What a receipt may carry besides account, amount, date, payer and narrative."""

    DRAWER = "drawer"
    CHEQUE_NUMBER = "cheque_number"
    AUTH = "auth"
    LAST4 = "last4"
    PROVIDER_REF = "provider_ref"


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream; a live one opens without its control and cannot post before it has one.

    `takes` lists the fields its receipts have, `needs` those that policy demands of every line.
    A batch whose control total reaches `blind_above` is keyed twice, unseen (None: never).
    """

    name: str
    title: str
    debits: ControlKind
    code: str
    live: bool = False
    takes: tuple[ReceiptField, ...] = ()
    needs: tuple[ReceiptField, ...] = ()
    blind_above: Pence | None = None

    @property
    def is_money_in(self) -> bool:
        """Whether receipts come by it; the housing system's debit run brings charges, by file."""
        return self.debits is not ControlKind.RENT_INCOME


_DRAWN = (ReceiptField.DRAWER, ReceiptField.CHEQUE_NUMBER)
_CARD = (ReceiptField.AUTH, ReceiptField.LAST4, ReceiptField.PROVIDER_REF)
_PROVIDER = (ReceiptField.PROVIDER_REF,)

DEBIT_RUN = "debit-run"

# Nothing is demanded by default: most cheques are drawn by the tenant, and a terminal's slip
# stands behind each card line; a house that wants more names the fields in `needs`.
STREAMS: tuple[Stream, ...] = (
    Stream("counter", "Counter", ControlKind.BANK, "CASH", live=True, takes=_DRAWN),
    Stream("cheque", "Cheque", ControlKind.BANK, "CHEQ", takes=_DRAWN),
    Stream(
        "telephone", "Telephone card", ControlKind.CARD_CLEARING, "CARD", live=True, takes=_CARD
    ),
    Stream("standing-order", "Standing order", ControlKind.BANK, "SORD", takes=_PROVIDER),
    Stream("direct-debit", "Direct debit", ControlKind.DD_CLEARING, "DDEB", takes=_PROVIDER),
    Stream("hb", "Housing Benefit", ControlKind.HB_CLEARING, "HBEN", takes=_PROVIDER),
    Stream("uc", "Universal Credit", ControlKind.UC_CLEARING, "UCRE", takes=_PROVIDER),
    Stream("card-agency", "Payment card", ControlKind.CARD_CLEARING, "AGCY", takes=_PROVIDER),
    Stream("bank", "Bank payment", ControlKind.BANK, "BANK", takes=_PROVIDER),
    Stream(DEBIT_RUN, "Debit run", ControlKind.RENT_INCOME, "RENT"),
)


def stream_named(name: str) -> Stream | None:
    """The shipped stream of that name, or None."""
    return next((stream for stream in STREAMS if stream.name == name.strip().lower()), None)
