"""How plainly a typed fragment means a tenancy that the finder found."""

import pytest

from core.corroboration import Shown
from core.finder.row import Hit
from core.fragment import how_shown


def hit(*why: str) -> Hit:
    return Hit(10001, 90.0, why, "CLY", "10234417", "T04417", "Mrs Aisha Okafor", "12 Larch Court",
               "ML4 1AB", "", True, False)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "why", "shown"),
    [
        ("10234417", ("reference",), Shown.NAMED),
        ("1023 4417", ("reference",), Shown.NAMED),
        ("t-04417", ("tenancy reference",), Shown.NAMED),
        ("4417", ("reference ends 4417",), Shown.WRITTEN),
        ("okaf", ("surname begins Okaf",), Shown.WRITTEN),
        ("larch a", ("street", "initial A"), Shown.WRITTEN),
        ("okafer", ("surname one letter from Okafor",), Shown.GUESSED),
        ("okapur", ("surname two letters from Okafor",), Shown.GUESSED),
        ("ocafor", ("surname sounds like Okafor",), Shown.GUESSED),
        ("10234471", ("two digits swapped",), Shown.GUESSED),
        ("1023441Z", ("one digit misread",), Shown.GUESSED),
        ("okafor lrch", ("surname", "street one letter from Larch"), Shown.GUESSED),
        ("zzz", (), Shown.GUESSED),
    ],
)  # fmt: skip
def test_a_whole_reference_names_what_is_written_shows_and_likeness_guesses(
    typed: str, why: tuple[str, ...], shown: Shown
) -> None:
    assert how_shown(typed, hit(*why)) is shown
