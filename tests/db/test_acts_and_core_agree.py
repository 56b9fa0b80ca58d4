"""What core foretells and what the book's acts answer: one table of cases, both ways, always the same."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from core.batch import BatchState, Control, LineState, Tally
from core.foretell import (
    AccountFacts,
    BatchFacts,
    KeepFacts,
    ReceiptFacts,
    foretell_abandon,
    foretell_amend,
    foretell_keep,
    foretell_post,
    foretell_strike,
    foretell_take,
)
from core.money import Pence
from core.outcome import Outcome
from core.reference import digit_sum
from core.refusal import Refusal
from core.stream import ReceiptField, Stream, stream_named
from core.text import looks_like_card_number
from db.acting import act, new_key
from db.operators import Operator, add_operator
from tests.core.card_numbers import LIKE_A_CARD, UNLIKE_A_CARD
from tests.servers import LOGIN_PASSWORD, Server
from tests.small_book import SmallBook, build

# ruff: noqa: E501  # a case is read on one line

ME, COLLEAGUE = "assistant.1", "assistant.2"
ACCOUNTS = {
    "mine": 10001,
    "deceased": 10002,
    "closed": 10003,
    "declared": 10004,
    "received": 10005,
    "another landlord's": 10013,
    "control": 1,
    "none has that number": 777777,
}


@dataclass(frozen=True, slots=True)
class Case:
    """A line as it is keyed, into which batch, by whom; the outcome is both answers."""

    outcome: Outcome = Outcome.DONE
    operator: str = ME
    batch: str = "open"
    line: LineState | None = None
    account: str | None = "mine"
    pence: int = 10475
    days_ahead: int = 0
    stream: str = "cheque"
    fields: tuple[str, ...] = ()
    words: str = ""
    parts: tuple[int, ...] = ()
    reason: str = ""


# Each says one thing wrong, in the order in which the answers come.
WRONG: tuple[tuple[str, dict[str, Any]], ...] = (
    (Outcome.UNKNOWN_ACCOUNT, {"account": "none has that number"}),
    (Outcome.UNKNOWN_ACCOUNT, {"account": "control"}),
    (Outcome.SPLIT_WRONG, {"parts": (1, 2)}),
    (Outcome.NEGATIVE_NEEDS_REQUEST, {"pence": -10475}),
    (Outcome.AMOUNT_OUT_OF_RANGE, {"pence": 0}),
    (Outcome.AMOUNT_OUT_OF_RANGE, {"pence": 100_000_001}),
    (Outcome.WRONG_LANDLORD, {"account": "another landlord's"}),
    (Outcome.ACCOUNT_CLOSED, {"account": "closed"}),
    (Outcome.INTEREST_DECLARED, {"account": "declared"}),
    (Outcome.DATE_IN_FUTURE, {"days_ahead": 1}),
    (Outcome.REASON_NEEDED, {"account": None}),
    (Outcome.REASON_NEEDED, {"account": None, "reason": "   "}),
    (Outcome.CARD_NUMBER, {"words": "4111 1111 1111 1111"}),
    (Outcome.STREAM_NEEDS_FIELD, {"stream": "telephone"}),
    (Outcome.REASON_NEEDED, {"account": "deceased"}),
    (Outcome.REASON_NEEDED, {"account": "received", "pence": 500}),
)  # fmt: skip
RIGHT: tuple[dict[str, Any], ...] = (
    {},
    {"pence": 1},
    {"pence": 100_000_000},
    {"days_ahead": -4000},
    {"account": None, "reason": "no name"},
    {"account": "deceased", "reason": "his executor"},
    {"account": "received", "pence": 500, "reason": "a second one"},
    {"account": "received", "pence": 501},
    {"parts": (10000, 475)},
    {"stream": "telephone", "fields": ("auth", "last4")},
    {"words": "26 Larch Court 10234417"},
)
BY_WHOM: tuple[tuple[Outcome, dict[str, Any]], ...] = (
    (Outcome.SUSPENDED, {"operator": "assistant.9"}),
    (Outcome.NOT_PERMITTED, {"operator": "auditor.1"}),
    (Outcome.NOT_YOUR_BATCH, {"operator": COLLEAGUE}),
    (Outcome.NOT_YOUR_BATCH, {"operator": "supervisor.1"}),
    (Outcome.BATCH_NOT_OPEN, {"batch": "posted"}),
    (Outcome.BATCH_NOT_OPEN, {"batch": "abandoned"}),
    (Outcome.BATCH_NOT_OPEN, {"batch": "posted", "operator": COLLEAGUE}),
    (Outcome.SUSPENDED, {"batch": "posted", "operator": "assistant.9"}),
)


def build_arranged(url: str) -> None:
    """The small book with an account of every sort, and a batch of every state."""
    build(url)
    with psycopg.connect(url, autocommit=True) as session:
        session.execute("UPDATE rb.account SET deceased = true WHERE id = 10002")
        session.execute("UPDATE rb.account SET status = 'closed' WHERE id = 10003")
        session.execute("INSERT INTO rb.interest VALUES ('assistant.1', 10004, 'own')")
        session.execute("UPDATE rb.stream SET needs = '{auth,last4}' WHERE code = 'telephone'")
        add_operator(session, Operator("assistant.9", "assistant.9", "assistant"), LOGIN_PASSWORD)
        session.execute("UPDATE rb.operator SET suspended = true WHERE login = 'assistant.9'")
    place = conninfo_to_dict(url) | {"user": ME, "password": LOGIN_PASSWORD}
    with psycopg.connect(autocommit=True, **place) as session:
        for name in ("posted", "abandoned"):
            batch = _open(session, "cheque", 500)
            act(
                session,
                "keep_line",
                new_key(),
                batch,
                1,
                {"account_id": 10005, "pence": 500, "reason": name},
            )
            how = (
                ("post_batch", new_key(), batch)
                if name == "posted"
                else ("abandon_batch", new_key(), batch, "again")
            )
            act(session, *how)


def _open(session: Any, stream: str, pence: int) -> int:
    header = {"cashbook": "MAIN", "stream": stream, "control_pence": pence, "control_count": 1}
    return int(act(session, "open_batch", new_key(), header)["batch"])


class Desk:
    """The arranged book, and batches opened as a case wants them."""

    def __init__(self, book: SmallBook) -> None:
        self.book = book
        self.sessions: dict[str, Any] = {}
        with book.open() as session:
            row = session.execute("SELECT (now() AT TIME ZONE 'Europe/London')::date").fetchone()
            self.today: date = row[0]
            states = session.execute(
                "SELECT state, min(id) FROM rb.batch GROUP BY state"
            ).fetchall()
            self.ended = dict(states)

    def as_(self, login: str) -> Any:
        if login not in self.sessions:
            self.sessions[login] = self.book.open(login)
        return self.sessions[login]

    def batch(self, case: Case) -> int:
        """A batch of its own: lines of other cases would make this one a second receipt."""
        with self.book.open() as session:
            session.execute("UPDATE rb.batch SET state = 'abandoned' WHERE state = 'open'")
        if case.batch != "open":
            return int(self.ended[case.batch])
        return _open(self.as_(ME), case.stream, case.pence if case.pence > 0 else 1)

    def line(self, batch: int, state: LineState | None) -> None:
        if state is None:
            return
        doc = {
            "account_id": 10006,
            "pence": 7,
            "reason": "there before",
            "auth": "1",
            "last4": "4417",
        }
        act(self.as_(ME), "keep_line", new_key(), batch, 1, doc)
        if state is LineState.STRUCK:
            act(self.as_(ME), "strike_line", new_key(), batch, 1)


@pytest.fixture(scope="session")
def _desks() -> Iterator[dict[str, Desk]]:
    desks: dict[str, Desk] = {}
    yield desks
    for desk in desks.values():
        for session in desk.sessions.values():
            session.close()


@pytest.fixture
def desk(server: Server, template: Callable[..., str], _desks: dict[str, Desk]) -> Desk:
    """One desk a server: what is refused changes nothing, what is kept is in a batch of its own."""
    if server.name not in _desks:
        _desks[server.name] = Desk(SmallBook(server, template("arranged", build_arranged)))
    return _desks[server.name]


def answer(session: Any, name: str, *arguments: object) -> Outcome:
    """The act's own answer, done or the code it refused with."""
    try:
        act(session, name, new_key(), *arguments)
    except Refusal as refusal:
        return Outcome(refusal.code)
    return Outcome.DONE


def document(case: Case, today: date) -> dict[str, Any]:
    """The case as the act's argument."""
    account = None if case.account is None else ACCOUNTS[case.account]
    parts = [
        {"account_id": account if not n else 10006, "pence": p} for n, p in enumerate(case.parts)
    ]
    fields = {"auth": "12AB", "last4": "4417"}
    doc = {
        "account_id": account,
        "pence": case.pence,
        "effective_date": (today + timedelta(days=case.days_ahead)).isoformat(),
        "narrative": case.words,
        "reason": case.reason,
        "parts": parts,
    }
    return doc | {field: text if field in case.fields else "" for field, text in fields.items()}


def batch_facts(case: Case) -> BatchFacts:
    """The case as core meets it."""
    return BatchFacts(
        case.operator,
        ME,
        BatchState(case.batch),
        group=case.operator.partition(".")[0],
        suspended=case.operator == "assistant.9",
    )


def keep_facts(case: Case, today: date) -> KeepFacts:
    """The whole of it."""
    stream = stream_named(case.stream)
    assert isinstance(stream, Stream)
    if case.stream == "telephone":
        stream = replace(stream, needs=(ReceiptField.AUTH, ReceiptField.LAST4))
    red = case.account == "deceased" or (case.account, case.pence) == ("received", 500)
    receipt = ReceiptFacts(
        Pence(case.pence),
        today + timedelta(days=case.days_ahead),
        stream,
        frozenset(map(ReceiptField, case.fields)),
        (case.words, case.reason),
        tuple(map(Pence, case.parts)),
        "red" if red else "green",
        case.reason,
    )
    account = None
    if case.account is not None:
        account = AccountFacts(
            known=case.account not in ("control", "none has that number"),
            landlord="AVN" if case.account == "another landlord's" else "CLY",
            closed=case.account == "closed",
            declared=case.account == "declared",
        )
    return KeepFacts(batch_facts(case), receipt, account, "CLY", today, case.line)


LINES = [
    *(Case(outcome, **wrong) for outcome, wrong in WRONG),
    *(Case(**right) for right in RIGHT),
    *(Case(outcome, **wrong) for outcome, wrong in BY_WHOM),
]


@pytest.mark.parametrize("case", LINES, ids=str)
def test_a_kept_line_meets_the_answer_foretold(desk: Desk, case: Case) -> None:
    batch = desk.batch(case)
    met = answer(
        desk.as_(case.operator),
        "keep_line",
        batch,
        1 if case.batch == "open" else 9,
        document(case, desk.today),
    )
    assert (foretell_keep(keep_facts(case, desk.today)), met) == (case.outcome, case.outcome)


@pytest.mark.parametrize("state", [LineState.KEPT, LineState.STRUCK])
@pytest.mark.parametrize("case", LINES, ids=str)
def test_an_amended_line_meets_the_answer_foretold(
    desk: Desk, case: Case, state: LineState
) -> None:
    batch = desk.batch(case)
    if case.batch == "open":
        desk.line(batch, state)
    now = replace(case, line=state)
    met = answer(desk.as_(case.operator), "amend_line", batch, 1, document(case, desk.today))
    assert (foretell_amend(keep_facts(now, desk.today)), met) == (case.outcome, case.outcome)


def test_of_two_things_wrong_both_name_the_same_first(desk: Desk) -> None:
    """Every pair of what can be wrong at once: one batch, since nothing of it is kept."""
    pairs = [
        (one, other)
        for (_, one), (_, other) in combinations(WRONG, 2)
        if not one.keys() & other.keys()
    ]
    assert len(pairs) > 60
    for one, other in pairs:
        case = Case(**one, **other)
        if case.parts and case.account is None:
            continue  # nothing to split: the act's document cannot say it
        batch = desk.batch(case)
        met = answer(desk.as_(ME), "keep_line", batch, 1, document(case, desk.today))
        assert foretell_keep(keep_facts(case, desk.today)) == met, case


@pytest.mark.parametrize("state", [None, LineState.KEPT, LineState.STRUCK])
@pytest.mark.parametrize("wrong", [{}, *(wrong for _, wrong in BY_WHOM)], ids=str)
def test_lines_there_or_not_meet_the_answer_foretold(
    desk: Desk, wrong: dict[str, str], state: LineState | None
) -> None:
    case = Case(**wrong)
    ended = case.batch != "open"
    kept = replace(case, line=LineState.KEPT if ended else state)
    batch = desk.batch(case)
    if not ended:
        desk.line(batch, state)
    doc = document(case, desk.today)
    session = desk.as_(case.operator)
    if state is not None:
        foretold = foretell_keep(keep_facts(kept, desk.today))
        assert answer(session, "keep_line", batch, 1, doc) == foretold
    assert answer(session, "strike_line", batch, 9) == foretell_strike(batch_facts(case), None)
    if state is not None:
        assert answer(session, "strike_line", batch, 1) == foretell_strike(
            batch_facts(case), kept.line
        )
        assert answer(session, "amend_line", batch, 9, doc) == foretell_amend(
            replace(keep_facts(case, desk.today), line=None)
        )


@pytest.mark.parametrize("reason", ["gone home", "ill", "  ", ""])
@pytest.mark.parametrize("wrong", [{}, *(wrong for _, wrong in BY_WHOM)], ids=str)
def test_a_batch_taken_or_abandoned_meets_the_answer_foretold(
    desk: Desk, wrong: dict[str, str], reason: str
) -> None:
    case = Case(**wrong)
    session = desk.as_(case.operator)
    batch = desk.batch(case)
    assert answer(session, "abandon_batch", batch, reason) == foretell_abandon(
        batch_facts(case), reason
    )
    batch = desk.batch(case)
    assert answer(session, "take_batch", batch, reason) == foretell_take(batch_facts(case), reason)


POSTS = [
    (Outcome.DONE, Control(Pence(500), 1), 1, {}),
    (Outcome.DONE, Control(Pence(500), 1, 23), 1, {}),
    (Outcome.HASH_TOTAL, Control(Pence(500), 1, 24), 1, {}),
    (Outcome.CONTROL_TOTAL, Control(Pence(501), 1, 24), 1, {}),
    (Outcome.CONTROL_COUNT, Control(Pence(501), 2, 24), 1, {}),
    (Outcome.CONTROL_COUNT, Control(Pence(500), 2), 1, {}),
    (Outcome.BATCH_EMPTY, Control(Pence(500), 1), 0, {}),
    (Outcome.BATCH_EMPTY, Control(Pence(0), 0), 0, {}),
    (Outcome.CONTROL_MISSING, None, 1, {}),
    (Outcome.CONTROL_MISSING, None, 0, {}),
    (Outcome.NOT_YOUR_BATCH, Control(Pence(501), 1), 1, {"operator": COLLEAGUE}),
    (Outcome.SUSPENDED, Control(Pence(500), 1), 1, {"operator": "assistant.9"}),
    (Outcome.NOT_PERMITTED, Control(Pence(500), 1), 1, {"operator": "auditor.1"}),
    (Outcome.DONE, Control(Pence(500), 1), 1, {"batch": "posted"}),
    (Outcome.BATCH_NOT_OPEN, Control(Pence(500), 1), 1, {"batch": "posted", "operator": COLLEAGUE}),
    (Outcome.BATCH_NOT_OPEN, Control(Pence(500), 1), 1, {"batch": "abandoned"}),
]


@pytest.mark.parametrize(("outcome", "control", "lines", "wrong"), POSTS, ids=str)
def test_a_posted_batch_meets_the_answer_foretold(
    desk: Desk, outcome: Outcome, control: Control | None, lines: int, wrong: dict[str, str]
) -> None:
    case = Case(outcome, **wrong)
    mine = desk.as_(ME)
    batch = int(desk.ended[case.batch]) if case.batch != "open" else 0
    if not batch:
        header: dict[str, Any] = {"cashbook": "MAIN", "stream": "counter"}
        if control is not None:
            given = {"control_pence": control.total, "control_count": control.count}
            header |= given | (
                {} if control.hash_total is None else {"hash_total": control.hash_total}
            )
        batch = int(act(mine, "open_batch", new_key(), header)["batch"])
        if lines:
            doc = {"account_id": 10007, "pence": 500, "reason": "again"}
            act(mine, "keep_line", new_key(), batch, 1, doc)
    keyed = Tally(Pence(500 * lines), lines, digit_sum("10236281") * lines)
    foretold, _ = foretell_post(batch_facts(case), control, keyed)
    assert (foretold, answer(desk.as_(case.operator), "post_batch", batch)) == (outcome, outcome)


@pytest.mark.parametrize("text", LIKE_A_CARD + UNLIKE_A_CARD)
def test_what_looks_like_a_card_number_is_told_alike(desk: Desk, text: str) -> None:
    with desk.book.open() as session:
        row = session.execute("SELECT rb.looks_like_card(%s)", (text,)).fetchone()
    assert row == (looks_like_card_number(text),)
