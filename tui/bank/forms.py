"""The small forms of reconciling: a note, what came back, why a sheet is refused, what to seek."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from core.money import Pence, pounds
from tui.account_forms import AskedFor
from tui.bank.choosing import money_words
from tui.widgets.form import Field

if TYPE_CHECKING:
    from core.cashbook import Difference
    from db.bank.receipts import Receipt
    from db.bank.reconciling import BankLine, Entry

LINE_REASONS = {"e": "enquiry", "b": "bank-error", "n": "not-ours", "o": "other"}
STATEMENT_REASONS = {"e": "enquiry", "b": "bank-error", "o": "other"}
ENTRY_REASONS = {"c": "not-credited", "p": "not-presented", "e": "enquiry", "o": "other"}
KINDS = {"c": "cheque", "k": "chargeback", "r": "recalled", "u": "unapplied-credit"}


def note_form(item: "BankLine | Entry", reasons: dict[str, str], login: str) -> AskedFor:
    """Why an item stands open, in words, and who sees to it."""
    letters = ", ".join(f"{letter} {word}" for letter, word in reasons.items())
    first = next(iter(reasons))
    was = next((k for k, word in reasons.items() if word == item.noted.reason), first)
    fields = (
        Field("reason", "reason", 4, initial=was, hint=letters, check=_one_of(reasons)),
        Field("words", "words", 60, initial=item.noted.words, check=_three_letters),
        Field("owner", "sees to it", 24, initial=item.noted.owner or login, hint="a login"),
    )
    return AskedFor(f"Explain {money_words(item.pence)} of {item.day:%-d %b %Y}", fields)


def lacking_form(item: "Difference", login: str) -> AskedFor:
    """Why a statement's balances and lines are apart, and who sees to it."""
    letters = ", ".join(f"{letter} {word}" for letter, word in STATEMENT_REASONS.items())
    was = next((k for k, word in STATEMENT_REASONS.items() if word == item.reason.value), "e")
    fields = (
        Field("reason", "reason", 4, initial=was, hint=letters, check=_one_of(STATEMENT_REASONS)),
        Field("words", "words", 60, initial=item.words, check=_three_letters),
        Field("owner", "sees to it", 24, initial=item.owner or login, hint="a login"),
    )
    way = "more" if item.pence < 0 else "less"
    apart = f"its closing balance is {pounds(Pence(abs(item.pence)))} {way} than opening and lines"
    return AskedFor(f"Explain {item.what}, to {item.day:%-d %b %Y}", fields, (f"  {apart}",))


def return_form(line: "BankLine", found: Sequence["Receipt"]) -> AskedFor:
    """Which receipt came back, as what, and why; the only candidate stands in it already."""
    kinds = {"u": KINDS["u"]} if line.pence > 0 else {k: KINDS[k] for k in "ckr"}
    letters = ", ".join(f"{letter} {word}" for letter, word in kinds.items())
    first = f"{found[0].entry}.{found[0].line}" if len(found) == 1 else ""
    fields = (
        Field("posting", "receipt", 18, initial=first, hint="its number, as A17-000123.7",
              check=_posting_fault),
        Field("kind", "came back as", 4, initial=next(iter(kinds)), hint=letters,
              check=_one_of(kinds)),
        Field("why", "why", 56, initial=line.words[:120], check=_three_letters),
    )  # fmt: skip
    lines = tuple(
        f"  {each.entry}.{each.line}  {each.day:%-d %b %Y}  {each.reference}  {each.stream}"
        for each in found
    )
    title = f"What came back: {money_words(line.pence)} of {line.day:%-d %b %Y}"
    return AskedFor(title, fields, lines or ("  no receipt of this amount in four months",))


def seek_form(sought: str) -> AskedFor:
    """What to keep in sight."""
    hint = "words, amounts, in, out, >7 days, noted; empty: all"
    return AskedFor("Show only", (Field("sought", "with", 24, initial=sought, hint=hint),))


def stream_form(streams: Sequence[str]) -> AskedFor:
    """Whose schedule a credit waits for."""
    named = ", ".join(streams)
    field = Field("stream", "stream", 16, initial=streams[0], hint=named,
                  check=lambda text: None if text in streams else f"one of {named}")  # fmt: skip
    return AskedFor("Which schedule is this credit of", (field,))


def refuse_form(day: str) -> AskedFor:
    """Why somebody will not sign."""
    field = Field("why", "why", 60, check=_three_letters)
    return AskedFor(f"Refuse the sheet of {day}: its days are open again", (field,))


def suspense_form(line: "BankLine") -> AskedFor:
    """Why a credit goes to suspense."""
    field = Field("reason", "to suspense", 50, initial="no reference", check=_three_letters)
    return AskedFor(f"{money_words(line.pence)}: nobody was chosen", (field,))


def _one_of(letters: dict[str, str]) -> Callable[[str], str | None]:
    def fault(text: str) -> str | None:
        return None if text.lower() in letters else f"one letter of {', '.join(letters)}"

    return fault


def _three_letters(text: str) -> str | None:
    return None if len(text.strip()) >= 3 else "say it in words"


def _posting_fault(text: str) -> str | None:
    number, dot, line = text.rpartition(".")
    if dot and number and line.isdigit():
        return None
    return "the receipt's number and line, such as A17-000123.7"
