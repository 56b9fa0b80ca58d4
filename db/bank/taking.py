"""A bank line becomes a receipt of an open batch, once."""

from db.acting import act, new_key
from db.book import Book
from db.files.settling import Choice


def take_line(book: Book, batch: int, line: int, choice: Choice, key: str | None = None) -> int:
    """Keeps the bank line (by id) in the batch; answers its number there.

    Raises Refusal: receipt_already, matched_already, goes_out, stream_not_bank, and those of
    keeping a line.
    """
    document = {"line_id": line, "account_id": choice.account, "reason": choice.reason}
    with book.session() as session:
        return int(act(session, "take_bank_line", key or new_key(), batch, document)["line"])
