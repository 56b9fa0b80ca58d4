"""What is chosen of bank and cashbook, and what a filter leaves in sight. No Textual."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from core.money import NIL, Pence, pounds

if TYPE_CHECKING:
    from core.reconciliation import Proposal
    from db.bank.reconciling import BankLine, Entry, Open


@dataclass(slots=True)
class Choosing:
    """Both sides of the open items, those in sight, and those that Space chose, by key.

    `meets` tells for a bank line or an entry the proposal that it stands in.
    """

    bank: "list[BankLine]" = field(default_factory=list)
    book: "list[Entry]" = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    entries: set[int] = field(default_factory=set)
    sought: str = ""
    exact: "tuple[Proposal, ...]" = ()
    doubtful: "tuple[Proposal, ...]" = ()
    _open: "Open | None" = None
    _of_line: "dict[int, Proposal]" = field(default_factory=dict)
    _of_entry: "dict[int, Proposal]" = field(default_factory=dict)
    _lines: "dict[int, BankLine]" = field(default_factory=dict)
    _entries: "dict[int, Entry]" = field(default_factory=dict)

    def take(self, found: "Open", proposed: "Sequence[Proposal]", today: date) -> None:
        """Items read anew: what is still open of the chosen stays chosen."""
        self._open = found
        self.exact = tuple(each for each in proposed if each.exact)
        self.doubtful = tuple(each for each in proposed if not each.exact)
        self._of_line = {key: each for each in proposed for key in each.bank}
        self._of_entry = {key: each for each in proposed for key in each.book}
        self._lines = {line.line: line for line in found.bank}
        self._entries = {entry.key: entry for entry in (*found.inside, *found.book)}
        for entry in found.inside:  # the batch shows what one of its receipts may be
            if entry.key in self._of_entry:
                self._of_entry.setdefault(entry.whole, self._of_entry[entry.key])
        self.lines &= self._lines.keys()
        self.entries &= self._entries.keys()
        self.seek(self.sought, today)

    def seek(self, sought: str, today: date) -> None:
        """Only what the words fit stays in sight, and whatever is chosen."""
        self.sought = sought.strip()
        if self._open is None:
            return
        fits = _fits(self.sought, today)
        self.bank = [
            line for line in self._open.bank
            if line.line in self.lines or fits(line.pence, line.day, _of_bank(line))
        ]  # fmt: skip
        self.book = [
            entry for entry in self._open.book
            if entry.key in self.entries or fits(entry.pence, entry.day, _of_book(entry))
        ]  # fmt: skip

    @property
    def tolerance(self) -> Pence:
        """How far apart a match of this cashbook may be."""
        return self._open.tolerance if self._open else NIL

    @property
    def counts(self) -> tuple[int, int]:
        """How many items are open on each side, in sight or not."""
        return (len(self._open.bank), len(self._open.book)) if self._open else (0, 0)

    @property
    def is_chosen(self) -> bool:
        """Whether anything is."""
        return bool(self.lines or self.entries)

    def proposal_at(self, *, line: "BankLine | None", entry: "Entry | None") -> "Proposal | None":
        """The proposal that the item under the cursor stands in, if nothing is chosen by hand."""
        if self.is_chosen:
            return None
        if line is not None:
            return self._of_line.get(line.line)
        return self._of_entry.get(entry.key) if entry is not None else None

    def line_of(self, key: int) -> "BankLine | None":
        """The open bank line of that number."""
        return self._lines.get(key)

    def meets(self, line: int) -> "tuple[Proposal, list[Entry]] | None":
        """What a bank line may be, with the entries; None where nothing is proposed."""
        found = self._of_line.get(line)
        return None if found is None else (found, [self._entries[key] for key in found.book])

    def met_by(self, entry: int) -> "tuple[Proposal, list[BankLine]] | None":
        """What an entry may be, with the bank lines."""
        found = self._of_entry.get(entry)
        return None if found is None else (found, [self._lines[key] for key in found.bank])

    def chosen_lines(self) -> "list[BankLine]":
        """The bank lines chosen."""
        return [self._lines[key] for key in sorted(self.lines)]

    def chosen_entries(self) -> "list[Entry]":
        """The entries chosen."""
        return [self._entries[key] for key in sorted(self.entries)]

    def entries_of(self, proposal: "Proposal") -> "list[Entry]":
        """The cashbook side of a proposal."""
        return [self._entries[key] for key in proposal.book]

    def shown_of(self, proposal: "Proposal") -> set[int]:
        """The keys of the entries in sight that a proposal is of: a receipt's batch is."""
        entries = self.entries_of(proposal)
        return {entry.key for entry in entries} | {entry.whole for entry in entries}

    def entries_of_all(self) -> "Sequence[Entry]":
        """Every open entry, in sight or not."""
        return self._all_book

    def sums(self) -> tuple[Pence, Pence]:
        """What the chosen lines and entries come to."""
        return (
            Pence(sum(line.pence for line in self.chosen_lines())),
            Pence(sum(entry.pence for entry in self.chosen_entries())),
        )

    @property
    def _all_book(self) -> "Sequence[Entry]":
        return self._open.book if self._open else ()


def _of_bank(line: "BankLine") -> str:
    noted = f"noted {line.noted.reason} {line.noted.words}" if line.noted.reason else ""
    return f"{line.words} {line.kind} {noted}"


def _of_book(entry: "Entry") -> str:
    noted = f"noted {entry.noted.reason} {entry.noted.words}" if entry.noted.reason else ""
    return f"{entry.stream} {entry.batch or ''} {entry.number} {entry.words} {noted}"


def _fits(sought: str, today: date) -> Callable[[Pence, date, str], bool]:
    """Every word must fit: `>7` days old, `104.75` an amount, `in`, `out`, else part of a text."""
    words = sought.lower().split()

    def fits(pence: Pence, day: date, text: str) -> bool:
        return all(_fits_one(word, pence, (today - day).days, text.lower()) for word in words)

    return fits


def _fits_one(word: str, pence: Pence, age: int, text: str) -> bool:
    if word in ("in", "out"):
        return (pence > 0) == (word == "in")
    if word[:1] == ">" and word[1:].isdigit():
        return age > int(word[1:])
    plain = word.replace(",", "")
    amount = pounds(Pence(abs(pence))).replace(",", "")
    return word in text or (plain.replace(".", "").isdigit() and amount.startswith(plain))


def total_words(amounts: Iterable[Pence]) -> str:
    """A sum as in or out."""
    return money_words(Pence(sum(amounts)))


def money_words(pence: Pence) -> str:
    """Money as the bank moves it: `120.00` in, `out 98.20`."""
    return pounds(pence) if pence >= 0 else f"out {pounds(Pence(-pence))}"
