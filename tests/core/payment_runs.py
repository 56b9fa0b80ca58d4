"""Payment runs of our own making; nobody in them has a bank account."""

from datetime import date, datetime

from core.bank_account.account import BankAccount
from core.money import Pence
from core.payment_run import Originator, Payment, PaymentRun

OURS = Originator("Clydeview Homes", BankAccount("089999", "66374958"), "123456")


def payment(item: int = 1, **more: object) -> Payment:
    """A refund of 131.00, but for what is named."""
    told: dict[str, object] = {
        "name": "Ms P Kowalczyk",
        "account": BankAccount("200000", "12345678"),
        "reference": "REFUND 311",
        "pence": Pence(13100),
    } | more
    return Payment(item, **told)  # type: ignore[arg-type]


def run(*payments: Payment, **more: object) -> PaymentRun:
    """Run 14, made on Friday 27 November, moving money on 1 December."""
    told: dict[str, object] = {
        "number": 14,
        "originator": OURS,
        "processed": date(2026, 11, 30),
        "moved": date(2026, 12, 1),
        "made": datetime(2026, 11, 27, 10, 30),  # noqa: DTZ001  # the office's own time
    } | more
    return PaymentRun(payments=payments or (payment(),), **told)  # type: ignore[arg-type]
