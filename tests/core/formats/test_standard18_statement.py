"""A Standard-18 file becomes a statement of each account in it."""

from tests.core.bank_files import STANDARD18, faults, one, read, statements
from tests.core.payment_files import file18, item18

OTHER = item18("99", 100, "P KAUR", ours="60888887654321")


def test_the_last_ledger_balance_is_the_closing_one_and_there_is_no_opening() -> None:
    assert (one(STANDARD18).opening, one(STANDARD18).closing) == (None, 115_295)
    overdrawn = STANDARD18.replace(f"{115_295:015d}C", f"{115_295:015d}D")
    assert one(overdrawn).closing == -115_295
    assert one(STANDARD18.replace(f"{115_295:015d}C", f"{'':15} ")).closing is None


def test_accounts_of_one_section_and_of_several_are_statements_of_their_own() -> None:
    mixed = file18((0, 200, 0, 2, 0), item18("99", 100), OTHER)
    assert [one_.account.text for one_ in statements(mixed)] == [
        "60-99-99 12345678", "60-88-88 87654321",
    ]  # fmt: skip
    parted = STANDARD18 + "\n".join(file18((0, 100, 0, 1, 0), OTHER).splitlines()[1:])
    assert [one_.credits for one_ in statements(parted)] == [20_295, 100]


def test_an_empty_day_is_a_statement_of_the_branch() -> None:
    statement = one(file18((0, 0, 0, 0, 0)))
    assert (statement.lines, statement.proves, statement.account.text) == ((), True, "60-99-99")
    assert statement.first_day == statement.last_day


def test_a_credit_that_came_back_is_a_reversal_with_its_reason() -> None:
    line = one(
        file18((0, 5, 0, 1, 0), item18("RA", 5, "B FORMER", "REFUND 77", free="C283"))
    ).lines[0]
    assert (line.pence, line.reverses, line.bank_id) == (5, True, "C283")


def test_a_wrong_total_refuses_the_file_and_proves_nothing() -> None:
    wrong = STANDARD18.replace(f"{20_295:013d}", f"{20_294:013d}")
    assert faults(wrong) == [(8, "credit value", "control_wrong")]
    assert read(wrong).statements[0].proves is False
