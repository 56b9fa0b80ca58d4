"""A person's own data: taken out whole with a reason kept first, or blanked when its time is up."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.refusal import Refusal
from db.acting import act
from db.book import Book
from db.errors import translated
from db.references import resolve


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands to erasure: why not, and how much would be blanked."""

    customer: int
    holds: tuple[tuple[str, str], ...]  # code, words
    blanks: dict[str, int]


@dataclass(frozen=True, slots=True)
class Erased:
    """The accounts whose words went; the proof sheets that keep words they were signed with."""

    accounts: tuple[int, ...]
    sheets_keep: tuple[int, ...]


def customer_named(book: Book, text: str, person: int | None = None) -> int:
    """The customer of that account reference, or of `customer:NUMBER`.

    `person` says which of several tenants, 1 the lead. A number alone is never a customer's: a
    slip in a reference would take out, or blank, a stranger. Raises Refusal: unknown_customer,
    ambiguous.
    """
    number = text.removeprefix("customer:")
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    if is_number and text != number:
        return int(number)
    if is_number and not _is_named(resolve, book, text):
        whose = customer_name(book, int(number))
        known = f"; customer {number} is {whose}: write customer:{number}" if whose else ""
        raise Refusal("unknown_customer", f"no account has the reference {text}{known}", text)
    people = _tenants(book, resolve(book, text))
    if not people:
        says = f"nobody of {text} is to be seen: reveal the account first, or give customer:NUMBER"
        raise Refusal("unknown_customer", says, text)
    if len(people) > 1 and person is None:
        named = ", ".join(f"{at} {name}" for at, (_, name) in enumerate(people, 1))
        raise Refusal("ambiguous", f"several live there: say --person ({named})", text)
    if person is not None and person > len(people):
        raise Refusal("unknown_customer", f"there is no person {person} at {text}", text)
    return people[(person or 1) - 1][0]


def customer_name(book: Book, customer: int) -> str:
    """A customer's name as this operator may read it; empty where it may not, or nobody is."""
    with book.session() as session, translated():
        row = session.execute("SELECT name::text FROM rb.customer WHERE id = %s", (customer,))
        found = row.fetchone()
    return found[0] if found else ""


def subject_access(
    book: Book, key: str, customer: int, why: str
) -> dict[str, list[dict[str, Any]]]:
    """Everything about one person by part; that it was taken, by whom and why, is kept first.

    Raises Refusal: unknown_customer, reason_needed, not_permitted.
    """
    with book.session() as session:
        act(session, "subject_access", key, customer, why)
        parts: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        with translated():
            for part, one in session.execute(
                "SELECT part, one FROM rb.subject_rows(%s)", (customer,)
            ).fetchall():
                parts[part].append(one)
    return dict(parts)


def standing(book: Book, customer: int) -> Standing:
    """Whether a person may be erased yet. Raises Refusal: unknown_customer, not_permitted."""
    with book.session() as session, translated():
        row = session.execute("SELECT rb.erasure_standing(%s)", (customer,)).fetchone()
    assert row is not None
    told = dict(row[0])
    holds = tuple((one["code"], one["says"]) for one in told.pop("holds"))
    return Standing(told.pop("customer"), holds, told)


def erase(book: Book, key: str, customer: int, why: str) -> Erased:
    """Blanks a person and the words written on their accounts. Raises Refusal: kept_by_law."""
    with book.session() as session:
        told = act(session, "erase", key, customer, why)
    return Erased(tuple(told["accounts"]), tuple(told.get("sheets_keep", ())))


def _is_named(ask: Callable[[Book, Any], object], book: Book, text: object) -> bool:
    try:
        ask(book, text)
    except Refusal as refusal:
        return refusal.code == "ambiguous"
    return True


def _tenants(book: Book, account: int) -> list[tuple[int, str]]:
    with book.session() as session, translated():
        return session.execute(
            "SELECT c.id, c.name FROM rb.account a JOIN rb.tenant n ON n.tenancy_id = a.tenancy_id"
            " JOIN rb.customer c ON c.id = n.customer_id WHERE a.id = %s"
            " ORDER BY n.ended NULLS FIRST, n.position",
            (account,),
        ).fetchall()
