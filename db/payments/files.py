"""The file of a pay run: composed of the run's rows, proved, kept by its digest, then written."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from glob import escape
from pathlib import Path

from core.bank_account.account import BankAccount, read_account
from core.delimited import RowFault
from core.formats.bacs18 import bacs18_faults, bacs18_file
from core.formats.bureau_csv import LAYOUTS, bureau_faults, bureau_file
from core.formats.pain001 import pain001_faults, pain001_file
from core.money import Pence
from core.payment_run import Originator, Payment, PaymentRun, digest_of, reference_of
from core.refusal import Refusal
from core.working_day import cycle_faults, cycle_to
from db.acting import act, derived_key, new_key
from db.book import Book
from db.errors import translated
from db.payments.runs import Run, abandon_run, make_run, open_run, run_of

_Faults = Callable[[PaymentRun], list[RowFault]]
_FORMATS: Mapping[str, tuple[_Faults, Callable[[PaymentRun], bytes]]] = {
    "standard18": (bacs18_faults, bacs18_file),
    "pain001": (pain001_faults, pain001_file),
    **{name: (bureau_faults, partial(bureau_file, layout=name)) for name in LAYOUTS},
}
FORMATS = tuple(_FORMATS)


@dataclass(frozen=True, slots=True)
class PayOrder:
    """What `pay` is asked: from which cashbook, moving money when, in which of FORMATS."""

    cashbook: str
    moved: date
    format: str
    without: tuple[int, ...] = ()  # requests that wait for another run


@dataclass(frozen=True, slots=True)
class PayFile:
    """A run with its file; `found`: the run was there already, left by whoever was cut off.

    `left` are the requests that no file could carry, and why: they wait outside the run.
    """

    run: Run
    content: bytes
    found: bool
    left: tuple[tuple[int, str], ...] = ()


def pay_file(book: Book, order: PayOrder, now: datetime, key: str | None = None) -> PayFile:
    """The run that answers the order, found again or made, and its file, proved and kept.

    `now` is the office's own time, without a zone. Raises Refusal: run_open, nothing_to_pay,
    day_wrong, run_faults with every fault of every payment (the run is given up then).
    """
    run, found = open_run(book, order.cashbook), True
    left: tuple[tuple[int, str], ...] = ()
    if run is None:
        (run, left), found = _made(book, order, now, key), False
    elif (run.moved, run.format) != (order.moved, order.format):
        says = (
            f"run {run.run} for {run.moved} in {run.format}, made by {run.maker}, is not confirmed:"
            " ask for the same day and format to have its file again, confirm it, or abandon it"
        )
        raise Refusal("run_open", says, run.run)
    content = _kept(book, run)
    return PayFile(run_of(book, run.run), content, found, left)


def file_again(book: Book, number: int) -> PayFile:
    """The file of a run made before, the same to the byte. Raises Refusal: unknown_run, …."""
    content = _kept(book, run_of(book, number))
    return PayFile(run_of(book, number), content, found=True)


def write_pay_file(out: Path, content: bytes) -> None:
    """Puts the file there whole, 0600, or not at all; the same bytes there already are enough.

    Raises Refusal: file_exists where another file stands, file_not_written.
    """
    fresh = out.with_name(f".{out.name}.{os.getpid()}.new")
    try:
        _sweep(out)
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, out)  # fails where a file stands, whoever made it meanwhile
    except FileExistsError:
        if out.read_bytes() != content:
            says = f"{out} exists and is another file: name another, or remove it"
            raise Refusal("file_exists", says, str(out)) from None
    except OSError as fault:
        raise Refusal("file_not_written", f"{out}: {fault.strerror}", str(out)) from fault
    finally:
        fresh.unlink(missing_ok=True)


def _sweep(out: Path) -> None:
    """Removes what writers of this file left behind that were killed: it holds bank details."""
    for left in out.parent.glob(f".{escape(out.name)}.*.new"):
        pid = left.name.removesuffix(".new").rpartition(".")[2]
        if pid.isdigit() and not _runs(int(pid)):
            left.unlink(missing_ok=True)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _made(
    book: Book, order: PayOrder, now: datetime, key: str | None
) -> tuple[Run, tuple[tuple[int, str], ...]]:
    cycle = cycle_to(order.moved)
    faults = cycle_faults(order.moved, now, _cut_off(book))
    if cycle is None or faults:
        raise Refusal("day_wrong", "; ".join(faults), order.moved.isoformat())
    doc = {
        "cashbook": order.cashbook,
        "processed": cycle.processed.isoformat(),
        "moved": order.moved.isoformat(),
        "format": order.format,
        "without": list(order.without),
    }
    return make_run(book, doc, key)


def _kept(book: Book, run: Run) -> bytes:
    """The file's bytes, after its digest is in the book."""
    composed = _composed(book, run)
    faults_of, file_of = _FORMATS[run.format]
    faults = faults_of(composed)
    if faults:
        if run.state == "made" and not run.digest and run.maker == book.about.login:
            abandon_run(book, run.run, f"{len(faults)} faults: no file was made")
        says = "; ".join(f"{_place(one, composed)}{one.says}" for one in faults)
        raise Refusal("run_faults", f"nothing is paid: {says}", [one.field for one in faults])
    content = file_of(composed)
    doc = {"items": len(composed.payments), "pence": composed.total, "digest": digest_of(content)}
    with book.session() as session:
        act(session, "keep_pay_file", derived_key("pay file", run.run, doc["digest"]), run.run, doc)
    return content


def _composed(book: Book, run: Run) -> PaymentRun:
    """The run as core writes it, of rows that a committed look has opened."""
    with book.session() as session:
        why = f"the file of pay run {run.run} again"
        act(session, "look_at_bank", new_key(), {"run": run.run}, why)
        with translated():
            rows = session.execute(
                "SELECT item, request, kind, payee, sort_code, account_number, roll, pence"
                " FROM rb.pay_rows(%s)",
                (run.run,),
            ).fetchall()
    payments = tuple(
        Payment(item, payee, _account(*digits), reference_of(kind, request), Pence(pence))
        for item, request, kind, payee, *digits, pence in rows
    )
    ours = Originator(run.originator, run.ours, run.user_number)
    return PaymentRun(run.run, ours, run.processed, run.moved, run.made, payments)


def _account(sort_code: str, number: str, roll: str) -> BankAccount:
    read = read_account(sort_code, number, roll)
    return read if isinstance(read, BankAccount) else BankAccount(sort_code, number, roll)


def _place(fault: RowFault, run: PaymentRun) -> str:
    """Which request a fault is about; the reference of a payment ends with it."""
    if not fault.line:
        return ""
    (one,) = [each for each in run.payments if each.item == fault.line]
    return f"{one.reference.lower()}: "


def _cut_off(book: Book) -> time:
    with book.session() as session, translated():
        row = session.execute(
            "SELECT value #>> '{}' FROM rb.policy WHERE name = 'bacs_cut_off'"
        ).fetchone()
    return time.fromisoformat(row[0] if row else "22:30")
