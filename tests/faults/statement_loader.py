"""A statement's load that is killed: run as `python -m tests.faults.statement_loader URL LINES`."""

import os
import sys

from db.bank.statements import Arrival, load_statement
from db.book import open_book


def statement(lines: int) -> bytes:
    """An MT940 statement of MAIN with so many credits of 98.20 on one day."""
    rows = [
        f":61:2510201020C98,20NTRFNONREF//BK{number:07d}\n:86:SMITH J {number:07d}"
        for number in range(lines)
    ]
    total = 9820 * lines
    closing = f"{total // 100},{total % 100:02d}"
    return "\n".join(
        (
            "{1:F01NWBKGB2LXXXX0000000000}{2:I940CLYDGB2LXXXXN}{4:",
            ":20:STMT",
            ":25:08999966374958",
            ":28C:00231/00001",
            ":60F:C251017GBP0,00",
            *rows,
            f":62F:C251020GBP{closing}",
            "-}\n",
        )
    ).encode()


def arrival(lines: int) -> Arrival:
    """The same file each time."""
    return Arrival(statement(lines), "statement.sta", ("MAIN",))


if __name__ == "__main__":
    done = load_statement(open_book(sys.argv[1]), arrival(int(sys.argv[2])))
    os.write(1, f"{done.statements[0].statement}\n".encode())
