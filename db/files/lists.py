"""Files as they stand: which wait to be settled, and one with all its lines."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.money import Pence
from core.payment_file.row_number import row_words
from core.refusal import Refusal
from db.book import Book, Session
from db.errors import translated


@dataclass(frozen=True, slots=True)
class FileAtHand:
    """One payment file: `state` is its batch's (open, posted, abandoned) or reversed.

    `waiting` counts the lines neither in the batch nor duplicates; `hidden` those of restricted
    people, which this operator sees nowhere.
    """

    file: int
    batch: int
    name: str
    profile: str
    version: int
    payer: str
    cashbook: str
    landlord: str
    stream: str
    login: str
    at: datetime
    state: str
    holder: str
    gross: Pence
    recovery: Pence
    net: Pence
    declared: Pence | None
    control: Pence
    lines: int
    matched: int
    suggested: int
    unmatched: int
    duplicates: int
    waiting: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """An account that a line may be of: `features` are (about, weight, words, of a person)."""

    account: int
    reference: str
    name: str
    address: str
    balance: Pence
    score: int
    features: tuple[tuple[str, int, str, bool], ...]


@dataclass(frozen=True, slots=True)
class LineAtHand:
    """One line of a file: what the payer wrote, what is proposed, what it was settled to.

    It is called by its `row` in the file, its part included; `item` is its line in the batch.
    `account` is where it stands in the batch, None for suspense; `kept` whether it stands there.
    """

    item: int
    line: int
    part: int
    type: str
    raw: str
    keys: tuple[tuple[str, str], ...]
    payer_key: tuple[str, str] | None
    name: str
    address: str
    postcode: str
    narrative: str
    pence: Pence
    debit: bool
    day: date
    outcome: str
    proposals: tuple[Proposal, ...]
    default: int | None
    holds: tuple[str, ...]
    doubt: str
    kept: bool
    account: int | None
    reference: str
    reason: str
    settled_by: str
    stands_as: str = ""  # whose name the account bears where it stands

    @property
    def row(self) -> str:
        """`88`, or `88.2` for what that row takes back besides."""
        return row_words(self.line, self.part)

    @property
    def is_certain(self) -> bool:
        """Whether matching alone put it where it stood."""
        return self.outcome == "matched"

    @property
    def waits(self) -> bool:
        """Whether somebody has to say whose it is."""
        return not self.kept and self.outcome != "duplicate"


def files(book: Book) -> tuple[FileAtHand, ...]:
    """Every file this operator sees: those to settle first, then the latest."""
    with book.session() as session, translated():
        rows = session.execute(_FILES, {"file": None}).fetchall()
    return tuple(_file(row) for row in rows)


def file_at_hand(book: Book, file: int) -> FileAtHand:
    """One file. Raises Refusal: unknown_file."""
    with book.session() as session, translated():
        row = session.execute(_FILES, {"file": file}).fetchone()
    if row is None:
        raise Refusal("unknown_file", f"there is no file {file}: the Files screen lists them", file)
    return _file(row)


def file_lines(book: Book, file: int, *, waiting: bool = False) -> tuple[LineAtHand, ...]:
    """The lines of a file in its order, or only those that wait, proposals named as of now."""
    return _lines(book, file, "waits" if waiting else "all", None)


def file_exceptions(book: Book, file: int) -> tuple[LineAtHand, ...]:
    """The lines that wait or waited for somebody, those settled by now among them."""
    return _lines(book, file, "exceptions", None)


def file_line(book: Book, file: int, item: int) -> LineAtHand:
    """One line of a file. Raises Refusal: unknown_line."""
    for line in _lines(book, file, "all", item):
        return line
    raise Refusal("unknown_line", f"file {file} has no line {item}: read it again", item)


def line_in_row(book: Book, file: int, row: tuple[int, int]) -> LineAtHand:
    """The line that a row number (line, part) names. Raises Refusal: unknown_line."""
    with book.session() as session, translated():
        found = session.execute(_IN_ROW, (file, *row)).fetchone()
    if found is None:
        called = row_words(*row)
        says = (
            f"file {file} moves nothing in row {called}: rentbook file show {file} lists its rows"
        )
        raise Refusal("unknown_line", says, called)
    return file_line(book, file, found[0])


def proposal_of(book: Book, account: int) -> Proposal:
    """An account found by hand, as one that a line may be of."""
    with book.session() as session, translated():
        named = _named(session, {account})
    return _proposal({"account": account, "score": 0, "features": ()}, named)


def _lines(book: Book, file: int, which: str, item: int | None) -> tuple[LineAtHand, ...]:
    with book.session() as session, translated():
        asked = {"file": file, "which": which, "item": item}
        rows = session.execute(_LINES, asked).fetchall()
        wanted = {one["account"] for row in rows for one in row[14].get("candidates", ())}
        wanted |= {row[20] for row in rows if row[20] is not None}
        named = _named(session, wanted)
    return tuple(_line(row, named) for row in rows)


_Named = dict[int, tuple[str, str, str, int]]


def _named(session: Session, accounts: set[int]) -> _Named:
    rows = session.execute(_NAMED, (list(accounts),)) if accounts else ()
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in rows}


def _file(row: tuple[Any, ...]) -> FileAtHand:
    values = list(row)
    for place in (13, 14, 15, 17):
        values[place] = Pence(values[place])
    values[16] = None if values[16] is None else Pence(values[16])
    return FileAtHand(*values)


def _line(row: tuple[Any, ...], named: _Named) -> LineAtHand:
    (item, line, part, type_, raw, keys, kind, value, name, address, postcode, narrative) = row[:12]
    pence, debit, why, day, outcome, default, doubt = row[12:19]
    kept, account, reference, reason, settled = row[19:]
    return LineAtHand(
        item,
        line,
        part,
        type_,
        raw,
        tuple((key[0], key[1]) for key in keys),
        (kind, value) if kind else None,
        name,
        address,
        postcode,
        narrative,
        Pence(pence),
        debit,
        day,
        outcome,
        tuple(_proposal(one, named) for one in why.get("candidates", ())),
        default,
        tuple(why.get("holds", ())),
        doubt,
        kept,
        account,
        reference or "",
        reason or "",
        settled or "",
        named[account][1] if account in named else "",
    )


def _proposal(one: dict[str, Any], named: _Named) -> Proposal:
    reference, name, address, balance = named.get(one["account"], ("", "", "", 0))
    features = tuple((about, weight, words, person) for about, weight, words, person
                     in one["features"])  # fmt: skip
    shown = tuple(each for each in features if name or not each[3])
    return Proposal(one["account"], reference, name, address, Pence(balance), one["score"], shown)


_FILES = """
SELECT f.id, b.id, f.name::text, p.name, p.version, f.payer::text, c.code, l.code, s.code,
  f.login::text, f.at, CASE WHEN b.state = 'posted' AND NOT f.live THEN 'reversed' ELSE b.state END,
  b.holder::text, f.gross_pence, f.recovery_pence, f.net_pence, f.declared_pence,
  b.control_pence, n.lines, n.matched, n.suggested, n.unmatched, n.duplicates,
  CASE WHEN b.state = 'open' THEN n.lines - n.duplicates
    - (SELECT count(*) FROM rb.batch_line k WHERE k.batch_id = b.id AND k.state = 'kept')
    ELSE 0 END, CASE WHEN b.state = 'open' THEN b.control_count - n.lines + n.duplicates ELSE 0 END
FROM rb.payment_file f JOIN rb.batch b ON b.id = f.batch_id JOIN rb.profile p ON p.id = f.profile_id
JOIN rb.cashbook c ON c.id = f.cashbook_id JOIN rb.landlord l ON l.id = c.landlord_id
JOIN rb.stream s ON s.id = b.stream_id
CROSS JOIN LATERAL (SELECT count(*) AS lines,
    count(*) FILTER (WHERE outcome = 'matched') AS matched,
    count(*) FILTER (WHERE outcome = 'suggested') AS suggested,
    count(*) FILTER (WHERE outcome = 'unmatched') AS unmatched,
    count(*) FILTER (WHERE outcome = 'duplicate') AS duplicates
  FROM rb.file_line x WHERE x.file_id = f.id) n
WHERE %(file)s::bigint IS NULL OR f.id = %(file)s
ORDER BY b.state <> 'open', f.id DESC LIMIT 500
"""

_LINES = """
SELECT x.item, x.line, x.part, x.type, x.raw, x.keys, x.payer_kind, x.payer_value::text,
  x.name::text, x.address::text, x.postcode::text, x.narrative::text, x.pence,
  x.debit, x.why, x.day, x.outcome, x.account_id, x.doubt::text, k.line IS NOT NULL,
  k.account_id, a.ref::text, k.reason::text,
  x.settled_by::text
FROM rb.file_line x JOIN rb.payment_file f ON f.id = x.file_id
LEFT JOIN rb.batch_line k ON (k.batch_id, k.line) = (f.batch_id, x.item) AND k.state = 'kept'
LEFT JOIN rb.account a ON a.id = k.account_id
WHERE x.file_id = %(file)s AND (%(item)s::int IS NULL OR x.item = %(item)s)
  AND CASE %(which)s WHEN 'all' THEN true WHEN 'waits' THEN k.line IS NULL AND x.live
    ELSE x.outcome IN ('suggested', 'unmatched') OR x.settled_at IS NOT NULL END
ORDER BY x.item
"""

_IN_ROW = "SELECT item FROM rb.file_line WHERE (file_id, line, part) = (%s, %s, %s)"

_NAMED = """
SELECT a.id, a.ref::text, coalesce((SELECT string_agg(c.name::text, ' + ' ORDER BY n.position)
    FROM rb.tenant n JOIN rb.customer c ON c.id = n.customer_id
    WHERE n.tenancy_id = a.tenancy_id AND n.ended IS NULL), ''),
  coalesce(p.address::text, ''), b.pence
FROM rb.account a JOIN rb.balance b ON b.account_id = a.id
LEFT JOIN rb.tenancy t ON t.id = a.tenancy_id LEFT JOIN rb.property p ON p.id = t.property_id
WHERE a.id = ANY (%s)
"""
