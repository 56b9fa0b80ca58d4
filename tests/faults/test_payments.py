"""A desk killed between approval, file and confirmation pays nothing twice and finds its run."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.payment_run import digest_of
from core.refusal import Refusal
from db.acting import act, new_key
from db.payments.runs import runs
from db.proof import prove
from db.requests.asking import ask
from db.requests.reading import standing
from tests.faults import payer
from tests.faults.crowd import at_once, one, rounds
from tests.faults.embedded_sessions import ROOT
from tests.faults.test_files import until
from tests.payments import Opened, asked_for, day, paid_file, refunds
from tests.small_book import SmallBook

# Where a desk waits when it is killed: in the middle of approving, before its entry or after it,
# of making the run, of keeping the digest, of paying.
AT = {
    "approving": ("approve", "supervisor.1", b"LOCK TABLE rb.posting IN EXCLUSIVE MODE"),
    "approved": ("approve", "supervisor.1", b"LOCK TABLE rb.audit IN EXCLUSIVE MODE"),
    "making": ("pay", "manager.1", b"LOCK TABLE rb.pay_item IN EXCLUSIVE MODE"),
    "keeping": ("pay", "manager.1", b"SELECT FROM rb.pay_run FOR UPDATE"),
    "confirming": ("confirm", "supervisor.2", b"LOCK TABLE rb.posting IN EXCLUSIVE MODE"),
}


def desk(
    small: SmallBook, step: str, login: str, out: Path, at: str = ""
) -> "subprocess.Popen[str]":
    program = [sys.executable, "-m", "tests.faults.payer", small.url(login), step, str(out), at]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen(program, cwd=ROOT, text=True, **pipes)


def sessions(session: Any, login: str, *, waiting: bool) -> list[int]:
    rows = session.execute(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename = %s"
        " AND (NOT %s OR wait_event_type = 'Lock')",
        (login, waiting),
    ).fetchall()
    return [int(pid) for (pid,) in rows]


def killed(small: SmallBook, at: str, out: Path, *, end_session: bool) -> None:
    """A desk killed where it waits; its session ends with it, or goes on by itself."""
    step, login, lock = AT[at]
    with small.open() as session, small.open() as holder:
        with holder.transaction():
            holder.execute(lock)
            with desk(small, step, login, out) as running:
                until(lambda: bool(sessions(session, login, waiting=True)))
                running.kill()
            if end_session:
                waiting = sessions(session, login, waiting=True)
                session.execute("SELECT pg_terminate_backend(%s)", waiting)
                until(lambda: not sessions(session, login, waiting=False))
        until(lambda: not sessions(session, login, waiting=False))


def paid_to_the_end(small: SmallBook, out: Path) -> None:
    """The same steps again, and what must hold when they are done."""
    for step, login in (("pay", "manager.1"), ("confirm", "supervisor.2")):
        if step == "confirm" or not confirmed(small):
            payer.main(small.url(login), step, str(out))
    with small.open() as session:
        held = "SELECT count(*) FROM rb.pay_item i JOIN rb.pay_run p ON p.id = i.run_id"
        assert one(session, f"{held} WHERE p.state = 'confirmed' AND i.live") == 2
        assert one(session, "SELECT count(*) FROM rb.pay_run WHERE state <> 'abandoned'") == 1
        assert one(session, "SELECT array_agg(state) FROM rb.request") == ["paid", "paid"]
        paid = "SELECT sum(p.pence)::int FROM rb.posting p JOIN rb.entry e ON e.id = p.entry_id"
        assert one(session, f"{paid} WHERE e.kind = 'payment'") == 8000
        digest = one(session, "SELECT encode(digest, 'hex') FROM rb.pay_run")
    with small.open("auditor.1") as session:
        assert prove(session).faults == []
    assert digest_of(out.read_bytes()) == digest
    assert [each.name for each in out.parent.iterdir()] == [out.name]
    assert out.stat().st_mode & 0o777 == 0o600


def confirmed(small: SmallBook) -> bool:
    with small.open() as session:
        return bool(one(session, "SELECT count(*) FROM rb.pay_run WHERE state = 'confirmed'"))


@pytest.mark.parametrize("end_session", [False, True], ids=["goes on", "ends"])
@pytest.mark.parametrize("at", AT)
def test_a_desk_killed_while_it_pays_is_followed_by_one_payment(
    small_book: SmallBook, opened: Opened, tmp_path: Path, at: str, end_session: bool
) -> None:
    out = tmp_path / "run.csv"
    if at.startswith("approv"):
        asked_for(small_book, opened)
        killed(small_book, at, out, end_session=end_session)
        payer.main(small_book.url("supervisor.2"), "approve", str(out))
        approved_once(small_book)
        paid_to_the_end(small_book, out)
        return
    refunds(small_book, opened)
    if at != "making":
        paid_file(opened("supervisor.1"), out if at == "confirming" else None)
    killed(small_book, at, out, end_session=end_session)
    paid_to_the_end(small_book, out)


def approved_once(small: SmallBook) -> None:
    """Each request with its one approval, its one entry, and nothing reserved any more."""
    with small.open() as session:
        assert one(session, "SELECT array_agg(state) FROM rb.request") == ["approved", "approved"]
        assert one(session, "SELECT count(*) FROM rb.request_step") == 2
        assert one(session, "SELECT count(*) FROM rb.entry WHERE kind = 'request'") == 2
        day = "SELECT sum(pence)::int FROM rb.decided_day"
        assert one(session, day) == 8000


# Where writing the file is cut: before there is any, with all of it under another name, with both.
WRITING = ("os.remove", "open", "os.link", "os.remove 2")


@pytest.mark.parametrize("at", WRITING)
def test_a_desk_killed_while_it_writes_the_file_leaves_a_whole_one_or_none(
    small_book: SmallBook, opened: Opened, tmp_path: Path, at: str
) -> None:
    refunds(small_book, opened)
    out = tmp_path / "run.csv"
    with desk(small_book, "pay", "manager.1", out, at) as running:
        assert running.stdout is not None
        assert [running.stdout.readline() for _ in range(2)] == ["kept\n", "there\n"]
        running.kill()
    assert out.exists() == (at == "os.remove 2")
    paid_to_the_end(small_book, out)


def test_a_desk_killed_between_digest_and_file_leaves_no_half_file(
    small_book: SmallBook, opened: Opened, tmp_path: Path
) -> None:
    refunds(small_book, opened)
    out = tmp_path / "run.csv"
    with desk(small_book, "pay", "manager.1", out) as running:
        assert running.stdout is not None and running.stdout.readline() == "kept\n"
        running.kill()
    (tmp_path / f".run.csv.{running.pid}.new").write_bytes(b"half of")
    assert not out.exists() or out.stat().st_size > 100
    paid_to_the_end(small_book, out)


def deed(name: str, *arguments: object) -> Callable[[Any], Any]:
    return lambda session: act(session, name, new_key(), *arguments)


@pytest.mark.every_server
def test_two_who_make_a_run_at_once_have_one_between_them(
    small_book: SmallBook, opened: Opened
) -> None:
    refunds(small_book, opened)
    book = opened("supervisor.1")
    doc = {"cashbook": "MAIN", "processed": book.about.today.isoformat(),
           "moved": day(book).isoformat(), "format": "paygate"}  # fmt: skip
    for number in rounds(20):
        told = at_once(
            small_book,
            [(login, deed("make_pay_run", doc)) for login in ("supervisor.1", "supervisor.2")],
        )
        refused = [one for one in told if isinstance(one, Refusal)]
        assert [one.code for one in refused] == ["run_open"], number
        with small_book.open("manager.1") as session:
            act(session, "abandon_pay_run", new_key(), runs(book)[0].run, "for the next round")


@pytest.mark.every_server
def test_confirmed_or_abandoned_at_once_it_is_one_of_them(
    small_book: SmallBook, opened: Opened
) -> None:
    refunds(small_book, opened)
    for _ in rounds(10):
        run = paid_file(opened("supervisor.1")).run
        told = at_once(
            small_book,
            [
                ("supervisor.2", deed("confirm_pay_run", run.run, run.digest)),
                ("manager.1", deed("abandon_pay_run", run.run, "not handed in")),
            ],
        )
        assert [one.code for one in told if isinstance(one, Refusal)] == ["run_ended"]
        if confirmed(small_book):
            break
    with small_book.open("auditor.1") as session:
        assert prove(session).faults == []


@pytest.mark.every_server
def test_a_refund_is_reversed_or_taken_into_a_run_never_both(
    small_book: SmallBook, opened: Opened
) -> None:
    first, second = refunds(small_book, opened)
    book = opened("supervisor.2")
    with small_book.open() as session:
        entry = one(session, "SELECT rb.proof_place(entry_id) FROM rb.request WHERE id = %s", first)
    undoing = ask(opened("assistant.2"), "reversal", {"entry": entry, "why": "a race"}).request
    doc = {"cashbook": "MAIN", "processed": book.about.today.isoformat(),
           "moved": day(book).isoformat(), "format": "paygate"}  # fmt: skip
    seen = standing(book, undoing).seen
    told = at_once(
        small_book,
        [
            ("supervisor.2", deed("decide", undoing, "approve", "", seen)),
            ("supervisor.1", deed("make_pay_run", doc)),
        ],
    )
    with small_book.open() as session:
        held = {
            int(number)
            for (number,) in session.execute("SELECT request_id FROM rb.pay_item").fetchall()
        }
        reversed_ = one(session, "SELECT state FROM rb.request WHERE id = %s", first) == "reversed"
    assert (first in held) != reversed_ and second in held, told
    with small_book.open("auditor.1") as session:
        assert prove(session).faults == []
