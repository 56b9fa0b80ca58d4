"""Posting: one line durable, batches of ten and a hundred thousand, sixteen logins at once."""

import hashlib
import re
import statistics
import subprocess
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

import psycopg

from db.acting import act, new_key
from db.embedded import Server, ensure, stop
from tests.bench.table import Figure
from tests.small_book import build

_CLIENTS = 16
_EACH = 3000  # prepared batches a client
_SECONDS = 10


def figures() -> list[Figure]:
    """All of speed.md's rows on posting, on a durable server of their own."""
    with tempfile.TemporaryDirectory(prefix="rb-bench-") as folder:
        server = ensure(Path(folder) / "book", linger=5)
        try:
            return _figures(server)
        finally:
            stop(Path(folder) / "book")


def _figures(server: Server) -> list[Figure]:
    with psycopg.connect(server.superuser_url(), autocommit=True) as session:
        session.execute("CREATE DATABASE rentbook")
        session.execute("CREATE DATABASE tpcb")
    url = server.superuser_url("rentbook")
    build(url)
    with psycopg.connect(url, autocommit=True) as session:
        accounts = _hundred_thousand(session)
        posted = _concurrent(session, server)
        tpcb = _tpcb(server)
        line = _one_line(session, accounts)
        ten = [_batch(session, accounts, 10_000, 200 + n) for n in range(3)]
        bare = [_bare(session, accounts, 10_000) for _ in range(3)]
        hundred = _batch(session, accounts, 100_000, 300)
        bare_hundred = _bare(session, accounts, 100_000)
    ratio = statistics.median(ten) / statistics.median(bare)
    return [
        Figure("Enter on a line → durable, p50 / p99", _ms(line), "p99 ≤ 20 ms"),
        Figure("post 10,000 lines", f"{ratio:.1f} × staged COPY", "≤ 3 ×", _s(bare)),
        Figure(
            "post 100,000 lines",
            f"{hundred:.2f} s",
            "≤ 2 s",
            f"staged COPY {bare_hundred:.2f} s",
        ),
        Figure(
            "durable posts, 16 logins",
            f"{posted:.0f}/s = {posted / tpcb:.1f} ×",
            "≥ 1.5 ×",
            f"TPC-B {tpcb:.0f}/s",
        ),
    ]


def _ms(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    return (
        f"{ordered[len(ordered) // 2] * 1e3:.1f} / {ordered[int(len(ordered) * 0.99)] * 1e3:.1f} ms"
    )


def _s(seconds: list[float]) -> str:
    return f"staged COPY {statistics.median(seconds) * 1e3:.0f} ms"


def _hundred_thousand(session: psycopg.Connection[Any]) -> list[int]:
    session.execute(
        "INSERT INTO rb.account (landlord_id, kind, ref, tenancy_id)"
        " SELECT 1, 'rent', (20000000 + g)::text, 1 FROM generate_series(1, 100000) g"
    )
    session.execute("VACUUM ANALYZE")
    rows = session.execute("SELECT id FROM rb.account WHERE ref BETWEEN '20' AND '21' ORDER BY id")
    return [row[0] for row in rows]


def _as(session: psycopg.Connection[Any], login: str) -> None:
    session.execute(f"SET SESSION AUTHORIZATION '{login}'")


def _opened(session: psycopg.Connection[Any], lines: int, pence: int) -> int:
    doc = {
        "cashbook": "MAIN",
        "stream": "standing-order",
        "control_pence": lines * pence,
        "control_count": lines,
    }
    return int(act(session, "open_batch", new_key(), doc)["batch"])


def _one_line(session: psycopg.Connection[Any], accounts: list[int]) -> list[float]:
    _as(session, "assistant.1")
    batch, took = _opened(session, 500, 100), []
    for n in range(500):
        began = time.perf_counter()
        doc = {"account_id": accounts[n], "pence": 100, "quoted": "10234417"}
        act(session, "keep_line", new_key(), batch, n + 1, doc)
        took.append(time.perf_counter() - began)
    session.execute("RESET SESSION AUTHORIZATION")
    return took


def _batch(session: psycopg.Connection[Any], accounts: list[int], lines: int, pence: int) -> float:
    """Seconds that posting takes; staging and keeping are not counted."""
    _as(session, "assistant.1")
    batch, load = _opened(session, lines, pence), uuid.uuid4()
    row = session.execute(
        "SELECT effective_date::text FROM rb.batch WHERE id = %s", (batch,)
    ).fetchone()
    assert row is not None
    copy = "COPY rb.stage_line (load, line, account_id, pence, effective_date) FROM STDIN"
    with session.cursor().copy(copy) as out:
        for n in range(lines):
            out.write_row((load, n + 1, accounts[n], pence, row[0]))
    text = "\x1e".join(
        "\x1f".join((str(n + 1), str(accounts[n]), str(pence), row[0], "", "", "", ""))
        for n in range(lines)
    )
    doc = {"load": str(load), "lines": lines, "pence": lines * pence, "file": "00",
           "digest": hashlib.sha256(text.encode()).hexdigest()}  # fmt: skip
    act(session, "keep_lines", new_key(), batch, doc)
    began = time.perf_counter()
    act(session, "post_batch", new_key(), batch)
    took = time.perf_counter() - began
    session.execute("RESET SESSION AUTHORIZATION")
    return took


def _bare(session: psycopg.Connection[Any], accounts: list[int], lines: int) -> float:
    """The peer: COPY to a stage, INSERT … SELECT, one UPDATE; no rule, no chain."""
    session.execute(
        "DROP TABLE IF EXISTS bare, bare_stage, bare_balance;"
        "CREATE TABLE bare (LIKE rb.posting INCLUDING INDEXES);"
        "CREATE TABLE bare_stage (line int, account_id bigint, pence bigint);"
        "CREATE TABLE bare_balance (LIKE rb.balance INCLUDING INDEXES);"
        "INSERT INTO bare_balance SELECT account_id, 0 FROM rb.balance"
    )
    began = time.perf_counter()
    with session.transaction():
        with session.cursor().copy("COPY bare_stage FROM STDIN") as out:
            for n in range(lines):
                out.write_row((n + 1, accounts[n], 100))
        session.execute(
            "INSERT INTO bare SELECT 1, line, 1, 1, 1, 1, 1, account_id, pence, current_date,"
            " current_date FROM bare_stage"
        )
        session.execute(
            "UPDATE bare_balance b SET pence = b.pence - s.pence FROM"
            " (SELECT account_id, sum(pence) AS pence FROM bare_stage GROUP BY 1) s"
            " WHERE s.account_id = b.account_id"
        )
    return time.perf_counter() - began


def _concurrent(session: psycopg.Connection[Any], server: Server) -> float:
    """Posts a second of one-line batches made beforehand, each login its own."""
    row = session.execute("SELECT id FROM rb.book").fetchone()
    assert row is not None
    for n in range(_CLIENTS):
        session.execute(
            f"CREATE ROLE bench_{n} LOGIN; GRANT rb_{row[0]}_assistant TO bench_{n};"
            "INSERT INTO rb.operator (login, name, grp)"
            f" VALUES ('bench_{n}', 'bench', 'assistant');"
            f"INSERT INTO rb.chain (login, series) VALUES ('bench_{n}', 'B{n}')"
        )
    first = session.execute(
        "WITH b AS (INSERT INTO rb.batch (cashbook_id, stream_id, effective_date, book_date,"
        "   control_pence, control_count, maker, holder)"
        " SELECT c.id, s.id, rb.today(), rb.today(), 100, 1,"
        "   ('bench_' || n / %(each)s)::name, ('bench_' || n / %(each)s)::name"
        "   FROM rb.cashbook c, rb.stream s, generate_series(0, %(all)s - 1) n"
        "   WHERE c.code = 'MAIN' AND s.code = 'cheque' ORDER BY n RETURNING id, effective_date),"
        " l AS (INSERT INTO rb.batch_line (batch_id, line, account_id, pence, effective_date)"
        "   SELECT b.id, 1, 10100 + b.id %% 90000, 100, effective_date FROM b)"
        " SELECT min(id) FROM b",
        {"each": _EACH, "all": _EACH * _CLIENTS},
    ).fetchone()
    assert first is not None
    session.execute("VACUUM ANALYZE")
    script = (
        "\\if :i = 0\nSET SESSION AUTHORIZATION bench_:client_id;\n\\endif\n"
        f"\\set b {first[0]} + :client_id * {_EACH} + :i\n\\set i :i + 1\n"
        "SELECT rb.post_batch('k:b', :b);\n"
    )
    return _pgbench(server, "rentbook", script, "-D", "i=0", "-t", str(_EACH - 1))


def _tpcb(server: Server) -> float:
    made = [str(server.binaries / "pgbench"), "-i", "-q", "-s", "50", server.superuser_url("tpcb")]
    subprocess.run(made, check=True, capture_output=True)
    return _pgbench(server, "tpcb", "", "-T", str(_SECONDS))


def _pgbench(server: Server, database: str, script: str, *more: str) -> float:
    argv = [str(server.binaries / "pgbench"), "-n", "-c", str(_CLIENTS), "-j", "2", *more]
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        if script:
            file.write(script)
            file.flush()
            argv += ["-f", file.name]
        done = subprocess.run(
            [*argv, server.superuser_url(database)], check=True, capture_output=True, text=True
        )
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    assert found is not None, done.stdout + done.stderr
    return float(found.group(1))
