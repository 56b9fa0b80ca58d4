"""A desk that pays and is killed: `python -m tests.faults.payer URL pay|confirm OUT`."""

import os
import sys
from contextlib import closing
from pathlib import Path

from db.book import open_book
from db.payments.files import pay_file, write_pay_file
from db.payments.runs import confirm_run, runs
from tests.payments import noon, order


def main(url: str, step: str, out: str) -> None:
    """Pays into the file, or confirms the latest run; says how far it has come."""
    with closing(open_book(url)) as book:
        if step == "pay":
            made = pay_file(book, order(book), noon(book))
            os.write(1, b"kept\n")
            write_pay_file(Path(out), made.content)
        else:
            run = runs(book)[0]
            confirm_run(book, run.run, run.digest)
    os.write(1, b"done\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
