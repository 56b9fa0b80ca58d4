"""Questions, facts and remarks of keying keep what decides, however narrow the terminal."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from core.batch import Control
from core.corroboration import Asks, Colour, Corroboration
from core.finder.row import Hit
from core.money import Pence
from tests.tui.keying_typist import Typist, account, paid, payers
from tui.keying.lines import mark_shown
from tui.keying.question import amber_words
from tui.keying.reasons import RED, SUSPENSE, reasons_shown
from tui.keying.shown import facts_lines
from tui.printed import Printed, printed_words
from tui.widgets.drawing import cut_before_end

SHORT = ("Kaur, Ms J", "9 Larch Court")
LONG = (
    "Featherstonehaugh-Cholmondeley, Mrs A + Wojciechowska-Brzezinska, Ms K",
    "Flat 104, Union House, 11 Skylark Quadrant, Dunmuir",
)
NAMES = [
    SHORT,
    LONG,
    (SHORT[0], LONG[1]),
    (LONG[0], SHORT[1]),
    ("REF [/a] [b", "3/1 Mill Road"),
    ("王小明 " * 8, "1 長い通り " * 6),
    ("", ""),
]
REASONS = [
    "usually 98.20: Enter keeps it, Esc goes back",
    "a former tenant: Enter keeps it, Esc goes back",
    "10234471 Featherstonehaugh-Cholmondeley, Mrs A is much alike: Enter keeps it",
    "10234471 Wojciechowska-Brzezinska, Ms K pays this too: Enter keeps it",
    "rent 60.00 + garage 7.00 + repairs 12.00 + Featherstonehaugh-Cholmondeley, Mrs A 8.00",
]


@pytest.mark.parametrize("why", REASONS)
@pytest.mark.parametrize(("name", "address"), NAMES)
def test_a_question_shows_name_address_reason_key_and_amount_at_every_width(
    name: str, address: str, why: str
) -> None:
    amount = Pence(1_234_567_89)
    decided = Corroboration(Colour.AMBER, Asks.ENTER, 10001, amount, (), why)
    for columns in range(75, 116):
        said = amber_words(_hit(name, address), decided, amount, columns)
        assert cell_len(said) <= columns, said
        assert said.endswith("Enter keeps 1,234,567.89")
        assert said.startswith((name or "10234471")[:5])
        assert f", {(address or 'address hidden')[:5]}" in said[: said.rindex(": ")], said
        for words in ("usually 98.20", "a former tenant", "is much alike", "pays this too"):
            assert (words in why) == (words in said)


def _hit(name: str, address: str) -> Hit:
    return Hit(10001, 9.0, (), "CLY", "10234471", "", name, address, "ML4 1AB", "", True, False)


def test_what_has_room_is_not_cut() -> None:
    hit = _hit("Kaur, Ms J", "9 Larch Court, Bellshill")
    decided = Corroboration(Colour.AMBER, Asks.ENTER, 10001, Pence(6105), (), REASONS[0])
    for columns, said in (
        (75, "Kaur, Ms J, 9 Larch Court, Bellshill: usually 98.20. Enter keeps 61.05"),
        (65, "Kaur, Ms J, 9 Larch Court: usually 98.20. Enter keeps 61.05"),
        (58, "Kaur, Ms J, 9 Larch Cou…: usually 98.20. Enter keeps 61.05"),
    ):
        assert amber_words(hit, decided, Pence(6105), columns) == said


@pytest.mark.parametrize("width", [77, 97, 117])
@pytest.mark.parametrize(("name", "address"), NAMES[:4])
def test_the_facts_of_an_account_end_in_its_terms_and_what_it_paid(
    name: str, address: str, width: int
) -> None:
    payer = replace(
        payers()[account("10234471")],
        name=name,
        address=address,
        last=paid(10475) + paid(10475, 2) + paid(9820, 3),
        pending=Pence(6100),
        warning="call before a visit, the dog is loose and the stair light is out",
    )
    first, second = ("".join(text for text, _ in line) for line in facts_lines(None, payer, width))
    assert cell_len(first) <= width
    assert cell_len(second) <= width
    assert first.startswith(name[:20])
    assert f" · {address[:9]}" in first
    assert first.endswith(" · current, weekly 98.20")
    assert "! call before a visit" in second
    assert " · 0.00 · 61.00 in open batches" in second


def test_a_remark_cut_in_its_middle_keeps_the_way_out() -> None:
    remark = "! line 12: the period of this book date is closed by somebody: type an open day"
    assert (
        cut_before_end(remark, 60) == "! line 12: the period of this book date i…: type an open day"
    )
    assert cut_before_end(remark, 100) == remark
    assert cut_before_end("no colon in here at all", 10) == "no colon …"


def test_the_cause_is_told_with_every_refused_post() -> None:
    typist = Typist(control=Control(Pence(10475), 2)).type("osei⏎104.75⏎osei⏎104.75⏎s⏎")
    assert typist.state.why_not_posted() == (
        "not posted, over by 104.75: line 2, keyed twice, as line 1? F7 goes there"
    )


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("osei⏎104.75⏎", "kept"),
        ("osei⏎120.00⏎", "unusual"),
        ("osei⏎104.75⏎osei⏎104.75⏎s⏎", "duplicate"),
        ("dead⏎98.20⏎e⏎", "died"),
    ],
)
def test_a_line_says_in_a_word_what_was_unusual_about_it(keys: str, word: str) -> None:
    typist = Typist()
    late = account("10237710")
    if word == "died":
        typist.payers[late] = replace(typist.payers[late], deceased=True)
    typist.type(keys.replace("dead", "osei"))
    last = list(typist.state.lines)[-1]
    assert mark_shown(last, away=False)[1] == word


@pytest.mark.parametrize("standard", [SUSPENSE, RED])
def test_every_standard_reason_shows_at_80_columns(standard: Mapping[str, str]) -> None:
    lines = reasons_shown(standard, 73)
    assert len(lines) <= 2
    assert max(map(len, lines)) <= 73
    assert "   ".join(lines).split("   ") == [f"{key} {says}" for key, says in standard.items()]


def test_ditto_repeats_the_reason_of_the_line_above() -> None:
    typist = Typist().type("grant⏎120.00{f8}u⏎+⏎+⏎+⏎")
    assert typist.lines() == [("unreadable", 12000, "green")] * 2


def test_a_batch_whose_hash_total_differs_does_not_say_that_it_proves() -> None:
    typist = Typist(control=Control(Pence(10475), 1, 28)).type("osei⏎104.75⏎")
    assert typist.state.tally_shown()[2] == "hash total differs"
    typist = Typist(control=Control(Pence(10475), 1, 21)).type("osei⏎104.75⏎")
    assert typist.state.tally_shown()[2] == "proves"


def test_where_a_listing_was_printed_is_told_to_the_last_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    names = ("listing-A1-001398.txt", "listing-A1-001398.pdf")
    for folder, told in (
        (str(tmp_path / "printed"), "~/printed"),
        ("printed", "printed"),
        ("of/the/whole/income/team/rentbook/printed", "…whole/income/team/rentbook/printed"),
    ):
        said = printed_words(Printed(folder, names), 69)
        assert said == f"listing-A1-001398.txt and .pdf in {told}"
