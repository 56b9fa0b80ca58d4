"""`batch post`: once, when it proves; else the difference with its likely cause."""

from typing import Any

import click

from core.difference import Finding, diagnose
from core.money import Pence
from core.refusal import Refusal
from db import batches
from db.batch_lists import listed, load
from db.book import Book
from db.line_usuals import usuals
from db.misposts.noting import look_at
from tui.command.answer import Answer
from tui.command.batch_show import document_of, words_of
from tui.command.call import Call, pass_call
from tui.command.options import batch_argument, key_option
from tui.command.root import BookCommand, example

# What does not prove has a cause in the lines.
_UNPROVED = ("control_total", "control_count")
# The doctor speaks to somebody at the screen, whose key goes to the line.
_KEYS = (" F7 goes there", " F7")


@click.command("post", cls=BookCommand, epilog=example("rentbook batch post 1001"))
@batch_argument
@key_option
@pass_call
def post(call: Call, batch: int, key: str | None) -> Answer:
    """Post a batch that proves, once; asked again it answers the same."""
    with call.book() as book:
        try:
            batches.post(book, batch, call.expect(key, "post", batch))
        except Refusal as refusal:
            if refusal.code not in _UNPROVED:
                raise
            raise _with_causes(book, batch, refusal) from refusal
        head = listed(book, batch)
        found = look_at(book, head.entry) if head.entry else ()
        document = document_of(book, head) | {"misposts": len(found)}
        told = [f"  {one.why}: rentbook mispost list" for one in found]
        return Answer(document, [*words_of(head), *told])


def _with_causes(book: Book, batch: int, refusal: Refusal) -> Refusal:
    """The same refusal, with what the difference doctor finds."""
    keyed = load(book, batch)
    if keyed.control is None:
        return refusal
    accounts = {line.account for line in keyed.lines if line.account is not None}
    found = diagnose(keyed.control, keyed.lines, usuals(book, accounts, batch))
    causes = [_cause(one) for one in found]
    subject: dict[str, Any] = dict(refusal.subject) if isinstance(refusal.subject, dict) else {}
    words = "; ".join([refusal.says, *(cause["says"] for cause in causes[:3])])
    return Refusal(refusal.code, words, subject | {"causes": causes})


def _cause(found: Finding) -> dict[str, Any]:
    says = found.says
    for key in _KEYS:
        says = says.removesuffix(key)
    should_be: Pence | None = found.should_be
    return {
        "line": found.line,
        "slip": found.slip.name.lower(),
        "amount_pence": found.amount,
        "should_be_pence": should_be,
        "says": says,
    }
