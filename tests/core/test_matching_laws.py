"""Matching's laws: whatever a file says, in whatever order, of whichever landlord."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from core.alias import Aliases, Binding
from core.matching import LineMatch, Matching, Outcome, Rules
from core.matching.choice import Chosen
from core.matching.explain import WIDTH, explained
from core.money import NIL, Pence
from core.payment_file import FileLine, LineKey, LineType
from tests.core.test_matching import DAY, OTHERS, ROLL

REFERENCES = ["", "10231190", "10231191", "10234417", "10234471", "20610005", "0101-002-06", "77"]
NAMES = ["", "SMITH J", "KAUR H", "KAUR", "MERSEY S", "PATEL X", "MR & MRS SMITH", "\x00'", "Łucja"]
ADDRESSES = ["", "3/1 MILL RD", "5 LARCH COURT", "MILL RD", "4 DOCK ST", "FLAT 9"]
POSTCODES = ["", "GC1 2EF", "GC11AB", "LC1 1AA", "ZZ9 9ZZ"]
AMOUNTS = st.sampled_from([9820, 10475, 1250, 5000, 1])
BINDINGS = [
    Binding(1, "claim", "C1", "", "assistant.1", DAY),
    Binding(9, "claim", "C1", "", "assistant.2", DAY),
    Binding(9, "claim", "C2", "", "assistant.2", DAY),
]


@st.composite
def lines(draw: st.DrawFn) -> FileLine:
    pence = Pence(draw(AMOUNTS))
    reference = draw(st.sampled_from(REFERENCES))
    claim = draw(st.sampled_from(["", "C1", "C2", "B4410923"]))
    keys = [LineKey("reference", reference)] if reference else []
    keys += [LineKey("claim", claim)] if claim else []
    return FileLine(
        0, "", draw(st.sampled_from([LineType.PAY, LineType.RECOVER_OTHER])), pence, NIL, pence,
        tuple(keys), None, draw(st.sampled_from(NAMES)), draw(st.sampled_from(ADDRESSES)),
        draw(st.sampled_from(POSTCODES)),
        draw(st.sampled_from(["", "STO SMITH 10231190", "RENT 10234417", "9" * 40])),
        draw(st.sampled_from([None, DAY, date(2026, 11, 13)])), stream="hb",
    )  # fmt: skip


FILES = st.lists(lines(), max_size=6).map(
    lambda found: [replace(one, line=place) for place, one in enumerate(found, 1)]
)


def matched(found: list[FileLine]) -> tuple[LineMatch, ...]:
    return Matching(ROLL, Rules("CLY"), Aliases(BINDINGS)).lines(found)


@given(FILES)
@settings(max_examples=60, deadline=None)
def test_no_match_ever_crosses_landlords(found: list[FileLine]) -> None:
    for match in matched(found):
        every = [each for each in (match.first, match.second, *match.others) if each]
        assert OTHERS.account not in {match.account, *(each.account for each in every)}


@given(FILES, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_lines_does_not_matter(found: list[FileLine], dice: object) -> None:
    shuffled = list(found)
    dice.shuffle(shuffled)  # type: ignore[attr-defined] # random.Random
    by_line = {match.line: match for match in matched(shuffled)}
    assert by_line == {match.line: match for match in matched(found)}


@given(FILES)
@settings(max_examples=60, deadline=None)
def test_only_certain_lines_that_nothing_holds_post_by_themselves(found: list[FileLine]) -> None:
    for match in matched(found):
        if match.outcome is Outcome.MATCHED:
            assert match.first is not None and match.account == match.first.account
            assert match.score >= 99 and not match.holds
            assert match.second is None or match.score - match.second.score > 10
        assert all(len(text) <= WIDTH and text.isprintable() for text in explained(match))


@given(lines(), st.sampled_from(["MACPHEE D", "QUILL ED"]), st.sampled_from([None, "KR7 9ZZ"]))
@settings(max_examples=100, deadline=None)
def test_evidence_against_an_account_never_raises_it(
    one: FileLine, name: str, postcode: str | None
) -> None:
    silent = replace(one, name="", address="", postcode="", narrative="")
    against = replace(silent, name=name, postcode=postcode or "")
    before = {each.account: each for each in _every(silent)}
    for each in _every(against):
        if each.account in before and each.candidate.identity < 0:
            assert each.candidate.total < before[each.account].candidate.total
            match = matched([against])[0]
            assert match.account != each.account or match.outcome is not Outcome.MATCHED


def _every(one: FileLine) -> list[Chosen]:
    match = matched([one])[0]
    return [each for each in (match.first, match.second, *match.others) if each]
