"""A batch being keyed, as the screen sees it: its lines, the slip, what waits, what is known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import lru_cache

from core.batch import Batch, BatchState, Control, difference_words, proof, tally_words
from core.corroboration import Corroboration
from core.dates import parse_date
from core.difference import Finding, diagnose
from core.finder.row import Hit
from core.money import Pence, pounds
from core.names import parse_names, short_names
from core.stream import Stream
from core.text import looks_like_card_number
from db.keying_batch import KeptReceipt, OpenedBatch
from tui.keying.facts import Facts
from tui.keying.lines import Keyed, Lines, Standing
from tui.keying.outbox import WAITING_MAX, Change, Doing, Outbox
from tui.keying.slip import HITS_MAX, Slip
from tui.keying.walk import Walk

Search = Callable[[str, int], Sequence[Hit]]


@lru_cache(maxsize=4_096)  # the same people come up with every key
def _short(name: str) -> str:
    return short_names(parse_names(name)) if name else ""


def named(hit: Hit) -> Hit:
    """The hit with its people as lists show them: `Smith, Mr J + Mrs K`."""
    return hit._replace(name=_short(hit.name))


class Kind(Enum):
    """What follows a key."""

    DONE = "done"  # draw again
    KEPT = "kept"  # a change was put in the outbox
    REFUSED = "refused"  # `says` why; what was typed ahead must not go elsewhere
    ASK = "ask"  # a question that Enter answers
    FACTS = "facts"  # the book must tell of the hits first, then finish again
    OFFERS = "offers"  # the book must tell of an account's sub-accounts
    FINDER = "finder"  # the finder is still opening
    BELL = "bell"  # the cell takes no more
    REASON = "reason"  # a red line asks a reason: keys typed before it is seen are not for it


@dataclass(frozen=True, slots=True)
class Step:
    """What follows a key, with words for the operator."""

    kind: Kind
    says: str = ""


DONE = Step(Kind.DONE)


@dataclass(slots=True)
class KeyingState:
    """Everything of one batch on the screen; `operator` is the login that keys."""

    batch: Batch
    stream: Stream
    today: date
    operator: str
    new_key: Callable[[], str]
    search: Search | None = None
    lines: Lines = field(default_factory=Lines)
    outbox: Outbox = field(default_factory=Outbox)
    facts: Facts = field(default_factory=Facts)
    slip: Slip = field(init=False)
    draft: Slip | None = None  # the line left for a correction
    pending: Corroboration | None = None  # what the question on the screen is about
    pasted: list[tuple[str, str]] = field(default_factory=list)
    stopped: str = ""  # why nothing more can be keyed
    is_post_unknown: bool = False
    walk: Walk | None = None

    def __post_init__(self) -> None:
        self.slip = Slip(1, self.stream)

    @classmethod
    def of(cls, opened: OpenedBatch, today: date, operator: str,
           new_key: Callable[[], str]) -> "KeyingState":  # fmt: skip
        """The state to begin with: at the line after the last."""
        state = cls(opened.batch, opened.stream, today, operator, new_key)
        state.walk = Walk.of(opened.walk) if opened.walk else None
        state.load(opened.receipts)
        state.lines.read_twice(opened.second)
        state.begin()
        return state

    def load(self, receipts: Sequence[KeptReceipt]) -> None:
        """Take in the lines as the book has them."""
        for each in receipts:
            self.lines.loaded(each.line, each.receipt)
        if self.walk is not None:
            self.walk.stale = True

    # -- the line being keyed

    def begin(self) -> None:
        """A new line, or the one that was left for a correction; of a walk what comes next."""
        draft, self.draft = self.draft, None
        if draft is not None and draft.expected is not None and draft.fresh:
            draft = None
        self.slip = draft or self._expected() or Slip(0, self.stream)
        self.slip.number = self.lines.next_number
        self.pending = None
        self.facts.forget_answer()

    def _expected(self) -> Slip | None:
        if self.walk is None:
            return None
        self.walk.follow(line.shown for line in self.lines)
        return self.walk.slip(0, self.stream, self.batch.landlord)

    def refresh_hits(self) -> None:
        """Search for what is typed in the cell of the payer, if it is one."""
        slip = self.slip
        if not slip.is_asking_who or self.search is None or slip.to_suspense:
            return
        text = slip.entry.text
        wanted = bool(text.strip()) and not looks_like_card_number(text)
        slip.found([named(hit) for hit in self.search(text, HITS_MAX)] if wanted else ())

    @property
    def accounts(self) -> tuple[int, ...]:
        """The accounts that the typed fragments may mean, best first."""
        slip = self.slip
        return tuple(dict.fromkeys(hit.account for hit in (*slip.part_hits, *slip.hits)))

    def day(self) -> date:
        """The effective date of the line. Raises BadDate."""
        typed = self.slip.typed_date
        return parse_date(typed, self.today) if typed else self.batch.value_date

    @property
    def why_blocked(self) -> str:
        """Why no further line can be keyed now; empty where one can."""
        if self.stopped:
            return self.stopped
        if self.batch.state is not BatchState.OPEN:
            return f"this batch is {self.batch.state}: Esc goes back"
        if self.outbox.is_full and not self.slip.correcting:
            return f"{WAITING_MAX} lines are not kept yet: the book must come back first"
        return ""

    @property
    def above(self) -> Keyed | None:
        """The line above the one being keyed."""
        numbers = [number for number in self.lines.numbers if number < self.slip.number]
        return self.lines.by_number[numbers[-1]] if numbers else None

    # -- what is put on its way

    def put(self, doing: Doing, number: int) -> None:
        """Send what a line has become to the book, in its turn."""
        receipt = self.lines.by_number[number].receipt
        self.outbox.put(Change(number, doing, self.new_key(), receipt))

    def is_known_to_book(self, number: int) -> bool:
        """Whether the book has the line, or is about to."""
        line = self.lines.by_number[number]
        waits = any(one.number == number and one.doing is Doing.KEEP for one in self.outbox.changes)
        return line.in_book is not None or waits

    # -- proof

    @property
    def control(self) -> Control | None:
        """What the batch must come to."""
        return self.batch.control

    @property
    def proves(self) -> bool:
        """Whether everything keyed is kept and agrees with the control."""
        return not self.outbox.changes and not self.refused and not self.faults

    @property
    def faults(self) -> tuple[str, ...]:
        """Why what is kept may not be posted."""
        return tuple(fault.says for fault in proof(self.control, self.lines.tally))

    @property
    def refused(self) -> tuple[Keyed, ...]:
        """Lines the book refused, still to be corrected or struck."""
        return tuple(line for line in self.lines if line.standing is Standing.REFUSED)

    def findings(self) -> tuple[Finding, ...]:
        """What the difference doctor says, once the count is reached."""
        kept = self.lines.tally
        if self.control is None or kept.count < self.control.count:
            return ()
        known = [line.in_book for line in self.lines if line.in_book is not None]
        return diagnose(self.control, known, self.facts.usuals())

    def walk_words(self) -> str:
        """How a walk ended, where it was not as expected."""
        ended = self.walk.ended(line.shown for line in self.lines) if self.walk else None
        return f"walked: {ended.says}: F7 lists them" if ended and ended.says else ""

    def unproved(self) -> str:
        """Why the batch does not prove, once the count is reached."""
        kept = self.lines.tally
        if self.control is None or kept.count < self.control.count or not kept.count:
            return ""
        return self.faults[0] if self.faults else ""

    def tally_shown(self) -> tuple[str, str, str]:
        """Control, keyed, and the difference left in words."""
        kept, control = self.lines.tally, self.control
        asked = "-" if control is None else f"{pounds(control.total)} / {control.count}"
        left = tally_words(control, kept)
        if left == "proves" and self.faults:
            left = "hash total differs"
        return asked, f"{pounds(kept.total)} / {kept.count}", left

    def why_not_posted(self) -> str:
        """Why F10 does not post: the difference and its likely cause, or what must come first."""
        if self.outbox.changes:
            return f"{len(self.outbox)} not kept yet: F10 again when they are"
        if self.refused:
            return f"line {self.refused[0].number} was refused: F7 goes there"
        if not self.faults:
            return ""
        found = self.findings()
        if found and self.control is not None:
            gap = Pence(self.lines.tally.total - self.control.total)
            short = difference_words(gap)
            cause = found[0].says.removeprefix(short)
            return f"not posted, {short}: {cause.partition(': ')[2] or cause.lstrip(' =,')}"
        return f"not posted: {self.faults[0]}"
