"""Every key of a schedule walk at the pure keying state: one key a line as expected."""

from dataclasses import replace
from datetime import date

import pytest

from core.batch import Control
from core.money import Pence
from core.walk import Came, Item
from tests.tui.keying_typist import Typist, account
from tui.keying.looking import remark
from tui.keying.outbox import Doing
from tui.keying.walk import Walk

OKAFOR, SMITH, NOWAK, IQBAL = "10234417", "10231190", "10236218", "10230777"
DAY = date(2026, 11, 23)
DUE = (
    (OKAFOR, "Okafor, Mrs A", "12 Larch Court"),
    (SMITH, "Smith, Mr J", "3/1 Mill Road"),
    (NOWAK, "Nowak, Mr T", "8 Ferry Lane"),
)


def walker(*, passed: tuple[int, ...] = ()) -> Typist:
    """A typist before a walk of three: Okafor 104.75, Smith and Nowak 98.20."""
    typist = Typist(stream="standing-order", control=Control(Pence(30_115), 3))
    amounts = {OKAFOR: 10_475}
    items = [
        Item(number, account(ref), Pence(amounts.get(ref, 9820)), DAY, ref, name,
             skipped=number in passed, says="weekly, due 23 Nov", address=address)
        for number, (ref, name, address) in enumerate(DUE, 1)
    ]  # fmt: skip
    typist.state.walk = Walk.of(items)
    typist.state.begin()
    return typist


def kept(typist: Typist) -> list[tuple[str, int]]:
    return [
        (line.shown.reference, line.shown.amount)
        for line in typist.state.lines
        if not line.is_struck
    ]


def here(typist: Typist) -> str:
    """What stands in the line: the reference and amount of what is expected, or what is typed."""
    texts = typist.state.slip.line.texts()
    return f"{texts['who']} {texts['amount']}"


def test_as_expected_is_one_key_a_line(  # product.md, Keys per task
) -> None:
    typist = walker().type("⏎⏎⏎")
    assert typist.pressed == 3
    assert kept(typist) == [(OKAFOR, 10475), (SMITH, 9820), (NOWAK, 9820)]
    assert (typist.asked, typist.rings, typist.state.slip.is_empty) == ([], 0, True)
    assert typist.state.proves
    assert typist.state.walk_words() == ""


WALKS = [
    ("an amount is an exception", "95⏎⏎⏎", [(OKAFOR, 9500), (SMITH, 9820), (NOWAK, 9820)], " "),
    ("the same amount typed is none", "104.75⏎", [(OKAFOR, 10475)], f"{SMITH} 98.20"),
    ("a letter begins somebody else's line", "iqbal⏎104.75⏎", [(IQBAL, 10475)],
     f"{OKAFOR} 104.75"),
    ("so does Shift+Tab before a number", "{shift+tab}10230777⏎104.75⏎", [(IQBAL, 10475)],
     f"{OKAFOR} 104.75"),
    ("whoever is keyed out of turn has come", "smith⏎98.20⏎⏎", [(SMITH, 9820), (OKAFOR, 10475)],
     f"{NOWAK} 98.20"),
    ("down is: it did not come", "↓⏎", [(SMITH, 9820)], f"{NOWAK} 98.20"),
    ("undo takes it up again", "↓{^z}", [], f"{OKAFOR} 104.75"),
    ("undo of a line goes back to it", "⏎⏎{^z}", [(OKAFOR, 10475)], f"{SMITH} 98.20"),
    ("undo of both in turn", "⏎↓{^z}{^z}", [], f"{OKAFOR} 104.75"),
    ("Esc gives somebody else's line up", "iq⎋", [], f"{OKAFOR} 104.75"),
    ("and an amount typed over", "55⎋⎋", [], f"{OKAFOR} 104.75"),
    ("up corrects the line before", "⏎↑95⏎", [(OKAFOR, 9500)], f"{SMITH} 98.20"),
    ("a second receipt of the same account", "⏎{shift+tab}okafor⏎50⏎",
     [(OKAFOR, 10475), (OKAFOR, 5000)], f"{SMITH} 98.20"),
]  # fmt: skip


@pytest.mark.parametrize(("event", "typed", "lines", "next_line"), WALKS)
def test_a_key_on_an_expected_payment(
    event: str, typed: str, lines: list[tuple[str, int]], next_line: str
) -> None:
    typist = walker().type(typed)
    assert kept(typist) == lines, typist.says
    assert here(typist) == next_line


def test_an_unusual_amount_is_asked_about_as_anywhere() -> None:
    typist = walker().type("95⏎")
    assert [words.partition(":")[0] for words in typist.asked] == ["Okafor, Mrs A, 12 Larch Court"]


def test_suspense_is_no_expected_payment() -> None:
    typist = walker().type("{f8}77⏎⏎")
    assert [(line.shown.account, line.shown.amount) for line in typist.state.lines] == [
        (None, 7700)
    ]
    assert here(typist) == f"{OKAFOR} 104.75"


def test_at_the_end_it_says_who_did_not_come_and_who_is_new() -> None:
    typist = walker().type("⏎↓↓iqbal⏎104.75⏎")
    assert remark(typist.state) == ("walked: 2 missing 196.40, 1 new 104.75: F7 lists them", None)
    walk = typist.state.walk
    assert walk is not None
    assert [one.passed for one in walk.unsent] == [True, True]
    stands = walk.stand(line.shown for line in typist.state.lines)
    assert [step.came for step in stands.steps] == [
        Came.AS_EXPECTED, Came.MISSING, Came.MISSING, Came.NEW,
    ]  # fmt: skip


def test_opened_again_it_stands_at_the_same_line() -> None:
    first = walker().type("⏎")
    (line,) = first.state.lines
    again = walker(passed=(2,))
    again.state.lines.loaded(replace(line.shown), line.receipt)
    again.state.walk.stale = True
    again.state.begin()
    assert here(again) == f"{NOWAK} 98.20"
    assert again.state.slip.number == 2


def test_a_line_as_expected_is_an_ordinary_one_with_its_reason() -> None:
    typist = walker()
    typist.away = True
    typist.type("⏎")
    (change,) = typist.state.outbox.changes
    assert change.doing is Doing.KEEP
    assert change.receipt.document() == {
        "account_id": account(OKAFOR),
        "pence": 10475,
        "reason": "",
        "parts": [],
        "effective_date": "2026-11-23",
        "quoted": OKAFOR,
        "match": "expected: weekly, due 23 Nov",
    }


def test_nothing_is_kept_or_passed_over_while_keying_has_stopped() -> None:
    typist = walker()
    typist.state.stopped = "this batch is posted"
    typist.type("⏎↓")
    assert kept(typist) == []
    assert typist.says == ["this batch is posted"] * 2
