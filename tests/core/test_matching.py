"""Matching: one line of a file a row, what it says first, what becomes of it last."""

from dataclasses import replace
from datetime import date

import pytest

from core.alias import Aliases, Binding
from core.matching import Entry, Expected, KeyKind, LineMatch, Matching, Outcome, Roll, Rules
from core.matching.choice import Hold
from core.matching.explain import WIDTH, explained
from core.money import NIL, Pence
from core.payment_file import FileLine, LineKey, LineType
from core.stream import SubAccountKind

DAY = date(2026, 11, 20)
M, S, U = Outcome.MATCHED, Outcome.SUGGESTED, Outcome.UNMATCHED


def entry(account: int, reference: str, name: str = "", at: str = "", **more: object) -> Entry:
    """An account that usually pays 98.20 by hb, unless said otherwise."""
    address, _, postcode = at.partition("; ")
    facts: dict[str, object] = {"expected": (Expected(Pence(9820), "hb"),)} | more
    names = (name,) if name else ()
    return Entry(account, "CLY", reference, (), names, (), address, postcode, **facts)  # type: ignore[arg-type] # test shorthand


def pays(pence: int, stream: str = "hb") -> tuple[Expected, ...]:
    return (Expected(Pence(pence), stream),)


SMITH = entry(1, "10231190", "Mr John Smith", "3/1 Mill Road, Bellmuir; GC1 2EF")
KAUR = entry(2, "10234417", "Mrs Harpreet Kaur", "5 Larch Court, Bellmuir; GC1 1AB",
             expected=pays(10475))  # fmt: skip
KAUR_J = entry(3, "10234471", "Ms Jaspreet Kaur", "9 Larch Court, Bellmuir; GC1 1AB")
GARAGE = entry(4, "10239902", "Mr John Smith", "Garage 4, rear of Mill Road, Bellmuir; GC1 2EF",
               expected=pays(1250), kind=SubAccountKind.GARAGE)  # fmt: skip
BROWN = entry(5, "10230021", "Mr Tom Brown", "8 Ferry Lane, Bellmuir; GC2 4AA", current=False,
              expected=())  # fmt: skip
GONE = entry(6, "10235550", "Ms Ola Nowak", "1 Ferry Lane, Bellmuir; GC2 4AA", deceased=True)
SHUT = entry(7, "10236660", "Mr Ed Quill", "2 Ferry Lane, Bellmuir; GC2 4AA", closed=True)
MOVED = entry(8, "10237770", "Mrs Ann Tulloch", "7 Glebe Street, Bellmuir; GC3 5BB")
MOVED = MOVED._replace(refs=((KeyKind.FORMER, "0101-002-06"), (KeyKind.CLAIM, "B4410923")))
OTHERS = entry(9, "20610005", "Mr Sid Mersey", "4 Dock Street, Portness; LC1 1AA")
OTHERS = OTHERS._replace(landlord="MER")
ZEBEDEE = entry(10, "10238880", "Dr Zoe Zebedee-Vance", "41 Braeside, Bellmuir; GC4 6CC")
# Two hundred more of whom nothing on these lines speaks, so that agreeing is worth something.
CROWD = tuple(
    entry(100 + n, f"4{n:07d}", f"Mr Al Other{chr(97 + n // 26)}{chr(97 + n % 26)}",
          f"{n} Elsewhere Way, Farbeg; KR{n} 9ZZ", expected=pays(5000 + n))
    for n in range(200)
)  # fmt: skip
ROLL = Roll((SMITH, KAUR, KAUR_J, GARAGE, BROWN, GONE, SHUT, MOVED, OTHERS, ZEBEDEE, *CROWD))


def line(reference: str = "", pence: int = 9820, **said: object) -> FileLine:
    keys = (LineKey("reference", reference),) if reference else ()
    made = FileLine(1, "", LineType.PAY, Pence(pence), NIL, Pence(pence), keys, day=DAY,
                    stream="hb")  # fmt: skip
    return replace(made, **said)  # type: ignore[arg-type] # test shorthand


def matched(one: FileLine, *bindings: Binding) -> LineMatch:
    return Matching(ROLL, Rules("CLY"), Aliases(bindings)).lines([one])[0]


LINES = [
    # a reference, and what bears it out
    ("reference and usual amount", line("10231190"), M, 1, None),
    ("reference, name and usual amount", line("10231190", name="SMITH J"), M, 1, None),
    ("reference and name, odd amount", line("10231190", 5000, name="SMITH J"), M, 1, None),
    ("reference and address, odd amount",
     line("10231190", 5000, address="3/1 MILL RD", postcode="GC1 2EF"), M, 1, None),
    ("reference written in pieces", line("1023 1190"), M, 1, None),
    ("reference with the forename only begun", line("10231190", name="SMITH JON"), M, 1, None),
    ("a tenant's double name, half of it", line("10238880", name="Z VANCE"), M, 10, None),
    # a reference alone is not enough
    ("reference alone, odd amount", line("10231190", 5000), S, 1, Hold.AMOUNT),
    ("reference, nothing expected", line("10230021", 5000), S, 5, Hold.ALONE),
    # a reference that something speaks against
    ("reference of Smith, name of nobody", line("10231190", name="MACPHEE D"), S, 1, Hold.AGAINST),
    ("reference of Smith, address elsewhere",
     line("10231190", address="9 GLEBE ST", postcode="GC3 5BB"), S, 1, Hold.AGAINST),
    ("reference of Kaur H, all else of Kaur J, two digits swapped",
     line("10234417", name="KAUR J", address="9 LARCH CT", postcode="GC1 1AB"), M, 3, None),
    ("reference of Kaur H, name and amount of Smith, no slip",
     line("10234417", name="SMITH JOHN", address="3/1 MILL RD", postcode="GC1 2EF"),
     S, 1, Hold.OTHER_NAMED),
    # references wrong or missing
    ("misread, name and amount agree", line("10231790", name="SMITH JOHN"), M, 1, None),
    ("misread, nothing else but the amount", line("10231790"), S, 1, None),
    ("missing, name, address and amount agree",
     line(name="SMITH J", address="3/1 MILL RD", postcode="GC1 2EF"), M, 1, None),
    ("missing, misspelt name, address and amount",
     line(name="SMYTH J", address="3/1 MILL RD", postcode="GC1 2EF"), M, 1, None),
    ("missing, a name of nobody", line(name="PATEL"), U, None, None),
    ("nothing at all but an amount", line(), U, None, None),
    # in a narrative
    ("narrative with name and reference", line(narrative="STO MR J SMITH 10231190"), M, 1, None),
    ("narrative with the reference inside", line(narrative="REF10231190RENT"), M, 1, None),
    ("narrative, another tenant's surname",
     line(narrative="FPI D TULLOCH 10231190"), S, 1, Hold.AGAINST),
    ("narrative, words that are nobody's surname",
     line(narrative="MUM GAVE 10231190"), M, 1, None),
    # other names of an account
    ("old reference after a migration", line("0101-002-06", name="TULLOCH A"), M, 8, None),
    ("a claim known of the tenancy",
     line(keys=(LineKey("claim", "B4410923"),), name="TULLOCH A"), M, 8, None),
    ("a claim is no payment reference", line(keys=(LineKey("claim", "10231190"),)), U, None, None),
    # one person, two accounts
    ("the expected charge decides: home", line(name="JOHN SMITH", pence=9820), M, 1, None),
    ("the expected charge decides: garage", line(name="JOHN SMITH", pence=1250), M, 4, None),
    ("nothing decides", line(name="JOHN SMITH", pence=7777), S, None, None),
    # what the account is
    ("former tenancy", line("10230021", name="BROWN T"), S, 5, Hold.FORMER),
    ("former tenancy, the debtor of a recovery",
     line("10230021", name="BROWN T", type=LineType.RECOVER_OTHER), M, 5, None),
    ("deceased", line("10235550", name="NOWAK O"), S, 6, Hold.DECEASED),
    ("closed", line("10236660", name="QUILL E"), S, 7, Hold.CLOSED),
    ("a kind that nobody could read", line("10231190", type=LineType.UNKNOWN, name="SMITH J"),
     S, 1, Hold.UNTYPED),
    ("another landlord's reference", line("20610005", name="MERSEY S"), U, None, Hold.LANDLORD),
    ("another landlord's reference, our tenant's name",
     line("20610005", name="SMITH JOHN", address="3/1 MILL RD", postcode="GC1 2EF"),
     S, 1, Hold.LANDLORD),
]  # fmt: skip


@pytest.mark.parametrize(("event", "one", "outcome", "account", "hold"), LINES)
def test_a_line_is_matched(
    event: str, one: FileLine, outcome: Outcome, account: int | None, hold: Hold | None
) -> None:
    found = matched(one)
    assert (found.outcome, found.account) == (outcome, account), "\n".join(explained(found))
    assert hold is None or hold in found.holds
    assert outcome is not M or not found.holds


def bound(account: int, kind: str, value: str, **more: object) -> Binding:
    return Binding(account, kind, value, "", "assistant.1", date(2026, 3, 12), **more)  # type: ignore[arg-type] # test shorthand


CLAIMED = line(keys=(LineKey("claim", "C0098127"),))
ALIASES = [
    ("a bound claim and the usual amount", CLAIMED, [bound(1, "claim", "C0098127")], M, 1),
    ("a bound claim and an odd amount", replace(CLAIMED, gross=Pence(1)),
     [bound(1, "claim", "C0098127")], S, 1),
    ("a bound claim, known under another name", replace(CLAIMED, name="MACPHEE D"),
     [bound(1, "claim", "C0098127", times=4)], M, 1),
    ("the claim revoked", CLAIMED,
     [bound(1, "claim", "C0098127", revoked=DAY, revoked_by="supervisor.1")], U, None),
    ("two accounts claim it", CLAIMED,
     [bound(1, "claim", "C0098127"), bound(8, "claim", "C0098127")], S, None),
    ("two claim it, the amount is of one", replace(CLAIMED, gross=Pence(10475)),
     [bound(1, "claim", "C0098127"), bound(2, "claim", "C0098127")], S, None),
    ("the claim says one, the reference another",
     replace(CLAIMED, keys=(*CLAIMED.keys, LineKey("reference", "10231190"))),
     [bound(8, "claim", "C0098127")], S, None),
    ("another landlord's account was bound", CLAIMED, [bound(9, "claim", "C0098127")], U, None),
    ("a remembered name and the usual amount", line(name="MUM OF SMITH"),
     [bound(1, "name", "mum of smith")], M, 1),
    ("a remembered name and an odd amount", line(name="MUM OF SMITH", pence=1),
     [bound(1, "name", "mum of smith")], S, 1),
]  # fmt: skip


@pytest.mark.parametrize(("event", "one", "bindings", "outcome", "account"), ALIASES)
def test_an_alias_chooses(
    event: str, one: FileLine, bindings: list[Binding], outcome: Outcome, account: int | None
) -> None:
    found = matched(one, *bindings)
    assert (found.outcome, found.account) == (outcome, account), "\n".join(explained(found))


def test_a_payment_that_stands_already_is_told_as_such() -> None:
    match = Matching(ROLL, Rules("CLY")).lines([line("10231190")], {(1, 0): "file 12, line 4"})[0]
    assert (match.outcome, match.where, match.account) == (Outcome.DUPLICATE, "file 12, line 4", 1)


def test_lines_that_move_no_money_are_left_out() -> None:
    assert Matching(ROLL, Rules("CLY")).lines([line(type=LineType.TOTAL)]) == ()


def test_a_slip_onto_an_account_that_pays_the_same_is_held_when_its_own_line_is_missing() -> None:
    neighbour = entry(11, "10231191")
    roll = Roll((*ROLL.entries, neighbour))
    mine, theirs = line("10231190"), line("10231191", line=2)
    alone = Matching(roll, Rules("CLY")).lines([mine])[0]
    both = Matching(roll, Rules("CLY")).lines([mine, theirs])
    assert (alone.outcome, alone.holds) == (S, (Hold.RIVAL,))
    assert [each.outcome for each in both] == [M, M]


def test_two_bare_lines_of_one_account_in_one_cycle_wait_both() -> None:
    again = Matching(ROLL, Rules("CLY")).lines([line("10231190"), line("10231190", line=2)])
    assert [each.holds for each in again] == [(Hold.TWICE,), (Hold.TWICE,)]
    later = line("10231190", line=2, day=date(2026, 11, 27))
    weekly = Matching(ROLL, Rules("CLY")).lines([line("10231190"), later])
    assert [each.outcome for each in weekly] == [M, M]


def test_the_threshold_is_the_profiles() -> None:
    one = line("10231790")
    assert Matching(ROLL, Rules("CLY", certain=30)).lines([one])[0].outcome is M
    assert Matching(ROLL, Rules("CLY", certain=99)).lines([one])[0].outcome is S


@pytest.mark.parametrize("event", [event for event, *_ in LINES])
def test_every_line_is_explained_within_seventy_six_columns(event: str) -> None:
    one = next(each for each in LINES if each[0] == event)[1]
    told = explained(matched(replace(one, narrative=one.narrative + " \x1b[31m" + "9" * 90)))
    assert all(len(text) <= WIDTH and text.isprintable() for text in told)
    assert told[0].split(":")[0] in {each.value for each in Outcome}


def test_an_explanation_names_features_weights_and_the_runner_up() -> None:
    told = "\n".join(explained(Matching(ROLL, Rules("CLY")).closely(line("10234417", 10475))))
    assert "10234417 Kaur, Mrs H  99 %" in told
    assert "reference 10234417 is this account's" in told
    assert "104.75 is what this account usually pays" in told
    assert "runner-up\n" in told or "runner-up: none" in told


def test_of_a_restricted_tenancy_only_references_and_amounts_are_told() -> None:
    hidden = SMITH._replace(restricted=True)
    match = Matching(Roll((hidden, KAUR, *CROWD)), Rules("CLY")).lines(
        [line("10231190", name="SMITH J", address="3/1 MILL RD")]
    )[0]
    told, seen = "\n".join(explained(match)), "\n".join(explained(match, may_see=True))
    assert "restricted" in told and "10231190" in told
    assert not any(word in told.lower() for word in ("smith", "surname", "street", "house"))
    assert "Smith, Mr J" in seen and "surname agrees" in seen
