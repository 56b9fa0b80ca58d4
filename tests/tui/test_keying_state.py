"""Keying without a terminal: what every key makes of the line, the batch and the outbox."""

from dataclasses import replace

import pytest

from core.batch import Control
from core.corroboration import Receipt
from core.money import Pence
from core.refusal import Refusal
from db.keying_batch import SubAccount
from tests.tui.keying_typist import Typist, account, paid
from tui.keying.lines import Standing, mark_shown
from tui.keying.looking import remark
from tui.keying.slip import Mode

KAUR, SMITH, IQBAL, MACDONALD, NOWAK = "10234890", "10231190", "10230777", "10230055", "10236218"


def test_a_fragment_and_its_usual_amount_typed_are_kept_without_a_question() -> None:
    typist = Typist().type("okafor⏎104.75⏎")
    assert typist.lines() == [("10234417", 10475, "green")]
    assert (typist.asked, typist.pressed) == ([], 14)
    assert (typist.state.slip.number, typist.state.slip.cell) == (2, "who")


def test_the_amount_chooses_among_the_hits() -> None:
    typist = Typist().type("kaur⏎98.20⏎")
    assert typist.lines() == [("10234471", 9820, "green")]


def test_enter_enter_keys_the_usual_amount_of_the_one_account_singled_out() -> None:
    typist = Typist().type("smit⏎⏎")
    assert typist.lines() == [(SMITH, 9820, "green")]
    assert typist.pressed == 6


def test_enter_enter_after_a_fragment_of_two_accounts_stops_in_the_amount() -> None:
    typist = Typist().type("kaur⏎⏎")
    assert typist.lines() == []
    assert (typist.state.slip.cell, typist.says) == (
        "amount",
        ["more than one could be meant: type the amount"],
    )
    assert typist.type("104.75⏎").lines() == [(KAUR, 10475, "green")]


def test_the_one_expected_payer_of_the_stream_is_meant_by_enter_enter() -> None:
    typist = Typist()
    typist.payers[account("10234471")] = replace(
        typist.payers[account("10234471")], of_stream=paid(9820)
    )
    assert typist.type("kaur⏎⏎").lines() == [("10234471", 9820, "green")]


def test_an_unusual_amount_is_asked_about_with_name_and_address() -> None:
    typist = Typist().type("smit⏎50.00⏎")
    assert typist.asked == [
        "Smith, Mr J + Mrs K, 3/1 Mill Road: usually 98.20. Enter keeps 50.00"
    ]  # fmt: skip
    assert typist.lines() == [(SMITH, 5000, "amber")]
    assert typist.state.lines.by_number[1].receipt.look == "usually 98.20"


def test_no_to_the_question_leaves_the_line_as_it_was_typed() -> None:
    typist = Typist()
    typist.yes = False
    typist.type("smit⏎50.00⏎")
    assert typist.lines() == []
    assert typist.state.slip.line.texts() == {"who": "smit", "amount": "50.00"}


def test_a_former_tenant_is_amber_although_the_amount_is_usual() -> None:
    typist = Typist()
    typist.payers[account("10219921")] = replace(
        typist.payers[account("10219921")], imported_usual=Pence(500)
    )
    assert typist.type("brown⏎5⏎").asked == [
        "Brown, Mr T, 30 Mill Road: a former tenant. Enter keeps 5.00"
    ]


def test_a_duplicate_asks_a_reason_and_is_kept_with_it() -> None:
    typist = Typist()
    typist.earlier = (Receipt(account(SMITH), Pence(9820), "batch 1041 line 3"),)
    typist.type("smit⏎98.20⏎")
    assert typist.state.slip.mode is Mode.REASON
    assert typist.says == ["98.20 stands already, batch 1041 line 3: give a reason, or F8"]
    typist.type("⏎")
    assert typist.lines() == []
    assert typist.type("s⏎").lines() == [(SMITH, 9820, "red")]
    assert typist.state.lines.by_number[1].receipt.reason == "second payment, both on the slip"


def test_a_line_of_this_batch_is_a_duplicate_before_the_book_has_it() -> None:
    typist = Typist()
    typist.away = True
    typist.payers.clear()
    typist.type("smit⏎98.20⏎").type("smit⏎98.20⏎")
    assert typist.says[-1] == "98.20 stands already, line 1: give a reason, or F8"


def test_another_landlords_account_is_refused_in_place() -> None:
    typist = Typist().type("pryce⏎88⏎")
    assert typist.says == ["AVN's account: F8 sends it to suspense"]
    assert typist.state.slip.line.texts() == {"who": "pryce", "amount": "88"}


@pytest.mark.parametrize("amount", ["10.999", "1e5", "--5", "0", "2000000", "5-"])
def test_a_bad_amount_is_refused_in_the_cell_and_stays(amount: str) -> None:
    typist = Typist().type(f"smit⏎{amount}⏎")
    assert (typist.lines(), len(typist.says)) == ([], 1)
    assert typist.state.slip.typed_amount == amount


def test_sums_the_usual_and_the_balance_are_amounts() -> None:
    typist = Typist()
    typist.payers[account(KAUR)] = replace(typist.payers[account(KAUR)], balance=Pence(20950))
    typist.type("okafor⏎52.3750*2⏎⎋⎋smit⏎=⏎10234890⏎b⏎nowak⏎49.10*2⏎")
    assert [line[1] for line in typist.lines()] == [9820, 20950, 9820]


def test_a_balance_alone_does_not_choose_among_several() -> None:
    typist = Typist()
    typist.payers[account(KAUR)] = replace(typist.payers[account(KAUR)], balance=Pence(10475))
    typist.type("kaur⏎b⏎")
    assert typist.asked[0].startswith("Kaur, Mrs H, 5 Larch Court: the balance of one of s")


def test_a_restricted_person_is_nobodys_namesake() -> None:
    typist = Typist()
    for reference in (KAUR, SMITH):
        typist.payers[account(reference)] = replace(typist.payers[account(reference)], name="")
    typist.neighbours = (account(SMITH),)
    assert typist.type("10234890⏎104.75⏎").lines() == [(KAUR, 10475, "green")]


def test_f8_sends_the_line_to_suspense_with_a_standard_reason_in_three_keys() -> None:
    typist = Typist().type("grant⏎120.00⏎")
    assert typist.says == ["no match: F8 sends it to suspense, Esc goes back"]
    before = typist.pressed
    typist.type("{f8}u⏎")
    assert typist.pressed - before == 3
    assert typist.lines() == [("unreadable", 12000, "green")]
    assert typist.state.lines.by_number[1].receipt.quoted == "grant"


def test_f8_before_the_amount_marks_the_line_and_enter_takes_the_first_reason() -> None:
    typist = Typist().type("grant{f8}120⏎⏎")
    assert typist.lines() == [("no match", 12000, "green")]


def test_f8_twice_takes_the_mark_back() -> None:
    assert Typist().type("smit⏎{f8}{f8}⏎").lines() == [(SMITH, 9820, "green")]


def test_a_red_line_may_go_to_suspense_instead() -> None:
    typist = Typist()
    typist.payers[account(SMITH)] = replace(typist.payers[account(SMITH)], deceased=True)
    assert typist.type("smit⏎98.20⏎{f8}d⏎").lines() == [("tenant deceased", 9820, "green")]


def test_plus_in_an_empty_cell_repeats_the_cell_above() -> None:
    typist = Typist().type("smit⏎50⏎+⏎+⏎")
    assert typist.state.slip.mode is Mode.REASON  # the same receipt twice
    assert typist.state.slip.line.texts() == {"who": SMITH, "amount": "50.00"}
    assert Typist().type("3+1⏎").state.slip.fragment == "3+1"


def test_slash_in_a_payers_name_is_typed_and_in_the_amount_splits() -> None:
    typist = Typist().type("3/1 mill⏎")
    assert typist.state.slip.fragment == "3/1 mill"
    typist.offers = (SubAccount(account(SMITH), "rent", SMITH, Pence(9000)),
                     SubAccount(20001, "garage", SMITH, Pence(1200)))  # fmt: skip
    typist.type("98.20/")
    split = typist.state.slip.split
    assert split is not None
    assert split.parts == ((account(SMITH), 9000), (20001, 820))
    assert typist.type("⏎").lines() == [(SMITH, 9820, "green")]
    assert typist.state.lines.by_number[1].shown.parts == 2


def test_a_split_by_hand_gives_the_rest_to_the_next_account() -> None:
    typist = Typist()
    typist.offers = (SubAccount(account(MACDONALD), "rent", MACDONALD, Pence(0)),
                     SubAccount(20001, "garage", MACDONALD, Pence(0)))  # fmt: skip
    typist.type("macd⏎67.00")
    before = typist.pressed
    typist.type("/55.00⏎⏎")
    assert typist.pressed - before == 8
    assert typist.state.lines.by_number[1].receipt.parts == (
        (account(MACDONALD), 5500),
        (20001, 1200),
    )


def test_a_split_by_hand_may_go_to_another_tenancy() -> None:
    typist = Typist()
    typist.offers = (SubAccount(account(MACDONALD), "rent", MACDONALD, Pence(0)),)
    typist.type("macd⏎67.00")
    before = typist.pressed
    typist.type("/55.00⏎iqba⏎⏎")
    assert typist.pressed - before <= 13  # the last Enter is the line's own
    assert typist.state.lines.by_number[1].receipt.parts == (
        (account(MACDONALD), 5500),
        (account(IQBAL), 1200),
    )


def test_a_part_that_another_could_be_meant_by_is_asked_about() -> None:
    typist = Typist()
    typist.offers = (SubAccount(account(MACDONALD), "rent", MACDONALD, Pence(0)),)
    typist.type("macd⏎67.00/55.00⏎kaur⏎⏎")
    assert "Kaur, Mrs H 12.00" in typist.asked[0]


def test_too_much_in_a_part_is_refused_and_esc_takes_parts_back() -> None:
    typist = Typist()
    typist.offers = (SubAccount(account(SMITH), "rent", SMITH, Pence(9000)),)
    typist.type("smit⏎60/70⏎")
    assert typist.says == ["only 60.00 is left: type less"]
    typist.type("⎋")
    assert (typist.state.slip.mode, typist.state.slip.typed_amount) == (Mode.LINE, "60")


def test_up_from_an_empty_cell_corrects_the_line_above_in_two_more_keys() -> None:
    typist = Typist().type("smit⏎89.20⏎")
    before = typist.pressed
    typist.type("↑98.20⏎")
    assert typist.pressed - before == 7  # ↑ and Enter, and the amount itself
    assert typist.lines() == [(SMITH, 9820, "green")]
    assert typist.state.slip.number == 2


def test_up_chooses_while_candidates_show_and_goes_up_only_from_an_empty_cell() -> None:
    typist = Typist().type("smit⏎⏎kaur↓")
    assert typist.state.slip.chosen == account("10234471")
    assert typist.type("⏎⏎").lines()[1] == ("10234471", 9820, "green")


def test_the_payer_of_an_earlier_line_is_corrected() -> None:
    typist = Typist().type("smit⏎⏎nowak⏎⏎↑↑")
    assert typist.state.slip.number == 1
    typist.state.slip.line.go("who")
    typist.state.slip.fresh = True
    typist.type("osei⏎104.75⏎")
    assert typist.lines()[0] == ("10237710", 10475, "green")


def test_an_untouched_correction_changes_nothing() -> None:
    typist = Typist().type("smit⏎50⏎↑⏎")
    assert len(typist.asked) == 1
    assert not typist.state.outbox.changes
    assert typist.type("↑↓").state.slip.number == 2


def test_a_half_typed_line_waits_while_another_is_corrected() -> None:
    typist = Typist(control=Control(Pence(9820), 1)).type("smit⏎982⏎okaf{f7}")
    assert typist.state.slip.number == 1
    typist.type("98.20⏎")
    assert (typist.state.slip.number, typist.state.slip.fragment) == (2, "okaf")


def test_undo_strikes_the_last_line_and_again_the_one_before() -> None:
    typist = Typist().type("smit⏎⏎nowak⏎⏎{^z}")
    assert [line[2] for line in typist.lines()] == ["green", "struck"]
    assert [line[2] for line in typist.type("{^z}").lines()] == ["struck", "struck"]
    assert typist.state.lines.tally.count == 0
    assert typist.state.slip.number == 3


def test_undo_takes_a_correction_back() -> None:
    typist = Typist().type("smit⏎⏎↑50⏎{^z}")
    assert typist.lines() == [(SMITH, 9820, "green")]


def test_undo_on_a_line_strikes_it_and_restores_it() -> None:
    typist = Typist().type("smit⏎⏎nowak⏎⏎↑↑{^z}")
    assert [line[2] for line in typist.lines()] == ["struck", "green"]
    assert typist.state.slip.number == 3
    assert [line[2] for line in typist.type("↑↑{^z}").lines()] == ["green", "green"]


def test_a_line_has_its_own_date_and_fields_behind_tab() -> None:
    typist = Typist(stream="telephone").type("smit⏎98.20⇥A4417⏎9921⏎⏎20⏎")
    receipt = typist.state.lines.by_number[1].receipt
    assert dict(receipt.extra)["auth"] == "A4417"
    assert dict(receipt.extra)["last4"] == "9921"
    assert str(receipt.effective) == "2026-11-20"


@pytest.mark.parametrize("cell", ["", "A4417⏎"])
def test_a_card_number_is_refused_and_leaves_the_screen(cell: str) -> None:
    typist = Typist(stream="telephone").type(f"smit⏎98.20⇥{cell}4111111111111111⏎")
    assert "card number" in typist.says[-1]
    assert "4111" not in str(typist.state.slip.more.texts())


def test_a_card_number_for_a_payer_is_refused_and_never_searched() -> None:
    typist = Typist(stream="telephone").type("4111 1111 1111 1111⏎")
    assert "card number" in typist.says[-1]
    assert typist.state.slip.fragment == ""


def test_a_day_to_come_is_refused_in_its_cell() -> None:
    typist = Typist(stream="counter").type("smit⏎98.20⇥⏎⏎24/11/2026⏎")
    assert typist.state.slip.cell == "date"
    assert "still to come" in typist.says[-1]


def test_the_doctor_names_the_line_once_the_count_is_reached() -> None:
    control = Control(Pence(9820 + 10475), 2)
    typist = Typist(control=control).type("smit⏎98.20⏎")
    assert remark(typist.state) == ("", None)
    typist.type("osei⏎1047.50⏎")
    assert remark(typist.state) == (
        "over by 942.75 = 9 × 104.75: line 2, 1,047.50 for 104.75? F7 goes there", 2,
    )  # fmt: skip
    assert typist.state.why_not_posted() == (
        "not posted, over by 942.75: line 2, 1,047.50 for 104.75? F7 goes there"
    )
    typist.type("{f7}104.75⏎")
    assert typist.state.proves


def test_of_several_lines_that_may_be_it_f7_goes_to_one_after_the_other() -> None:
    control = Control(Pence(10475 + 2 * 98200 - 9 * 9820), 3)
    typist = Typist(control=control).type("osei⏎104.75⏎smit⏎982.00⏎novak⏎982.00⏎")
    words, number = remark(typist.state)
    assert (words[-10:], number) == ("F7: 1 of 2", 2)
    typist.type("{f7}")
    assert typist.state.slip.number == 2
    assert remark(typist.state)[0].endswith("line 2, 982.00 for 98.20? F7 next: 1 of 2")
    typist.type("{f7}")
    assert typist.state.slip.number == 3
    assert remark(typist.state)[0].endswith("line 3, 982.00 for 98.20? F7 next: 2 of 2")
    typist.type("{f7}")
    assert typist.state.slip.number == 2


def test_where_no_one_line_explains_it_f7_goes_to_the_lines_marked() -> None:
    typist = Typist(control=Control(Pence(22277), 3))
    typist.type("osei⏎104.75⏎smit⏎61.07⏎⏎novak⏎50.13⏎⏎")
    words, number = remark(typist.state)
    assert (words, number) == (
        "short by 6.82: no one line explains it. F7 goes to those marked", 2,
    )  # fmt: skip
    typist.type("{f7}")
    assert remark(typist.state)[0] == "line 2, 61.07: usually 98.20 F7 next: 1 of 2"
    typist.type("{f7}")
    assert remark(typist.state) == ("line 3, 50.13: usually 98.20 F7 next: 2 of 2", 3)


def test_what_nobody_paid_by_this_stream_yet_is_only_charged() -> None:
    typist = Typist()
    typist.payers = {account: replace(one, of_stream=(), imported_usual=None)
                     for account, one in typist.payers.items()}  # fmt: skip
    typist.type("smit⏎50⏎")
    assert "charged 98.20. Enter keeps 50.00" in typist.asked[-1]
    assert mark_shown(typist.state.lines.by_number[1], away=False)[1] == "no usual"


def test_before_the_count_is_reached_a_slip_of_the_hand_is_remarked_on() -> None:
    typist = Typist(control=Control(Pence(100_000), 9)).type("osei⏎1047.50⏎")
    assert remark(typist.state)[0].startswith("line 1 is ten times what this account pays")


def test_lines_wait_while_the_book_is_away_and_typing_stops_at_fifty() -> None:
    typist = Typist()
    typist.away = True
    typist.payers.clear()
    for pounds in range(1, 51):
        typist.type(f"smit⏎{pounds}⏎")
    typist.state.outbox.away = True
    assert typist.state.lines.tally.count == 0
    assert mark_shown(typist.state.lines.by_number[50], away=True)[1] == "not kept yet"
    typist.type("k")
    assert typist.says == ["50 lines are not kept yet: the book must come back first"]
    assert typist.state.slip.fragment == ""


def test_a_line_refused_after_waiting_keeps_its_text_and_f7_goes_there() -> None:
    typist = Typist()
    closed = Refusal("account_closed", "the account is closed: find the open one")
    typist.refuses = lambda number: closed if number == 2 else None
    typist.type("smit⏎⏎nowak⏎⏎osei⏎⏎")
    line = typist.state.lines.by_number[2]
    assert (line.standing, line.shown.amount) == (Standing.REFUSED, 9820)
    assert typist.state.lines.tally.count == 2
    assert remark(typist.state) == ("line 2: the account is closed: find the open one", 2)
    typist.refuses = lambda number: None
    typist.type("{f7}98.20⏎")
    assert line.standing is Standing.KEPT
    assert list(typist.state.lines.numbers) == [1, 2, 3]


def test_a_refused_line_that_is_struck_is_no_longer_in_the_way() -> None:
    typist = Typist(control=Control(Pence(9820), 1))
    typist.refuses = lambda number: Refusal("rule", "no") if number == 2 else None
    typist.type("smit⏎⏎nowak⏎⏎")
    assert not typist.state.proves
    assert typist.type("↑{^z}").state.proves


def test_pasted_receipts_are_keyed_as_if_by_hand() -> None:
    from tui.keying import keys

    typist = Typist()
    typist.state.pasted = [("smit", "98.20"), ("osei", "104.75")]
    while typist.state.pasted:
        typist.after(keys.pasted(typist.state))
    assert [line[1] for line in typist.lines()] == [9820, 10475]


def test_esc_goes_back_one_step_and_never_discards_a_kept_line() -> None:
    from tui.keying import keys

    typist = Typist().type("smit⏎⏎osei⏎1")
    assert keys.back(typist.state)
    assert typist.state.slip.cell == "who"
    assert keys.back(typist.state)
    assert typist.state.slip.is_empty
    assert not keys.back(typist.state)
    assert typist.lines() == [(SMITH, 9820, "green")]
