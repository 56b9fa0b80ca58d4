"""A pasted column of receipts is read line by line."""

import pytest

from tui.keying.pasted import read_pasted


@pytest.mark.parametrize(
    ("written", "payer", "pence"),
    [
        ("10231190\t98.20", "10231190", 9820),
        ("10231190;98.20", "10231190", 9820),
        ("Okafor, Mrs A\t£1,204.75", "Okafor, Mrs A", 120475),
        ("Okafor, Mrs A 1,204.75", "Okafor, Mrs A", 120475),
        ("10231190,98.20", "10231190", 9820),
        ("3/1 Mill Road   98", "3/1 Mill Road", 9800),
        ("23/11/2026\tJ SMITH\t98.20", "23/11/2026 J SMITH", 9820),
    ],
)
def test_payer_and_amount_are_told_apart(written: str, payer: str, pence: int) -> None:
    (line,) = read_pasted([written])
    assert (line.payer, line.amount, line.fault) == (payer, pence, "")


@pytest.mark.parametrize(
    "written", ["just words", "98.20", "a\t10.999", "a\t0", "a\t5.00-", "4111111111111111\t5"]
)
def test_a_line_that_cannot_be_read_says_why(written: str) -> None:
    (line,) = read_pasted([written])
    assert line.amount is None
    assert line.fault


def test_a_card_number_is_not_even_shown() -> None:
    assert read_pasted(["4111 1111 1111 1111  5.00"])[0].payer == ""
