"""The small forms of the screen of payments: a run, its file again, what came back, a card."""

from datetime import date, datetime

from core.dates import BadDate, parse_date
from core.working_day import cycle_from
from tui.account_forms import AskedFor
from tui.widgets.form import Field

FORMATS = ("standard18", "paygate", "sddirect", "accesspay", "pain001")


def run_form(cashbook: str, now: datetime, today: date) -> AskedFor:
    """A run: when the money moves, in which format, into which file."""
    first = cycle_from(now).moved

    def day_fault(text: str) -> str | None:
        try:
            parse_date(text, today, past=False)
        except BadDate as bad:
            return str(bad)
        return None

    fields = (
        Field("cashbook", "from", 12, initial=cashbook, replaced=True, check=_empty),
        Field("on", "moves on", 12, initial=f"{first:%d/%m/%Y}", replaced=True, check=day_fault,
              hint="a Bacs working day, two after it is handed in"),
        Field("format", "format", 12, initial=FORMATS[0], replaced=True, check=_format_fault,
              hint="or its beginning"),
        Field("without", "leave out", 20, hint="numbers of requests, for another run",
              check=_numbers_fault),
        Field("out", "file", 50, initial=f"pay-{first:%Y%m%d}.txt", replaced=True, check=_empty),
    )  # fmt: skip
    lines = (f"  formats: {' '.join(FORMATS)}", "")
    return AskedFor("Pay everything that is approved, as one run and one file", fields, lines)


def again_form(run: int) -> AskedFor:
    """The same bytes into a new file."""
    field = Field("out", "file", 50, initial=f"pay-run-{run}.txt", replaced=True, check=_empty)
    return AskedFor(f"The file of run {run} again, the same to the byte", (field,))


def why_form(title: str) -> AskedFor:
    """A reason."""
    return AskedFor(title, (Field("why", "why", 60, check=_words_fault),))


def back_form(run: int, items: tuple[str, ...]) -> AskedFor:
    """One payment that the bank sent back, by hand."""
    fields = (
        Field("item", "item", 6, check=_number_fault),
        Field("why", "why", 60, hint="", check=_words_fault),
    )
    shown = tuple(f"  {line}" for line in items[:12])
    return AskedFor(f"A payment of run {run} came back", fields, (*shown, ""))


def returns_form() -> AskedFor:
    """The bank's own file of what came back."""
    field = Field("file", "file", 60, check=_empty)
    return AskedFor("Returned credits: a Standard 18 file or an ARUCS report", (field,))


def card_form(request: int, pence: str) -> AskedFor:
    """The provider's reference of its refund."""
    fields = (
        Field("reference", "reference", 30, hint="the provider's, of this refund",
              check=_words_fault),
    )  # fmt: skip
    return AskedFor(f"The provider paid refund {request}, {pence}, to the card", fields)


def format_named(text: str) -> str:
    """The format that a beginning stands for."""
    found = [one for one in FORMATS if text and one.startswith(text.strip().lower())]
    return found[0] if len(found) == 1 else ""


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers written there, with commas or blanks between."""
    return tuple(int(each) for each in text.replace(",", " ").split())


def _format_fault(text: str) -> str | None:
    return None if format_named(text) else f"one of {' '.join(FORMATS)}"


def _numbers_fault(text: str) -> str | None:
    good = all(each.isdecimal() for each in text.replace(",", " ").split())
    return None if good else "numbers of requests"


def _number_fault(text: str) -> str | None:
    return None if text.isdecimal() else "the item's number"


def _words_fault(text: str) -> str | None:
    return None if len(text.strip()) >= 3 else "in a few words; Esc goes back"


def _empty(text: str) -> str | None:
    return None if text.strip() else "it is needed; Esc goes back"
