"""Reading: what 100,000 lines of a payment file cost, and how soon a hostile file is refused."""

import csv
import io
import time
import tracemalloc
from decimal import Decimal

from core.payment_file.read import read_payment_file
from tests.bench.table import Figure
from tests.core.payment_files import HB_HEADER, file18, hb_file, hb_row, item18, shipped

LINES = 100_000
_HOSTILE = {
    "a line of 10 MB": b"5" * 10_000_000,
    "10 MB of zero bytes": b"\0" * 10_000_000,
    "a quotation never closed": b'"' + b"x,y\n" * 200_000,
}


def figures() -> list[Figure]:
    """A benefit schedule and a bank's day file, beside the csv module alone; hostile files."""
    schedule, day = _schedule().encode(), _day_file().encode()
    return [
        Figure(f"read {LINES:,} lines of HB", _seconds("hb-schedule", schedule), "≤ 2 s",
               f"csv.DictReader and Decimal alone {_peer(schedule):.2f} s"),
        Figure("memory for it", _memory("hb-schedule", schedule), "≤ 200 MB"),
        Figure(f"read {LINES:,} items of Standard 18", _seconds("standard18", day), "≤ 2 s"),
        *(Figure(f"refuse {what}", _seconds("generic-csv", content), "≤ 2 s")
          for what, content in _HOSTILE.items()),
    ]  # fmt: skip


def _schedule() -> str:
    """One row in twenty recovers."""
    rows = [
        hb_row("98.20", *(("5.00", "93.20") if number % 20 == 0 else ("0.00", "98.20")),
               claim=f"C{number:07d}", ref=str(10_000_000 + number))
        for number in range(LINES)
    ]  # fmt: skip
    gross, taken = 9820 * LINES, 500 * (LINES // 20)
    return hb_file(",".join(f"{sum_ // 100}.00" for sum_ in (gross, taken, gross - taken)), *rows)


def _day_file() -> str:
    items = [item18("99", 9820, "A GRANT", str(10_000_000 + number)) for number in range(LINES)]
    return file18((0, 9820 * LINES, 0, LINES, 0), *items)


def _seconds(profile: str, content: bytes) -> str:
    taken = []
    for _ in range(3):
        started = time.perf_counter()
        read_payment_file(shipped(profile), content)
        taken.append(time.perf_counter() - started)
    return f"{min(taken):.2f} s"


def _memory(profile: str, content: bytes) -> str:
    tracemalloc.start()
    try:
        reading = read_payment_file(shipped(profile), content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert not reading.faults
    return f"{peak // 1_000_000} MB"


def _peer(content: bytes) -> float:
    """Rows as dicts with three amounts of each as decimals, and nothing proved."""
    started = time.perf_counter()
    rows = csv.DictReader(io.StringIO(content.decode()))
    assert rows.fieldnames == HB_HEADER.split(",")
    for row in rows:
        for name in ("Gross", "Deduction", "Net"):
            Decimal(row[name])
    return time.perf_counter() - started
