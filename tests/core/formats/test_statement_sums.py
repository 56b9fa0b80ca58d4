"""The sums of a statement are those that a parser of somebody else's finds in it."""

from collections.abc import Sequence
from decimal import Decimal

import mt940
from bai2.bai2 import parse_from_string
from bankline_parser.data_services import parse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.bank_files import one
from tests.core.payment_files import file18, item18

AMOUNTS = st.lists(st.integers(-9_999_999, 9_999_999).filter(bool), max_size=8)
ROUNDS = settings(max_examples=25, deadline=None)


def sums(text: str) -> tuple[int, int]:
    statement = one(text)
    assert statement.proves is True
    return statement.credits, statement.debits


def parted(amounts: Sequence[int]) -> tuple[int, int]:
    return sum(one for one in amounts if one > 0), -sum(one for one in amounts if one < 0)


@ROUNDS
@given(AMOUNTS)
def test_standard_18_agrees_with_the_ministry_of_justices_parser(amounts: list[int]) -> None:
    credited, debited = parted(amounts)
    counts = (sum(one < 0 for one in amounts), sum(one > 0 for one in amounts), 0)
    items = [item18("99" if one > 0 else "03", abs(one), "SOMEBODY") for one in amounts]
    header = "VOL1ABCD12".ljust(37) + "****830000".ljust(42) + "3"
    label = "HDR1 A609999Z0001".ljust(39) + f"F{'':7} 26327{'':13} 26327"
    text = file18((debited, credited, *counts), *items).split("\n")
    text[0], text[1] = header, label
    file = parse(text[:-1])
    assert file.is_valid()
    theirs = [one for one in file.account.records if not one.is_balance()]
    assert sums("\n".join(text)) == (
        sum(one.amount for one in theirs if one.is_credit()),
        sum(one.amount for one in theirs if one.is_debit()),
    )


@ROUNDS
@given(AMOUNTS, st.integers(-9_999_999, 9_999_999))
def test_mt940_agrees_with_the_common_parser(amounts: list[int], opening: int) -> None:
    marks = ["C" if one > 0 else "D" for one in amounts]
    marks = [{"C": "RD", "D": "RC"}[mark] if abs(one) % 3 == 0 else mark
             for mark, one in zip(marks, amounts, strict=True)]  # fmt: skip
    entries = "".join(
        f":61:2611231123{mark}{comma(one)}NMSCX\n" for mark, one in zip(marks, amounts, strict=True)
    )
    text = (
        f":20:X\n:25:60999912345678\n:28C:1/1\n:60F:{balance(opening)}\n{entries}"
        f":62F:{balance(opening + sum(amounts))}\n-\n"
    )
    theirs = mt940.parse(text, options=mt940.Options(reversal_sign=True))
    found = [int(one.data["amount"].amount * 100) for one in theirs if "amount" in one.data]
    assert sums(text) == parted(found)
    assert one(text).opening == int(theirs.data["final_opening_balance"].amount.amount * 100)


def comma(pence: int) -> str:
    return f"{Decimal(abs(pence)) / 100:.2f}".replace(".", ",")


def balance(pence: int) -> str:
    return f"{'C' if pence >= 0 else 'D'}261123GBP{comma(pence)}"


@ROUNDS
@given(AMOUNTS, st.integers(0, 9_999_999))
def test_bai2_agrees_with_the_ministry_of_justices_parser(amounts: list[int], opening: int) -> None:
    closing = opening + sum(amounts)
    entries = "".join(f"16,{399 if n > 0 else 699},{abs(n)},,,,X/\n88,TEXT\n" for n in amounts)
    total, rows = opening + closing + sum(map(abs, amounts)), 2 + 2 * len(amounts)
    text = (
        "01,NWBKGB2L,9876543,261123,2359,1,80,,2/\n02,9876543,NWBKGB2L,1,261123,2359,GBP,2/\n"
        f"03,12345678 609999,GBP,010,{opening},,,015,{closing},,/\n{entries}49,{total},{rows}/\n"
        f"98,{total},1,{rows + 2}/\n99,{total},1,{rows + 4}/\n"
    )
    theirs = [one.amount if one.type_code.transaction.value == "credit" else -one.amount
              for one in parse_from_string(text).children[0].children[0].children]  # fmt: skip
    assert sums(text) == parted(theirs)
