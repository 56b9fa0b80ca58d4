"""A request is what one operator asks and another decides, and where it stands."""

from enum import StrEnum


class RequestKind(StrEnum):
    """What may be asked; commands and screens use the same words."""

    REFUND = "refund"
    WRITE_OFF = "write-off"
    WRITE_ON = "write-on"
    OVERPAYMENT = "overpayment"
    TRANSFER = "transfer"
    REVERSAL = "reversal"
    CLEARANCE = "clearance"
    PAYMENT = "payment"
    BANK_DETAILS = "bank-details"
    REOPENING = "reopening"
    POLICY = "policy"
    OPERATOR = "operator"


class RequestState(StrEnum):
    """Where a request stands; `expired` is a submitted one whose day has passed."""

    SUBMITTED = "submitted"
    EXPIRED = "expired"
    APPROVED = "approved"
    POSTED = "posted"
    DONE = "done"
    PAID = "paid"
    RETURNED = "returned"
    REVERSED = "reversed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


# Of an account's credit: what is asked of one is reserved from the others.
DRAWS_ON_CREDIT = (RequestKind.REFUND, RequestKind.TRANSFER, RequestKind.PAYMENT)

# Money that leaves the house, and so names whom it is paid to.
PAYS_OUT = (RequestKind.REFUND, RequestKind.PAYMENT, RequestKind.OVERPAYMENT)
