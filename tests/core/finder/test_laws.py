"""Laws of the finder: its short cuts find what a search of everything would."""

import os
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from core.estate.draw import Draw
from core.estate.slips import misheard, misread, mistyped
from core.finder.build import build
from core.finder.row import FinderRow, Hit
from core.finder.search import Finder
from core.finder.stored import UnreadableIndexError, pieces, stored_in
from core.finder.words import compact
from tests.core.finder.few import FIRST, index, rows

PROVED = bool(os.environ.get("RENTBOOK_PROVE"))
QUERIES = 1500 if PROVED else 150
few = settings(max_examples=400 if PROVED else 15)
numbers = st.integers(0, 3999)
bits = st.integers(0, 2**64 - 1)


def typed_of(row: FinderRow, draw: int) -> str:
    """Something an assistant may type to find `row`."""
    name = row.names[draw % len(row.names)].split(" ", 1)[1].lower()
    street = row.address.split(",")[0].lower()
    texts = (name, row.payment_ref, row.phones[0], row.postcode.lower(), f"{name} {street}")
    return mistyped(texts[draw >> 8 & 3], draw, draw >> 16 & 1) if draw >> 20 & 1 else texts[4]


@given(numbers, bits)
@few
def test_letter_by_letter_answers_as_the_whole_text_at_once(number: int, draw: int) -> None:
    text = typed_of(rows()[number], draw)
    finder = Finder(index())
    for length in range(1, len(text)):
        finder.search(text[:length])
    assert finder.search(text) == Finder(index()).search(text)


@given(st.lists(numbers, max_size=8), bits)
@few
def test_many_texts_at_once_answer_as_one_by_one(several: list[int], draw: int) -> None:
    texts = [typed_of(rows()[number], draw + number) for number in several]
    one_by_one = [Finder(index()).search(text + " ", 5) for text in texts]
    assert Finder(index()).search_many(texts) == one_by_one


@given(st.text(max_size=60))
def test_any_text_at_all_is_answered(text: str) -> None:
    hits = Finder(index()).search(text)
    assert len(hits) <= 20
    assert all(hit.why and hit.score > 0 for hit in hits)


def accounts(hits: list[Hit]) -> list[int]:
    return [hit.account for hit in hits]


@given(numbers, bits)
@few
def test_newer_rows_beside_an_index_answer_as_an_index_of_all(number: int, draw: int) -> None:
    some = rows()[number // 500 * 400 : number // 500 * 400 + 300]
    some = [row for row in some if not row.restricted]
    changed = [replace(row, address="1 Newly Built Lane", names=row.names[:1]) for row in some[:9]]
    apart = Finder(build(some[5:]), build(changed), frozenset({some[20].account}))
    whole = Finder(build([*changed, *some[9:20], *some[21:]]))
    text = typed_of(some[draw % len(some)], draw)
    first, second = apart.search(text), whole.search(text)
    best = [hit.account for hit in first if hit.score >= first[0].score - 0.2]
    assert second == first == [] or second[0].account in best
    assert some[20].account not in accounts(first)


def test_who_is_gone_is_found_no_more() -> None:
    row = rows()[17]
    assert row.account in accounts(Finder(index()).search(row.payment_ref))
    finder = Finder(index(), gone=frozenset({row.account}))
    for text in (row.payment_ref, row.names[0], row.address, row.payment_ref[:6], row.postcode):
        assert row.account not in accounts(finder.search(text, 200))


def test_a_newer_row_stands_for_the_older_one() -> None:
    row = replace(rows()[17], names=("Ms Newly Wedd",), old_names=rows()[17].names)
    finder = Finder(index(), build([row]))
    assert [hit.name for hit in finder.search(row.payment_ref, 1)] == ["Ms Newly Wedd"]
    assert accounts(finder.search("newly wedd"))[0] == row.account
    old = finder.search(rows()[17].names[0].split(" ", 1)[1] + " " + row.payment_ref)[0]
    assert (old.account, "old surname" in old.why) == (row.account, True)
    assert accounts(finder.search(row.payment_ref)).count(row.account) == 1


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=12))
def test_every_word_within_two_edits_is_looked_at(text: str) -> None:
    seen = index().corrections.like(text)[0]
    for number in range(0, len(index().vocabulary), 7):
        word = index().vocabulary.word(number)
        most = 2 if min(len(word), len(text)) > 3 else 1
        if len(word) > 1 and word.isalpha() and OSA.distance(text, word) <= most:
            assert number in seen


@given(numbers, bits)
def test_every_misspelling_of_a_word_leads_back_to_it(number: int, draw: int) -> None:
    number %= len(index().vocabulary)
    word = index().vocabulary.word(number)
    typed = mistyped(word, draw, 2)
    if len(word) > 3 and len(typed) > 3 and word.isalpha() and OSA.distance(word, typed) <= 2:
        assert number in index().corrections.like(typed)[0]


@given(st.text("abcdefghimnors1/'é", max_size=9))
def test_a_prefix_is_one_slice_of_the_vocabulary(prefix: str) -> None:
    low, high = index().vocabulary.starting(prefix)
    words = index().vocabulary.words(list(range(len(index().vocabulary))))
    assert words == sorted(words)
    assert [n for n, word in enumerate(words) if word.startswith(prefix)] == list(range(low, high))


@given(numbers, bits)
@few
def test_any_part_of_any_reference_is_found(number: int, draw: int) -> None:
    row = rows()[number]
    refs = [row.payment_ref, row.tenancy_ref, *row.former_refs]
    refs += [] if row.restricted else [*row.claim_refs, *row.phones]
    text = compact(refs[draw % len(refs)])
    length = 4 + (draw >> 8) % (len(text) - 3)
    start = (draw >> 16) % (len(text) - length + 1)
    part = text[start : start + length]
    references = index().references
    brute = {n for n in range(len(references.row)) if part in references.text(n)}
    found = set(references.holding(part).number.tolist())
    assert found == brute or (len(brute) > 500 and found < brute)
    assert any(number == references.row[n] for n in brute)


@given(numbers, bits)
def test_every_misread_reference_leads_back_to_its_account(number: int, draw: int) -> None:
    row = rows()[number]
    typed = misread(row.payment_ref, draw)
    near = index().references.near(typed, inside=False)
    owners = index().references.row[near.number].tolist()
    assert typed == row.payment_ref or number in owners


def test_a_stored_index_answers_as_the_one_it_was_written_from() -> None:
    stored = b"".join(pieces(index()))
    again = stored_in(memoryview(stored))
    assert b"".join(pieces(again)) == stored
    for row in rows()[:40]:
        assert Finder(again).search(row.names[0]) == Finder(index()).search(row.names[0])


def test_the_same_rows_are_stored_in_the_same_bytes() -> None:
    first, second = (b"".join(pieces(build(rows()[:300]))) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("harm", [lambda b: b[:-1], lambda b: b[:40], lambda b: b"X" + b[1:],
                                  lambda b: b"", lambda b: b[:20] + b"\xff" + b[21:]])  # fmt: skip
def test_a_damaged_index_is_refused(harm: object) -> None:
    stored = b"".join(pieces(build(rows()[:20])))
    with pytest.raises(UnreadableIndexError):
        stored_in(memoryview(harm(stored)))  # type: ignore[operator]  # one of the above


def nearest_named(hit: Hit, full: str) -> bool:
    return any(full == plain(name) for name in rows()[hit.account - FIRST].names)


def plain(name: str) -> str:
    words = name.split()
    return f"{words[1]} {words[-1]}".lower()


@pytest.mark.parametrize(("edits", "floor"), [(1, 0.97), (2, 0.95)])
def test_a_misspelt_name_stands_first(edits: int, floor: float) -> None:
    finder = Finder(index())
    draw, right, asked = Draw(edits, "recall"), 0, 0
    for query in range(QUERIES):
        drawn = draw.at(query)
        row = rows()[drawn % len(rows())]
        if not row.restricted:
            full = plain(row.names[0])
            hits = finder.search(mistyped(full, drawn, edits))
            right += bool(hits) and nearest_named(hits[0], full)
            asked += 1
    assert right / asked >= floor


def test_a_name_heard_and_not_read_stands_among_the_first() -> None:
    finder = Finder(index())
    draw, right = Draw(9, "recall"), 0
    for query in range(QUERIES):
        drawn = draw.at(query)
        full = plain(rows()[drawn % len(rows())].names[0])
        hits = finder.search(misheard(full, drawn))
        right += any(nearest_named(hit, full) for hit in hits[:5])
    assert right / QUERIES >= 0.95


def test_the_arrays_are_read_where_they_lie() -> None:
    stored = memoryview(b"".join(pieces(index())))
    again = stored_in(stored)
    held = (again.references.signs, again.occurrences.row, again.vocabulary.letters)
    assert all(np.shares_memory(array, np.frombuffer(stored, np.uint8)) for array in held)
