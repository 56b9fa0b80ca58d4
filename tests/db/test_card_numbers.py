"""What the book takes for a card number is what core takes for one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.text import looks_like_card_number
from tests.core.card_numbers import LIKE_A_CARD, UNLIKE_A_CARD
from tests.small_book import SmallBook

_TEXTS = st.text("4111152345678906 -._/x–", min_size=10, max_size=40)


def _taken(small_book: SmallBook, texts: list[str]) -> list[bool]:
    with small_book.open() as session:
        rows = session.execute(
            "SELECT rb.looks_like_card(t) FROM unnest(%s::text[]) WITH ORDINALITY x (t, n)"
            " ORDER BY n",
            (texts,),
        ).fetchall()
    return [row[0] for row in rows]


def test_the_book_refuses_every_card_number_of_the_table(small_book: SmallBook) -> None:
    assert all(_taken(small_book, list(LIKE_A_CARD)))
    assert not any(_taken(small_book, list(UNLIKE_A_CARD)))


def test_book_and_core_agree_on_any_text(small_book: SmallBook) -> None:
    @settings(max_examples=20, deadline=None)
    @given(st.lists(_TEXTS, min_size=50, max_size=200))
    def law(texts: list[str]) -> None:
        assert _taken(small_book, texts) == [looks_like_card_number(text) for text in texts]

    law()
