"""A damaged statement never crashes its reader, and whatever is wrong is named with its line."""

import os
import random

import pytest

from core.bank_statement import FAULTS_MAX, StatementReading
from tests.core.bank_csvs import CSVS
from tests.core.bank_files import OFX2, SAME_DAY, read

PROVE = "RENTBOOK_PROVE" in os.environ
MUTATIONS = 200 if PROVE else 20  # of each file
FILES = {name: (name, text) for name, text in SAME_DAY.items()}
FILES |= {f"csv {name}": ("bank_csv", text) for name, text in CSVS.items()}
FILES["ofx 2"] = ("ofx", OFX2)
ODD = (
    b"<", b">", b'"', b"'", b",", b"/", b":61:", b":86:", b"\x00", b"88,", b"16,", b"9" * 30,
    b"&a;", b"<![CDATA[", b"<!--", b"\xff", b"\r", b"-", b"A" * 12_000, b"(", "²".encode(),
)  # fmt: skip


def damaged(rng: random.Random, content: bytes) -> bytes:
    """The content with one to eight things wrong in it."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        start = rng.randrange(len(content) + 1)
        end = min(len(content), start + rng.randrange(1, 60))
        content = rng.choice(DAMAGES)(rng, content, start, end)
    return content


def _lines(rng: random.Random, content: bytes, _start: int, _end: int) -> bytes:
    """Two lines change places, or one is lost or comes twice."""
    lines = content.split(b"\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[other] = rng.choice(
        ((lines[other], lines[one]), (b"", lines[other]), (lines[other], lines[other]))
    )
    return b"\n".join(lines)


DAMAGES = (
    lambda rng, text, start, end: text[:start] + text[end:],
    lambda rng, text, start, end: text[:start] + text[start:end] * 2 + text[end:],
    lambda rng, text, start, end: text[:start] + bytes([rng.randrange(256)]) + text[start + 1 :],
    lambda rng, text, start, end: text[:start] + rng.choice(b"0123456789").to_bytes(1, "big")
    + text[start + 1 :],
    lambda rng, text, start, end: text[:start],
    lambda rng, text, start, end: text[:start] + rng.randbytes(4) + text[start:],
    lambda rng, text, start, end: text[:start] + rng.choice(ODD) + text[start:],
    lambda rng, text, start, end: text[:start] + text[start:end] * 200 + text[end:],
    _lines,
)  # fmt: skip


def hold(reading: StatementReading) -> None:
    """What must hold of every reading."""
    assert reading.statements or reading.faults
    assert len(reading.faults) <= FAULTS_MAX + 1
    for fault in reading.faults:
        assert fault.line > 0 or fault.field == "file", fault
        assert fault.rule and ": " in fault.says, fault
    for statement in reading.statements:
        assert all(remark.line > 0 and remark.rule for remark in statement.remarks)
        if statement.difference is not None:
            moved = sum(line.pence for line in statement.lines)
            assert statement.opening is not None and statement.closing is not None
            assert statement.opening + moved + statement.difference == statement.closing


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_damaged_statement_is_read_or_refused_with_its_lines(name: str) -> None:
    format_, text = FILES[name]
    for seed in range(MUTATIONS):
        content = damaged(random.Random(f"{name} {seed}"), text.encode())
        hold(read(content, format_))
        hold(read(content))


WITH_PROOF = ("standard18", "mt940", "bai2", "camt053", "bank_csv")


@pytest.mark.parametrize("format_", WITH_PROOF)
def test_a_digit_changed_in_an_amount_never_proves(format_: str) -> None:
    text = SAME_DAY[format_]
    for amount in ("10475", "104.75", "104,75", "9820", "98.20", "98,2", "5000", "50.00", "D50,"):
        for place, digit in enumerate(amount):
            if text.count(amount) == 1 and digit.isdigit():
                other = amount[:place] + str((int(digit) + 1) % 10) + amount[place + 1 :]
                reading = read(text.replace(amount, other), format_)
                assert reading.faults or reading.statements[0].proves is False, (amount, other)
