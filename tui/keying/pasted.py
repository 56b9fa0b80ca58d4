"""A pasted column of receipts, read into payer and amount line by line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.money import BadAmount, Pence, parse_amount
from core.text import clean, looks_like_card_number

PASTED_MAX = 500
# Tabs (a spreadsheet), semicolons, several blanks; a comma only before the last field, since
# names have commas, and an amount its own: `Okafor, Mrs A 1,204.75`.
_APART = re.compile(r"\t+|;|\s{2,}")
_LAST_WORD = re.compile(r"^(.*?)[,\s]+(£?[0-9][0-9,]*(?:\.[0-9]+)?)$")


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One pasted receipt; `amount` is None and `fault` says why where it cannot be read."""

    payer: str
    amount: Pence | None
    fault: str = ""


def read_pasted(lines: Iterable[str]) -> tuple[PastedLine, ...]:
    """Every line that is not blank, at most 500, in order."""
    written = [line.strip() for line in lines if line.strip()]
    return tuple(_line(line) for line in written[:PASTED_MAX])


def _line(written: str) -> PastedLine:
    if looks_like_card_number(written):
        return PastedLine("", None, "looks like a card number")
    pieces = [piece.strip() for piece in _APART.split(written) if piece.strip()]
    if len(pieces) == 1:
        found = _LAST_WORD.match(pieces[0])
        pieces = [found[1].strip(), found[2]] if found else pieces
    if len(pieces) < 2:
        return PastedLine(clean(written), None, "no payer and amount")
    payer, amount = " ".join(pieces[:-1]), pieces[-1]
    try:
        pence = parse_amount(amount)
    except BadAmount as bad:
        return PastedLine(clean(payer), None, bad.says.partition(":")[0])
    if pence < 0:
        return PastedLine(clean(payer), None, "below nil")
    return PastedLine(clean(payer), pence)
