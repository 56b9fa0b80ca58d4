"""A Standard-18 day file proves each account's sums and counts, or is refused."""

from collections.abc import Callable
from datetime import date

import pytest

from core.delimited import BadFile
from core.formats.standard18.record import Standard18Item, read_standard18
from tests.core.payment_files import file18, item18

BALANCE = f"609999123456780Y1{'':19}{38510000:015d}C{0:015d}C{0:015d}C{0:015d}C 26327"
CREDIT = item18("99", 8939, "NORTHERN MADE UP", "10234417", payer="60888800629696")
DEBIT = item18("03", 288615, "OUR REFUND", "PAYMENT")


def items(text: str) -> list[Standard18Item]:
    found, faults = read_standard18(text.splitlines())
    assert faults == []
    return found


def rules(text: str) -> list[tuple[str, str]]:
    return [(fault.field, fault.rule) for fault in read_standard18(text.splitlines())[1]]


def test_an_item_is_read_from_our_side() -> None:
    (item,) = items(file18((0, 8939, 0, 1, 0), CREDIT))
    assert (item.bank_account, item.payer_account) == ("60999912345678", "60888800629696")
    assert (item.code, item.pence, item.is_credit) == ("99", 8939, True)
    assert (item.name, item.reference) == ("NORTHERN MADE UP", "10234417")
    assert (item.line, item.day, item.raw) == (4, date(2026, 11, 23), CREDIT)


def test_a_counterparty_of_noughts_is_none() -> None:
    assert items(file18((0, 5, 0, 1, 0), item18("93", 5)))[0].payer_account == ""


@pytest.mark.parametrize(
    ("payer", "name", "reference", "key"),
    [
        ("60888800629696", "A GRANT", "10234417", "60888800629696"),
        ("60888800050005", "A12345678GRA", "10234417", "60888800050005/A12345678GRA"),
        ("60888800000000", "A GRANT", "10234417", "60888800000000/A GRANT"),
        ("60888800000000", "", "1234/567890", "60888800000000/1234/567890"),
        ("60888800000000", "", "", "60888800000000"),
        ("0" * 14, "A12345678GRA", "10234417", ""),
    ],
)
def test_members_of_a_building_society_are_told_apart(
    payer: str, name: str, reference: str, key: str
) -> None:
    (item,) = items(file18((0, 5, 0, 1, 0), item18("99", 5, name, reference, payer=payer)))
    assert item.cells()[2] == key
    assert item.payer_account == (payer if key else "")


def test_the_reason_of_a_returned_credit_is_kept() -> None:
    assert items(file18((0, 5, 0, 1, 0), item18("RA", 5, free="C283")))[0].free == "C283"


def test_money_out_has_a_minus_in_its_cells() -> None:
    (item,) = items(file18((288615, 0, 1, 0, 0), DEBIT))
    assert item.cells()[4] == "-288615"


def test_the_banks_own_totals_and_balances_count_and_are_no_items() -> None:
    total = item18("54", 8939), item18("44", 0)
    text = file18((0, 17878, 1, 2, 1), CREDIT, BALANCE, *total)
    assert [item.code for item in items(text)] == ["99"]


def test_several_accounts_stand_in_one_section_or_in_sections_of_their_own() -> None:
    other = item18("99", 100, ours="60888887654321")
    first = file18((0, 9039, 0, 2, 0), CREDIT, other)
    assert len({item.bank_account for item in items(first)}) == 2
    both = file18((0, 8939, 0, 1, 0), CREDIT) + "\n".join(
        file18((0, 100, 0, 1, 0), other).splitlines()[1:]
    )
    assert len({item.bank_account for item in items(both)}) == 2


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_empty_day_has_no_items_and_no_fault(end: str) -> None:
    assert items(file18((0, 0, 0, 0, 0), end=end)) == []


def test_lines_wider_than_the_layout_are_read() -> None:
    assert items(file18((0, 8939, 0, 1, 0), CREDIT + " " * 40))[0].pence == 8939


def test_a_date_one_blank_too_far_right_is_read() -> None:
    moved = CREDIT[:100] + " " + CREDIT[100:]
    assert items(file18((0, 8939, 0, 1, 0), moved))[0].day == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("controls", "field"),
    [
        ((288614, 8939, 1, 1, 1), "debit value"),
        ((288615, 8938, 1, 1, 1), "credit value"),
        ((288615, 8939, 2, 1, 1), "debit count"),
        ((288615, 8939, 1, 0, 1), "credit count"),
        ((288615, 8939, 1, 1, 0), "balance count"),
    ],
)
def test_a_total_that_does_not_agree_refuses_the_file(
    controls: tuple[int, int, int, int, int], field: str
) -> None:
    assert rules(file18(controls, CREDIT, DEBIT, BALANCE)) == [(field, "control_wrong")]


def test_the_words_of_a_wrong_total_give_both_sums() -> None:
    _, faults = read_standard18(file18((0, 8938, 0, 1, 0), CREDIT).splitlines())
    assert "89.38" in faults[0].says and "89.39" in faults[0].says and "again" in faults[0].says


def cut(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("UTL1"))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (cut, ("UTL1", "control_missing")),
        (lambda text: text.replace("UHL1", "XHL1"), ("UTL1", "control_missing")),
        (lambda text: text.replace("60999912345678099", "609999123456780XX"),
         ("code", "code_unknown")),
        (lambda text: text.replace("60999912345678099", "6099991234567X099"),
         ("bank_account", "account_wrong")),
        (lambda text: text.replace("00000008939NORTHERN", "0000000893XNORTHERN"),
         ("amount", "amount_not_read")),
        (lambda text: text.replace(" 26327\nUTL1", " 26999\nUTL1"), ("date", "date_not_read")),
        (lambda text: text.replace("UTL10000", "UTL1OOOO"), ("debit value", "control_not_read")),
    ],
)  # fmt: skip
def test_a_damaged_file_says_which_line_and_what(
    change: Callable[[str], str], rule: tuple[str, str]
) -> None:
    assert rule in rules(change(file18((0, 8939, 0, 1, 0), CREDIT)))


def test_another_file_is_told_from_it_by_its_first_line() -> None:
    with pytest.raises(BadFile, match="VOL1"):
        read_standard18(["reference,amount", "1,2"])
