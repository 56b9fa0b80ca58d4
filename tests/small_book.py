"""A small made-up book for tests: two landlords, a dozen tenancies, an operator of every group."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg
from psycopg import sql

from db.founding import Plan, found
from db.ground import (
    Cashbook,
    Landlord,
    put_cashbook,
    put_codes,
    put_landlord,
    put_periods,
    put_streams,
)
from db.operators import Operator, add_operator
from tests.servers import LOGIN_PASSWORD, Server

OPERATORS = (
    ("assistant.1", "assistant"),
    ("assistant.2", "assistant"),
    ("supervisor.1", "supervisor"),
    ("supervisor.2", "supervisor"),
    ("manager.1", "manager"),
    ("auditor.1", "auditor"),
    ("night", "night"),
)

# ruff: noqa: E501
# (landlord, payment ref, tenancy ref, names, address, postcode, weekly pence, usual pence, status)
TENANCIES = (
    ("CLY", "10234417", "T04417", ("Mrs Aisha Okafor",), "12 Larch Court", "ML4 1AB", 10475, 10475, "current"),
    ("CLY", "10231190", "T04418", ("Mr John Smith", "Mrs Kaye Smith"), "3/1 Mill Road", "ML4 2EF", 9820, 9820, "current"),
    ("CLY", "10238826", "T04419", ("Ms Paulina Kowalczyk",), "41 Braeside", "ML4 3GH", 9820, 9820, "current"),
    ("CLY", "10230055", "T04420", ("Mr Iain MacDonald",), "7 Ferry Lane", "ML4 1AB", 9820, None, "current"),
    ("CLY", "10239002", "T04421", ("Mr Ben Okafar",), "22 Glebe Street", "ML4 1AC", 6105, 6105, "current"),
    ("CLY", "10236218", "T04422", ("Mr Tomasz Nowak",), "8 Ferry Lane", "ML4 1AB", 9820, 9820, "current"),
    ("CLY", "10236281", "T04423", ("Mrs Tereza Novak",), "8/2 Ferry Road", "ML4 1AD", 9820, 9820, "current"),
    ("CLY", "10230777", "T04424", ("Dr Sana Iqbal",), "19 Braeside", "ML4 3GH", 10475, None, "current"),
    ("CLY", "10237710", "T04425", ("Mr Kofi Osei",), "2 Glebe Street", "ML4 1AC", 10475, 10475, "current"),
    ("CLY", "10234890", "T04426", ("Mrs Harpreet Kaur",), "5 Larch Court", "ML4 1AB", 10475, 10475, "current"),
    ("CLY", "10234471", "T04427", ("Ms Jasvinder Kaur",), "9 Larch Court", "ML4 1AB", 9820, 9820, "current"),
    ("CLY", "10219921", "T01234", ("Mr Terence Brown",), "30 Mill Road", "ML4 2EF", 0, None, "former"),
    ("AVN", "10234417", "A00017", ("Mr Gethin Pryce",), "1 Avon Terrace", "BS1 9ZZ", 8800, 8800, "current"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SmallBook:
    """A copy of the small book: `url(login)` opens it as that operator, "keeper" or (None) superuser."""

    server: Server
    database: str

    def url(self, login: str | None = None) -> str:
        return self.server.url(self.database, login)

    def open(self, login: str | None = None) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url(login), autocommit=True)


def build(url: str) -> None:
    """Founds the book in the empty database behind `url` (a superuser's)."""
    with psycopg.connect(url) as session:
        book_id = found(session, Plan("demo", "server", "keeper", LOGIN_PASSWORD))
    with psycopg.connect(url, autocommit=True) as session:
        with session.transaction():
            role = sql.Identifier(f"rb_{book_id}_owner")
            session.execute(sql.SQL("SET LOCAL ROLE {}").format(role))
            _lay_ground(session)
            _let(session)
        for login, group in OPERATORS:
            add_operator(session, Operator(login, login, group), LOGIN_PASSWORD)


def _lay_ground(session: psycopg.Connection[Any]) -> None:
    put_codes(session)
    put_streams(session)
    for code, name, nation in (
        ("CLY", "Clydeview Homes", "scotland"),
        ("AVN", "Avon Homes", "england"),
    ):
        put_landlord(session, Landlord(code, name, nation))
        put_periods(session, code, date(2025, 1, 1), date(2099, 12, 31))
    put_cashbook(session, Cashbook("MAIN", "CLY", "089999", "66374958"))
    put_cashbook(session, Cashbook("MAIN-2", "AVN", "089999", "66374959"))


def _let(session: psycopg.Connection[Any]) -> None:
    for landlord, payment, tenancy, names, address, postcode, weekly, usual, status in TENANCIES:
        ended = date(2025, 6, 30) if status == "former" else None
        row = session.execute(
            "WITH l AS (SELECT id FROM rb.landlord WHERE code = %s),"
            " p AS (INSERT INTO rb.property (landlord_id, ref, kind, address, postcode)"
            "   SELECT id, %s, 'dwelling', %s, %s FROM l RETURNING id),"
            " t AS (INSERT INTO rb.tenancy (landlord_id, ref, property_id, start_date, end_date, charge_pence,"
            "     usual_payment_pence) SELECT l.id, %s, p.id, '2019-03-04', %s, %s, %s FROM l, p RETURNING id)"
            " INSERT INTO rb.account (landlord_id, kind, ref, tenancy_id, status)"
            " SELECT l.id, 'rent', %s, t.id, %s FROM l, t RETURNING id, tenancy_id, landlord_id",
            (
                landlord,
                f"P{tenancy}",
                address,
                postcode,
                tenancy,
                ended,
                weekly,
                usual,
                payment,
                status,
            ),
        ).fetchone()
        assert row is not None
        account, tenancy_id, landlord_id = row
        for position, name in enumerate(names, 1):
            session.execute(
                "WITH c AS (INSERT INTO rb.customer (landlord_id, name) VALUES (%s, %s) RETURNING id)"
                " INSERT INTO rb.tenant (tenancy_id, position, customer_id) SELECT %s, %s, id FROM c",
                (landlord_id, name, tenancy_id, position),
            )
        session.execute(
            "INSERT INTO rb.account_ref (landlord_id, ref, kind, account_id)"
            " VALUES (%(l)s, %(p)s, 'payment', %(a)s), (%(l)s, %(t)s, 'tenancy', %(a)s)",
            {"l": landlord_id, "p": payment, "t": tenancy, "a": account},
        )


# A copied database has lost who may connect to it and who may make temporary tables in it.
_RIGHTS_OF_A_COPY = """
DO $$ BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %1$I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %1$I TO %2$I, %3$I', current_database(),
    'rb_' || (SELECT id FROM rb.book) || '_operator', 'rb_' || (SELECT id FROM rb.book) || '_owner');
END $$
"""


def copied(server: Server, template: Callable[..., str], fresh: Callable[..., str]) -> SmallBook:
    """A copy of the small book of its own for one test."""
    url = fresh(template=template("small_book", build))
    with psycopg.connect(url, autocommit=True) as session:
        session.execute(_RIGHTS_OF_A_COPY)
    return SmallBook(server, str(psycopg.conninfo.conninfo_to_dict(url)["dbname"]))
