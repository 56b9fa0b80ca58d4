"""A payment run is what leaves the bank in one file: to whom, how much, and what it comes to."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from core.bacs_text import FIELD_MAX, bacs_text, is_carried, names_somebody
from core.bank_account.account import ROLL_MAX, BankAccount, is_roll
from core.delimited import RowFault
from core.money import Pence

PENCE_MAX = 10**11 - 1  # eleven digits of a Standard 18 record
ITEMS_MAX = 100_000


@dataclass(frozen=True, slots=True)
class Payment:
    """One credit; `name` as the office knows it, `reference` as the payee is to read it."""

    item: int
    name: str
    account: BankAccount
    reference: str
    pence: Pence

    @property
    def told(self) -> str:
        """What the payee's bank gets as reference: the roll number where there is one."""
        return self.account.roll or " ".join(self.reference.upper().split())


@dataclass(frozen=True, slots=True)
class Originator:
    """Who pays: our bank account, its name at the bank, and the service user number (or empty)."""

    name: str
    account: BankAccount
    user_number: str = ""


@dataclass(frozen=True, slots=True)
class PaymentRun:
    """What a file is made from, and nothing else: the same run gives the same bytes.

    `moved` is the day the money moves, `processed` Bacs's day before it, `made` when the run was
    made, to the second and in the office's own time.
    """

    number: int
    originator: Originator
    processed: date
    moved: date
    made: datetime
    payments: tuple[Payment, ...]

    @property
    def total(self) -> Pence:
        """What the payments come to."""
        return Pence(sum(one.pence for one in self.payments))


def reference_of(kind: str, request: int) -> str:
    """What a payee reads of a request, such as REFUND 311."""
    return f"{kind.upper()[:7]} {request}"


def digest_of(content: bytes) -> str:
    """What a file is known by: sha256, in hex."""
    return hashlib.sha256(content).hexdigest()


def run_faults(run: PaymentRun) -> list[RowFault]:
    """All that keeps the run from any file; `line` is the payment's item, 0 the run itself."""
    faults = list(_of_run(run))
    for payment in run.payments:
        faults += _of_payment(payment)
    return faults


def _of_run(run: PaymentRun) -> Iterator[RowFault]:
    if not run.payments:
        yield RowFault(0, "payments", "run_empty", "nothing is to be paid: approve something first")
    if len(run.payments) > ITEMS_MAX:
        yield RowFault(
            0, "payments", "run_long", f"more than {ITEMS_MAX:,} payments: make two runs"
        )
    if run.total > PENCE_MAX:
        yield RowFault(0, "total", "total_wrong", "the total has more than eleven digits: split it")
    if not bacs_text(run.originator.name):
        says = "our own account has no name at the bank: give the cashbook one by setup"
        yield RowFault(0, "originator", "name_missing", says)
    yield from _of_account(0, run.originator.account)


def _of_payment(payment: Payment) -> Iterator[RowFault]:
    if not 1 <= payment.pence <= PENCE_MAX:
        says = "the amount must be above nil, of at most eleven digits of pence"
        yield RowFault(payment.item, "amount", "amount_wrong", says)
    if not names_somebody(payment.name):
        says = "the payee has no name that Bacs can carry: correct the payee"
        yield RowFault(payment.item, "name", "name_missing", says)
    told = payment.told
    if payment.account.roll:
        if not is_roll(told):
            says = f"a roll number has at most {ROLL_MAX} letters and digits: see the passbook"
            yield RowFault(payment.item, "roll", "roll_wrong", says)
    elif not told or len(told) > FIELD_MAX or not is_carried(told):
        # A name may be cut, a reference never: it would be somebody else's.
        says = f"the reference must be 1 to {FIELD_MAX} of A-Z 0-9 . & / - and space: {told[:40]}"
        yield RowFault(payment.item, "reference", "reference_wrong", says)
    yield from _of_account(payment.item, payment.account)


def _of_account(item: int, account: BankAccount) -> Iterator[RowFault]:
    for field, text, length in (
        ("sort_code", account.sort_code, 6),
        ("account_number", account.number, 8),
    ):
        if len(text) != length or not (text.isascii() and text.isdigit()) or not text.strip("0"):
            says = f"must be {length} digits, not all noughts"
            yield RowFault(item, field, f"{field}_wrong", says)
