"""An office for tests of requests: the small book with limits, credit, debts and people to ask."""

from collections.abc import Callable
from typing import Any

from core.setup_item import DEFAULT_LIMITS
from db.acting import act, new_key
from db.book import Book
from db.requests.asking import Asked, ask
from db.requests.deciding import Decided, approve
from db.requests.reading import standing
from tests.small_book import SmallBook

PAYEE = {"payee": "P KOWALCZYK", "sort_code": "08-99-99", "account_number": "66374958"}

Opened = Callable[..., Book]


def furnish(book: SmallBook) -> None:
    """Gives a copy of the small book the limits and reasons that setup would."""
    with book.open() as session:
        for one in DEFAULT_LIMITS:
            session.execute(
                "INSERT INTO rb.limit_rule VALUES (%s, %s, %s, %s)",
                (one.group, one.kind, one.item, one.day),
            )
        session.execute(
            "INSERT INTO rb.policy VALUES ('write_off_reasons', '\"no-trace deceased dispute\"')"
        )


def number_of(book: SmallBook, ref: str, landlord: str = "CLY") -> int:
    """The rent account of that payment reference."""
    with book.open() as session:
        row = session.execute(
            "SELECT a.id FROM rb.account a JOIN rb.landlord l ON l.id = a.landlord_id"
            " WHERE a.ref = %s AND l.code = %s AND a.parent_id IS NULL AND a.status <> 'control'",
            (ref, landlord),
        ).fetchone()
    assert row is not None
    return int(row[0])


def balance_of(book: SmallBook, account: int) -> int:
    """An account's balance as it is kept."""
    with book.open() as session:
        row = session.execute(
            "SELECT pence FROM rb.balance WHERE account_id = %s", (account,)
        ).fetchone()
    assert row is not None
    return int(row[0])


def pay(book: SmallBook, account: int | None, pence: int, **more: Any) -> str:
    """One receipt posted by assistant.1 (or `by`) through `stream`; its entry's number."""
    head = {"cashbook": "MAIN", "stream": more.get("stream", "standing-order")}
    control = {"control_pence": pence, "control_count": 1}
    with book.open(more.get("by", "assistant.1")) as session:
        batch = act(session, "open_batch", new_key(), head | control)["batch"]
        doc = {"account_id": account, "pence": pence, "reason": "for the test"}
        doc["payer"] = more.get("payer", "P K")
        act(session, "keep_line", new_key(), batch, 1, doc)
        return str(act(session, "post_batch", new_key(), batch)["number"])


def owe(book: SmallBook, account: int, pence: int, day: str = "2025-03-03") -> None:
    """A charge that nobody has paid, written by the owner in the night's name."""
    with book.open() as session, session.transaction():
        session.execute("SET LOCAL search_path = rb, pg_temp")
        row = session.execute(_OWE, {"account": account, "pence": pence, "day": day}).fetchone()
        assert row is not None
        session.execute("SELECT close_entry(%s, 'charge', NULL, 'night')", row)


def let_thirty_go(book: SmallBook) -> None:
    """Thirty former tenants, F001 to F030: each owes 10.00, the last 40.00."""
    with book.open() as session, session.transaction():
        session.execute("SET LOCAL search_path = rb, pg_temp")
        for statement in _THIRTY:
            session.execute(statement)


def asked(book: Book, account: int, pence: int, **more: Any) -> Asked:
    """A refund asked for with the payee's details."""
    doc = {"account_id": account, "pence": pence, "why": "standing order not stopped"}
    return ask(book, "refund", doc | PAYEE | more)


def approved(book: Book, request: int, **more: Any) -> Decided:
    """Approved as the page stood a moment ago."""
    return approve(book, request, standing(book, request).seen, **more)


_OWE = """
INSERT INTO posting SELECT nextval('rb.entry_id_seq'), 1, 1, a.landlord_id, NULL, c.id, a.id, i.id,
  %(pence)s, %(day)s, current_date FROM account a JOIN account i ON i.landlord_id = a.landlord_id
  AND i.kind = 'rent-income' AND i.status = 'control', txn_code c
WHERE a.id = %(account)s AND c.code = 'RENT' RETURNING entry_id
"""

_THIRTY = (
    """
    INSERT INTO property (landlord_id, ref, kind, address, postcode)
    SELECT l.id, format('PF%s', n), 'dwelling', format('%s Ferry Close', n), 'ML4 9ZZ'
    FROM landlord l, generate_series(1, 30) n WHERE l.code = 'CLY'
    """,
    """
    INSERT INTO tenancy (landlord_id, ref, property_id, start_date, end_date, charge_pence)
    SELECT landlord_id, replace(ref, 'PF', 'TF'), id, '2019-03-04', '2025-06-30', 0
    FROM property WHERE ref ~ '^PF\\d+$'
    """,
    """
    INSERT INTO account (landlord_id, kind, ref, tenancy_id, status)
    SELECT landlord_id, 'rent', 'F' || lpad(substr(ref, 3), 3, '0'), id, 'former'
    FROM tenancy WHERE ref ~ '^TF\\d+$' ORDER BY 3
    """,
    """
    INSERT INTO account_ref (landlord_id, ref, kind, account_id)
    SELECT landlord_id, ref, 'payment', id FROM account WHERE ref ~ '^F0\\d\\d$'
    """,
    """
    WITH e AS MATERIALIZED (SELECT nextval('rb.entry_id_seq') AS id)
    INSERT INTO posting SELECT e.id, row_number() OVER (ORDER BY a.id), 1, a.landlord_id, NULL,
      c.id, a.id, i.id, CASE a.ref WHEN 'F030' THEN 4000 ELSE 1000 END, '2025-03-03', current_date
    FROM e, account a
      JOIN account i ON i.landlord_id = a.landlord_id AND i.kind = 'rent-income'
      AND i.status = 'control', txn_code c
    WHERE a.ref ~ '^F0\\d\\d$' AND c.code = 'RENT'
    """,
    "SELECT close_entry(currval('rb.entry_id_seq'), 'charge', NULL, 'night')",
)
