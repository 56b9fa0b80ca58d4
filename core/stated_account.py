"""The bank account a statement names, in whichever of its forms the bank writes it."""

import re
from typing import NamedTuple

from core.text import clean

_SIGNS = re.compile(r"[\s'\-./:]+")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_UK_IBAN = re.compile(r"GB[0-9]{2}[A-Z]{4}([0-9]{6})([0-9]{8})")
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")


class StatedAccount(NamedTuple):
    """Sort code and number as digits, or an IBAN, where they can be told; always as written.

    A United Kingdom IBAN gives both. What a bank masks or names otherwise is `written` only.
    """

    written: str
    sort_code: str = ""
    number: str = ""
    iban: str = ""

    @property
    def text(self) -> str:
        """`60999912345678` as `60-99-99 12345678`, an IBAN in one, else as written."""
        if self.iban:
            return self.iban
        code = "-".join(re.findall("..", self.sort_code))
        return f"{code} {self.number}".strip() or self.written

    def is_of(self, sort_code: str, number: str) -> bool:
        """Whether it is certainly that account; one that is masked or cut is not."""
        return bool(number) and (self.sort_code, self.number) == (sort_code, number)


def stated_account(written: str, sort_code: str = "") -> StatedAccount:
    """The account in a text such as `60-99-99 12345678`, `60999912345678`, `NWBKGB2L/…`, an IBAN.

    `sort_code` is given where the bank writes it apart. Eight digits are a number, six a sort code.
    """
    shown = clean(" ".join(f"{sort_code} {written}".replace("'", " ").split()), 80)
    packed = _SIGNS.sub("", written).upper()
    if found := _UK_IBAN.fullmatch(packed):
        return StatedAccount(shown, found[1], found[2], packed)
    if _IBAN.fullmatch(packed):
        return StatedAccount(shown, iban=packed)
    groups = _groups(f"{sort_code} {written}")
    return StatedAccount(shown, *(_sort_and_number(groups) or ("", "")))


def _groups(text: str) -> list[str]:
    """Digits in groups as they are parted; `60-99-99` is one, a bank's code is none."""
    joined = re.sub(r"\b([0-9]{2})[ -]([0-9]{2})[ -]([0-9]{2})\b", r"\1\2\3", text)
    parts = [part for part in re.split(r"[\s'\-./:]+", joined.upper()) if part]
    return [part for part in parts if not _BIC.fullmatch(part)]


def _sort_and_number(groups: list[str]) -> tuple[str, str] | None:
    if not all(part.isascii() and part.isdigit() for part in groups):
        return None
    if len(groups) == 1 and len(groups[0]) == 14:
        return groups[0][:6], groups[0][6:]
    sizes = [len(part) for part in groups]
    if sizes == [6, 8]:
        return groups[0], groups[1]
    if sizes == [8, 6]:  # NatWest's BAI2 writes the number first
        return groups[1], groups[0]
    if sizes == [6, 9] and groups[1][0] == "0":  # some write nine digits
        return groups[0], groups[1][1:]
    if sizes == [8]:
        return "", groups[0]
    return (groups[0], "") if sizes == [6] else None
