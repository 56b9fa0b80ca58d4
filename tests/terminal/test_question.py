"""A question about money is answered by a key meant for it, and by no other."""

import pytest

from tui.terminal.question import Question, Verdict

# One event per line: (seconds after the paint, key), and what becomes of the last.
TABLE = [
    ("asked key, a quarter of a second after the paint", [(0.25, "enter")], Verdict.YES),
    ("asked key, just before that", [(0.249, "enter")], Verdict.DROP),
    ("asked key, before the paint", [(-0.01, "enter")], Verdict.HOLD),
    ("another key, before the paint", [(-0.01, "7")], Verdict.HOLD),
    ("another key, at once", [(0.001, "7")], Verdict.NO),
    ("another key, later", [(2.0, "escape")], Verdict.NO),
    ("a letter, later", [(2.0, "n")], Verdict.NO),
    ("the digit of a correction, later", [(2.0, "7")], Verdict.NO_AND_ON),
    ("a key that edits, later", [(2.0, "ctrl+u")], Verdict.NO_AND_ON),
    ("a paste", [(2.0, "<paste>")], Verdict.NO),
    ("a key that repeats", [(t / 100, "enter") for t in range(3, 90, 3)], Verdict.DROP),
    ("a key that repeated, then rest", [(0.2, "enter"), (0.45, "enter")], Verdict.YES),
    ("a key held since before the paint", [(-0.1, "enter"), (0.26, "enter")], Verdict.YES),
    ("one too soon, the next too near it", [(0.2, "enter"), (0.44, "enter")], Verdict.DROP),
]
DROPS = [
    ("asked key, before the paint", [(-0.01, "f10")], Verdict.DROP),
    ("another key, before the paint", [(-0.01, "7")], Verdict.DROP),
    ("another key, too soon", [(0.1, "7")], Verdict.DROP),
    ("asked key, too soon", [(0.1, "f10")], Verdict.DROP),
    ("another key, later", [(0.3, "g")], Verdict.NO),
    ("a key that moves, later", [(0.3, "up")], Verdict.NO_AND_ON),
    ("asked key, later", [(0.3, "f10")], Verdict.YES),
]


def _judge(question: Question, events: list[tuple[float, str]]) -> Verdict:
    painted = 100.0
    verdicts = []
    for after, key in events:
        if after >= 0:
            question.painted_at = painted
        verdicts.append(question.judge(key, painted + after))
    return verdicts[-1]


@pytest.mark.parametrize(("name", "events", "verdict"), TABLE, ids=[row[0] for row in TABLE])
def test_what_becomes_of_a_key(
    name: str, events: list[tuple[float, str]], verdict: Verdict
) -> None:
    question = Question("Keep?", "enter", lambda yes: None)
    assert _judge(question, events) is verdict


@pytest.mark.parametrize(("name", "events", "verdict"), DROPS, ids=[row[0] for row in DROPS])
def test_what_becomes_of_a_key_where_the_step_cannot_be_undone(
    name: str, events: list[tuple[float, str]], verdict: Verdict
) -> None:
    question = Question("Post?", "f10", lambda yes: None, drops=True)
    assert _judge(question, events) is verdict


def test_a_key_read_before_the_paint_but_seen_after_it_was_read_before_it() -> None:
    question = Question("Keep?", "enter", lambda yes: None, painted_at=100.0)
    assert question.judge("7", 99.9) is Verdict.HOLD
