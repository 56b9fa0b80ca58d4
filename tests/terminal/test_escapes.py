"""Esc is told from the beginning of a sequence, however the bytes are cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.escapes import ESC, Splitter

TABLE = [
    ("letters", ["abc"], ["abc"]),
    ("an arrow", ["\x1b[A"], ["\x1b[A"]),
    ("an arrow cut in two", ["\x1b", "[A"], ["\x1b[A"]),
    ("Esc and a letter", ["\x1ba"], [ESC, "a"]),
    ("Esc, cut, and a letter", ["\x1b", "a"], [ESC, "a"]),
    ("Esc and Enter", ["x\x1b\r"], ["x", ESC, "\r"]),
    ("Esc and an arrow", ["\x1b\x1b[A"], [ESC, "\x1b[A"]),
    ("F1", ["\x1bOP"], ["\x1bOP"]),
    ("Esc alone", ["\x1b"], [ESC]),
    ("an Esc within a paste", ["\x1b[200~a\x1bb\x1b[201~c"], ["\x1b[200~a\x1bb\x1b[201~c"]),
    ("a scanner's line end", ["12\r\n34"], ["12\r34"]),
]


@pytest.mark.parametrize(("name", "reads", "pieces"), TABLE, ids=[row[0] for row in TABLE])
def test_what_is_a_key_and_what_a_sequence(name: str, reads: list[str], pieces: list[str]) -> None:
    splitter = Splitter()
    found = [piece for read in reads for piece in splitter.feed(read)] + splitter.give_up()
    assert found == pieces


@given(st.text(alphabet="\x1b[O~20a;1", max_size=30), st.data())
def test_where_a_read_ends_changes_nothing(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
    whole, cut = Splitter(), Splitter()
    expected = whole.feed(text) + whole.give_up()
    edges = [0, *cuts, len(text)]
    found = [p for a, b in pairwise(edges) for p in cut.feed(text[a:b])]
    found += cut.give_up()
    assert "".join(found) == "".join(expected)
    assert found.count(ESC) == expected.count(ESC)
