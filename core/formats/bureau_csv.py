"""Payments as CSV for a bureau's own program, which signs and submits them (domain.md 1.4.2)."""

import csv
import io
from collections.abc import Callable, Mapping

from core.bacs_text import fitted
from core.delimited import RowFault
from core.money import Pence
from core.payment_run import Payment, PaymentRun, run_faults

_SDDIRECT = (
    "Destination Account Name", "Destination Sort Code", "Destination Account Number",
    "Payment Reference", "Amount", "Transaction code", "Pay Date", "Originating Sort Code",
    "Originating Account Number", "Originating Account Name",
)  # fmt: skip
_CREDIT = "99"


def bureau_faults(run: PaymentRun) -> list[RowFault]:
    """Everything that keeps the run from any bureau's layout."""
    return run_faults(run)


def bureau_file(run: PaymentRun, layout: str) -> bytes:
    """The file of a run without faults in one of LAYOUTS, ASCII, lines ended by CRLF."""
    assert not bureau_faults(run), "a run with faults is refused before it becomes a file"
    header, row = LAYOUTS[layout]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if header:
        writer.writerow(header)
    writer.writerows(row(run, one) for one in run.payments)
    return out.getvalue().encode("ascii")


def _paygate(run: PaymentRun, one: Payment) -> tuple[str, ...]:
    ours = run.originator
    return (
        one.account.sort_code, one.account.number, fitted(one.name), _pounds(one.pence), _CREDIT,
        ours.account.sort_code, ours.account.number, fitted(ours.name), one.told,
        f"{run.moved:%d/%m/%Y}",
    )  # fmt: skip


def _sddirect(run: PaymentRun, one: Payment) -> tuple[str, ...]:
    ours = run.originator
    return (
        fitted(one.name), one.account.sort_code, one.account.number, one.told, _pounds(one.pence),
        _CREDIT, f"{run.moved:%d/%m/%Y}", ours.account.sort_code, ours.account.number,
        fitted(ours.name),
    )  # fmt: skip


def _accesspay(run: PaymentRun, one: Payment) -> tuple[str, ...]:
    del run
    to = one.account
    return to.sort_code, to.number, fitted(one.name), _pounds(one.pence), one.told


def _pounds(pence: Pence) -> str:
    whole, part = divmod(pence, 100)
    return f"{whole}.{part:02d}"


# name: (header or nothing, the cells of one payment)
LAYOUTS: Mapping[str, tuple[tuple[str, ...], Callable[[PaymentRun, Payment], tuple[str, ...]]]] = {
    "paygate": ((), _paygate),
    "sddirect": (_SDDIRECT, _sddirect),
    "accesspay": ((), _accesspay),
}
