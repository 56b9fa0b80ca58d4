"""MT940 statements are pages put together: one ends with `:62M:`, the next begins with `:60M:`."""

from collections.abc import Iterator
from itertools import pairwise

from core.bank_statement import (
    BankStatement,
    Faults,
    StatementFault,
    StatementReading,
    spanned,
    told,
)
from core.delimited import BadFile
from core.file_text import text_lines
from core.formats.mt940.message import read_messages
from core.formats.mt940.page import Page, read_page
from core.money import Pence, pounds

FORMAT = "mt940"


def read_mt940(content: bytes) -> StatementReading:
    """Every statement of the file. Raises BadFile where the bytes are no text or another file."""
    messages = read_messages(text_lines(content))
    if not any(one.tag in ("25", "60F", "60M") for message in messages for one in message.fields):
        raise BadFile("not_mt940", "no :25: and no :60F: in it: is it the bank's MT940 file?")
    faults = Faults()
    open_: dict[str, list[Page]] = {}
    whole: list[list[Page]] = []
    for message in messages:
        page = read_page(message, faults)
        key = page.account.text
        begun = open_.pop(key, None)
        if begun and _goes_on(begun[-1], page):
            begun.append(page)
        else:
            begun = [page]
            whole.append(begun)
        if page.closing and not page.closing.is_final:
            open_[key] = begun
    return StatementReading(FORMAT, tuple(map(_statement, whole)), tuple(faults))


def _goes_on(before: Page, page: Page) -> bool:
    begins_within = page.opening is not None and not page.opening.is_final
    return begins_within and before.number == page.number


def _statement(pages: list[Page]) -> BankStatement:
    first, last = pages[0], pages[-1]
    opening, closing = first.opening, last.closing
    remarks = [one for page in pages for one in page.remarks]
    return spanned(
        BankStatement(
            line=first.line,
            account=first.account,
            currency=told(opening.currency if opening else "", 10),
            lines=tuple(line for page in pages for line in page.lines),
            opening=opening.pence if opening else None,
            closing=closing.pence if closing else None,
            number=first.number,
            last_day=closing.day if closing else None,
            pending=tuple(line for page in pages for line in page.pending),
            controls=_controls(pages),
            remarks=(*remarks, *_gaps(pages)),
        )
    )


def _controls(pages: list[Page]) -> bool | None:
    told_ = [page.controls for page in pages]
    return None if None in told_ else all(told_)


def _gaps(pages: list[Page]) -> Iterator[StatementFault]:
    """What is missing before, between and behind the pages."""
    opening, closing = pages[0].opening, pages[-1].closing
    if opening and not opening.is_final:
        says = "the statement begins in an earlier message that is not in the file: load that too"
        yield StatementFault(opening.line, ":60M:", "begins_within", says)
    for before, page in pairwise(pages):
        assert before.closing and page.opening, "pages are put together by their balances"
        if before.closing.pence != page.opening.pence:
            lacks = pounds(Pence(page.opening.pence - before.closing.pence))
            says = f"{lacks} between the last message and this one: is a message missing?"
            yield StatementFault(page.opening.line, ":60M:", "balance_differs", says)
        if before.sequence and page.sequence and page.sequence != before.sequence + 1:
            says = f"message {page.sequence} follows {before.sequence}: is one missing?"
            yield StatementFault(page.line, ":28C:", "message_missing", says)
    if closing and not closing.is_final:
        says = "the statement goes on in a message that is not in the file: load that too"
        yield StatementFault(closing.line, ":62M:", "goes_on", says)
