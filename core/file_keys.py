"""A key is what a line says whose it is, made comparable by the steps of its profile."""

import re
from functools import lru_cache

from core.payment_file import LineKey
from core.profile import KeyRule
from core.reference import normalise
from core.text import clean, passes_luhn

KEY_MAX = 40  # characters; no reference is longer
KEYS_OF_TEXT_MAX = 5  # taken out of one text by its form
_NOT_DIGITS = re.compile(r"[^0-9]+")
_NOT_LETTERS = re.compile(r"[^0-9A-Za-z]+")
_FORM = {"9": "[0-9]", "A": "[A-Za-z]", "X": "[0-9A-Za-z]"}


def keys_of(rule: KeyRule, text: str) -> tuple[LineKey, ...]:
    """The keys one rule finds in the text at its place, none where nothing fits."""
    found = _of_form(rule.form).findall(text)[:KEYS_OF_TEXT_MAX] if rule.form else (text,)
    values = (key_value(rule, one) for one in found)
    return tuple(LineKey(rule.kind, value) for value in dict.fromkeys(values) if value)


def key_value(rule: KeyRule, text: str) -> str:
    """One text after the rule's steps, in capitals; empty where it is no such key."""
    value = text.strip().lstrip("'").upper()
    if not value:
        return ""
    for step in rule.steps:
        value = _step(step, value)
    if rule.cut and value.startswith(rule.cut.upper()):
        value = value[len(rule.cut) :]
    if rule.card is not None:
        value = _card_reference(rule, _NOT_DIGITS.sub("", value))
    value = (rule.put.upper() + value if value else "").strip()
    value = value.zfill(rule.pad) if value and rule.pad else value
    return clean(value, KEY_MAX) if len(value) <= KEY_MAX else ""


def account_words(text: str) -> str:
    """A bank account as `601234 12345678`; what has not fourteen digits stays as it is."""
    digits = _NOT_DIGITS.sub("", text)
    if len(digits) == 14:
        return f"{digits[:6]} {digits[6:]}"
    return clean(text.strip(" '"), KEY_MAX)


def _step(step: str, value: str) -> str:
    if step == "spaces":
        return normalise(value)
    if step == "zeros":
        return value.lstrip("0")
    return (_NOT_DIGITS if step == "digits" else _NOT_LETTERS).sub("", value)


def _card_reference(rule: KeyRule, digits: str) -> str:
    """The reference in a payment card's number (ISO/IEC 7812); empty where it does not check."""
    card = rule.card
    if card is None or not digits.startswith(card.prefix) or not passes_luhn(digits):
        return ""
    start = card.ref_start - 1
    reference = digits[start : start + card.ref_len]
    return reference if len(reference) == card.ref_len else ""


@lru_cache(maxsize=64)
def _of_form(form: str) -> re.Pattern[str]:
    inner = "".join(_FORM.get(letter, re.escape(letter)) for letter in form)
    return re.compile(f"(?<![0-9A-Za-z]){inner}(?![0-9A-Za-z])")
