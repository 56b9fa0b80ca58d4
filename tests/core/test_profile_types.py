"""A row of its own may be a charge or a recovery, under a control of its own."""

import pytest

from core.payment_file.read import read_payment_file
from tests.core.payment_files import (
    faults_of,
    profile_of,
    short,
)

CARD = "9826000012345678902"  # domain.md 1.3: computed, nobody's


RUN = """
name = "run"
version = 1
title = "A debit run, or a recovery as a row of its own"
dates = ["yyyymmdd"]
[shape]
kind = "delimited"
delimiter = "|"
header_within = 0
skip = 1
[shape.records]
at = 1
line = ["C", "R"]
trailer = ["Z"]
ignore = ["*"]
[fields]
amount = 3
date = 4
debtor_name = 6
[money]
unit = "pence"
[[key]]
kind = "reference"
at = 2
[[debtor_key]]
kind = "reference"
at = 5
[types]
otherwise = "CHARGE"
[[type]]
at = 1
is = ["R"]
then = "RECOVER_OTHER"
[control]
needed = true
[control.trailer]
count = 2
value = 3
value_of = "recovery"
[posting]
stream = "hb"
effective = "date"
[posting.codes]
CHARGE = "RENT"
"""


def test_a_debit_run_is_charges_under_its_own_control() -> None:
    content = (
        b"debits of the week\nH|x\nC|10234417|9820|20261123\nC|10234425|10475|20261123\nZ|2|20295"
    )
    reading = read_payment_file(profile_of(RUN), content)
    assert reading.faults == ()
    assert [(short(line), line.code) for line in reading.lines] == [
        (("CHARGE", 0, 9820, -9820), "RENT"), (("CHARGE", 0, 10475, -10475), "RENT"),
    ]  # fmt: skip
    assert reading.computed.recovery == reading.declared.recovery == 20295


@pytest.mark.parametrize(
    ("row", "keys", "beside", "name"),
    [
        ("R|10234417|4000|20261123|10231199|B FORMER", "10231199", "10234417", "B FORMER"),
        ("R|10234417|4000|20261123||B FORMER", "", "10234417", "B FORMER"),
        ("R|10231199|4000|20261123||", "10231199", "", ""),
    ],
)
def test_a_recovery_as_a_row_of_its_own_is_the_debtors(
    row: str, keys: str, beside: str, name: str
) -> None:
    reading = read_payment_file(profile_of(RUN), f"run\n{row}\nZ|1|4000".encode())
    (line,) = reading.lines
    assert reading.faults == () and short(line) == ("RECOVER_OTHER", 0, 4000, -4000)
    assert "".join(key.value for key in line.keys) == keys
    assert (line.beside.value if line.beside else "", line.name) == (beside, name)


def test_a_recovery_with_the_other_sign_is_a_fault_and_no_payment() -> None:
    text = RUN.replace('unit = "pence"', 'unit = "pence"\nsign = "leading"')
    reading = read_payment_file(profile_of(text), b"run\nR|10231199|4000|20261123||\nZ|1|4000")
    assert faults_of(reading) == [(2, "amount", "sign_wrong")]
