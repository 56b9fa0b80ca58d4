"""What lies behind Tab: drawer, cheque number, authorisation, last four, a line's own date."""

import re

from core.dates import BadDate
from core.outcome import SAYS, Outcome
from core.stream import ReceiptField
from core.text import looks_like_card_number
from tui.keying.slip import Mode
from tui.keying.state import KeyingState

_AUTH = re.compile(r"[A-Za-z0-9-]{0,12}")
_LAST4 = re.compile(r"([0-9]{4})?")
_NAMES = {
    ReceiptField.AUTH: "its authorisation code",
    ReceiptField.LAST4: "the card's last four digits",
    ReceiptField.DRAWER: "its drawer",
    ReceiptField.CHEQUE_NUMBER: "its cheque number",
    ReceiptField.PROVIDER_REF: "the provider's reference",
}


def more_fault(state: KeyingState, cell: str, text: str) -> str:
    """What is wrong with a cell behind Tab, in words; a card number does not stay on the screen."""
    if looks_like_card_number(text):
        state.slip.more.set(cell, "")
        return SAYS[Outcome.CARD_NUMBER]
    if cell == "last4" and not _LAST4.fullmatch(text):
        return "the last four are four digits, such as 0042"
    if cell == "auth" and not _AUTH.fullmatch(text):
        return "an authorisation code is up to 12 letters and digits"
    if cell == "date":
        try:
            state.day()
        except BadDate as bad:
            return bad.says
    return ""


def lacking_field(state: KeyingState) -> str:
    """What policy asks of every line here and this one has not; the cursor goes there."""
    given = dict(state.slip.extra())
    for one in state.stream.needs:
        if one.value not in given:
            state.slip.go(Mode.MORE, one.value)
            return f"each line here needs {_NAMES[one]}: type it, then Enter"
    return ""


def go_more(state: KeyingState, key: str) -> bool:
    """Tab out of the amount to what lies behind it, Shift+Tab back; False where it stays."""
    slip = state.slip
    if key == "tab" and slip.mode is Mode.LINE and slip.cell == "amount":
        slip.go(Mode.MORE)
        slip.more.at = 0
        return True
    if key == "shift+tab" and slip.mode is Mode.MORE and slip.more.at == 0:
        slip.go(Mode.LINE, "amount")
        return True
    return False
