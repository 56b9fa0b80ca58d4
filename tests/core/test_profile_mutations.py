"""A damaged payment file never crashes its profile, and whatever is wrong names its line."""

import random

import pytest

from core.payment_file import Reading
from core.payment_file.read import read_pasted, read_payment_file
from db.files.shipped import shipped_profiles
from tests.core.bank_csvs import CSVS
from tests.core.bank_files import STANDARD18
from tests.core.damage import MUTATIONS, damaged
from tests.core.payment_files import card_line, hb_file, hb_row, shipped, workbook

FILES = {
    "hb-schedule": hb_file("370.00,40.00,330.00", hb_row("370.00", "40.00", "330.00", debtor="1")),
    "card-agency": f"H22112026\n{card_line('9826000012345678902', 1000)}\nT0000010000001000\n",
    "generic-csv": "reference,amount,date\n10234417,98.20,23/11/2026\n10234418,5,23/11/2026\n",
    "standard18": STANDARD18,
    "lloyds-csv": CSVS["lloyds"], "barclays-csv": CSVS["barclays"],
    "natwest-csv": CSVS["natwest"], "nationwide-csv": CSVS["nationwide"],
}  # fmt: skip


def hold(reading: Reading) -> None:
    for fault in reading.faults:
        assert fault.line > 0 or fault.field == "file", fault
        assert fault.rule and ": " in fault.says, fault


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_damaged_file_is_read_or_refused_with_its_lines(name: str) -> None:
    profile = shipped(name)
    for seed in range(MUTATIONS):
        content = damaged(random.Random(f"{name} {seed}"), FILES[name].encode())
        hold(read_payment_file(profile, content))
        hold(read_pasted(profile, content.decode("latin-1")))


@pytest.mark.parametrize("name", sorted(shipped_profiles()))
def test_a_file_of_another_layout_is_refused_with_its_lines(name: str) -> None:
    for text in FILES.values():
        hold(read_payment_file(shipped(name), text.encode()))
        hold(read_pasted(shipped(name), text))


def test_a_damaged_workbook_is_read_or_refused() -> None:
    whole = workbook([["reference", "amount"], ["10234417", 98.2]])
    for seed in range(MUTATIONS):
        rng, content = random.Random(seed), bytearray(whole)
        for _ in range(rng.randrange(1, 6)):
            content[rng.randrange(len(content))] = rng.randrange(256)
        hold(read_payment_file(shipped("generic-csv"), bytes(content)))
