"""A transaction code says what a posting is, and whether benefit or a direct debit brought it."""

from dataclasses import dataclass
from enum import StrEnum


class CodeKind(StrEnum):
    """Receipts lower a balance, charges raise it, adjustments may do either."""

    RECEIPT = "receipt"
    CHARGE = "charge"
    ADJUSTMENT = "adjustment"


@dataclass(frozen=True, slots=True)
class TransactionCode:
    """One code: `group` is the heading of reports, `alias` the code the house itself writes."""

    code: str
    name: str
    kind: CodeKind
    group: str
    is_hb: bool = False
    is_dd: bool = False
    hb_eligible: bool = False
    alias: str = ""


_R, _C, _A = CodeKind.RECEIPT, CodeKind.CHARGE, CodeKind.ADJUSTMENT

# A neutral list after the codes of Universal Housing, domain.md 3.2: no system's list is public
# enough to be everybody's, so each house puts its own codes beside these as aliases.
TRANSACTION_CODES: tuple[TransactionCode, ...] = (
    TransactionCode("RENT", "Rent", _C, "rent", hb_eligible=True),
    TransactionCode("SERV", "Service charge", _C, "rent", hb_eligible=True),
    TransactionCode("HEAT", "Heating", _C, "rent"),
    TransactionCode("WATR", "Water rates", _C, "rent"),
    TransactionCode("INSR", "Contents insurance", _C, "rent"),
    TransactionCode("GRGE", "Garage rent", _C, "garage"),
    TransactionCode("RCHG", "Rechargeable repair", _C, "repairs"),
    TransactionCode("CRTC", "Court costs", _C, "court"),
    TransactionCode("SNDR", "Sundry charge", _C, "sundry"),
    TransactionCode("CASH", "Cash", _R, "counter"),
    TransactionCode("CHEQ", "Cheque", _R, "counter"),
    TransactionCode("CARD", "Telephone card", _R, "card"),
    TransactionCode("SORD", "Standing order", _R, "bank"),
    TransactionCode("BANK", "Bank payment", _R, "bank"),
    TransactionCode("DDEB", "Direct debit", _R, "direct debit", is_dd=True),
    TransactionCode("DDUN", "Direct debit unpaid", _R, "direct debit", is_dd=True),
    TransactionCode("HBEN", "Housing Benefit", _R, "benefit", is_hb=True),
    TransactionCode("UCRE", "Universal Credit", _R, "benefit"),
    TransactionCode("AGCY", "Payment card", _R, "agency"),
    TransactionCode("CHQR", "Cheque returned", _R, "counter"),
    TransactionCode("HBAD", "Housing Benefit recovered", _A, "benefit", is_hb=True),
    TransactionCode("UCAD", "Universal Credit recovered", _A, "benefit"),
    TransactionCode("OPEN", "Opening balance", _A, "opening"),
    TransactionCode("SUSP", "Cleared from suspense", _A, "suspense"),
    TransactionCode("TRAN", "Transfer", _A, "transfer"),
    TransactionCode("RFND", "Refund to tenant", _A, "refund"),
    TransactionCode("WOFF", "Written off", _A, "write-off"),
    TransactionCode("WRON", "Written on", _A, "write-off"),
    TransactionCode("OVSH", "Overs and shorts", _A, "till"),
    TransactionCode("BKCH", "Bank charge", _A, "bank"),
    TransactionCode("BKTR", "Transfer between bank accounts", _A, "bank"),
    TransactionCode("BKDF", "Bank difference within tolerance", _A, "bank"),
    TransactionCode("CLRG", "Clearing met by the bank", _A, "clearing"),
    TransactionCode("INTL", "Through another landlord", _A, "transfer"),
)


def code_named(text: str, codes: tuple[TransactionCode, ...] = TRANSACTION_CODES) -> str | None:
    """The code meant by a code or a house's alias, in any case; None where there is none."""
    wanted = text.strip().upper()
    for code in codes:
        if wanted and wanted in (code.code, code.alias.upper()):
            return code.code
    return None
