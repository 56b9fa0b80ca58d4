"""The slip: the one line being keyed or corrected, its cells, and the accounts it may mean."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from core.corroboration import Corroboration
from core.finder.row import Hit
from core.money import Pence
from core.stream import ReceiptField, Stream
from core.walk import Item
from tui.keying.split import Split
from tui.widgets.entry_state import Cell, EntryState

HITS_MAX = 12

_WHO = Cell("who")
_AMOUNT = Cell("amount", 12, "right", 24, "amount")
_MORE: dict[ReceiptField, Cell] = {
    ReceiptField.DRAWER: Cell("drawer", 18, prompt="drawer"),
    ReceiptField.CHEQUE_NUMBER: Cell("cheque_number", 14, limit=20, prompt="cheque number"),
    ReceiptField.AUTH: Cell("auth", 14, limit=24, prompt="authorisation"),
    ReceiptField.LAST4: Cell("last4", 10, limit=24, prompt="last four"),
    ReceiptField.PROVIDER_REF: Cell("provider_ref", 18, prompt="provider's ref"),
}
_DATE = Cell("date", 11, limit=12, prompt="date")
_REASON = Cell("reason", prompt="why: a letter, or a few words of your own")


class Mode(Enum):
    """What the entry line asks for now."""

    LINE = "line"  # who and how much
    MORE = "more"  # date, drawer, cheque number, authorisation: what few lines need
    REASON = "reason"  # for suspense, or for a red line
    PART = "part"  # of a split


def more_cells(stream: Stream) -> tuple[Cell, ...]:
    """The cells behind Tab: what receipts of this stream carry, and the line's own date."""
    return (*(_MORE[one] for one in stream.takes), _DATE)


@dataclass(slots=True)
class Slip:
    """One line: `number`, its cells, what was found for the fragment and which hit is meant.

    `chosen` is the account picked with the arrows (None: the best), `fresh`: the next character
    replaces the cell's text, `red` what a reason is being asked for (None: for suspense).
    """

    number: int
    stream: Stream
    correcting: bool = False
    mode: Mode = Mode.LINE
    line: EntryState = field(default_factory=lambda: EntryState((_WHO, _AMOUNT)))
    more: EntryState = field(init=False)
    reason: EntryState = field(default_factory=lambda: EntryState((_REASON,)))
    part: EntryState = field(default_factory=lambda: EntryState((_WHO, _AMOUNT)))
    hits: Sequence[Hit] = ()
    chosen: int | None = None
    meant: int | None = None  # the hit that the amount typed so far means
    fresh: bool = False
    retyped: bool = False  # after No the next character replaces the amount that was asked about
    to_suspense: bool = False
    amount: Pence | None = None
    red: Corroboration | None = None
    split: Split | None = None
    part_hits: Sequence[Hit] = ()
    part_chosen: int | None = None
    expected: Item | None = None  # the payment of a schedule walk that stands in the line

    def __post_init__(self) -> None:
        self.more = EntryState(more_cells(self.stream))

    @property
    def entry(self) -> EntryState:
        """The cells that take keys now."""
        states = {Mode.MORE: self.more, Mode.REASON: self.reason, Mode.PART: self.part}
        return states.get(self.mode, self.line)

    @property
    def cell(self) -> str:
        """The name of the cell that takes the next key."""
        return self.entry.cell.name

    @property
    def fragment(self) -> str:
        """What is typed of the payer."""
        return self.line.texts()["who"].strip()

    @property
    def typed_amount(self) -> str:
        """What is typed as the amount."""
        return self.line.texts()["amount"].strip()

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been typed into the line."""
        return not any(self.line.texts().values()) and not any(self.more.texts().values())

    @property
    def is_asking_who(self) -> bool:
        """Whether a payer is being typed: candidates follow every key."""
        return self.mode in (Mode.LINE, Mode.PART) and self.cell == "who"

    @property
    def shown_hits(self) -> Sequence[Hit]:
        """The candidates that show: of the line, or of the part."""
        if self.mode is Mode.PART:
            return self.part_hits
        return () if self.to_suspense or self.mode is Mode.REASON else self.hits

    @property
    def line_hit(self) -> Hit | None:
        """The candidate of the line: picked, meant by the amount, or the best."""
        return _picked(self.hits, self.chosen or self.meant)

    @property
    def pointed_at(self) -> Hit | None:
        """The hit under the cursor, of the line or of the part."""
        if self.mode is Mode.PART and self.part_hits:
            return _picked(self.part_hits, self.part_chosen)
        return self.line_hit

    def found(self, hits: Sequence[Hit]) -> None:
        """The candidates for what has been typed; an earlier choice is no longer one."""
        if self.mode is Mode.PART:
            self.part_hits, self.part_chosen = hits, None
            return
        self.hits, self.chosen, self.meant = hits, None, None

    def choose(self, step: int) -> bool:
        """Point at another candidate; False where none show."""
        hits, here = self.shown_hits, self.pointed_at
        if not hits or here is None:
            return False
        place = max(0, min(len(hits) - 1, list(hits).index(here) + step))
        if self.mode is Mode.PART:
            self.part_chosen = hits[place].account
        else:
            self.chosen = hits[place].account
        return True

    def go(self, mode: Mode, cell: str = "") -> None:
        """These cells take the next key."""
        self.mode = mode
        if cell:
            self.entry.go(cell)
        self.fresh = self.correcting and mode is Mode.LINE
        self.retyped = False

    def extra(self) -> tuple[tuple[str, str], ...]:
        """What the stream takes besides, as typed."""
        texts = self.more.texts()
        return tuple((n, t.strip()) for n, t in texts.items() if n != "date" and t.strip())

    @property
    def typed_date(self) -> str:
        """What is typed as the line's own date."""
        return self.more.texts()["date"].strip()


def _picked(hits: Sequence[Hit], account: int | None) -> Hit | None:
    picked = next((hit for hit in hits if hit.account == account), None)
    return picked or (hits[0] if hits else None)
