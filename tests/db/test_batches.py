"""A batch from its header to its postings, as the book itself holds it."""

from typing import Any

import pytest

from core.refusal import Refusal
from db.acting import act, new_key
from tests.small_book import SmallBook

HEADER = {"cashbook": "MAIN", "stream": "cheque", "control_pence": 20295, "control_count": 2}


def account(session: Any, ref: str, landlord: str = "CLY") -> int:
    row = session.execute(
        "SELECT a.id FROM rb.account a JOIN rb.landlord l ON l.id = a.landlord_id"
        " WHERE a.ref = %s AND l.code = %s AND a.status <> 'control'",
        (ref, landlord),
    ).fetchone()
    return int(row[0])


def opened(session: Any, **more: object) -> int:
    return int(act(session, "open_batch", new_key(), HEADER | more)["batch"])


def keep(session: Any, batch: int, line: int, ref: str, pence: int, **more: object) -> Any:
    doc = {"account_id": account(session, ref), "pence": pence, "quoted": ref} | more
    return act(session, "keep_line", new_key(), batch, line, doc)


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda error: error.code == code)


def two_lines(session: Any) -> int:
    batch = opened(session)
    keep(session, batch, 1, "10234417", 10475)
    keep(session, batch, 2, "10231190", 9820)
    return batch


def balance(session: Any, ref: str) -> int:
    row = session.execute(
        "SELECT pence FROM rb.balance WHERE account_id = %s", (account(session, ref),)
    ).fetchone()
    return int(row[0])


def test_a_batch_that_proves_is_posted_and_its_accounts_are_credited(small_book: SmallBook) -> None:
    with small_book.open("assistant.1") as session:
        batch = two_lines(session)
        answer = act(session, "post_batch", new_key(), batch)
        assert (answer["state"], answer["lines"], answer["total_pence"]) == ("posted", 2, 20295)
        assert answer["number"] == "A1-000001"
        assert balance(session, "10234417") == -10475
        assert balance(session, "10231190") == -9820


def test_the_tally_comes_with_the_kept_line_and_names_its_account(small_book: SmallBook) -> None:
    with small_book.open("assistant.1") as session:
        answer = keep(session, opened(session), 1, "10231190", 9820)
    assert (answer["keyed_pence"], answer["left_pence"], answer["left_lines"]) == (9820, 10475, 1)
    assert answer["account"]["names"] == ["Mr John Smith", "Mrs Kaye Smith"]
    assert answer["account"]["address"] == "3/1 Mill Road"


def test_posting_again_with_any_key_answers_the_same_number_and_posts_nothing(
    small_book: SmallBook,
) -> None:
    with small_book.open("assistant.1") as session:
        batch = two_lines(session)
        first = act(session, "post_batch", "the key", batch)
        assert act(session, "post_batch", "the key", batch) == first
        assert act(session, "post_batch", new_key(), batch) == first
        assert balance(session, "10234417") == -10475


def test_the_same_key_with_other_content_is_refused(small_book: SmallBook) -> None:
    with small_book.open("assistant.1") as session:
        batch = opened(session)
        doc = {"account_id": account(session, "10234417"), "pence": 100}
        act(session, "keep_line", "k", batch, 1, doc)
        assert act(session, "keep_line", "k", batch, 1, doc)["keyed_pence"] == 100
        with refused("key_reused"):
            act(session, "keep_line", "k", batch, 1, doc | {"pence": 200})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"control_count": 3}, "control_count"),
        ({"control_pence": 20294}, "control_total"),
        ({"hash_total": 1}, "hash_total"),
    ],
)
def test_a_batch_that_does_not_prove_is_not_posted(
    small_book: SmallBook, change: dict[str, int], code: str
) -> None:
    with small_book.open("assistant.1") as session:
        batch = opened(session, **change)
        keep(session, batch, 1, "10234417", 10475)
        keep(session, batch, 2, "10231190", 9820)
        with refused(code):
            act(session, "post_batch", new_key(), batch)
        assert balance(session, "10234417") == 0


def test_the_hash_total_is_the_digits_of_each_kept_reference(small_book: SmallBook) -> None:
    with small_book.open("assistant.1") as session:
        batch = opened(session, hash_total=26 + 17, control_pence=20295 + 500, control_count=3)
        keep(session, batch, 1, "10234417", 10475)  # 1+0+2+3+4+4+1+7 = 22
        keep(session, batch, 2, "10231190", 9820)  # 1+0+2+3+1+1+9+0 = 17
        act(session, "keep_line", new_key(), batch, 3, {"pence": 500, "reason": "no name"})
        with refused("hash_total"):
            act(session, "post_batch", new_key(), batch)
        doc = {
            "control_pence": 20795,
            "control_count": 3,
            "hash_total": 22 + 17,
            "source": "list",
            "ref": "1",
        }
        act(session, "control_batch", new_key(), batch, doc)
        assert act(session, "post_batch", new_key(), batch)["lines"] == 3


@pytest.mark.parametrize(
    ("doc", "code"),
    [
        ({"pence": 0}, "amount_out_of_range"),
        ({"pence": 100000001}, "amount_out_of_range"),
        ({"pence": -100}, "negative_needs_request"),
        ({"effective_date": "2999-01-01"}, "date_in_future"),
        ({"narrative": "card 4111 1111 1111 1111"}, "card_number"),
        ({"account_id": 999999999}, "unknown_account"),
        ({"account_id": 1}, "unknown_account"),
        ({"account_id": None}, "reason_needed"),
    ],
)
def test_a_bad_line_is_refused_by_the_book_itself(
    small_book: SmallBook, doc: dict[str, Any], code: str
) -> None:
    with small_book.open("assistant.1") as session:
        batch = opened(session)
        good = {"account_id": account(session, "10234417"), "pence": 100}
        with refused(code):
            act(session, "keep_line", new_key(), batch, 1, good | doc)
        assert act(session, "keep_line", new_key(), batch, 1, good)["keyed_lines"] == 1


def test_another_landlords_account_cannot_be_keyed(small_book: SmallBook) -> None:
    with small_book.open("assistant.1") as session:
        doc = {"account_id": account(session, "10234417", "AVN"), "pence": 100}
        with refused("wrong_landlord"):
            act(session, "keep_line", new_key(), opened(session), 1, doc)


def test_a_second_equal_receipt_needs_a_reason(small_book: SmallBook) -> None:
    with small_book.open("assistant.1") as session:
        batch = opened(session)
        keep(session, batch, 1, "10234417", 10475)
        with refused("reason_needed"):
            keep(session, batch, 2, "10234417", 10475)
        keep(session, batch, 2, "10234417", 10475, reason="two cheques, both here")
        other = opened(session)
        with refused("reason_needed"):
            keep(session, other, 1, "10234417", 10475)


def test_a_split_posts_its_parts_and_must_sum_to_the_receipt(small_book: SmallBook) -> None:
    with small_book.open("assistant.1") as session:
        batch = opened(session, control_pence=10000, control_count=1)
        parts = [
            {"account_id": account(session, "10234417"), "pence": 6000},
            {"account_id": account(session, "10231190"), "pence": 4000},
        ]
        with refused("split_wrong"):
            keep(session, batch, 1, "10234417", 10001, parts=parts)
        keep(session, batch, 1, "10234417", 10000, parts=parts)
        act(session, "post_batch", new_key(), batch)
        assert (balance(session, "10234417"), balance(session, "10231190")) == (-6000, -4000)


def test_a_line_is_amended_struck_and_kept_again_before_posting(small_book: SmallBook) -> None:
    with small_book.open("assistant.1") as session:
        batch = opened(session)
        keep(session, batch, 1, "10234417", 104750)
        assert (
            act(session, "amend_line", new_key(), batch, 1, {"pence": 10475})["left_pence"] == 9820
        )
        assert act(session, "strike_line", new_key(), batch, 1)["keyed_lines"] == 0
        assert act(session, "amend_line", new_key(), batch, 1, {})["keyed_pence"] == 10475


def test_a_colleague_takes_a_batch_and_the_lines_keep_their_makers(small_book: SmallBook) -> None:
    with small_book.open("assistant.1") as one, small_book.open("assistant.2") as two:
        batch = two_lines(one)
        with refused("not_your_batch"):
            act(two, "post_batch", new_key(), batch)
        act(two, "take_batch", new_key(), batch, "gone home ill")
        with refused("not_your_batch"):
            act(one, "strike_line", new_key(), batch, 1)
        assert act(two, "post_batch", new_key(), batch)["number"].startswith("A2-")
        makers = one.execute(
            "SELECT makers FROM rb.batch_line WHERE batch_id = %s", (batch,)
        ).fetchall()
        assert makers == [(["assistant.1"],)] * 2


def test_only_ones_own_receipt_of_today_is_reversed_without_a_request(
    small_book: SmallBook,
) -> None:
    with small_book.open("assistant.1") as one, small_book.open("assistant.2") as two:
        batch = two_lines(one)
        number = act(one, "post_batch", new_key(), batch)["number"]
        with refused("reversal_needs_request"):
            act(two, "reverse", new_key(), number, 1, "wrong account")
        done = act(one, "reverse", new_key(), number, 1, "wrong account")
        assert (done["reverses"], done["posting"]) == (f"{number}.1", "A1-000002.1")
        assert balance(one, "10234417") == 0
        with refused("reversed_already"):
            act(one, "reverse", new_key(), number, 1, "again")


def test_a_declared_interest_stops_keeping_and_posting(small_book: SmallBook) -> None:
    with small_book.open("assistant.1") as one, small_book.open("assistant.2") as two:
        mine = account(one, "10234417")
        act(one, "declare_interest", new_key(), "assistant.1", mine, "own")
        batch = opened(one)
        with refused("interest_declared"):
            keep(one, batch, 1, "10234417", 100)
        act(two, "take_batch", new_key(), batch, "she lives there")
        keep(two, batch, 1, "10234417", 20295, reason="")
        act(one, "take_batch", new_key(), batch, "back to me")
        act(
            one,
            "control_batch",
            new_key(),
            batch,
            {"control_pence": 20295, "control_count": 1, "source": "a", "ref": "b"},
        )
        with refused("interest_declared"):
            act(one, "post_batch", new_key(), batch)


def test_a_live_stream_opens_without_its_control_and_cannot_post_before_it(
    small_book: SmallBook,
) -> None:
    with small_book.open("assistant.1") as session:
        with refused("control_missing"):
            act(session, "open_batch", new_key(), {"cashbook": "MAIN", "stream": "cheque"})
        batch = int(
            act(session, "open_batch", new_key(), {"cashbook": "MAIN", "stream": "counter"})[
                "batch"
            ]
        )
        keep(session, batch, 1, "10234417", 500)
        with refused("control_missing"):
            act(session, "post_batch", new_key(), batch)
        control = {"control_pence": 500, "control_count": 1, "source": "till", "ref": "Z 41"}
        with refused("control_source"):
            act(session, "control_batch", new_key(), batch, control | {"source": ""})
        act(session, "control_batch", new_key(), batch, control)
        late = session.execute(
            "SELECT control_late FROM rb.batch WHERE id = %s", (batch,)
        ).fetchone()
        assert late == (True,)
        act(session, "post_batch", new_key(), batch)


def test_a_closed_period_takes_no_book_date_from_anybody(small_book: SmallBook) -> None:
    with small_book.open("assistant.1") as one, small_book.open("manager.1") as manager:
        period, last = manager.execute(
            "SELECT p.id, p.last::text FROM rb.period p JOIN rb.landlord l ON l.id = p.landlord_id"
            " WHERE l.code = 'CLY' AND last < rb.book_day() ORDER BY last DESC LIMIT 1"
        ).fetchone()
        batch = opened(one, book_date=last)
        with refused("not_permitted"):
            act(one, "close_period", new_key(), period)
        with refused("batches_open"):
            act(manager, "close_period", new_key(), period)
        act(one, "abandon_batch", new_key(), batch, "month end")
        act(manager, "close_period", new_key(), period)
        with refused("book_date_closed"):
            opened(one, book_date=last)


def test_periods_close_one_after_the_other_and_only_when_they_are_over(
    small_book: SmallBook,
) -> None:
    with small_book.open("assistant.1") as one, small_book.open("manager.1") as manager:

        def period(when: str) -> tuple[int, str]:
            row = manager.execute(
                "SELECT p.id, p.last::text FROM rb.period p JOIN rb.landlord l"
                " ON l.id = p.landlord_id AND l.code = 'CLY'"
                f" WHERE (rb.book_day() {when})::date BETWEEN first AND last"
            ).fetchone()
            return int(row[0]), str(row[1])

        with refused("period_not_over"):
            act(manager, "close_period", new_key(), period("+ interval '2 months'")[0])
        number, last = period("- interval '3 months'")
        batch = opened(one, book_date=last, control_pence=100, control_count=1)
        keep(one, batch, 1, "10234417", 100)
        act(one, "post_batch", new_key(), batch)
        with refused("earlier_period_open"):
            act(manager, "close_period", new_key(), period("- interval '2 months'")[0])
        with refused("sheets_unsigned"):
            act(manager, "close_period", new_key(), number)
