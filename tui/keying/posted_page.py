"""A posted batch: its number and lines, its listing and receipts to print."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from textual.widget import Widget

from core.batch import LineState
from core.listing import Listing, listing_text, receipt_text
from core.money import pounds
from core.walk import walked
from core.walk_listing import walk_rows
from db.keying_batch import OpenedBatch
from tui.asking import Asking
from tui.keying import shown
from tui.keying.lines import Keyed, Standing
from tui.keying.printing import print_listing, print_receipt
from tui.keymap import Action
from tui.messages import Answered
from tui.misposts.after_post import LooksAfterPost
from tui.printed import Printed, printed_words
from tui.theme import Tone
from tui.widgets.grid import Grid, Row
from tui.widgets.lines import RuleLine, TextLines


class PostedRead(Answered[OpenedBatch]):
    """The posted batch, from the book."""


class Written(Answered[Printed]):
    """What was printed lies in a folder."""


class PostedPage(LooksAfterPost):
    """P prints the listing, R the receipt of the line under the cursor."""

    ACTIONS = (
        Action("listing", "p", "print listing", "Print the batch listing, as text and PDF",
               when=lambda page: page.listing is not None),
        Action("receipt", "r", "receipt", "Print the receipt of the line under the cursor",
               when=lambda page: page.listing is not None),
        Action("another", "f3", "key another", "Key another batch", needs="assistant"),
        Action("done", "enter", "", "Back to where this batch was opened"),
    )  # fmt: skip

    def __init__(self, batch: int) -> None:
        super().__init__()
        self.number = batch
        self.listing: Listing | None = None
        self.keyed: list[Keyed] = []
        self.reading = Asking(self, PostedRead)
        self.printing = Asking(self, Written)
        self.grid = Grid(shown.COLUMNS, self.rows, titles=True)
        self.total = TextLines(1)

    def body(self) -> Iterable[Widget]:
        """The lines and their total."""
        yield self.grid
        yield RuleLine()
        yield self.total

    def header_left(self) -> Iterable[str]:
        """Its number in the chain."""
        if self.listing is None:
            return ("Posted", f"batch {self.number}")
        return ("Posted", self.listing.entry, self.listing.where, f"batch {self.number}")

    def book_ready(self) -> None:
        """Read it as it was posted."""
        from db.keying_batch import open_again

        self.reading.ask(None, partial(open_again, self.desk.book, self.number), holds="reading")

    def on_posted_read(self, event: PostedRead) -> None:
        """Show it."""
        if event.fault is not None:
            self.say(str(event.fault), Tone.BAD)
            return
        opened = event.result
        about = self.desk.book.about
        self.keyed = [
            Keyed(each.line.number, each.line, each.receipt, Standing.KEPT)
            for each in opened.receipts
        ]
        stands = walked(opened.walk, opened.batch.lines) if opened.walk else None
        rows = walk_rows(stands) if stands else ()
        listing = Listing.of(opened.batch, about.operator, is_demo=about.is_demo)
        self.listing = replace(listing, walk=rows)
        kept = sum(line.shown.state is LineState.KEPT for line in self.keyed)
        words = (
            f"{self.listing.entry}: {kept} lines, {pounds(self.listing.total)}, posted and final"
        )
        self.total.say(((f"posted  {words}", Tone.GOOD),))
        if stands is not None and stands.says:
            self.say(f"{stands.says}: the listing names them", Tone.DIM)
        self.grid.show(len(self.keyed), cursor=0)
        self.look_after(self.listing.entry)
        self.refresh_header()
        self.refresh_keys()

    def rows(self, start: int, stop: int) -> list[Row]:
        """The lines as they were posted."""
        width = self.size.width
        return [shown.line_row(line, width, away=False) for line in self.keyed[start:stop]]

    def on_written(self, event: Written) -> None:
        """Where it lies."""
        if event.fault is not None:
            self.say(str(event.fault), Tone.BAD)
        else:
            self.say(printed_words(event.result, self.size.width - 3), Tone.GOOD)

    def act_listing(self) -> None:
        """P."""
        assert self.listing is not None
        self.printing.ask("listing", partial(print_listing, self.listing, listing_text))

    def act_receipt(self) -> None:
        """R."""
        assert self.listing is not None
        line = self.keyed[self.grid.cursor].shown
        if line.state is not LineState.KEPT:
            self.say("this line was struck out: it has no receipt", Tone.WARN)
            return
        self.printing.ask(
            "receipt", partial(print_receipt, self.listing, line.number, receipt_text)
        )

    def act_another(self) -> None:
        """F3: a new header."""
        self.leave(True)

    def act_done(self) -> None:
        """Enter."""
        self.leave(False)
