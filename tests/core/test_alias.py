"""Aliases: what meets a binding again, what is shown of it."""

from dataclasses import replace
from datetime import date

from core.alias import Aliases, Binding, conflicts
from core.money import NIL, Pence
from core.payment_file import FileLine, LineKey, LineType

DAY, LATER = date(2026, 3, 12), date(2026, 11, 20)
CLAIM = LineKey("claim", "B 4410923")
LINE = FileLine(17, "", LineType.PAY, Pence(37000), NIL, Pence(37000), (CLAIM,), CLAIM,
                "SMYTH  J")  # fmt: skip
HELD = Binding(1, "claim", "B4410923", "NLC", "assistant.1", DAY)


def test_a_revoked_binding_chooses_nothing() -> None:
    revoked = replace(HELD, revoked_by="supervisor.1", revoked=LATER)
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
