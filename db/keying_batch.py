"""What the keying screen begins with: the choices of a header, and a batch's lines as written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.batch import Batch, BatchState, Line
from core.money import Pence
from core.stream import ControlKind, ReceiptField, Stream
from core.walk import Item
from db.batch_lists import Listed, batches, load
from db.batches import KeptLine
from db.book import Book
from db.errors import translated
from db.second_reading import Answer, standings
from db.walk.batch import items


@dataclass(frozen=True, slots=True)
class CashbookChoice:
    """A cashbook this operator may key into."""

    code: str
    name: str
    landlord: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What a header may name; `last_*` is what this operator opened last, or nothing.

    `left_open` are this operator's own open batches, newest first.
    """

    cashbooks: tuple[CashbookChoice, ...]
    streams: tuple[Stream, ...]
    last_cashbook: str
    last_stream: str
    left_open: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """A line of a batch as its list shows it, and as it was written."""

    line: Line
    receipt: KeptLine


@dataclass(frozen=True, slots=True)
class OpenedBatch:
    """A batch with its stream and everything written into it; `walk`: what it was filled with.

    `second` is of a blind batch how far the second keying of each line is.
    """

    batch: Batch
    stream: Stream
    receipts: tuple[KeptReceipt, ...]
    walk: tuple[Item, ...] = ()
    second: Mapping[int, Answer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SubAccount:
    """One of the accounts a tenancy's money may go to; rent first."""

    account: int
    kind: str
    reference: str
    balance: Pence


def choices(book: Book) -> Choices:
    """The cashbooks and streams of this operator, and what was opened last."""
    with book.session() as session, translated():
        cashbooks = session.execute(_CASHBOOKS).fetchall()
        streams = session.execute(_STREAMS).fetchall()
        last = session.execute(_LAST).fetchone() or ("", "")
    mine = batches(book, open_only=True, mine=True, limit=9)
    return Choices(
        tuple(CashbookChoice(*row) for row in cashbooks),
        tuple(one for one in map(_stream, streams) if one.is_money_in),
        last[0],
        last[1],
        tuple(mine),
    )


def open_again(book: Book, batch: int) -> OpenedBatch:
    """A batch, open or not, as it stands on disk; raises Refusal when there is none."""
    loaded = load(book, batch)
    with book.session() as session, translated():
        streams = session.execute(_STREAMS).fetchall()
        rows = session.execute(_WRITTEN, (batch,)).fetchall()
    written = {row[0]: _receipt(row) for row in rows}
    stream = next(each for each in map(_stream, streams) if each.name == loaded.stream)
    lines = tuple(
        KeptReceipt(line, written[line.number]) for line in loaded.lines if line.number in written
    )
    second = standings(book, batch) if loaded.state is BatchState.OPEN else {}
    return OpenedBatch(loaded, stream, lines, items(book, batch), second)


def sub_accounts(book: Book, account: int) -> tuple[SubAccount, ...]:
    """The rent account and what hangs on it, in the order debts are paid: rent first."""
    with book.session() as session, translated():
        rows = session.execute(_SUB_ACCOUNTS, {"account": account}, prepare=True).fetchall()
    return tuple(SubAccount(number, kind, ref, Pence(pence)) for number, kind, ref, pence in rows)


_CASHBOOKS = """
SELECT c.code, c.name, l.code FROM rb.cashbook c JOIN rb.landlord l ON l.id = c.landlord_id
WHERE c.landlord_id = ANY (rb.my_landlords()) ORDER BY c.id
"""

_STREAMS = """
SELECT s.code, s.name, s.debits, t.code, s.live, s.takes, s.needs
FROM rb.stream s JOIN rb.txn_code t ON t.id = s.code_id ORDER BY s.id
"""

_LAST = """
SELECT c.code, s.code FROM rb.batch b JOIN rb.cashbook c ON c.id = b.cashbook_id
JOIN rb.stream s ON s.id = b.stream_id
WHERE b.maker = session_user AND s.debits <> 'rent-income' ORDER BY b.id DESC LIMIT 1
"""

_WRITTEN = """
SELECT x.line, x.account_id, x.pence, x.effective_date, x.quoted, x.payer, x.narrative, x.reason,
  x.look, x.auth, x.last4, x.drawer, x.cheque_number, x.provider_ref,
  ARRAY(SELECT jsonb_build_array(p.account_id, p.pence) FROM rb.line_part p
    WHERE (p.batch_id, p.line) = (x.batch_id, x.line) ORDER BY p.part)
FROM rb.batch_line x WHERE x.batch_id = %s ORDER BY x.line
"""

_SUB_ACCOUNTS = """
SELECT a.id, a.kind, a.ref, b.pence FROM rb.account a JOIN rb.balance b ON b.account_id = a.id
WHERE (a.id = %(account)s OR a.parent_id = %(account)s) AND a.status <> 'closed'
ORDER BY a.parent_id NULLS FIRST,
  array_position(ARRAY['rent', 'garage', 'repairs', 'court', 'former', 'sundry'], a.kind), a.id
"""

_EXTRA = ("auth", "last4", "drawer", "cheque_number", "provider_ref")


def _stream(row: tuple[Any, ...]) -> Stream:
    name, title, debits, code, live, takes, needs = row
    return Stream(
        name,
        title,
        ControlKind(debits),
        code,
        live,
        tuple(map(ReceiptField, takes)),
        tuple(map(ReceiptField, needs)),
    )


def _receipt(row: tuple[Any, ...]) -> KeptLine:
    _, account, pence, effective, quoted, payer, narrative, reason, look, *rest = row
    extra = tuple((name, text) for name, text in zip(_EXTRA, rest, strict=False) if text)
    parts = tuple((part, Pence(share)) for part, share in rest[-1])
    return KeptLine(
        account, Pence(pence), effective, quoted, payer, narrative, reason, look, parts, extra
    )
