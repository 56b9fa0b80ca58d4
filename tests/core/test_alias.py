"""Aliases: what a confirmed line teaches, what meets it again, what is shown of it."""

from dataclasses import replace
from datetime import date

from core.alias import Aliases, Binding, Confirmed, conflicts, revoke, taught
from core.money import NIL, Pence
from core.payment_file import FileLine, LineKey, LineType

DAY, LATER = date(2026, 3, 12), date(2026, 11, 20)
CLAIM = LineKey("claim", "B 4410923")
LINE = FileLine(17, "", LineType.PAY, Pence(37000), NIL, Pence(37000), (CLAIM,), CLAIM,
                "SMYTH  J")  # fmt: skip
CONFIRMED = Confirmed(LINE, 1, "NLC", "assistant.1", DAY)
HELD = Binding(1, "claim", "B4410923", "NLC", "assistant.1", DAY)


def test_a_confirmed_line_binds_the_payers_own_key() -> None:
    assert taught(CONFIRMED, ()) == (HELD,)


def test_a_name_is_remembered_only_on_request() -> None:
    assert [each.kind for each in taught(CONFIRMED, ())] == ["claim"]
    remembered = taught(replace(CONFIRMED, remember=True), ())
    assert [(each.kind, each.value) for each in remembered] == [
        ("claim", "B4410923"),
        ("name", "smyth j"),
    ]


def test_a_line_without_a_key_of_its_own_teaches_nothing() -> None:
    bare = replace(LINE, payer_key=None, keys=(LineKey("reference", "10231190"),))
    assert taught(replace(CONFIRMED, line=bare), ()) == ()


def test_a_binding_that_holds_again_counts_and_keeps_who_made_it() -> None:
    again = taught(replace(CONFIRMED, by="assistant.2", day=LATER), (HELD,))
    assert again == (replace(HELD, times=2, last=LATER),)


def test_a_day_loaded_late_does_not_turn_the_last_one_back() -> None:
    held = replace(HELD, last=LATER)
    assert taught(replace(CONFIRMED, day=DAY), (held,))[0].last == LATER


def test_a_revoked_binding_is_not_revived_but_made_anew() -> None:
    revoked = revoke(HELD, "supervisor.1", LATER)
    assert taught(CONFIRMED, (revoked,)) == (HELD,)
    assert not Aliases([revoked], "NLC").of((CLAIM,))


def test_another_payers_key_is_another_key() -> None:
    assert Aliases([HELD], "NLC").of((CLAIM,))
    assert not Aliases([HELD], "DWP").of((CLAIM,))


def test_two_accounts_that_hold_one_key_are_both_shown() -> None:
    other = replace(HELD, account=2, by="assistant.2")
    found = Aliases([other, HELD], "NLC").of((CLAIM,))
    assert [each.binding.account for each in found] == [1, 2]
    assert conflicts(found) == found
    assert all("2 accounts claim it" in each.words for each in found)


def test_a_name_that_disagrees_with_the_payers_key_is_no_conflict() -> None:
    named = Binding(2, "name", "smyth j", "", "assistant.1", DAY)
    found = Aliases([HELD, named], "NLC").of((CLAIM,), "Smyth J.")
    assert len(found) == 2
    assert conflicts(found) == ()


def test_an_alias_is_told_with_who_when_and_how_often() -> None:
    held = replace(HELD, times=14, last=LATER)
    assert Aliases([held], "NLC").of((CLAIM,))[0].words == (
        "claim B4410923 bound by assistant.1 12 Mar 2026, 14 times, last 20 Nov 2026"
    )
