"""A damaged statement never crashes its reader, and whatever is wrong is named with its line."""

import random

import pytest

from core.bank_statement import FAULTS_MAX, StatementReading
from tests.core.bank_csvs import CSVS
from tests.core.bank_files import OFX2, SAME_DAY, read
from tests.core.damage import MUTATIONS, damaged

FILES = {name: (name, text) for name, text in SAME_DAY.items()}
FILES |= {f"csv {name}": ("bank-csv", text) for name, text in CSVS.items()}
FILES["ofx 2"] = ("ofx", OFX2)


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


WITH_PROOF = ("standard18", "mt940", "bai2", "camt053", "bank-csv")


@pytest.mark.parametrize("format_", WITH_PROOF)
def test_a_digit_changed_in_an_amount_never_proves(format_: str) -> None:
    text = SAME_DAY[format_]
    for amount in ("10475", "104.75", "104,75", "9820", "98.20", "98,2", "5000", "50.00", "D50,"):
        for place, digit in enumerate(amount):
            if text.count(amount) == 1 and digit.isdigit():
                other = amount[:place] + str((int(digit) + 1) % 10) + amount[place + 1 :]
                reading = read(text.replace(amount, other), format_)
                assert reading.faults or reading.statements[0].proves is False, (amount, other)
