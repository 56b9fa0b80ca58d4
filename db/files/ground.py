"""Where a payment file's money came: the cashbook with its bank accounts, and the file's key."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from core.money import Pence
from core.payment_file import FileFault, LineType, Reading
from core.profile import Profile
from core.refusal import Refusal
from core.stream import DEBIT_RUN
from db.acting import derived_key
from db.book import Book, Session


@dataclass(frozen=True, slots=True)
class Ground:
    """A cashbook, whose it is, and its bank accounts as fourteen digits."""

    cashbook: str
    landlord: str
    accounts: frozenset[str]


def ground(session: Session, cashbook: str) -> Ground:
    """The cashbook of that code. Raises Refusal: unknown_cashbook."""
    rows = session.execute(_GROUND, (cashbook,)).fetchall()
    if not rows:
        words = f"there is no cashbook {cashbook} of yours: rentbook setup --show lists them"
        raise Refusal("unknown_cashbook", words, cashbook)
    accounts = frozenset(account for _, account in rows if account)
    return Ground(cashbook, str(rows[0][0]), accounts)


def ground_of(book: Book, cashbook: str) -> Ground:
    """The same in a transaction of its own."""
    with book.session() as session:
        return ground(session, cashbook)


def out_of_place(reading: Reading, profile: Profile) -> Iterator[FileFault]:
    """Charges among money that came in, and money among the charges of a debit run, at each."""
    is_run = profile.posting.stream == DEBIT_RUN
    says = (
        "a debit run holds charges alone: load money that came in by a profile of its own"
        if is_run
        else f"a charge is no receipt: its profile needs the stream {DEBIT_RUN}"
    )
    for line in reading.moving:
        if (line.type is LineType.CHARGE) != is_run:
            yield FileFault(line.line, "type", "charge_line", says)


def net_declared(profile: Profile, declared: Pence | None) -> Pence | None:
    """What was declared as a file's net: a debit run comes to charges, below nil as money in."""
    is_run = profile.posting.stream == DEBIT_RUN
    return Pence(-declared) if is_run and declared else declared


def elsewhere(reading: Reading, at: Ground) -> Iterator[FileFault]:
    """Each bank account that lines came into and that is not the cashbook's, at its first line.

    Of one that is masked, or has lost its leading zeros, what is left must be an account's end.
    """
    told: set[str] = set()
    for line in reading.moving:
        account = "".join(filter(str.isdigit, line.bank_account))
        if not account or account in told:
            continue
        told.add(account)
        if any(one.endswith(account) for one in at.accounts):
            continue
        ours = ", ".join(f"{one[:6]} {one[6:]}" for one in sorted(at.accounts)) or "none"
        says = (
            f"the money came into {line.bank_account}, the accounts of {at.cashbook} are {ours}: "
            "name the cashbook of that account, or ask the bank for a file of one account"
        )
        yield FileFault(line.line, "bank_account", "other_account", says)


def key_of_load(session: Session, content: bytes, told: tuple[object, ...]) -> str:
    """The key of a load by the file's digest and what was told of it.

    It stays the same until what was loaded ends: a file reversed, or whose batch was abandoned,
    is loaded anew.
    """
    digest = hashlib.sha256(content)
    row = session.execute(_ENDED, (digest.digest(),)).fetchone()
    ended = row[0] if row else 0
    return derived_key("load", digest.hexdigest(), *told, ended)


_GROUND = """
SELECT l.code, a.sort_code || a.account_number FROM rb.cashbook c
JOIN rb.landlord l ON l.id = c.landlord_id LEFT JOIN rb.bank_account a ON a.cashbook_id = c.id
WHERE c.code = %s
"""
_ENDED = "SELECT count(*) FROM rb.payment_file WHERE digest = %s AND NOT live"
