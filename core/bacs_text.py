"""Text as Bacs carries it: capitals, digits, full stop, ampersand, slash, hyphen and space."""

import re
import unicodedata

FIELD_MAX = 18  # of names and references
_ALLOWED = re.compile(r"[A-Z0-9.&/\- ]*")
_OTHER = re.compile(r"[^A-Z0-9.&/\- ]")
# Letters whose plain form no decomposition tells.
_LETTERS = str.maketrans(
    {"Ø": "O", "Æ": "AE", "Œ": "OE", "Þ": "TH", "Ð": "D", "Ł": "L", "ẞ": "SS", "'": "", "’": ""}
)


def bacs_text(text: str) -> str:
    """The text in capitals without marks; whatever else Bacs does not carry becomes a space."""
    plain = unicodedata.normalize("NFKD", text.upper().translate(_LETTERS)).upper()
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_OTHER.sub(" ", bare).split())


def names_somebody(text: str) -> bool:
    """Whether a letter or a digit of the text is left as Bacs carries it."""
    return any(sign.isalnum() for sign in bacs_text(text))


def is_carried(text: str) -> bool:
    """Whether Bacs carries the text as it stands."""
    return _ALLOWED.fullmatch(text) is not None


def fitted(text: str, limit: int = FIELD_MAX) -> str:
    """A name as it travels: what does not fit is cut, as every bank cuts it."""
    return bacs_text(text)[:limit].rstrip()
