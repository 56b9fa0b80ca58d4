"""Text from outside is shown as harmless visible text, and no card number is kept."""

import re
import unicodedata

_MARKS_MAX = 3  # more combining marks on one letter overflow the lines above and below
_FORMULA = "=+-@\t\r＝＋－＠﹢﹣﹦﹫"
# Alphabets of Europe without their combining marks: nearly every name that is not ASCII.
_MARKLESS = re.compile(r"[\x20-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027]*")
_ANY_DIGIT = re.compile(r"\d")
_GROUP = re.compile(r"[0-9]+")
_GAP = re.compile(r"[\s.\-_\u2010-\u2015\u2212]{1,3}")
# Who issues bank cards by first digits (ISO/IEC 7812): rent cards begin with 9 (9826 is the
# United Kingdom's own range), telephone numbers with 0, so neither is taken for one. Fourteen
# digits are Diners only: a sort code before an account number is fourteen digits too.
_ISSUER = re.compile(
    r"(?:4|5|6|81|3[0-9]|222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]*"
)
_DINERS = re.compile(r"3[0689][0-9]{12}")


def clean(text: str, limit: int = 200) -> str:
    """Text that no terminal, log or reader can be led astray by, at most `limit` characters.

    Line ends and odd spaces become spaces, controls `^[`, what is invisible or turns the writing
    round `<U+202E>`. Square brackets stay: whoever draws must not read them as markup.
    """
    if limit < 1:
        raise ValueError("limit is at least one character")
    short = text[: limit + 1] if len(text) > limit else text
    if not is_plain(short):
        short = _visible(short)
    return short if len(short) <= limit else short[: limit - 1] + "…"


def is_plain(text: str) -> bool:
    """Whether cleaning would change nothing but the length; quick, and never wrongly true."""
    return text.isprintable() and (text.isascii() or bool(_MARKLESS.fullmatch(text)))


def sheet_cell(text: str, limit: int = 32_000) -> str:
    """Clean text for a cell of a spreadsheet or CSV file, which no program takes for a formula."""
    shown = clean(text, limit)
    return f"'{shown}" if shown.lstrip(" ")[:1] in tuple(_FORMULA) else shown


def looks_like_card_number(text: str) -> bool:
    """Whether digits in the text, spaced or not, could be a bank card's number.

    Thirteen to nineteen digits from a card issuer's range with a valid check digit (Luhn,
    ISO/IEC 7812), in whole groups. A 19-digit rent card (9826…) is not one.
    """
    if len(text) < 13 or len(_ANY_DIGIT.findall(text)) < 13:
        return False
    digits = text if text.isascii() else _ascii_digits(text)
    return any(_is_card(run) for run in _runs(digits))


def passes_luhn(digits: str) -> bool:
    """Whether the last digit checks the others (ISO/IEC 7812 annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _visible(text: str) -> str:
    shown: list[str] = []
    marks = 0
    for letter in text:
        kind = unicodedata.category(letter)
        marks = marks + 1 if kind[0] == "M" else 0
        if marks <= _MARKS_MAX:
            shown.append(_visible_letter(letter, kind))
    return "".join(shown)


def _visible_letter(letter: str, kind: str) -> str:
    if letter in "\t\n\r\v\f\x85" or kind[0] == "Z":
        return " "
    code = ord(letter)
    if code < 0x20 or code == 0x7F:
        return "^" + chr(code ^ 0x40)
    if kind[0] == "C":
        return f"<U+{code:04X}>"
    return letter


def _ascii_digits(text: str) -> str:
    """The text with every script's digits as 0 to 9, without what takes no room."""
    seen = (letter for letter in text if unicodedata.category(letter) not in {"Cf", "Cs"})
    return "".join(_digit(letter) for letter in seen)


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    if value is not None:
        return str(value)
    return " " if letter.isspace() else letter


def _runs(text: str) -> list[str]:
    """Digits of every sequence of neighbouring groups, 13 to 19 in all."""
    groups = list(_GROUP.finditer(text))
    runs: list[str] = []
    for first, group in enumerate(groups):
        run, end = group[0], group.end()
        for following in groups[first + 1 :]:
            if len(run) > 19:
                break
            if len(run) >= 13:
                runs.append(run)
            if not _GAP.fullmatch(text, end, following.start()):
                break
            run, end = run + following[0], following.end()
        if 13 <= len(run) <= 19:
            runs.append(run)
    return runs


def _is_card(run: str) -> bool:
    if len(run) == 14 and not _DINERS.fullmatch(run):
        return False
    return bool(_ISSUER.fullmatch(run)) and passes_luhn(run)
