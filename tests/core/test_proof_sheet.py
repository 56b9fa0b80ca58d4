"""A day's three totals, its differences in words, and the sheet as it is read and printed."""

from dataclasses import replace
from datetime import date, datetime

from core.cashbook import BankMovement, CashbookDay, Difference, Reason, ThirdLeg, difference_words
from core.ledger_control import CUSTOMERS, Moved, ledger_control
from core.money import Pence
from core.proof_sheet import Behind, Chain, ProofSheet, Signature, sheet_text, signed

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)


def item(pence: int, reason: Reason, day: date = FRIDAY, words: str = "") -> Difference:
    return Difference("telephone 1036, A1-000017", day, Pence(pence), reason, "assistant.1", words)


DAY = CashbookDay(
    "MAIN",
    "CLY",
    FRIDAY,
    FRIDAY,
    BankMovement(Pence(31_020_000), Pence(11_800_430), Pence(1_532_416), Pence(41_288_014)),
    Pence(41_421_034),
    (item(164_020, Reason.NOT_CREDITED), item(-31_000, Reason.NOT_PRESENTED)),
    (),
    (),
    ThirdLeg((("telephone", Pence(10_268_195)),), Pence(10_243_575), Pence(24_620)),
    38,
    0,
)
SHEET = ProofSheet(
    DAY,
    1,
    Signature("assistant.2", "A. Two", datetime(2026, 11, 23, 9, 12)),  # noqa: DTZ001 - office time
    None,
    Chain(7, "ab" * 32, "cd" * 32, "ef" * 32),
    Pence(100),
    Pence(24_720),
    (Behind("batch", "1036", "telephone, A1-000017", 14, Pence(164_020), "keyed by x"),),
    ("assistant.2",),
)


def test_bank_and_timing_and_explained_and_the_rest_are_the_cashbook() -> None:
    assert (DAY.timing_pence, DAY.explained_pence, DAY.unexplained_pence) == (133_020, 0, 0)
    assert DAY.proves
    assert difference_words(DAY) == "bank and cashbook agree"


def test_the_difference_is_said_as_in_and_out() -> None:
    lines = tuple(item(pence, Reason.NO_ENTRY) for pence in (-12_000, 9_820, -5_800))
    more = replace(DAY, book=Pence(DAY.book - 7_980), unexplained=lines)
    assert not more.proves
    assert difference_words(more) == (
        "the bank has 79.80 more in than is explained: 3 bank lines have no entry"
    )
    less = replace(DAY, book=Pence(DAY.book + 500), unexplained=(item(500, Reason.GAP),))
    assert difference_words(less) == (
        "the bank has 5.00 less in than is explained: the statements leave a gap"
    )


def test_items_that_cancel_each_other_are_unexplained_all_the_same() -> None:
    two = (item(-500, Reason.NO_ENTRY), item(500, Reason.NO_ENTRY))
    day = replace(DAY, unexplained=two)
    assert (day.unexplained_pence, day.proves) == (0, False)
    assert "2 bank lines have no entry, though in and out cancel" in difference_words(day)


def test_a_third_leg_that_does_not_agree_does_not_prove() -> None:
    assert not replace(DAY, leg=replace(DAY.leg, rent=Pence(1))).proves


def test_a_sheet_says_how_late_it_is_and_who_has_still_to_sign() -> None:
    text = sheet_text(SHEET)
    assert "signed        assistant.2 (A. Two), Mon 23 Nov 2026 09:12, 2 days late" in text
    assert "countersigned not yet" in text
    assert "rent week     33 of 2026" in text
    assert "− 310.00" in text
    assert max(len(line) for line in text.splitlines()) <= 78
    assert SHEET.state == "waits for countersignature"
    single = replace(SHEET, single_operator=True)
    assert "single operator: not countersigned" in sheet_text(single)


def test_a_sheet_that_ended_says_how_and_why() -> None:
    ended = replace(SHEET, ended="reopened", ended_why="the bank \x1b[31msent it again")
    text = sheet_text(ended)
    assert "reopened      the bank ^[[31msent it again" in text
    assert ended.state == "reopened"


def test_what_outsiders_named_breaks_no_line_of_the_sheet() -> None:
    hostile = Behind("file", "501", "x\x1b]0;y\x07" + "W" * 300, 0, Pence(1), "loaded by x")
    text = sheet_text(replace(SHEET, behind=(hostile,)))
    assert "\x1b" not in text
    assert max(len(line) for line in text.splitlines()) <= 78


def test_amounts_added_and_taken_away_bear_their_sign_and_nil_bears_none() -> None:
    assert [signed(Pence(p)) for p in (164_020, -31_000, 0)] == ["+ 1,640.20", "− 310.00", "0.00"]


def moved(account: str, kind: str, code: str, of: str, debits: int, paid: int) -> Moved:
    return Moved("CLY", account, kind, code, of, Pence(debits), Pence(paid))


def test_the_ledger_control_is_opening_and_charges_less_receipts_and_the_accounts_agree() -> None:
    every = [
        moved(CUSTOMERS, "rent", "OPEN", "adjustment", 1_000, 0),
        moved("CLY:opening", "opening", "OPEN", "adjustment", 0, 1_000),
        moved(CUSTOMERS, "rent", "RENT", "charge", 9_820, 0),
        moved("CLY:rent-income", "rent-income", "RENT", "charge", 0, 9_820),
        moved(CUSTOMERS, "rent", "CHEQ", "receipt", 0, 5_000),
        moved("MAIN:bank", "bank", "CHEQ", "receipt", 5_000, 0),
        Moved("AVN", CUSTOMERS, "rent", "RENT", "charge", Pence(7), Pence(0)),
    ]
    found = ledger_control("CLY", every, Pence(5_820))
    assert (found.opening, found.charges, found.receipts) == (1_000, 9_820, -5_000)
    assert (found.ledger, found.controls, found.cashbooks) == (5_820, -5_820, (("MAIN", 5_000),))
    assert found.proves
    wrong = ledger_control("CLY", every, Pence(5_821))
    assert (wrong.difference, wrong.proves) == (-1, False)
