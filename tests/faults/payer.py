"""A desk that decides and pays and is killed: `python -m tests.faults.payer URL STEP OUT [AT]`.

STEP is approve, pay or confirm; AT the call in which it stops and waits to be killed.
"""

import os
import sys
from contextlib import closing
from pathlib import Path

from db.book import open_book
from db.payments.files import pay_file, write_pay_file
from db.payments.runs import confirm_run, runs
from db.requests.deciding import approve
from db.requests.reading import requests, standing
from tests.payments import noon, order


def main(url: str, step: str, out: str, at: str = "") -> None:
    """Approves what waits, pays into the file, or confirms the latest run; says how far it is."""
    with closing(open_book(url)) as book:
        if step == "approve":
            for one in sorted(requests(book, "awaiting"), key=lambda one: one.number):
                approve(book, one.number, standing(book, one.number).seen)
        elif step == "pay":
            made = pay_file(book, order(book), noon(book))
            os.write(1, b"kept\n")
            if at:
                stop(at)
            write_pay_file(Path(out), made.content)
        else:
            run = runs(book)[0]
            confirm_run(book, run.run, run.digest)
    os.write(1, b"done\n")


def stop(at: str) -> None:
    """From now on waits for its end in that call, before it is done: an audit event, and which."""
    event, _, time = at.partition(" ")
    left = [int(time or 1)]

    def hook(name: str, _: object) -> None:
        if name == event:
            left[0] -= 1
            if not left[0]:
                os.write(1, b"there\n")
                os.read(0, 1)

    sys.addaudithook(hook)


if __name__ == "__main__":
    main(*sys.argv[1:])
