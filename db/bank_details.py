"""Bank details of payees: masked to everybody, in full to whoever wrote down why."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.bank_account.account import BankAccount, read_account
from core.bank_account.modulus import Verdict
from db.acting import Session, act
from db.book import Book
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Masked:
    """Details that stand for an account, as everybody sees them."""

    payee: str
    pays_to: str
    since: datetime
    request: int
    bad: str  # why a payment to it came back


@dataclass(frozen=True, slots=True)
class InFull:
    """Details in full, latest first; `until` None on those that stand."""

    payee: str
    account: BankAccount
    since: datetime
    until: datetime | None
    request: int
    remark: str


@dataclass(frozen=True, slots=True)
class PayeeFacts:
    """What speaks for and against where a request pays to."""

    payee: str
    pays_to: str
    shared_with: tuple[str, ...]  # references of other tenancies
    used_since: date | None
    changed_on: date | None  # since when the account's standing details stand
    differs: bool  # from the standing details
    came_back: date | None
    check: Verdict  # by the tables that the office loaded
    check_dated: date | None

    @property
    def warnings(self) -> tuple[str, ...]:
        """In words, the gravest first."""
        shared = ", ".join(self.shared_with[:3])
        told = (
            (self.check is Verdict.FAILS, "fails the modulus check of its sort code"),
            (bool(shared), f"the same account is given for {shared}"),
            (self.came_back is not None, f"a payment to it came back on {self.came_back}"),
            (self.differs, "other than the details that stand for this account"),
            (self.used_since is None, "never used for this tenancy before"),
        )
        return tuple(words for holds, words in told if holds)


def details_of(book: Book, account: int) -> Masked | None:
    """The details that stand for an account, or None."""
    with book.session() as session, translated():
        row = session.execute(
            "SELECT payee, pays_to, since, request_id, bad_why FROM rb.bank_detail"
            " WHERE account_id = %s AND until IS NULL",
            (account,),
        ).fetchone()
    return None if row is None else Masked(*row)


def payee_facts(book: Book, request: int) -> PayeeFacts | None:
    """What whoever decides a request needs to know of its payee; None where it pays nobody."""
    with book.session() as session, translated():
        return payee_of(session, request)


def payee_of(session: Session, request: int) -> PayeeFacts | None:
    """The same, in a reading that has begun."""
    row = session.execute("SELECT rb.payee_facts(%s)", (request,)).fetchone()
    assert row is not None
    told = row[0]
    return payee_told(told["payee"], told["pays_to"], told) if told else None


def payee_told(payee: str, pays_to: str, told: dict[str, Any]) -> PayeeFacts:
    """The facts of a payee as the book told them, now or when it was decided."""
    used, changed, back, dated = (
        date.fromisoformat(told[each]) if told[each] else None
        for each in ("used_since", "changed_on", "came_back", "check_dated")
    )
    return PayeeFacts(
        payee, pays_to, tuple(told["shared_with"]), used, changed,
        told["differs"], back, Verdict(told["check"]), dated,
    )  # fmt: skip


def reveal_bank(book: Book, key: str, account: int, why: str) -> list[InFull]:
    """An account's details in full; that they were looked at, by whom and why, is kept first.

    Raises Refusal: not_permitted (supervisors and auditors may), reason_needed, unknown_account.
    """
    with book.session() as session:
        act(session, "look_at_bank", key, {"account": account}, why)
        with translated():
            rows = session.execute(
                "SELECT payee, sort_code, account_number, roll, since, until, request, bad"
                " FROM rb.revealed_bank(%s)",
                (account,),
            ).fetchall()
    return [
        InFull(payee, _read(code, number, roll), since, until, request, remark)
        for payee, code, number, roll, since, until, request, remark in rows
    ]


def _read(sort_code: str, number: str, roll: str) -> BankAccount:
    read = read_account(sort_code, number, roll)
    return read if isinstance(read, BankAccount) else BankAccount(sort_code, number, roll)
