"""No bank card's number is kept (domain.md 1.6): one is starred but for its last four digits."""

import re

from core.text import looks_like_card_number

LONG_NUMBER = re.compile(r"(?<![0-9])[0-9](?:[ .\-_]?[0-9]){12,18}(?![0-9])")


def starred(text: str) -> str:
    """The text with each card's number starred; other long numbers stand."""
    return LONG_NUMBER.sub(_starred, text) if LONG_NUMBER.search(text) else text


def _starred(found: re.Match[str]) -> str:
    number = found[0]
    if not looks_like_card_number(number):
        return number
    return re.sub("[0-9]", "*", number[:-4]) + number[-4:]
