"""The lines of a batch on the screen: what is shown of each, and what of it the book has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from core.batch import Line, LineState, Mark, Tally, mark_of, tally
from db.batches import KeptLine
from db.second_reading import Answer


class Standing(Enum):
    """How far a line has come."""

    KEEPING = "keeping"  # on its way to the book
    KEPT = "kept"  # as the book has it, kept or struck
    REFUSED = "refused"  # the book said no; what was typed stays here


@dataclass(slots=True)
class Keyed:
    """One line: `shown` and `receipt` as keyed last, `in_book` as acknowledged (None: never)."""

    number: int
    shown: Line
    receipt: KeptLine
    standing: Standing = Standing.KEEPING
    in_book: Line | None = None
    receipt_in_book: KeptLine | None = None
    says: str = ""  # why the book refused it
    is_taken: bool = False  # another session keyed another receipt under this number
    second: Answer | None = None  # of a blind batch, how far its second keying is

    @property
    def is_struck(self) -> bool:
        """Whether it is struck out, or about to be."""
        return self.shown.state is LineState.STRUCK


@dataclass(slots=True)
class Lines:
    """Every line by number, and what Ctrl+Z would undo next."""

    by_number: dict[int, Keyed] = field(default_factory=dict)
    undoing: list[tuple[int, Line | None, KeptLine | None]] = field(default_factory=list)

    def __iter__(self) -> Iterator[Keyed]:
        return iter(self.by_number.values())

    def __len__(self) -> int:
        return len(self.by_number)

    @property
    def numbers(self) -> list[int]:
        """The lines in the order they show."""
        return list(self.by_number)

    @property
    def next_number(self) -> int:
        """The number of the next new line."""
        return max(self.by_number, default=0) + 1

    @property
    def tally(self) -> Tally:
        """Total, count and hash of what the book has acknowledged, and of nothing else."""
        return tally(each.in_book for each in self if each.in_book is not None)

    def loaded(self, line: Line, receipt: KeptLine) -> None:
        """A line read from the book; one that is being changed here keeps its change."""
        known = self.by_number.get(line.number)
        if known is not None and known.standing is not Standing.KEPT:
            known.in_book, known.receipt_in_book = line, receipt
            return
        self.by_number[line.number] = Keyed(
            line.number, line, receipt, Standing.KEPT, line, receipt
        )
        if known is None:
            self.undoing.append((line.number, None, None))
            self._sort()

    def read_twice(self, second: Mapping[int, Answer]) -> None:
        """How far the second keying of each line is, as it was read last."""
        for line in self:
            is_as_read = line.standing is Standing.KEPT
            line.second = second.get(line.number) if is_as_read else None

    def keyed(self, shown: Line, receipt: KeptLine) -> None:
        """A line keyed anew or corrected, not acknowledged yet."""
        known = self.by_number.get(shown.number)
        if known is None:
            self.by_number[shown.number] = Keyed(shown.number, shown, receipt)
            self.undoing.append((shown.number, None, None))
            self._sort()
            return
        was = known.standing is not Standing.REFUSED
        before = (known.shown, known.receipt) if was else (None, None)
        self.undoing.append((shown.number, *before))
        known.shown, known.receipt = shown, receipt
        known.standing, known.says, known.second = Standing.KEEPING, "", None

    def struck(self, number: int) -> None:
        """A line struck out here; the book is still to hear of it, if it has the line."""
        line = self.by_number[number]
        line.shown = replace(line.shown, state=LineState.STRUCK)
        line.standing = Standing.KEEPING if line.in_book is not None else Standing.KEPT
        line.says = ""

    def acknowledged(self, words: Line, receipt: KeptLine, *, last: bool) -> None:
        """The book has the line like this; `last`: nothing more is under way for it."""
        line = self.by_number[words.number]
        line.in_book, line.receipt_in_book = words, receipt
        if last:
            line.shown, line.receipt, line.standing = words, receipt, Standing.KEPT

    def refused(self, number: int, says: str) -> None:
        """The book said no to the line as it was keyed last."""
        line = self.by_number[number]
        line.standing, line.says = Standing.REFUSED, says

    def move(self, number: int, to: int) -> None:
        """A line whose number was taken stands at another."""
        line = self.by_number.pop(number)
        line.number = to
        line.shown = replace(line.shown, number=to)
        line.in_book = line.receipt_in_book = None
        line.is_taken = False
        self.by_number[to] = line
        self.undoing = [one for one in self.undoing if one[0] != number]
        self.undoing.append((to, None, None))
        self._sort()

    def neighbour(self, number: int, step: int) -> int | None:
        """The number of the line above or below this one (which may be the next new one)."""
        numbers = self.numbers
        place = numbers.index(number) if number in self.by_number else len(numbers)
        place += step
        return numbers[place] if 0 <= place < len(numbers) else None

    def _sort(self) -> None:
        self.by_number = dict(sorted(self.by_number.items()))


# How a look begins or ends (core/corroboration.py), and the word it has beside the amount.
_LOOKS = (
    ("the tenant has died", "died"),
    (" stands already", "duplicate"),
    ("a former tenant", "former"),
    ("the mandate has ended", "no mandate"),
    ("is much alike", "look-alike"),
    ("pays this too", "look-alike"),
    ("no usual amount known", "no usual"),
    ("charged ", "no usual"),
    ("the balance of", "balance"),
)

# Of a line of a blind batch, what its second keying has come to.
_SECOND = {
    Answer.WAITING: (Mark.KEEPING, "2nd waits"),
    Answer.KEYED: (Mark.KEEPING, "2nd keyed"),
    Answer.EQUAL: (Mark.KEPT, "2nd agrees"),
    Answer.READ_AGAIN: (Mark.UNUSUAL, "read a 3rd"),
    Answer.DIFFERS: (Mark.DUPLICATE, "differs"),
}


def mark_shown(line: Keyed, *, away: bool) -> tuple[Mark, str]:
    """The sign and the word of a line: as the book has it, or how far it has come."""
    if line.standing is Standing.REFUSED:
        return Mark.DUPLICATE, "refused"
    if line.standing is Standing.KEEPING:
        return (Mark.KEEPING, "not kept yet") if away else mark_of(line.shown, keeping=True)
    if line.second is not None:
        return _SECOND[line.second]
    mark, word = mark_of(line.shown)
    if mark not in (Mark.UNUSUAL, Mark.DUPLICATE):
        return mark, word
    return mark, next((said for part, said in _LOOKS if part in line.receipt.look), word)
