"""BAI2 records become statements when every trailer agrees."""

from datetime import date

import pytest

from tests.core.bank_files import BAI2, faults, one, read, statements


def test_the_narrative_goes_on_in_its_continuations_and_mid_word_where_a_line_is_full() -> None:
    full = "88," + "TFR SOMEBODY OF THE MADE UP LANDLORDS INTERNATIONAL-5373 CLIE".ljust(77, "X")
    text = BAI2.replace("88,CARD SETTLEMENT", f"{full}\n88,NT SECCY\n88,TFR")
    text = text.replace(",8/", ",10/").replace("1,10/", "1,12/").replace("1,12/\n99", "1,12/\n99")
    text = text.replace("49,265885,8/", "49,265885,10/").replace(
        "99,265885,1,12/", "99,265885,1,14/"
    )
    words = one(text).lines[1].narrative
    assert words.endswith("XNT SECCY TFR") and words.startswith("TFR SOMEBODY")


def test_the_number_may_stand_before_or_behind_the_sort_code() -> None:
    assert one(BAI2.replace("12345678 609999", "60999912345678")).account == (
        one(BAI2).account._replace(written="60999912345678")
    )


@pytest.mark.parametrize(
    ("fields", "reference", "value"),
    [
        ("399,10475,0,BGC1,10234417,RENT", "10234417", None),
        ("399,10475,Z,BGC1,10234417,RENT", "10234417", None),
        ("399,10475,V,261124,0900,BGC1,10234417,RENT", "10234417", date(2026, 11, 24)),
        ("399,10475,S,10475,0,0,BGC1,10234417,RENT", "10234417", None),
        ("399,10475,D,2,0,475,1,10000,BGC1,10234417,RENT", "10234417", None),
        ("399,10475,,,,RENT", "", None),
    ],
)
def test_what_is_said_of_availability_is_stepped_over(
    fields: str, reference: str, value: date | None
) -> None:
    line = one(
        BAI2.replace("399,10475,,BGC0001,10234417,/\n88,A GRANT 10234417", f"{fields}\n88,X")
    )
    assert (line.lines[0].reference, line.lines[0].value_day) == (reference, value)
    assert line.lines[0].narrative == "RENT X"


@pytest.mark.parametrize(
    ("code", "pence"), [("100", 100), ("399", 100), ("475", -100), ("699", -100), ("961", -100)]
)
def test_the_type_code_says_which_way(code: str, pence: int) -> None:
    text = BAI2.replace("16,399,9820", f"16,{code},100").replace("265885", "256165")
    assert one(text).lines[1].pence == pence


def test_a_message_without_money_is_no_entry() -> None:
    text = BAI2.replace("16,399,9820", "16,890,").replace("265885", "256065")
    assert len(one(text).lines) == 2


def test_a_difference_is_told_and_no_fault() -> None:
    text = BAI2.replace("015,115295", "015,115296").replace("265885", "265886")
    assert (one(text).proves, one(text).difference) == (False, 1)


def test_overdrawn_balances_have_a_minus() -> None:
    text = BAI2.replace("010,100000", "010,-100000").replace("265885", "65885")
    assert one(text).opening == -100_000


def test_a_group_may_have_several_accounts_and_a_file_several_groups() -> None:
    account = "03,87654321 608888,GBP,010,0,,,015,0,,/\n49,0,2/\n"
    two = BAI2.replace("98,265885,1,10/", account + "98,265885,2,12/").replace("1,12/", "1,14/")
    assert [found.account.number for found in statements(two)] == ["12345678", "87654321"]
    group = "02,9,N,1,261124,,EUR,2/\n03,1,,/\n49,0,2/\n98,0,1,4/\n"
    groups = BAI2.replace("99,265885,1,12/", group + "99,265885,2,16/")
    later = statements(groups)[1]
    assert (later.currency, later.first_day, later.proves) == ("EUR", date(2026, 11, 24), True)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("261123,2359,GBP,2", "261123,2359,GBP,3", "statement_unusual"),
        ("NWBKGB2L,1,261123", "NWBKGB2L,3,261123", "statement_unusual"),
    ],
)
def test_interim_and_corrected_statements_are_remarked(old: str, new: str, rule: str) -> None:
    assert [remark.rule for remark in one(BAI2.replace(old, new)).remarks] == [rule]


def test_a_file_that_names_no_currency_says_so() -> None:
    (remark,) = one(BAI2.replace("GBP", "")).remarks
    assert remark.rule == "currency_unknown"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("49,265885", "49,265886", (10, "control total", "control_wrong")),
        ("49,265885,8", "49,265885,9", (10, "record count", "control_wrong")),
        ("98,265885,1", "98,265885,2", (11, "account count", "control_wrong")),
        ("98,265885", "98,X", (11, "trailer", "control_not_read")),
        ("99,265885,1", "99,265885,2", (12, "group count", "control_wrong")),
        ("99,265885,1,12/\n", "", (11, "file", "control_missing")),
        ("49,265885,8/\n", "", (11, "account", "control_missing")),
        ("16,399,9820", "16,399,98X0", (7, "amount", "amount_not_read")),
        ("16,399,9820", "16,721,9820", (7, "type code", "code_unknown")),
        ("16,399,9820", "17,399,9820", (7, "record", "record_unknown")),
        ("16,399,10475,,", "16,399,10475,V,269999,,", (5, "value date", "date_not_read")),
        ("1,261123,", "1,269923,", (2, "as-of date", "date_not_read")),
        ("NWBKGB2L,1,", "NWBKGB2L,4,", (2, "group status", "status_wrong")),
        ("015,115295", "015,1152.95", (3, "summary 015", "amount_not_read")),
        ("02,9876543,NWBKGB2L,1,261123,2359,GBP,2/\n", "", (2, "record", "record_outside")),
    ],
)
def test_a_damaged_file_says_which_line_and_what(
    old: str, new: str, fault: tuple[int, str, str]
) -> None:
    assert old in BAI2 and fault in faults(BAI2.replace(old, new, 1))


def test_another_file_is_told_from_it_by_its_first_line() -> None:
    assert read("16,399,1", "bai2").faults[0].rule == "not_bai2"
