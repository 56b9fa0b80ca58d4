"""A word as the finder compares it: small letters, no accents, no apostrophes."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

TEXT_MAX: Final = 200  # characters of a query that are read; the rest is noise
TOKENS_MAX: Final = 8
WORD_MAX: Final = 24

_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
    | {"ı": "i", "ħ": "h", "ŋ": "ng", "ŧ": "t", "ə": "e"}
    | dict.fromkeys("'’‘`´ʻʼ′.", "")
)
_WORD: Final = re.compile(r"[^\W_]+(?:/[^\W_]+)*")
_OUTWARD: Final = re.compile(r"[a-z]{1,2}[0-9][a-z0-9]?")
_INWARD: Final = re.compile(r"[0-9][a-z]{0,2}")
_PREFIXES: Final = ("o", "mc", "mac")

# Words of bank narratives and of politeness: they tell nobody from anybody.
_TELLING_NOTHING: Final = (
    "mr mrs miss ms mx dr flat fpi fpo bgc sto stdg dd rent payment pymt faster ref reference from "
    "the and of to for bacs chq cheque dwp hb uc tfr transfer account acc acct"
)
NOISE: Final = frozenset(_TELLING_NOTHING.split())


def folded(text: str) -> str:
    """`text` in small plain letters, apostrophes and full stops gone; other signs stay."""
    text = text.lower()
    if text.isascii():
        return text.replace("'", "").replace(".", "")
    marked = unicodedata.normalize("NFKD", text).translate(_LETTERS)
    plain = "".join(letter for letter in marked if not unicodedata.combining(letter))
    return plain.translate(_LETTERS)


def words_of(text: str) -> list[str]:
    """The words of `text`, folded; `3/1` stays one word, a hyphen divides."""
    return [word[:WORD_MAX] for word in _WORD.findall(folded(text))]


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a query: `open` while it may still be typed on, `flat` after the word flat."""

    text: str
    open: bool = False
    flat: bool = False


def tokens_of(text: str) -> tuple[Token, ...]:
    """The telling words of a query, at most eight, the last one open unless a space ends it.

    `O Brien`, `Mc Donald` and `GC1 8DD` are joined; a text of nothing but noise gives no token,
    except that a single word is always looked for.
    """
    text = text[:TEXT_MAX]
    words = _joined(words_of(text))
    still_open = bool(words) and not text[-1:].isspace()
    found = []
    for place, word in enumerate(words):
        last = place == len(words) - 1
        if word in NOISE and not (last and still_open and len(words) == 1):
            continue
        after_flat = place > 0 and words[place - 1] == "flat"
        found.append(Token(word, open=last and still_open, flat=after_flat))
    return tuple(found[:TOKENS_MAX])


def _joined(words: list[str]) -> list[str]:
    """`o brien` as `obrien`, and the halves of a postcode as the one word they are."""
    joined: list[str] = []
    for word in words:
        if joined and _belongs(joined[-1], word):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _belongs(before: str, word: str) -> bool:
    if before in _PREFIXES:
        return len(word) > 2 and word.isalpha()
    return bool(_OUTWARD.fullmatch(before) and _INWARD.fullmatch(word))


def compact(text: str) -> str:
    """`text` as references are compared: capital letters and digits of ASCII alone."""
    return "".join(filter(_CODED.__contains__, text.upper()))


_CODED: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
