"""The demo's short batch: five receipts keyed, proved and posted by commands, once an estate."""

from core.batch import Control
from core.money import Pence
from db.batches import Header, KeptLine, Posted, keep_line, open_batch, post
from db.book import Book
from db.keying import payers

_KEY = "demo short batch"


def post_short_batch(book: Book) -> Posted:
    """Four usual payments and one nobody can name; again: the same batch's answer."""
    accounts = _payers(book)
    known = payers(book, accounts, "counter")
    amounts = [known[account].charge for account in accounts]
    control = Control(Pence(sum(amounts) + 12000), len(accounts) + 1)
    batch = open_batch(book, Header("MAIN", "counter", control=control), _KEY)
    for number, (account, amount) in enumerate(zip(accounts, amounts, strict=True), 1):
        line = KeptLine(account, amount, quoted=known[account].reference, reason="made up")
        keep_line(book, batch, number, line, f"{_KEY} {number}")
    unknown = KeptLine(None, Pence(12000), quoted="B GRANT", payer="B GRANT", reason="no match")
    keep_line(book, batch, len(accounts) + 1, unknown, f"{_KEY} unknown")
    return post(book, batch, _KEY)


def _payers(book: Book) -> list[int]:
    with book.session() as session:
        rows = session.execute(
            "SELECT a.id FROM rb.account a JOIN rb.landlord l ON l.id = a.landlord_id"
            " WHERE l.code = 'CLY' AND a.kind = 'rent' AND a.status = 'current'"
            " AND NOT a.restricted AND NOT a.deceased ORDER BY a.id LIMIT 4"
        ).fetchall()
    return [row[0] for row in rows]
