"""Keys per task, counted: what an assistant presses to key what lies on the desk."""

from dataclasses import replace

import pytest

from core.batch import Control
from core.estate import Estate
from core.estate.search_rows import finder_row
from core.finder.row import FinderRow
from core.money import Pence
from core.names import parse_names, short_names
from db.keying import Payer
from db.keying_batch import SubAccount
from tests.tui.keying_typist import Typist, account
from tui.keying.finishing import singles_out
from tui.keying.slip import HITS_MAX

MACDONALD = account("10230055")
OFFERS = (
    SubAccount(MACDONALD, "rent", "10230055", Pence(5500)),
    SubAccount(20001, "garage", "10230055", Pence(1200)),
)

# task, keys before it that do not count, its keys, at most so many, what the line then is
TASKS = [
    ("known fragment and typed amount", "", "osei⏎104.75⏎", 12, ("10237710", 10475, "green")),
    ("… unusual", "", "osei⏎120.00⏎", 13, ("10237710", 12000, "amber")),
    ("known fragment and usual amount", "", "osei⏎⏎", 6, ("10237710", 10475, "green")),
    ("… of one among several", "", "kaur a⏎⏎", 9, None),
    ("… chosen with an arrow", "", "kaur↓⏎⏎", 9, ("10234471", 9820, "green")),
    ("split in two by rule", "macd⏎67.00", "/⏎", 2, ("10230055", 6700, "amber")),
    ("split in two by hand", "macd⏎67.00", "/60.00⏎⏎", 12, ("10230055", 6700, "amber")),
    ("to suspense with a reason", "grant⏎120.00", "{f8}u⏎", 3, ("unreadable", 12000, "green")),
    ("correct the line above", "osei⏎104.57⏎", "↑104.75⏎", 2 + 6, ("10237710", 10475, "green")),
]


@pytest.mark.parametrize(("task", "before", "keys", "most", "line"), TASKS)
def test_a_task_takes_no_more_keys_than_promised(
    task: str, before: str, keys: str, most: int, line: tuple[str, int, str] | None
) -> None:
    typist = Typist()
    typist.offers = OFFERS
    typist.type(before)
    pressed, asked = typist.pressed, len(typist.asked)
    typist.type(keys)
    # each question is answered by one key more
    assert typist.pressed - pressed + len(typist.asked) - asked <= most, task
    if line is not None:
        assert typist.lines() == [line], task


def test_fifty_lines_of_which_thirty_are_usual_take_450_keys() -> None:
    estate = Estate(3, 2_000)
    rows = [finder_row(estate[i], 10001 + i) for i in range(len(estate))]
    theirs = [row for row in rows if row.landlord == "CLY" and row.current and not row.restricted]
    typist = Typist(control=Control(Pence(10**6), 50), rows=rows)
    typist.payers = {row.account: _payer(row) for row in rows}
    step = len(theirs) // 50
    for place, row in enumerate(theirs[::step][:50]):
        usual = place % 5 < 3
        amount = "" if usual else "98.20" if place % 2 else "55.00"
        typist.type(f"{_shortest(typist, row)}⏎{amount}⏎")
        kept = typist.state.lines.by_number[len(typist.state.lines)]
        assert (kept.number, kept.shown.reference) == (place + 1, row.payment_ref), typist.says
    assert len(typist.state.lines) == 50
    assert typist.pressed + len(typist.asked) <= 450, (typist.pressed, len(typist.asked))


def _shortest(typist: Typist, row: FinderRow) -> str:
    """The shortest end of its reference that means this account alone, as one learns to type."""
    search = typist.state.search
    assert search is not None
    for length in range(3, 9):
        typed = row.payment_ref[-length:]
        if singles_out(typed, search(typed, HITS_MAX), "CLY") == row.account:
            return typed
    raise AssertionError(f"nothing singles {row.payment_ref} out")


def _payer(row: FinderRow) -> Payer:
    names = short_names(parse_names(" + ".join(row.names)))
    status = "current" if row.current else "former"
    paid = Payer(row.account, row.payment_ref, "rent", row.landlord, names, row.address,
                 row.postcode, status, False, row.restricted, Pence(0), "weekly", Pence(9820),
                 None, (), (), Pence(0), "")  # fmt: skip
    return replace(paid, imported_usual=Pence(9820))
