"""Standard reasons, one letter each: why a line goes to suspense, why a red one is right."""

from collections.abc import Mapping

from core.text import looks_like_card_number

REASON_MIN = 3  # characters, as the book asks of a reason

SUSPENSE: Mapping[str, str] = {
    "n": "no match",
    "u": "unreadable",
    "t": "two possible",
    "l": "other landlord",
    "c": "closed account",
    "d": "tenant deceased",
}
RED: Mapping[str, str] = {
    "s": "second payment, both on the slip",
    "c": "checked with the payer",
    "e": "paid by the estate",
}


class BadReason(ValueError):
    """What was typed is no reason; `says` the way out."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


def reason_of(typed: str, standard: Mapping[str, str], default: str = "") -> str:
    """The words of a reason: a standard one's letter, one's own words, or the default for nothing.

    Raises BadReason.
    """
    text = typed.strip()
    if not text and default:
        return default
    if len(text) == 1 and text.lower() in standard:
        return standard[text.lower()]
    if len(text) < REASON_MIN:
        letters = ", ".join(standard)
        raise BadReason(f"say why in a few words, or one of the letters {letters}")
    if looks_like_card_number(text):
        raise BadReason("this looks like a card number: never keep one, say it in words")
    return text


def default_reason(written: str) -> str:
    """What Enter alone says of a line to suspense: nothing can have matched where nothing stood."""
    return SUSPENSE["n"] if written.strip() else "no name or reference"


def written_words(written: str) -> str:
    """What stood on the slip, in its own marks, or that nothing did."""
    return f'"{written}"' if written.strip() else "(nothing written)"


def reasons_shown(standard: Mapping[str, str], room: int) -> list[str]:
    """The standard reasons with their letters, in as few lines of `room` columns as they take."""
    lines: list[str] = []
    for letter, words in standard.items():
        one = f"{letter} {words}"
        if lines and len(lines[-1]) + len(one) + 3 <= room:
            lines[-1] += f"   {one}"
        else:
            lines.append(one)
    return lines
