"""Batches: opened, controlled, keyed line by line, posted once."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.batch import Control
from core.money import Pence
from db.acting import act, derived_key, new_key
from db.book import Book

_WORDS = ("quoted", "payer", "narrative", "look")
_EXTRA = ("auth", "last4", "drawer", "cheque_number", "provider_ref", "match")


@dataclass(frozen=True, slots=True)
class Header:
    """What a batch is opened with; dates None are today, a live stream may come without control."""

    cashbook: str
    stream: str
    effective: date | None = None
    book_date: date | None = None
    control: Control | None = None


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One receipt on its way into a batch; `account` None sends it to suspense with its reason.

    `extra` holds what the stream takes besides (drawer, cheque_number, auth, last4, provider_ref).
    """

    account: int | None
    amount: Pence
    effective: date | None = None
    quoted: str = ""
    payer: str = ""
    narrative: str = ""
    reason: str = ""
    look: str = ""
    parts: tuple[tuple[int, Pence], ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    def document(self) -> dict[str, Any]:
        """The act's argument, only with what is given."""
        words = {
            "effective_date": self.effective.isoformat() if self.effective else "",
            "quoted": self.quoted,
            "payer": self.payer,
            "narrative": self.narrative,
            "look": self.look,
        }
        given: dict[str, Any] = {name: text for name, text in words.items() if text}
        parts = [{"account_id": account, "pence": pence} for account, pence in self.parts]
        return {
            "account_id": self.account,
            "pence": self.amount,
            "reason": self.reason,
            "parts": parts,
            **given,
            **dict(self.extra),
        }

    def whole(self) -> dict[str, Any]:
        """The argument of an amendment that leaves nothing of what the line was, but its date."""
        empty = dict.fromkeys((*_WORDS, *_EXTRA), "")
        return empty | self.document()


@dataclass(frozen=True, slots=True)
class Keyed:
    """What the book answered to a kept line: the tally after it and its account's words."""

    batch: int
    line: int
    total: Pence
    count: int
    left: Pence | None
    left_count: int | None
    account: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Posted:
    """A posted batch: `number` names its entry, e.g. A17-000123."""

    batch: int
    number: str
    lines: int
    total: Pence
    posted_at: datetime


def open_batch(book: Book, header: Header, key: str | None = None) -> int:
    """Opens a batch and gives its number; without a key each call is a new one."""
    document: dict[str, Any] = {"cashbook": header.cashbook, "stream": header.stream}
    if header.effective:
        document["effective_date"] = header.effective.isoformat()
    if header.book_date:
        document["book_date"] = header.book_date.isoformat()
    if header.control:
        document |= _control(header.control)
    with book.session() as session:
        return int(act(session, "open_batch", key or new_key(), document)["batch"])


def set_control(book: Book, batch: int, control: Control, key: str | None = None) -> None:
    """Gives a live batch its control, or another one, with its source and reference."""
    document = _control(control) | {"source": control.source, "ref": control.reference}
    with book.session() as session:
        act(
            session,
            "control_batch",
            key or derived_key("control", batch, document),
            batch,
            document,
        )


def redate(book: Book, batch: int, book_date: date, key: str | None = None) -> None:
    """Moves an open batch to another book date."""
    with book.session() as session:
        act(session, "redate_batch", key or new_key(), batch, book_date)


def keep_line(book: Book, batch: int, number: int, line: KeptLine, key: str) -> Keyed:
    """Keeps a new line on disk; the key was made where Enter was pressed."""
    with book.session() as session:
        return _keyed(act(session, "keep_line", key, batch, number, line.document()))


def amend_line(book: Book, batch: int, number: int, change: dict[str, Any], key: str) -> Keyed:
    """Changes what `change` names (see KeptLine.document) of a line, kept or struck: it is kept."""
    with book.session() as session:
        return _keyed(act(session, "amend_line", key, batch, number, change))


def strike_line(book: Book, batch: int, number: int, key: str | None = None) -> Keyed:
    """Strikes a kept line out; it stays visible."""
    with book.session() as session:
        return _keyed(act(session, "strike_line", key or new_key(), batch, number))


def post(book: Book, batch: int, key: str | None = None) -> Posted:
    """Posts a batch that proves, once; asked again it answers the same."""
    with book.session() as session:
        told = act(session, "post_batch", key or derived_key("post", batch), batch)
    posted_at = datetime.fromisoformat(told["posted_at"])
    return Posted(batch, told["number"], told["lines"], Pence(told["total_pence"]), posted_at)


def take(book: Book, batch: int, why: str, key: str | None = None) -> None:
    """Makes a colleague's open batch this operator's; its lines keep their makers."""
    with book.session() as session:
        act(session, "take_batch", key or new_key(), batch, why)


def abandon(book: Book, batch: int, why: str, key: str | None = None) -> None:
    """Gives an open batch up: nothing of it is posted."""
    with book.session() as session:
        act(session, "abandon_batch", key or derived_key("abandon", batch), batch, why)


def _control(control: Control) -> dict[str, Any]:
    given = {"control_pence": control.total, "control_count": control.count}
    return given if control.hash_total is None else given | {"hash_total": control.hash_total}


def _keyed(told: dict[str, Any]) -> Keyed:
    left = told["left_pence"]
    return Keyed(
        told["batch"],
        told["line"],
        Pence(told["keyed_pence"]),
        told["keyed_lines"],
        None if left is None else Pence(-left),
        told["left_lines"],
        told.get("account"),
    )
