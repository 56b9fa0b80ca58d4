"""An account as its page shows it: who lives there, what is owed, what moved, what is under way."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.charge import Charge, Cycle, Terms, next_charge
from core.money import Pence
from core.refusal import Refusal
from core.usual import usual_amount
from db.book import Book, Session
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach somebody; `until` None is the present one, the others are kept as history."""

    kind: str
    value: str
    source: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Person:
    """A tenant of the account's tenancy, lead first; `ended` where they have left it."""

    customer: int
    name: str
    born: date | None
    deceased: date | None
    ended: date | None
    former_names: tuple[str, ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class SubAccount:
    """A part of the rent account, such as its garage; `parent` marks the rent account itself."""

    account: int
    kind: str
    status: str
    balance: Pence
    parent: bool


@dataclass(frozen=True, slots=True)
class Pending:
    """A kept line of an open batch that this operator may see; the amount is the receipt's."""

    batch: int
    line: int
    stream: str
    amount: Pence
    effective: date
    holder: str
    look: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A request that awaits its decision: what it has reserved of the account, if anything."""

    request: int
    kind: str
    amount: Pence | None
    reserved: Pence


@dataclass(frozen=True, slots=True)
class Remark:
    """A note on the account, or a warning that meets everybody who opens it."""

    kind: str
    words: str
    review: date | None
    maker: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Authority:
    """Somebody who may discuss the account, about what and until when."""

    who: str
    scope: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Account:
    """The head of an account's page; `hidden`: restricted, and no look at it is open.

    Of a hidden one people, address, dwelling or garage, tenancy, notes and authority are empty;
    `terms` is what its tenancy is charged, None where nothing is, and of sub-accounts.
    """

    account: int
    reference: str
    kind: str
    landlord: str
    tenancy: str
    references: tuple[tuple[str, str], ...]
    status: str
    deceased: bool
    restricted: bool
    hidden: bool
    balance: Pence
    address: str
    postcode: str
    terms: Terms | None
    usual: Pence | None
    people: tuple[Person, ...]
    sub_accounts: tuple[SubAccount, ...]
    pending: tuple[Pending, ...]
    remarks: tuple[Remark, ...]
    authorities: tuple[Authority, ...]
    promises: tuple[Promise, ...]
    landlord_name: str
    property_kind: str

    @property
    def names(self) -> tuple[str, ...]:
        """Who lives there now, in full, lead first."""
        return tuple(person.name for person in self.people if person.ended is None)

    def due_next(self, today: date) -> Charge | None:
        """The first charge after today, or None."""
        return next_charge(self.terms, today) if self.terms else None


def account(book: Book, number: int) -> Account:
    """The account of that number as this operator sees it. Raises Refusal: unknown_account."""
    with book.session() as session, translated():
        head = session.execute(_HEAD, {"account": number}, prepare=True).fetchone()
        if head is None:
            words = f"there is no account {number} of yours: find it by name or reference"
            raise Refusal("unknown_account", words, number)
        return _account(session, head)


_HEAD = """
SELECT a.id, a.ref, a.kind, l.code, t.ref,
  ARRAY(SELECT jsonb_build_array(r.kind, r.ref) FROM rb.account_ref r
    WHERE r.account_id = coalesce(a.parent_id, a.id) ORDER BY r.kind <> 'payment', r.kind, r.ref),
  a.status, a.deceased, a.restricted, b.pence, p.address, p.postcode, t.cycle, t.charge_pence,
  t.start_date, t.end_date, t.usual_payment_pence, t.id, a.parent_id,
  ARRAY(SELECT r.pence FROM rb.posting r JOIN rb.txn_code c ON c.id = r.code_id
    AND c.class = 'receipt' WHERE r.credit_account >= 10000 AND r.credit_account = a.id
    ORDER BY r.effective_date DESC LIMIT 6), l.name, coalesce(p.kind, '')
FROM rb.account a JOIN rb.landlord l ON l.id = a.landlord_id
JOIN rb.balance b ON b.account_id = a.id LEFT JOIN rb.tenancy t ON t.id = a.tenancy_id
LEFT JOIN rb.property p ON p.id = t.property_id WHERE a.id = %(account)s
"""

_PEOPLE = """
SELECT c.id, c.name, c.born, c.deceased, n.ended,
  ARRAY(SELECT f.name::text FROM rb.former_name f WHERE f.customer_id = c.id ORDER BY f.until DESC),
  ARRAY(SELECT jsonb_build_array(k.kind, k.value, k.source, k.until) FROM rb.contact k
    WHERE k.customer_id = c.id ORDER BY k.until DESC NULLS FIRST, k.kind)
FROM rb.tenant n JOIN rb.customer c ON c.id = n.customer_id WHERE n.tenancy_id = %s
ORDER BY n.ended NULLS FIRST, n.position
"""

_PARTS = """
SELECT s.id, s.kind, s.status, b.pence, s.parent_id IS NULL
FROM rb.account s JOIN rb.balance b ON b.account_id = s.id
WHERE (s.id = %(top)s OR s.parent_id = %(top)s) AND s.id <> %(account)s ORDER BY s.id
"""

_PENDING = """
SELECT b.id, x.line, s.code, m.pence, x.effective_date, b.holder, x.look FROM (
  SELECT y.batch_id, y.line, CASE WHEN y.debit THEN -y.pence ELSE y.pence END AS pence
    FROM rb.batch_line y
    WHERE y.account_id = %(account)s AND NOT y.split
  UNION ALL SELECT p.batch_id, p.line, p.pence FROM rb.batch o
    JOIN rb.line_part p ON p.batch_id = o.id
    WHERE o.state = 'open' AND p.account_id = %(account)s) m
JOIN rb.batch_line x ON (x.batch_id, x.line) = (m.batch_id, m.line) AND x.state = 'kept'
JOIN rb.batch b ON b.id = m.batch_id AND b.state = 'open' JOIN rb.stream s ON s.id = b.stream_id
ORDER BY b.id, x.line
"""

_PROMISES = """
SELECT r.id, r.kind, r.pence, r.reserved_pence FROM rb.request r
WHERE r.state = 'submitted' AND r.expires_on >= rb.book_day()
  AND %(account)s IN (r.account_id, r.to_account) ORDER BY r.id
"""

_REMARKS = (
    "SELECT kind, words, review, maker, at FROM rb.note WHERE account_id = %s ORDER BY id DESC"
)

_AUTHORITIES = """
SELECT who, scope, until FROM rb.authority WHERE account_id = %s
  AND coalesce(until, 'infinity') >= (clock_timestamp() AT TIME ZONE 'Europe/London')::date
ORDER BY id
"""


def _account(session: Session, head: tuple[Any, ...]) -> Account:
    number, tenancy, parent = head[0], head[17], head[18]
    whole = parent or number
    asked = {"account": number, "top": whole}
    values: list[Any] = list(head[:10])
    values[4] = head[4] or ""
    values[5] = tuple((kind, ref) for kind, ref in head[5])
    values.insert(9, tenancy is None)
    values += [head[10] or "", head[11] or ""]
    imported, charge = (None, None) if parent else (head[16], head[13])
    values.append(None if parent else _terms(head[12:16]))
    values.append(None if tenancy is None else usual_amount(imported, head[19], charge))
    values.append(_people(session, tenancy))
    for kind, statement, about in (
        (SubAccount, _PARTS, asked),
        (Pending, _PENDING, asked),
        (Remark, _REMARKS, (whole,)),
        (Authority, _AUTHORITIES, (whole,)),
        (Promise, _PROMISES, asked),
    ):
        rows = session.execute(statement, about, prepare=True).fetchall()
        values.append(tuple(kind(*row) for row in rows))
    values += head[20:]
    return Account(*values)


def _people(session: Session, tenancy: int | None) -> tuple[Person, ...]:
    rows = session.execute(_PEOPLE, (tenancy,), prepare=True).fetchall()
    return tuple(_person(list(row)) for row in rows)


def _person(values: list[Any]) -> Person:
    values[5] = tuple(values[5])
    values[6] = tuple(_contact(each) for each in values[6])
    return Person(*values)


def _contact(told: list[Any]) -> Contact:
    kind, value, source, until = told
    return Contact(kind, value, source, datetime.fromisoformat(until) if until else None)


def _terms(told: tuple[Any, ...]) -> Terms | None:
    cycle, charge, start, end = told
    return Terms(Cycle(cycle), Pence(charge), start, end) if charge else None
