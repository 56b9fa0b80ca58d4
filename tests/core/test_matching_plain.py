"""A line taken as plain is one that weighing would have found certain, and its account the same."""

from dataclasses import replace

import pytest

from core.alias import Aliases
from core.matching import Matching, Outcome, Rules
from core.matching.plain import Plainly
from core.payment_file import FileLine, LineKey
from tests.bench.matched_streams import Streams, estate


@pytest.fixture(scope="module")
def streams() -> Streams:
    return estate(11, 3000)


def plain_lines(streams: Streams, plainly: Plainly) -> list[tuple[FileLine, int]]:
    found = []
    for (landlord, _), remitted in streams.files.items():
        if landlord == "CLY":
            for one in remitted:
                entry = plainly.whose(one.line)
                if entry is not None:
                    found.append((one.line, entry.account))
    return found


def test_weighing_finds_every_plain_line_certain_of_the_same_account(streams: Streams) -> None:
    lines = plain_lines(streams, Plainly(streams.roll, "CLY"))
    assert len(lines) > 500
    weighing = Matching(streams.roll, Rules("CLY"))
    for line, account in lines:
        match = weighing.closely(line)
        assert (match.outcome, match.account) == (Outcome.MATCHED, account), line


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Wholly Different"},
        {"postcode": "ZZ9 9ZZ", "address": "99 Nowhere Close"},
        {"narrative": "ref 10230001"},
        {"name": ""},
        {"keys": ()},
    ],
    ids=lambda change: ",".join(change),
)
def test_a_line_with_anything_amiss_is_weighed(streams: Streams, change: dict[str, object]) -> None:
    plainly = Plainly(streams.roll, "CLY")
    line, _ = plain_lines(streams, plainly)[0]
    assert plainly.whose(replace(line, **change)) is None  # type: ignore[arg-type]  # any field


def test_another_amount_or_another_landlord_is_never_plain(streams: Streams) -> None:
    line, _ = plain_lines(streams, Plainly(streams.roll, "CLY"))[0]
    other = type(line.gross)(line.gross + 1)
    assert Plainly(streams.roll, "CLY").whose(replace(line, gross=other, net=other)) is None
    assert Plainly(streams.roll, "MER").whose(line) is None


def test_two_references_that_name_two_accounts_are_never_plain(streams: Streams) -> None:
    plainly = Plainly(streams.roll, "CLY")
    (line, account), *others = plain_lines(streams, plainly)
    rival = next(one for one, theirs in others if theirs != account)
    key = next(key for key in rival.keys if key.kind == "reference")
    assert plainly.whose(replace(line, keys=(*line.keys, LineKey("reference", key.value)))) is None


def test_a_file_with_plain_lines_answers_in_its_own_order(streams: Streams) -> None:
    lines = [one.line for one in streams.files["CLY", "hb"]]
    told = Matching(streams.roll, Rules("CLY"), Aliases(())).lines(lines)
    assert [(one.line, one.part) for one in told] == [(one.line, one.part) for one in lines]
