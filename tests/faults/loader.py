"""A load that is killed: loads a made-up schedule of many lines, saying what it has come to.

Run as `python -m tests.faults.loader URL LINES`.
"""

import os
import sys

from db.book import open_book
from db.files.arrival import Arrival
from db.files.loading import load_file

_HEADER = (
    "Creditor Ref,Claim Ref,Rent Ref,Claimant,Address,Postcode,Payment Date,Period From,Period To,"
    "Gross,Deduction,Net,Type,Debtor Ref,Debtor Name"
)


def schedule(lines: int) -> bytes:
    """So many payments of 98.20 to J Smith, a claim each."""
    rows = [
        f"C1,B{number:07d},10231190,Smith J,3/1 Mill Road,ML4 2EF,20/10/2025,22/09/2025,19/10/2025,"
        "98.20,0.00,98.20,HB,,"
        for number in range(lines)
    ]
    pounds = f"{9820 * lines // 100}.{9820 * lines % 100:02d}"
    total = f"TOTAL,TOTAL,,,,,,,,{pounds},0.00,{pounds},,,"
    return "\n".join((_HEADER, *rows, total)).encode()


def arrival(lines: int) -> Arrival:
    """The same file each time."""
    return Arrival(schedule(lines), "HB.csv", "hb-schedule", "MAIN")


def main(url: str, lines: int) -> None:
    """Loads it once."""
    done = load_file(open_book(url), arrival(lines), progress=_say)
    _say(f"loaded {done.file}")


def _say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
