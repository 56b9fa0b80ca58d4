"""A Bacs submission in Standard 18: credits and the contra that balances them, in one envelope.

Record: domain.md 1.4.1. Envelope: 1.4.2, whose columns nobody published whole: an office proves
them with its bureau or bank before the first live file.
"""

from datetime import date

from core.bacs_text import fitted
from core.delimited import RowFault
from core.payment_run import Originator, Payment, PaymentRun, run_faults

_CREDIT, _CONTRA_OF_CREDITS = "99", "17"
_END = "\r\n"


def bacs18_faults(run: PaymentRun) -> list[RowFault]:
    """Everything that keeps the run from being submitted by Standard 18."""
    faults = run_faults(run)
    user = run.originator.user_number
    if not (len(user) == 6 and user.isascii() and user.isdigit()):
        says = "the six digits of the service user number are missing: policy bacs_user_number"
        faults.append(RowFault(0, "user_number", "user_number_wrong", says))
    return faults


def bacs18_file(run: PaymentRun) -> bytes:
    """The file of a run without faults, in ASCII, 80 columns a label and 100 a record."""
    assert not bacs18_faults(run), "a run with faults is refused before it becomes a file"
    first = (_vol1(run), _hdr1(run, "HDR1"), _HDR2, _uhl1(run))
    last = (_hdr1(run, "EOF1"), "EOF2" + _HDR2[4:], _utl1(run))
    records = [_record(one, run.originator) for one in run.payments]
    lines = [*first, *records, _contra(run), *last]
    return (_END.join(lines) + _END).encode("ascii")


def _record(one: Payment, ours: Originator) -> str:
    to, by = one.account, ours.account
    return (
        f"{to.sort_code}{to.number}0{_CREDIT}{by.sort_code}{by.number}0000{one.pence:011}"
        f"{fitted(ours.name):<18}{one.told:<18}{fitted(one.name):<18}"
    )


def _contra(run: PaymentRun) -> str:
    ours = run.originator.account
    name = fitted(run.originator.name)
    return (
        f"{ours.sort_code}{ours.number}0{_CONTRA_OF_CREDITS}{ours.sort_code}{ours.number}0000"
        f"{run.total:011}{name:<18}{'CONTRA':<18}{name:<18}"
    )


def _vol1(run: PaymentRun) -> str:
    """Serial 5-10, owner 38-51 with the service user number in its middle, level 80."""
    return f"VOL1{_serial(run)}{'':27}{'':4}{run.originator.user_number}{'':32}1"


def _hdr1(run: PaymentRun, label: str) -> str:
    """File identifier 5-21, set 22-27, section and sequence 28-35, created 42-47, expires 48-53."""
    user = run.originator.user_number
    created, expires = _yyddd(run.made.date()), _yyddd(run.moved)
    begun = f"{label}A{user}S  1{user}{_serial(run)}00010001{'':6}{created}{expires} 000000"
    return f"{begun:<80}"


_HDR2 = f"{'HDR2F0200000100':<50}{'00':<30}"


def _uhl1(run: PaymentRun) -> str:
    """Processing date 5-10, receiver 11-20, currency 21-22, work code 29-37, file number 38-40."""
    begun = f"UHL1{_yyddd(run.processed)}999999    00000000{'1 DAILY':<9}001"
    return f"{begun:<80}"


def _utl1(run: PaymentRun) -> str:
    """Debits 5-17 (the contra), credits 18-30, their counts 31-37 and 38-44."""
    begun = f"UTL1{run.total:013}{run.total:013}{1:07}{len(run.payments):07}"
    return f"{begun:<80}"


def _serial(run: PaymentRun) -> str:
    return f"{run.number % 1_000_000:06}"


def _yyddd(day: date) -> str:
    return f" {day:%y%j}"
