"""Whether a payment file carries a payee: the book and core say the same of any payee."""

from dataclasses import replace

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.bank_account.account import BankAccount
from core.payment_run import run_faults
from tests.core.payment_runs import payment, run
from tests.small_book import SmallBook

_LETTERS = st.text("AZaz09 &./-'’", max_size=20)
_ANY = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
_MARKED = st.text("ÀéŁøßẞıſªﬁÐþœ①Ａé\u0301\u20d0\u3099Жق-& ", max_size=6)
_NAMES = st.one_of(_LETTERS, _ANY, _MARKED)
_SORTS = st.one_of(st.from_regex("[0-9]{6}", fullmatch=True), st.text("0123456789 -x٣", max_size=8))
_NUMBERS = st.one_of(
    st.from_regex("[0-9]{8}", fullmatch=True), st.text("0123456789 -x٣", max_size=10)
)
_ROLLS = st.one_of(st.just(""), st.text("AB12/.- &a\n", max_size=20), _ANY)
_PAYEE = st.tuples(_NAMES, _SORTS, _NUMBERS, _ROLLS)
_GOOD = ("P KOWALCZYK", "089999", "66374958", "")


def said_by_the_book(small: SmallBook, payees: list[tuple[str, ...]]) -> list[bool]:
    """Whether a file carries each."""
    with small.open() as session:
        session.execute("SET search_path = rb")
        rows = session.execute(
            "SELECT payee_faults(p, s, n, r) IS NULL"
            " FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[])"
            " WITH ORDINALITY x (p, s, n, r, o) ORDER BY o",
            [list(column) for column in zip(*payees, strict=True)],
        ).fetchall()
    return [is_carried for (is_carried,) in rows]


def carried(name: str, sort_code: str, number: str, roll: str) -> bool:
    """What core says: the run's only payment has no fault."""
    one = replace(payment(), name=name, account=BankAccount(sort_code, number, roll))
    return run_faults(run(one)) == []


def test_book_and_core_say_the_same_of_any_payee(small_book: SmallBook) -> None:
    verdicts = set()

    @settings(
        max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @example([("&", *_GOOD[1:]), ("ß", *_GOOD[1:]), ("ı", *_GOOD[1:])])
    @example([("P K", "000000", "66374958", ""), ("P K", "089999", "00000000", "")])
    @example([("P K", "089999", "66374958", roll) for roll in ("A&B", " ", "A", "/A", "A\n")])
    @given(st.lists(_PAYEE, min_size=40, max_size=150))
    def law(payees: list[tuple[str, ...]]) -> None:
        told = said_by_the_book(small_book, payees)
        ours = [carried(*one) for one in payees]
        differ = [one for one, a, b in zip(payees, ours, told, strict=True) if a != b]
        assert differ == []
        verdicts.update(ours)

    law()
    assert verdicts == {True, False}
