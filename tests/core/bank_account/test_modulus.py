"""The modulus check follows each of its published rules, and says no more than it knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bank_account.account import BankAccount
from core.bank_account.modulus import Verdict, check
from core.bank_account.tables import Method, ModulusTable, Weights, read_stand_ins, read_weights
from tests.core.bank_account.made_up_tables import STAND_INS, WEIGHTS

MADE_UP = ModulusTable(read_weights(WEIGHTS), read_stand_ins(STAND_INS))
PLAIN = (0, 0, 0, 0, 0, 0, 8, 7, 6, 5, 4, 3, 2, 1)
ALL_ONES = (1,) * 14
ONLY_U = (1, *(0,) * 13)
EVENS = (0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1)


def verdict(sort_code: str, number: str, table: ModulusTable) -> Verdict:
    return check(BankAccount(sort_code, number), table)


def row(method: str, weights: tuple[int, ...], exception: int = 0) -> Weights:
    return Weights("000000", "999999", Method(method), weights, exception)


def passes(number: str, *rows: Weights, sort_code: str = "200000") -> bool:
    return verdict(sort_code, number, ModulusTable(rows)) is Verdict.PLAUSIBLE


@pytest.mark.parametrize(
    ("sort_code", "number", "expected"),
    [
        ("089999", "66374958", Verdict.PLAUSIBLE),
        ("089999", "66374959", Verdict.FAILS),
        ("938063", "15764273", Verdict.FAILS),  # the second of exception 5 does not agree
        ("938063", "15764272", Verdict.PLAUSIBLE),
        ("180002", "00000190", Verdict.PLAUSIBLE),  # exception 14
        ("309070", "12345668", Verdict.PLAUSIBLE),  # 2 fails, 9 passes
        ("200000", "12345678", Verdict.UNCHECKED),  # no row knows it
    ],
)
def test_the_known_cases_come_out(sort_code: str, number: str, expected: Verdict) -> None:
    assert verdict(sort_code, number, MADE_UP) is expected


def test_without_tables_nothing_can_be_checked() -> None:
    assert verdict("089999", "66374959", ModulusTable()) is Verdict.UNCHECKED


def test_no_verdict_says_verified() -> None:
    assert {one.value for one in Verdict} == {"plausible", "fails", "cannot be checked"}


def test_each_method_sums_in_its_own_way() -> None:
    assert passes("10000003", row("MOD11", PLAIN))  # 8 + 3
    assert not passes("10000003", row("MOD10", PLAIN))
    assert passes("10000002", row("MOD10", PLAIN))  # 8 + 2
    assert passes("60000007", row("DBLAL", EVENS))  # 6·2 = 12, 1 + 2, and 7


def test_two_rows_must_both_pass() -> None:
    eleven, ten = row("MOD11", PLAIN), row("MOD10", ONLY_U)
    assert passes("10000003", eleven, ten, sort_code="000001")
    assert not passes("10000003", eleven, ten, sort_code="100001")
    assert not passes("10000004", eleven, ten, sort_code="000001")


def test_exception_1_adds_27() -> None:
    assert passes("00000003", row("DBLAL", EVENS, 1))
    assert not passes("00000000", row("DBLAL", EVENS, 1))


def test_exception_2_has_weights_of_its_own_unless_a_is_nought() -> None:
    with_2 = row("MOD11", ONLY_U, 2)
    assert passes("00000000", with_2, sort_code="000000")  # a is 0: the row's own weights
    assert passes("10000005", with_2, sort_code="000000")  # 6·1 + 1·5
    assert not passes("10000000", with_2, sort_code="000000")
    # g is 9: 3·9 + 1·6 = 33, nothing before c counts
    assert passes("10000096", with_2, sort_code="000000")


def test_exceptions_2_and_9_pass_by_either_and_9_computes_with_309634() -> None:
    two, nine = row("MOD11", ONLY_U, 2), row("MOD11", (0, 0, 0, 1, 0, 0, *(0,) * 7, 5), 9)
    assert passes("10000001", two, nine)  # 6 + 5·1 = 11, by the 6 of 309634
    assert passes("10000005", two, nine)  # by exception 2
    assert not passes("10000002", two, nine)


def test_exception_3_skips_the_second_check_where_c_is_6_or_9() -> None:
    ten, three = row("MOD10", ONLY_U), row("DBLAL", ALL_ONES, 3)
    assert passes("00600001", ten, three, sort_code="000000")
    assert passes("00900002", ten, three, sort_code="000000")
    assert not passes("00500001", ten, three, sort_code="000000")


def test_exception_4_compares_the_remainder_with_the_last_two_digits() -> None:
    four = row("MOD11", (0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2, 0, 0), 4)
    assert passes("90000009", four)
    assert passes("80000110", four)  # 8 + 2 = 10
    assert not passes("80000101", four)


@pytest.mark.parametrize(
    ("number", "plausible"),
    [("00000000", True), ("10000000", False), ("20000090", True), ("20000091", False)],
)
def test_exception_5_of_mod_11_gives_g(number: str, plausible: bool) -> None:
    five = row("MOD11", (0, 0, 0, 0, 0, 0, 1, *(0,) * 7), 5)
    ten = row("DBLAL", (0,) * 14, 5)  # nothing left over: h must be nought
    assert passes(number, five, ten) is plausible


def test_exception_5_computes_with_the_stand_in() -> None:
    five = row("MOD11", (0, 0, 0, 0, 0, 1, *(0,) * 8), 5)
    table = ModulusTable((five,), (("938600", "938611"),))
    assert verdict("938600", "00000000", table) is Verdict.FAILS  # 1 over: no digit answers it
    assert verdict("938602", "00000090", table) is Verdict.PLAUSIBLE


def test_exception_6_is_a_foreign_currency_account_that_nothing_checks() -> None:
    six = row("MOD11", PLAIN, 6)
    assert verdict("200000", "40000022", ModulusTable((six,))) is Verdict.UNCHECKED
    assert verdict("200000", "40000021", ModulusTable((six,))) is Verdict.FAILS
    assert verdict("200000", "30000022", ModulusTable((six,))) is Verdict.FAILS


def test_exception_7_forgets_the_first_eight_where_g_is_9() -> None:
    seven = row("MOD11", ALL_ONES, 7)
    assert passes("55000092", seven)
    assert not passes("55000012", seven)


def test_exception_8_computes_with_090126() -> None:
    eight = row("MOD10", (0, 0, 0, 1, 1, 1, *(0,) * 7, 1), 8)
    assert passes("00000001", eight)  # 1 + 2 + 6 + 1
    assert not passes("00000000", eight)


def test_exceptions_10_and_11_pass_by_either_and_10_forgets_eight() -> None:
    ten, eleven = row("MOD11", ALL_ONES, 10), row("MOD11", PLAIN, 11)
    assert passes("09000092", ten, eleven)  # g + h = 11
    assert passes("99000092", ten, eleven)
    assert not passes("19000092", ten, eleven)
    assert passes("10000003", ten, eleven)  # by 11


def test_exceptions_12_and_13_pass_by_either() -> None:
    twelve, thirteen = row("MOD11", PLAIN, 12), row("MOD10", PLAIN, 13)
    assert passes("10000003", twelve, thirteen)
    assert passes("10000002", twelve, thirteen)
    assert not passes("10000001", twelve, thirteen)


def test_exception_14_tries_again_without_a_last_digit_of_0_1_or_9() -> None:
    fourteen = row("MOD11", PLAIN, 14)
    assert passes("00000190", fourteen)
    assert passes("00000191", fourteen)
    assert passes("00000199", fourteen)
    assert not passes("00000192", fourteen)
    assert passes("10000003", fourteen)  # at the first try


@given(st.integers(0, 10**8 - 1), st.integers(0, 7), st.integers(1, 9))
def test_a_wrong_digit_never_passes_modulus_11(number: int, place: int, more: int) -> None:
    """What the check is for: every weight is prime to 11, so one wrong digit always shows."""
    typed = f"{number:08}"
    wrong = typed[:place] + str((int(typed[place]) + more) % 10) + typed[place + 1 :]
    assert not (passes(typed, row("MOD11", PLAIN)) and passes(wrong, row("MOD11", PLAIN)))
