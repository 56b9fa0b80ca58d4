"""The published tables of sort codes: loaded as they came, told with their age, checked by."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from core.bank_account.account import BankAccount
from core.bank_account.modulus import Verdict, check
from core.bank_account.tables import (
    ModulusTable,
    is_stale,
    is_stand_ins,
    months_between,
    read_stand_ins,
    read_weights,
    version_in,
)
from core.delimited import BadFile
from core.refusal import Refusal
from db.acting import act, derived_key
from db.book import Book, Session
from db.errors import translated

WEIGHTS, STAND_INS = "valacdos", "scsubtab"


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file as its publisher gives it; what its name does not tell is said beside it."""

    name: str
    content: bytes
    version: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class LoadedTable:
    """One of the two tables as it stands in the book."""

    kind: str
    version: str
    dated: date
    rows: int
    today: date

    @property
    def words(self) -> str:
        """The table with its age, such as `valacdos 7.90 of 1 Nov 2026, 3 months old`."""
        months = months_between(self.dated, self.today)
        age = "less than a month old" if not months else f"{months} month{'s'[: months > 1]} old"
        return f"{self.kind} {self.version or 'of no said version'}, {self.dated}, {age}"

    @property
    def warning(self) -> str:
        """What is said of a table older than twelve months, else nothing."""
        if not is_stale(self.dated, self.today):
            return ""
        return f"{self.words}: load the one in force (rentbook refdata load)"


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on an account and what it rests on; no table gives no verdict."""

    verdict: Verdict
    by: str
    warning: str = ""

    @property
    def words(self) -> str:
        """The verdict in words: a plausible number is no verified one."""
        if self.verdict is Verdict.PLAUSIBLE:
            return f"format plausible, by {self.by}"
        if self.verdict is Verdict.FAILS:
            return f"fails the check of its sort code, by {self.by}"
        return f"cannot be checked: {'no rule knows its sort code' if self.by else 'no table'}"


def load_table(book: Book, file: TableFile, key: str | None = None) -> LoadedTable:
    """Loads valacdos or scsubtab, whichever it is. Raises Refusal: table_wrong, not_permitted."""
    try:
        text = file.content.decode("ascii")
        kind = STAND_INS if is_stand_ins(text) else WEIGHTS
        _ = read_stand_ins(text) if kind == STAND_INS else read_weights(text)
    except BadFile as bad:
        raise Refusal(bad.code, bad.says) from bad
    except UnicodeDecodeError as wrong:
        raise Refusal("table_wrong", "the file is no plain text: is it the table?") from wrong
    told = {
        "kind": kind,
        "version": file.version or version_in(file.name),
        "dated": (file.dated or book.about.today).isoformat(),
        "words": text,
        "digest": hashlib.sha256(file.content).hexdigest(),
    }
    key = key or derived_key("refdata", told["digest"], told["version"], told["dated"])
    with book.session() as session:
        done = act(session, "load_table", key, told)
    dated = date.fromisoformat(done["dated"])
    return LoadedTable(kind, done["version"], dated, done["rows"], book.about.today)


def loaded_tables(book: Book) -> tuple[LoadedTable, ...]:
    """The tables that stand, by kind; none before the office loads one."""
    with book.session() as session, translated():
        rows = session.execute(
            "SELECT DISTINCT ON (kind) kind, version, dated, lines FROM rb.reference_table"
            " ORDER BY kind DESC, id DESC"
        ).fetchall()
    today = book.about.today
    return tuple(
        LoadedTable(kind, version, dated, count, today) for kind, version, dated, count in rows
    )


def check_account(book: Book, account: BankAccount) -> Checked:
    """What the loaded tables say of an account, and how old they are."""
    with book.session() as session, translated():
        table = modulus_table(session)
    loaded = loaded_tables(book)
    by = next((one for one in loaded if one.kind == WEIGHTS), None)
    stale = next((one.warning for one in loaded if one.warning), "")
    return Checked(check(account, table), by.words if by else "", stale)


def modulus_table(session: Session) -> ModulusTable:
    """Both tables as they stand."""
    latest = dict(
        session.execute(
            "SELECT DISTINCT ON (kind) kind, words FROM rb.reference_table ORDER BY kind, id DESC"
        ).fetchall()
    )
    return _table(latest.get(WEIGHTS, ""), latest.get(STAND_INS, ""))


@lru_cache(maxsize=2)  # a thousand rows, read once and not for every account
def _table(weights: str, stand_ins: str) -> ModulusTable:
    return ModulusTable(
        read_weights(weights) if weights else (), read_stand_ins(stand_ins) if stand_ins else ()
    )
