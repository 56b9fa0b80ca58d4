"""The demo's landlords, homes, people and accounts, copied in from a made-up estate."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from core.estate.homes import LANDLORDS
from core.estate.paying import Paying, Terms
from core.estate.tenancies import Estate, Tenancy
from core.reference import normalise
from db.ground import Cashbook, Landlord, put_cashbook, put_codes, put_landlord, put_streams
from db.setup_write import lay_terms

Session = psycopg.Connection[Any]

FIRST_ACCOUNT = 10001
_USER_NUMBER = "123456"  # nobody's: a file of the demo is never handed in


@dataclass(frozen=True, slots=True)
class Let:
    """A tenancy with the number its account gets, and how it is charged and pays."""

    tenancy: Tenancy
    account: int
    terms: Terms


def lets(estate: Estate, paying: Paying) -> Iterator[Let]:
    """Every tenancy of the estate with its account number and terms."""
    for number, tenancy in enumerate(estate):
        yield Let(tenancy, FIRST_ACCOUNT + number, paying.terms(tenancy))


def lay_ground(session: Session) -> None:
    """Codes, streams, the two landlords and their cashbooks; periods come with the history."""
    put_codes(session)
    put_streams(session)
    session.execute("INSERT INTO rb.policy VALUES ('bacs_user_number', %s)", (Jsonb(_USER_NUMBER),))
    lay_terms(session)
    for place, landlord in enumerate(LANDLORDS):
        put_landlord(session, Landlord(landlord.code, landlord.name, landlord.nation))
        suffix = f"-{place + 1}" if place else ""
        for code, account in (("MAIN", "66374958"), ("BENEFIT", "66374966")):
            number = str(int(account) + place * 1000)
            put_cashbook(session, Cashbook(code + suffix, landlord.code, "089999", number))


def copy_in(session: Session, every: list[Let], today: date) -> None:
    """Properties, people, tenancies, accounts, references and contacts, in bulk."""
    ids = dict(session.execute("SELECT code, id FROM rb.landlord").fetchall())
    people = _People(every, ids)
    _copy(session, "property (id, landlord_id, ref, kind, address, postcode)", _homes(every, ids))
    _copy(
        session,
        "tenancy (id, landlord_id, ref, property_id, start_date, end_date, cycle, charge_pence,"
        " usual_payment_pence, hb_claim_ref, uc_customer_ref, restricted)",
        _tenancies(every, ids, today),
    )
    _copy(session, "customer (id, landlord_id, name, born, restricted)", people.customers())
    _copy(session, "tenant (tenancy_id, position, customer_id, ended)", people.tenants())
    _copy(
        session,
        "account (id, landlord_id, kind, ref, tenancy_id, status, restricted)",
        _accounts(every, ids),
    )
    _copy(session, "account_ref (landlord_id, ref, kind, account_id)", _references(every, ids))
    _copy(session, "contact (customer_id, kind, value, source, maker)", people.phones())
    _copy(session, "former_name (customer_id, name)", people.former_names())
    for table in ("property", "tenancy", "customer", "account"):
        session.execute(
            f"SELECT setval(pg_get_serial_sequence('rb.{table}', 'id'),"  # noqa: S608 - our own names
            f" (SELECT max(id) FROM rb.{table}))"
        )
    session.execute("UPDATE rb.finder_state SET generation = 2, rebuilt = 2")


def _copy(session: Session, into: str, rows: Iterable[tuple[object, ...]]) -> None:
    with session.cursor() as cursor, cursor.copy(f"COPY rb.{into} FROM STDIN".encode()) as copy:
        for row in rows:
            copy.write_row(row)


def _home_ids(every: list[Let]) -> dict[str, int]:
    refs = dict.fromkeys(let.tenancy.home.property_ref for let in every)
    return {ref: number for number, ref in enumerate(refs, 1)}


def _homes(every: list[Let], ids: dict[str, int]) -> Iterator[tuple[object, ...]]:
    numbers, seen = _home_ids(every), set[str]()
    for let in every:
        home = let.tenancy.home
        if home.property_ref not in seen:
            seen.add(home.property_ref)
            landlord = ids[let.tenancy.landlord.code]
            number = numbers[home.property_ref]
            yield number, landlord, home.property_ref, home.kind, home.address, home.postcode


def _tenancies(every: list[Let], ids: dict[str, int], today: date) -> Iterator[tuple[object, ...]]:
    homes = _home_ids(every)
    for number, let in enumerate(every, 1):
        one = let.tenancy
        yield (
            number,
            ids[one.landlord.code],
            one.tenancy_ref,
            homes[one.home.property_ref],
            today - timedelta(one.began),
            None if one.ended is None else today - timedelta(one.ended),
            let.terms.cycle,
            let.terms.charge,
            let.terms.usual,
            one.hb_claim_ref or None,
            one.uc_customer_ref or None,
            one.restricted,
        )


def _accounts(every: list[Let], ids: dict[str, int]) -> Iterator[tuple[object, ...]]:
    for number, let in enumerate(every, 1):
        one = let.tenancy
        status = "current" if one.current else "former"
        landlord = ids[one.landlord.code]
        kind = "garage" if one.home.kind == "garage" else "rent"
        yield let.account, landlord, kind, one.payment_ref, number, status, one.restricted


def _references(every: list[Let], ids: dict[str, int]) -> Iterator[tuple[object, ...]]:
    for let in every:
        one = let.tenancy
        named = [("payment", one.payment_ref), ("tenancy", one.tenancy_ref)]
        named += [("former", ref) for ref in one.former_refs]
        named += [("claim", ref) for ref in (one.hb_claim_ref, one.uc_customer_ref) if ref]
        for kind, ref in dict.fromkeys((kind, normalise(ref)) for kind, ref in named):
            yield ids[one.landlord.code], ref, kind, let.account


class _People:
    """Customers by landlord and person: who holds two tenancies is one customer."""

    def __init__(self, every: list[Let], ids: dict[str, int]) -> None:
        self._every = every
        self._ids = ids
        self._numbers: dict[tuple[str, int], int] = {}
        self._restricted: set[int] = set()
        for let in every:
            for person in let.tenancy.people:
                key = (let.tenancy.landlord.code, person.number)
                number = self._numbers.setdefault(key, len(self._numbers) + 1)
                if let.tenancy.restricted:
                    self._restricted.add(number)

    def customers(self) -> Iterator[tuple[object, ...]]:
        for number, landlord, person in self._each():
            yield number, self._ids[landlord], person.full, person.born, number in self._restricted

    def phones(self) -> Iterator[tuple[object, ...]]:
        for number, _, person in self._each():
            if person.phone:
                yield number, "phone", person.phone, "feed", "night"

    def former_names(self) -> Iterator[tuple[object, ...]]:
        for number, _, person in self._each():
            if person.former_name:
                yield number, person.former_name

    def tenants(self) -> Iterator[tuple[object, ...]]:
        for number, let in enumerate(self._every, 1):
            one = let.tenancy
            for position, person in enumerate(one.people, 1):
                yield number, position, self._numbers[one.landlord.code, person.number], None

    def _each(self) -> Iterator[tuple[int, str, Any]]:
        seen: set[int] = set()
        for let in self._every:
            code = let.tenancy.landlord.code
            for person in let.tenancy.people:
                number = self._numbers[code, person.number]
                if number not in seen:
                    seen.add(number)
                    yield number, code, person
