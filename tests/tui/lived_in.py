"""The small book after some weeks: charges, receipts, notes, open batches, money in suspense."""

from collections.abc import Callable
from datetime import date, timedelta

import psycopg

from core.batch import Control
from core.estate import Estate
from core.money import Pence
from db.acting import act, new_key
from db.batches import Header, KeptLine, keep_line, open_batch, post
from db.book import Book, open_book
from db.references import resolve
from tests.servers import Server
from tests.small_book import SmallBook, build

SMITH, OKAFOR, NOWAK, IQBAL, KOWALCZYK = "10231190", "10234417", "10236218", "10230777", "10238826"
EVIL = "Ms REF [/a] [b \u202eevil\u202c"


def lived_in_copy(
    server: Server, template: Callable[..., str], fresh: Callable[..., str]
) -> SmallBook:
    """A copy of the lived-in book for one test."""

    def made(url: str) -> None:
        build(url)
        live_in(_book_at(server, url))

    return _book_at(server, fresh(template=template("lived_in", made)))


def estate_copy(
    server: Server, template: Callable[..., str], fresh: Callable[..., str]
) -> SmallBook:
    """A copy of the small book with 2,500 tenancies more, to see what many rows cost."""

    def made(url: str) -> None:
        build(url)
        let_estate(url, 2500)

    return _book_at(server, fresh(template=template("estate_of_tenancies", made)))


def _book_at(server: Server, url: str) -> SmallBook:
    return SmallBook(server, str(psycopg.conninfo.conninfo_to_dict(url)["dbname"]))


def live_in(small: SmallBook) -> None:
    """Weeks of a made-up past, an afternoon's work of two assistants, and a restricted tenant."""
    with small.open() as session:
        _change_people(session)
        _seed(session)
    first, second = (open_book(small.url(f"assistant.{n}")) for n in (1, 2))
    supervisor = open_book(small.url("manager.1"))
    try:
        _work(first, second)
        acting(
            supervisor, "restrict_tenancy", resolve(first, NOWAK), True, "asked for by the tenant"
        )
    finally:
        for book in (first, second, supervisor):
            book.close()


def acting(book: Book, name: str, *arguments: object) -> dict[str, object]:
    """One act with a new key."""
    with book.session() as session:
        return act(session, name, new_key(), *arguments)


def batch_of(book: Book, stream: str, *lines: KeptLine, control: Pence | None = None) -> int:
    """An open batch with these lines; its control is their total unless given."""
    total = sum(line.amount for line in lines) if control is None else control
    batch = open_batch(book, Header("MAIN", stream, control=Control(Pence(total), len(lines))))
    for number, line in enumerate(lines, 1):
        keep_line(book, batch, number, line, new_key())
    return batch


def _work(first: Book, second: Book) -> None:
    smith, okafor = resolve(first, SMITH), resolve(first, f"CLY:{OKAFOR}")
    acting(first, "add_note", smith, {"words": "New job, direct debit to go on from the 27th."})
    acting(first, "add_note", smith, {"kind": "warning", "words": "Dog in the close: ring first"})
    acting(first, "add_authority", smith, {"who": "Rae Tully, advocate", "scope": "arrears"})
    for kind, value in (("phone", "01698 000111"), ("email", "smith@example.org")):
        acting(first, "correct_contact", _customer(first, smith), kind, value)
    post(
        second,
        batch_of(
            second,
            "cheque",
            KeptLine(None, Pence(12000), payer="B GRANT", reason="no match", look="no match"),
        ),
    )
    waiting = (
        KeptLine(smith, Pence(6100), look="unusual", payer="J Smith"),
        KeptLine(okafor, Pence(10475)),
    )
    batch_of(first, "cheque", *waiting, control=Pence(20950))
    batch_of(second, "cheque", KeptLine(okafor, Pence(2000)))
    batch_of(second, "standing-order", KeptLine(okafor, Pence(3000)))


def _customer(book: Book, account: int) -> int:
    from db.accounts import account as page

    return page(book, account).people[0].customer


def _change_people(session: psycopg.Connection[tuple[object, ...]]) -> None:
    for kind in ("garage", "repairs"):
        session.execute(
            "INSERT INTO rb.account (landlord_id, kind, ref, parent_id, tenancy_id)"
            " SELECT landlord_id, %s, ref, id, tenancy_id FROM rb.account"
            " WHERE ref = %s AND kind = 'rent'",
            (kind, SMITH),
        )
    session.execute("UPDATE rb.account SET deceased = true WHERE ref = %s", (IQBAL,))
    session.execute(
        "UPDATE rb.customer SET name = %s WHERE id = (SELECT n.customer_id FROM rb.tenant n"
        " JOIN rb.account a ON a.tenancy_id = n.tenancy_id WHERE a.ref = %s)",
        (EVIL, KOWALCZYK),
    )
    session.execute(
        "INSERT INTO rb.former_name (customer_id, name)"
        " SELECT id, 'Miss Kaye Doyle' FROM rb.customer WHERE name = 'Mrs Kaye Smith'"
    )
    session.execute("UPDATE rb.customer SET born = '1984-02-29' WHERE name = 'Mr John Smith'")


def _seed(session: psycopg.Connection[tuple[object, ...]]) -> None:
    row = session.execute("SELECT rb.today(), (SELECT id FROM rb.book)").fetchone()
    assert row is not None
    today, book_id = row
    assert isinstance(today, date)
    moves = [("RENT", SMITH, "rent", "rent-income", 9820, 7 * week) for week in range(1, 7)]
    moves += [("RENT", OKAFOR, "rent", "rent-income", 10475, 7 * week) for week in range(1, 7)]
    moves += [("DDEB", SMITH, "rent", "bank", -9820, 7 * week - 3) for week in range(2, 7)]
    moves += [("BANK", OKAFOR, "rent", "bank", -10475, days) for days in range(2, 75, 3)]
    moves += [
        ("GRGE", SMITH, "garage", "rent-income", 1200, 6),
        ("RCHG", SMITH, "repairs", "rent-income", 8650, 20),
    ]
    with session.transaction():
        session.execute(f'SET LOCAL ROLE "rb_{book_id}_owner"')
        session.execute("SET LOCAL search_path = rb, pg_temp")
        entry = session.execute("SELECT nextval(pg_get_serial_sequence('entry', 'id'))").fetchone()
        assert entry is not None
        for line, (code, ref, kind, control, pence, ago) in enumerate(moves, 1):
            moved = (code, ref, kind, control, pence, today - timedelta(ago))
            _move(session, (entry[0], line), moved)
        session.execute("SELECT close_entry(%s, 'history', NULL, 'assistant.1')", entry)


def _move(
    session: psycopg.Connection[tuple[object, ...]],
    place: tuple[object, int],
    move: tuple[object, ...],
) -> None:
    code, ref, kind, control, pence, day = move
    assert isinstance(pence, int)
    session.execute(
        "INSERT INTO rb.posting (entry_id, line, part, landlord_id, cashbook_id, code_id,"
        " debit_account, credit_account, pence, effective_date, book_date)"
        " SELECT %(entry)s, %(line)s, 1, a.landlord_id, CASE WHEN %(down)s THEN c.id END, t.id,"
        "  CASE WHEN %(down)s THEN k.id ELSE a.id END, CASE WHEN %(down)s THEN a.id ELSE k.id END,"
        "  %(pence)s, %(day)s, %(day)s"
        " FROM rb.account a JOIN rb.cashbook c ON c.landlord_id = a.landlord_id"
        " JOIN rb.txn_code t ON t.code = %(code)s"
        " CROSS JOIN LATERAL (SELECT rb.control_account(a.landlord_id, %(control)s, c.id) AS id) k"
        " WHERE a.ref = %(ref)s AND a.kind = %(kind)s AND c.code = 'MAIN'",
        {"entry": place[0], "line": place[1], "down": pence < 0, "pence": abs(pence), "day": day,
         "code": code, "control": control, "ref": ref, "kind": kind},
    )  # fmt: skip


def let_estate(url: str, count: int) -> None:
    """A made-up estate in the empty book behind `url` (a superuser's), with balances of all sizes.

    Nothing but what lists show: no postings stand behind the balances, so it never proves.
    """
    homes = [tenancy for tenancy in Estate(7, count) if tenancy.people]
    with psycopg.connect(url, autocommit=True) as session, session.transaction():
        session.execute(
            "CREATE TEMP TABLE let (id bigint, tenancy text, ref text, name text,"
            " address text, postcode text, current bool, former text[])"
        )
        with session.cursor().copy("COPY let FROM STDIN") as copy:
            for one in homes:
                name = " + ".join(person.full for person in one.people)
                copy.write_row(
                    (
                        one.number + 20000,
                        f"E{one.number:05d}",
                        one.payment_ref,
                        name,
                        one.home.address,
                        one.home.postcode,
                        one.current,
                        list(one.former_refs),
                    )
                )
        session.execute(_LET)


_LET = """
INSERT INTO rb.property (landlord_id, ref, kind, address, postcode)
  SELECT 1, tenancy, 'dwelling', address, postcode FROM let;
INSERT INTO rb.tenancy (landlord_id, ref, property_id, start_date, charge_pence,
    usual_payment_pence)
  SELECT 1, tenancy, p.id, '2019-03-04', 9000 + let.id % 40 * 55, 9000 + let.id % 40 * 55
  FROM let JOIN rb.property p ON p.ref = tenancy;
INSERT INTO rb.customer (landlord_id, name) SELECT 1, name FROM let ORDER BY let.id;
INSERT INTO rb.account (id, landlord_id, kind, ref, tenancy_id, status)
  SELECT let.id, 1, 'rent', let.ref, t.id, CASE WHEN current THEN 'current' ELSE 'former' END
  FROM let JOIN rb.tenancy t ON t.ref = tenancy;
INSERT INTO rb.tenant (tenancy_id, position, customer_id)
  SELECT a.tenancy_id, 1, min(c.id) FROM let JOIN rb.account a ON a.id = let.id
  JOIN rb.customer c ON c.name = let.name GROUP BY a.tenancy_id;
UPDATE rb.balance SET pence = (account_id * 7919 % 90000) - 20000 WHERE account_id >= 20000;
"""
