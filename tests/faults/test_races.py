"""Many at once on the same accounts, batch and period: nothing is lost, done twice or stuck."""

import time
from typing import Any

import pytest

from core.refusal import Refusal
from db.acting import act, new_key
from tests.faults.crowd import accounts, assistants, at_once, balances, keyed, one, rounds
from tests.small_book import SmallBook

pytestmark = pytest.mark.every_server


def post(batch: int, key: str | None = None) -> Any:
    return lambda session: act(session, "post_batch", key or new_key(), batch)


def codes(answers: list[Any]) -> list[str]:
    return [answer.code for answer in answers if isinstance(answer, Refusal)]


def test_two_assistants_post_to_one_account_and_both_count(small_book: SmallBook) -> None:
    (account,) = accounts(small_book, 1)

    def key_and_post(session: Any) -> Any:
        return act(session, "post_batch", new_key(), keyed(session, [(account, 100)]))

    for number in rounds(100):
        answers = at_once(
            small_book, [(login, key_and_post) for login in ("assistant.1", "assistant.2")]
        )
        assert codes(answers) == []
        assert balances(small_book)[account] == -200 * (number + 1)


def test_eight_batches_over_the_same_accounts_do_not_deadlock(small_book: SmallBook) -> None:
    logins = assistants(small_book, 8)
    chosen = accounts(small_book, 10)
    for number in rounds(50):
        deeds = []
        for turn, login in enumerate(logins):
            order = chosen[turn:] + chosen[:turn] if turn % 2 else chosen[::-1]
            with small_book.open(login) as session:
                batch = keyed(session, [(account, 1 + turn) for account in order])
            deeds.append((login, post(batch)))
        assert codes(at_once(small_book, deeds)) == []
        expected = -sum(range(1, 9)) * (number + 1)
        assert {balances(small_book)[account] for account in chosen} == {expected}
    with small_book.open() as session:
        assert (
            one(
                session, "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
            )
            == 0
        )


@pytest.mark.parametrize("keys", [["one"] * 4, ["a", "b", "c", "d"]], ids=["one key", "four keys"])
def test_a_batch_submitted_four_times_at_once_posts_once(
    small_book: SmallBook, keys: list[str]
) -> None:
    (account,) = accounts(small_book, 1)
    for number in rounds(50):
        with small_book.open("assistant.1") as session:
            batch = keyed(session, [(account, 100)])
        answers = at_once(
            small_book, [("assistant.1", post(batch, f"{key} {number}")) for key in keys]
        )
        assert codes(answers) == []
        assert [answer["number"] for answer in answers] == [f"A1-{number + 1:06}"] * 4
        assert balances(small_book)[account] == -100 * (number + 1)


def test_one_key_pressed_once_and_sent_four_times_keeps_one_line(small_book: SmallBook) -> None:
    (account,) = accounts(small_book, 1)
    with small_book.open("assistant.1") as session:
        batch = act(session, "open_batch", new_key(), {"cashbook": "MAIN", "stream": "counter"})[
            "batch"
        ]
    for number in rounds(100):
        doc = {"account_id": account, "pence": 100, "reason": "a race"}
        sent = [
            (
                "assistant.1",
                lambda s, n=number, d=doc: act(s, "keep_line", f"key {n}", batch, n + 1, d),
            )
        ] * 4
        answers = at_once(small_book, sent)
        assert codes(answers) == []
        assert {answer["keyed_lines"] for answer in answers} == {number + 1}


def test_a_line_kept_while_its_batch_posts_is_in_it_or_refused(small_book: SmallBook) -> None:
    (account,) = accounts(small_book, 1)
    for _ in rounds(200):
        with small_book.open("assistant.1") as session:
            batch = keyed(session, [(account, 100)], control_pence=200, control_count=2)

        def keep(line: int, batch: int = batch) -> Any:
            doc = {"account_id": account, "pence": 100, "reason": "a race"}
            return lambda session: act(session, "keep_line", new_key(), batch, line, doc)

        deeds = [keep(2), keep(3), post(batch), post(batch), post(batch)]
        answers = at_once(small_book, [("assistant.1", deed) for deed in deeds])
        assert set(codes(answers)) <= {"control_count", "batch_not_open"}
        with small_book.open() as session:
            kept = one(session, "SELECT count(*) FROM rb.batch_line WHERE batch_id = %s", batch)
            posted = one(
                session,
                "SELECT count(*) FROM rb.posting p JOIN rb.entry e ON e.id = p.entry_id"
                " WHERE e.batch_id = %s",
                batch,
            )
        assert posted in (0, 2)
        assert posted == 0 or kept == posted


def test_a_receipt_reversed_by_two_sessions_at_once_is_reversed_once(small_book: SmallBook) -> None:
    (account,) = accounts(small_book, 1)
    for _ in rounds(50):
        with small_book.open("assistant.1") as session:
            number = act(session, "post_batch", new_key(), keyed(session, [(account, 100)]))[
                "number"
            ]
        deed = (
            "assistant.1",
            lambda s, n=number: act(s, "reverse", new_key(), n, 1, "wrong account"),
        )
        assert codes(at_once(small_book, [deed] * 3)) == ["reversed_already"] * 2
        assert balances(small_book)[account] == 0


def test_a_batch_taken_while_it_is_posted_is_posted_by_one_of_the_two(
    small_book: SmallBook,
) -> None:
    (account,) = accounts(small_book, 1)
    for _ in rounds(50):
        with small_book.open("assistant.1") as session:
            batch = keyed(session, [(account, 100)])

        def take_and_post(session: Any, batch: int = batch) -> Any:
            act(session, "take_batch", new_key(), batch, "gone home")
            return act(session, "post_batch", new_key(), batch)

        answers = at_once(
            small_book, [("assistant.1", post(batch)), ("assistant.2", take_and_post)]
        )
        assert sorted(codes(answers)) in (["batch_not_open"], ["not_your_batch"])


def test_a_close_gives_up_after_two_seconds_where_somebody_holds_the_gate(
    small_book: SmallBook,
) -> None:
    with small_book.open("assistant.1") as one_of_them, small_book.open("manager.1") as manager:
        period = one(manager, "SELECT min(id) FROM rb.period")
        one_of_them.execute("BEGIN")
        act(one_of_them, "open_batch", new_key(), {"cashbook": "MAIN", "stream": "counter"})
        begun = time.monotonic()
        with pytest.raises(Refusal) as met:
            act(manager, "close_period", new_key(), period)
        assert met.value.code == "busy"
        assert time.monotonic() - begun < 3
        one_of_them.execute("ROLLBACK")
        act(manager, "close_period", new_key(), period)
