"""The journal of a book in a file of its own, for another program to prove."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from core import journal_beancount, journal_csv, journal_hledger
from core.journal import LedgerAccount, LedgerPosting, account_name
from core.refusal import Refusal
from db.book import Book, Session
from db.errors import translated
from db.new_file import new_file

_PAGE = 20_000


@dataclass(frozen=True, slots=True)
class _Format:
    """How one program's journal is written."""

    name: Callable[[LedgerAccount], str]
    head: Callable[[str, Iterable[LedgerAccount]], Iterator[str]]
    transaction: Callable[[LedgerPosting, Mapping[int, str]], str]
    foot: Callable[[Iterable[LedgerAccount], date], Iterator[str]]


_FORMATS = {
    "hledger": _Format(
        account_name, journal_hledger.head, journal_hledger.transaction, journal_hledger.foot
    ),
    "beancount": _Format(
        journal_beancount.beancount_name,
        journal_beancount.head,
        journal_beancount.transaction,
        journal_beancount.foot,
    ),
    "csv": _Format(account_name, journal_csv.head, journal_csv.transaction, journal_csv.foot),
}
FORMATS = tuple(_FORMATS)


def export_journal(
    book: Book, to: str, out: Path, *, progress: Callable[[int], None] | None = None
) -> int:
    """Writes every posting of this operator's landlords to the new file `out` (0600); how many.

    All of one snapshot. Raises Refusal for a format that is none of FORMATS or a file that exists.
    """
    if to not in _FORMATS:
        raise Refusal("unknown_format", f"a journal is written for {', '.join(FORMATS)}", to)
    with new_file(out) as file, book.session() as session, translated(), session.transaction():
        session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return _write(session, _FORMATS[to], file, progress)


def _write(
    session: Session, how: _Format, file: IO[str], progress: Callable[[int], None] | None
) -> int:
    accounts = _accounts(session)
    names = {account.number: how.name(account) for account in accounts}
    row = session.execute(
        "SELECT b.id, (clock_timestamp() AT TIME ZONE 'Europe/London')::date FROM rb.book b"
    ).fetchone()
    assert row is not None
    title, last = f"Rentbook {row[0]} on {row[1]}", row[1]
    file.writelines(how.head(title, accounts))
    count = 0
    for page in _pages(session):
        file.writelines(how.transaction(posting, names) for posting in page)
        count += len(page)
        last = max(last, *(posting.booked for posting in page))
        if progress is not None:
            progress(count)
    file.writelines(how.foot(accounts, last))
    file.flush()
    os.fsync(file.fileno())
    return count


def _accounts(session: Session) -> list[LedgerAccount]:
    rows = session.execute(
        "SELECT account, landlord, kind, reference, cashbook, pence FROM rb.journal_accounts()"
    )
    return [LedgerAccount(*row) for row in rows]


def _pages(session: Session) -> Iterator[list[LedgerPosting]]:
    at: tuple[int, int, int] = (0, 0, 0)
    while True:
        rows = session.execute(
            "SELECT entry, line, part, name, landlord, cashbook, code, debit, credit, pence,"
            " effective, booked, posted_at, batch, reverses FROM rb.journal_page(%s, %s, %s, %s)",
            (*at, _PAGE),
        ).fetchall()
        if not rows:
            return
        yield [LedgerPosting(*row[3:]) for row in rows]
        at = rows[-1][:3]
