"""A listing is a posted batch on paper: every line, the totals, its number, who posted it."""

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from textwrap import wrap

from core.batch import Batch, Control, Line, LineState, tally
from core.dates import day_words
from core.money import Pence, pounds
from core.text import clean
from core.walk_listing import WalkRow, walk_text

_WIDTH = 78
_LABEL = 12
_REMARK_AT = 18  # a remark stands beneath the name, where nothing has to be cut for it
_REMARK_MAX = 400


@dataclass(frozen=True, slots=True)
class Listing:
    """What stands on a listing and on its receipts; `entry` is the number it was posted under."""

    entry: str
    batch: int
    where: str
    landlord: str
    operator: str
    value_date: date
    book_date: date
    control: Control | None
    lines: tuple[Line, ...]
    is_demo: bool
    walk: tuple[WalkRow, ...] = ()  # of a schedule walk: who did not come as expected

    @classmethod
    def of(cls, batch: Batch, operator: str, *, is_demo: bool) -> "Listing":
        """The listing of a batch that has been posted."""
        return cls(
            batch.entry,
            batch.number,
            f"{batch.cashbook} {batch.stream}",
            batch.landlord,
            operator,
            batch.value_date,
            batch.book_date,
            batch.control,
            batch.lines,
            is_demo,
        )

    @property
    def total(self) -> Pence:
        """What the kept lines come to."""
        return tally(self.lines).total


@dataclass(frozen=True, slots=True)
class ListedLine:
    """One line of a listing, every cell as it is printed."""

    number: str
    reference: str
    name: str
    address: str
    amount: str
    remark: str


def listed_lines(listing: Listing) -> tuple[ListedLine, ...]:
    """The cells of each line, cleaned; a struck line stays on the listing without its amount."""
    return tuple(_listed(line, listing.value_date) for line in listing.lines)


def listing_head(listing: Listing) -> tuple[tuple[str, str], ...]:
    """Label and text of each line above the table."""
    control = listing.control
    proof = "none" if control is None else f"{pounds(control.total)} / {control.count}"
    if control is not None and control.source:
        proof += f" from {clean(control.source, 30)} {clean(control.reference, 30)}"
    return (
        ("posting", listing.entry),
        ("batch", f"{listing.batch}, {listing.landlord} {listing.where}"),
        ("value date", day_words(listing.value_date)),
        ("book date", day_words(listing.book_date)),
        ("control", proof),
        ("posted by", clean(listing.operator, 60)),
    )


def listing_foot(listing: Listing) -> str:
    """The last line: how many, how much, the hash total of the references."""
    kept = tally(listing.lines)
    words = "line" if kept.count == 1 else "lines"
    return f"{kept.count} {words}   {pounds(kept.total)}   hash total {kept.hash_total}"


def listing_text(listing: Listing) -> str:
    """The listing as plain text, at most 78 columns wide; what is longer goes on beneath."""
    head = [_title(listing, "Batch listing"), "", *_facts(listing_head(listing))]
    rows = [row for line in listed_lines(listing) for row in _rows(line)]
    ruler = "-" * _WIDTH
    titles = _rows(ListedLine("line", "reference", "name, remark", "address", "amount", ""))
    foot = [listing_foot(listing), *walk_text(listing.walk)]
    return "\n".join([*head, "", *titles, ruler, *rows, ruler, *foot, ""])


def receipt_text(listing: Listing, number: int) -> str:
    """The receipt of one line as plain text; a line that is not kept has none (ValueError)."""
    return "\n".join([_title(listing, "Receipt"), "", *_facts(receipt_facts(listing, number)), ""])


def receipt_facts(listing: Listing, number: int) -> tuple[tuple[str, str], ...]:
    """Label and text of each line of a receipt."""
    line = next(one for one in listing.lines if one.number == number)
    if line.state is not LineState.KEPT:
        raise ValueError("a struck line has no receipt")
    shown = _listed(line, listing.value_date)
    return (
        ("received", f"£{shown.amount}"),
        ("on", day_words(line.effective or listing.value_date)),
        ("for", shown.reference if line.account is not None else "to be identified"),
        ("from", shown.name),
        ("address", shown.address),
        ("receipt", f"{listing.entry}.{line.number}"),
        ("taken by", clean(listing.operator, 60)),
    )


def _title(listing: Listing, what: str) -> str:
    return f"{what}{' - DEMO BOOK, everything in it is made up' if listing.is_demo else ''}"


def _listed(line: Line, day: date) -> ListedLine:
    suspense, struck = line.account is None, line.state is LineState.STRUCK
    remarks = [
        "struck out" if struck else "",
        f"to suspense: {line.reason}" if suspense and not struck else line.reason,
        f"{line.parts} ways" if line.parts > 1 else "",
        f"paid {line.effective:%d/%m/%Y}" if line.effective not in (None, day) else "",
    ]
    return ListedLine(
        str(line.number),
        "-" if suspense else clean(line.reference, 20),
        clean(line.quoted if suspense else line.name or "(name hidden)", 60),
        "" if suspense else clean(line.address, 60),
        "-" if struck else pounds(line.amount),
        clean(", ".join(remark for remark in remarks if remark), _REMARK_MAX),
    )


def _facts(facts: tuple[tuple[str, str], ...]) -> list[str]:
    """Label and text, a long text on several lines beside its label."""
    rows: list[str] = []
    for label, text in facts:
        first, *others = wrap(text, _WIDTH - _LABEL) or [""]
        rows += [f"{label:<{_LABEL}}{first}", *(f"{'':<{_LABEL}}{other}" for other in others)]
    return rows


def _rows(line: ListedLine) -> list[str]:
    """A line's cells, wrapped within their columns, then its remark under the name."""
    reference = wrap(line.reference, 12, break_on_hyphens=False)
    columns = (reference, wrap(line.name, 22), wrap(line.address, 24))
    rows: list[str] = []
    for ref, name, address in zip_longest(*columns, fillvalue=""):
        number, amount = ("", "") if rows else (line.number, line.amount)
        cells = (f"{number:>4}", f"{ref:<12}", f"{name:<22}", f"{address:<24}",
                 f"{amount:>12}")  # fmt: skip
        rows.append(" ".join(cells).rstrip())
    remark = wrap(line.remark, _WIDTH - _REMARK_AT)
    return rows + [f"{'':<{_REMARK_AT}}{words}" for words in remark]
