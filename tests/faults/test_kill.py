"""A desk killed at any moment loses nothing acknowledged and leaves nothing twice or half."""

import subprocess
import sys
from collections import Counter

import pytest

from tests.faults.crowd import accounts, one, rounds
from tests.faults.embedded_sessions import ROOT
from tests.faults.keyer import LINES
from tests.small_book import SmallBook

TOTAL = sum(100 + number for number in range(1, LINES + 1))


def keyed_until_killed(book: SmallBook, account: int, after: int) -> list[str]:
    """What a desk said until it was killed as it sent its `after`th act; it may have been done."""
    program = [sys.executable, "-m", "tests.faults.keyer", book.url("assistant.1"), str(account)]
    said: list[str] = []
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None
        for line in desk.stdout:
            said.append(line.strip())
            if sum(words.startswith("sent") for words in said) == after:
                break
        desk.kill()
        said += [line.strip() for line in desk.stdout]
    return said


@pytest.mark.parametrize("half", [0, 1], ids=["killed in a keep", "killed in a post"])
def test_a_killed_desk_loses_nothing_acknowledged_and_repeats_nothing(
    small_book: SmallBook, half: int
) -> None:
    (account,) = accounts(small_book, 1)
    said: list[str] = []
    for number in rounds(50):
        # A batch is seven acts: its opening, five lines, its posting.
        after = 7 if half else 1 + number % 9
        said += keyed_until_killed(small_book, account, after)
    acknowledged = {words.removeprefix("done ") for words in said if words.startswith("done")}
    with small_book.open() as session:
        kept = {
            f"keep_line {batch}.{line}"
            for batch, line in session.execute("SELECT batch_id, line FROM rb.batch_line")
        }
        posted = {
            f"post_batch {batch}"
            for (batch,) in session.execute("SELECT id FROM rb.batch WHERE state = 'posted'")
        }
        lost = {words for words in acknowledged if not words.startswith("open")} - kept - posted
        assert not lost
        twice = Counter(words for words in said if words.startswith("done"))
        assert not [words for words, count in twice.items() if count > 1]
        halves = session.execute(
            "SELECT b.id FROM rb.batch b LEFT JOIN rb.entry e ON e.batch_id = b.id"
            " LEFT JOIN rb.posting p ON p.entry_id = e.id GROUP BY b.id, b.state"
            " HAVING count(p.line) <> CASE b.state WHEN 'posted' THEN %s ELSE 0 END"
            " OR count(DISTINCT e.id) <> CASE b.state WHEN 'posted' THEN 1 ELSE 0 END",
            (LINES,),
        ).fetchall()
        assert halves == []
        assert one(session, "SELECT count(*) FROM rb.batch WHERE state = 'open'") <= 1
        balance = one(session, "SELECT pence FROM rb.balance WHERE account_id = %s", account)
        assert balance == -TOTAL * len(posted)


def test_a_desk_begun_again_goes_on_at_the_same_line(small_book: SmallBook) -> None:
    (account,) = accounts(small_book, 1)
    said = keyed_until_killed(small_book, account, 4)
    done = sum(words.startswith("done keep_line") for words in said)
    with small_book.open() as session:
        batch = one(session, "SELECT id FROM rb.batch")
    again = keyed_until_killed(small_book, account, 1)
    # The act under way when it was killed may have been done, or not.
    assert again[0] in (f"sent keep_line {batch}.{done + 1}", f"sent keep_line {batch}.{done + 2}")
