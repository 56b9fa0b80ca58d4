"""A desk that is killed: keys batches of receipts, says what it sends and what was acknowledged.

Run as `python -m tests.faults.keyer URL ACCOUNT`; begun again, it goes on at the line where the
book stands. Its keys are made from batch and line, as the desk keeps them on disk.
"""

import os
import sys
from typing import Any

import psycopg

from core.refusal import Unknown
from db.acting import act, derived_key

LINES = 5


def main(url: str, account: int) -> None:
    """Keys until it is killed."""
    with psycopg.connect(url, autocommit=True) as session:
        while True:
            batch = _open_batch(session)
            for number in range(_next_line(session, batch), LINES + 1):
                doc = {"account_id": account, "pence": 100 + number, "reason": f"line {number}"}
                _do(session, "keep_line", f"{batch}.{number}", batch, number, doc)
            _do(session, "post_batch", f"{batch}", batch)


def _open_batch(session: Any) -> int:
    """The open batch of this operator, or the next one: never two."""
    row = session.execute("SELECT id FROM rb.batch WHERE state = 'open' ORDER BY id").fetchone()
    if row is not None:
        return int(row[0])
    row = session.execute("SELECT count(*) FROM rb.batch").fetchone()
    total = sum(100 + number for number in range(1, LINES + 1))
    control = {"control_pence": total, "control_count": LINES}
    header = {"cashbook": "MAIN", "stream": "cheque"} | control
    return int(_do(session, "open_batch", f"batch {row[0]}", header)["batch"])


def _next_line(session: Any, batch: int) -> int:
    query = "SELECT coalesce(max(line), 0) + 1 FROM rb.batch_line WHERE batch_id = %s"
    return int(session.execute(query, (batch,)).fetchone()[0])


def _do(session: Any, name: str, what: str, *arguments: object) -> dict[str, Any]:
    _say(f"sent {name} {what}")
    try:
        answer = act(session, name, derived_key(name, what), *arguments)
    except Unknown:
        sys.exit(3)
    _say(f"done {name} {what}")
    return answer


def _say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
