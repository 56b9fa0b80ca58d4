"""A lines file keyed into a batch: each receipt judged as if typed, then all kept as one set."""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from core.delimited import BadFile, RowFault, Table, read_table
from core.line_verdict import Verdict, written
from core.lines_file import LinesFile, ReceiptRow, read_lines
from core.money import Pence
from core.refusal import Refusal
from db.acting import act, derived_key
from db.book import Book, Session
from db.errors import translated
from db.line_facts import Head, head
from db.line_verdicts import verdicts


@dataclass(frozen=True, slots=True)
class Look:
    """A line kept although something about it is unusual; `line` is the file's own."""

    line: int
    batch_line: int
    reference: str
    amount: Pence
    says: str


@dataclass(frozen=True, slots=True)
class LinesKeyed:
    """What became of a lines file: `lines` receipts in it, `keyed` of them kept by it.

    `total` is what the whole batch comes to, `difference` that less its control (None without).
    """

    lines: int
    keyed: int
    look: tuple[Look, ...]
    faults: tuple[RowFault, ...]
    total: Pence | None
    difference: Pence | None
    unknown_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """How a file is keyed: `keep_good` keeps the rest beside faults, `add` follows another file."""

    keep_good: bool = False
    add: bool = False
    key: str | None = None


def key_lines(book: Book, batch: int, content: bytes, terms: Terms | None = None) -> LinesKeyed:
    """Keys every receipt of a file's bytes, or with faults none; the same bytes answer the same.

    Raises Refusal: what the file is not (BadFile's codes), unknown_batch, batch_not_open,
    not_your_batch, lines_file_taken; Unknown with the key to send again.
    """
    how = terms or Terms()
    table = _table(content)
    digest = hashlib.sha256(content).digest()
    with book.session() as session:
        with translated():
            at = head(session, batch)
        lines = read_lines(table, at.today)
        if at.digest == digest:
            return _once_more(session, at, lines)
        _refuse(at, how)
        return _key(session, at, lines, digest, how)


def key_of(batch: int, digest: bytes) -> str:
    """The key of a lines file in a batch, by the sha256 of its bytes."""
    return derived_key("lines", batch, digest.hex())


def _table(content: bytes) -> Table:
    try:
        return read_table(content)
    except BadFile as bad:
        raise Refusal(bad.code, bad.says) from bad


def _refuse(at: Head, how: Terms) -> None:
    """What the act would refuse anyway, before a long file is judged for nothing."""
    if at.state != "open":
        raise Refusal("batch_not_open", f"batch {at.batch} is {at.state}: open another", at.batch)
    if at.holder != at.login:
        words = f"batch {at.batch} is held by {at.holder}: take it with a reason first"
        raise Refusal("not_your_batch", words, at.batch)
    if at.digest is not None and not how.add:
        words = f"batch {at.batch} already took a lines file: add another with --add"
        raise Refusal("lines_file_taken", words, at.batch)


def _key(session: Session, at: Head, lines: LinesFile, digest: bytes, how: Terms) -> LinesKeyed:
    with translated():
        judged = verdicts(session, at, lines.rows)
    faults = [*lines.faults, *(one.fault for one in judged if one.fault)]
    good = [one for one in judged if one.fault is None]
    if not lines.rows and not faults:
        raise Refusal("file_empty", "no receipt under the header: is it the right file?")
    key = how.key or key_of(at.batch, digest)
    while good and (how.keep_good or not faults):
        told, refused = _kept(session, at, good, digest, key)
        if told is not None:
            return _answer(lines, good, faults, told)
        # A colleague's open batch is hidden from us, not from the act: it knows of duplicates more.
        faults += refused.values()
        good = [one for one in good if one.row.line not in refused]
    return _answer(lines, (), faults, _tally(session, at))


def _kept(
    session: Session, at: Head, good: Sequence[Verdict], digest: bytes, key: str
) -> tuple[dict[str, Any] | None, dict[int, RowFault]]:
    """The act's answer, or the lines that it refused by their place in the file."""
    load = str(uuid.uuid4())
    with translated():
        _stage(session, load, good)
    document = {
        "load": load,
        "lines": len(good),
        "pence": sum(one.row.amount for one in good),
        "digest": _digest(good),
        "file": digest.hex(),
        "add": at.digest is not None,
    }
    try:
        return act(session, "keep_lines", key, at.batch, document), {}
    except Refusal as refusal:
        if refusal.code != "lines_refused" or not isinstance(refusal.subject, list):
            raise
        return None, _refused_lines(good, refusal.subject)


def _refused_lines(good: Sequence[Verdict], told: list[dict[str, Any]]) -> dict[int, RowFault]:
    faults: dict[int, RowFault] = {}
    for one in told:
        line = good[one["line"] - 1].row.line
        field = "reason" if one["code"] == "reason_needed" else "reference"
        faults[line] = RowFault(line, field, one["code"], one["says"])
    return faults


_COPY = (
    "COPY rb.stage_line (load, line, account_id, pence, effective_date, quoted, payer, narrative,"
    " reason, look, auth, last4, drawer, cheque_number, provider_ref, match, score) FROM STDIN"
)


def _stage(session: Session, load: str, good: Iterable[Verdict]) -> None:
    with session.cursor() as cursor, cursor.copy(_COPY) as copy:
        for number, one in enumerate(good, 1):
            copy.write_row((load, number, *_staged(one)))


def _staged(one: Verdict) -> tuple[object, ...]:
    row = one.row
    match, score = ("reference", 1) if one.account else ("", None)
    return (
        one.account,
        row.amount,
        one.day,
        written(row),
        row.payer,
        row.narrative,
        row.reason,
        one.look,
        row.auth,
        row.last4,
        row.drawer,
        row.cheque_number,
        row.provider_ref,
        match,
        score,
    )


def _digest(good: Iterable[Verdict]) -> str:
    """What db/acts/keep_lines.sql reckons over the staged rows."""
    lines = (_digest_text(number, one) for number, one in enumerate(good, 1))
    return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()


def _digest_text(number: int, one: Verdict) -> str:
    row = one.row
    account = "" if one.account is None else str(one.account)
    fields = (str(number), account, str(row.amount), one.day.isoformat(), written(row))
    return "\x1f".join((*fields, row.payer, row.narrative, row.reason))


def _answer(
    lines: LinesFile, kept: Sequence[Verdict], faults: Iterable[RowFault], told: dict[str, Any]
) -> LinesKeyed:
    left = told.get("left_pence")
    first = told.get("first_line", 1)
    look = [
        Look(one.row.line, first + place, written(one.row), one.row.amount, one.look)
        for place, one in enumerate(kept)
        if one.look
    ]
    return LinesKeyed(
        _count(lines),
        len(kept),
        tuple(look),
        tuple(sorted(faults, key=lambda fault: fault.line)),
        told.get("keyed_pence"),
        None if left is None else Pence(-left),
        lines.unknown_columns,
    )


def _count(lines: LinesFile) -> int:
    return len({row.line for row in lines.rows} | {fault.line for fault in lines.faults})


def _tally(session: Session, at: Head) -> dict[str, Any]:
    """The batch as it stands, in the act's words."""
    with translated():
        row = session.execute(
            "SELECT coalesce(sum(x.pence), 0)::bigint, b.control_pence FROM rb.batch b"
            " LEFT JOIN rb.batch_line x ON x.batch_id = b.id AND x.state = 'kept'"
            " WHERE b.id = %s GROUP BY b.id",
            (at.batch,),
        ).fetchone()
    assert row is not None, "the batch was there a moment ago"
    keyed, control = row
    return {"keyed_pence": keyed, "left_pence": None if control is None else control - keyed}


def _once_more(session: Session, at: Head, lines: LinesFile) -> LinesKeyed:
    """The answer to a file that the batch has taken already, from what it kept of it."""
    with translated():
        told = session.execute(_TOLD, {"subject": f"batch {at.batch}"}).fetchone()
        answer = told[0] if told else {"first_line": 1, "kept": len(lines.rows)}
        last = answer["first_line"] + answer["kept"] - 1
        rows = session.execute(_KEPT, (at.batch, answer["first_line"], last)).fetchall()
        kept, rest = _aligned(lines.rows, rows, at)
        faults = [one.fault for one in verdicts(session, at, rest) if one.fault]
    tally = answer if "keyed_pence" in answer else answer | _tally(session, at)
    return _answer(lines, kept, [*lines.faults, *faults], tally)


_TOLD = """
SELECT detail FROM rb.audit WHERE act = 'keep_lines' AND subject = %(subject)s
ORDER BY id DESC LIMIT 1
"""

_KEPT = """
SELECT line, quoted, pence, effective_date, look FROM rb.batch_line
WHERE batch_id = %s AND line BETWEEN %s AND %s ORDER BY line
"""


def _aligned(
    rows: Sequence[ReceiptRow], kept: Iterable[tuple[Any, ...]], at: Head
) -> tuple[list[Verdict], list[ReceiptRow]]:
    """The file's rows that are in the batch, in its order, and those that are not."""
    places: dict[tuple[Any, ...], list[str]] = {}
    for _, quoted, pence, day, look in kept:
        places.setdefault((quoted, pence, day), []).append(look)
    found: list[Verdict] = []
    rest: list[ReceiptRow] = []
    for row in rows:
        day = row.day or at.effective
        looks = places.get((written(row), row.amount, day))
        if looks:
            found.append(Verdict(row, None, day, looks.pop(0)))
        else:
            rest.append(row)
    return found, rest
