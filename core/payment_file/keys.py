"""A key is what a line says whose it is, made comparable by the steps of its profile."""

import re
from functools import lru_cache

from core.payment_file import LineKey
from core.profile import KeyRule
from core.reference import normalise
from core.text import clean, looks_like_card_number, passes_luhn

KEY_MAX = 40  # characters; no reference is longer
KEYS_OF_TEXT_MAX = 5  # taken out of one text by its form
_NOT_DIGITS = re.compile(r"[^0-9]+")
_NOT_LETTERS = re.compile(r"[^0-9A-Za-z]+")
_FORM = {"9": "[0-9]", "A": "[A-Za-z]", "X": "[0-9A-Za-z]"}


def keys_of(rule: KeyRule, text: str) -> tuple[LineKey, ...]:
    """The keys one rule finds in the text at its place, none where nothing fits."""
    if not text:
        return ()
    if not rule.form:
        value = key_value(rule, text)
        return (LineKey(rule.kind, value),) if value else ()
    found = _of_form(rule.form).findall(text)[:KEYS_OF_TEXT_MAX]
    values = dict.fromkeys(key_value(rule, one) for one in found)
    return tuple(LineKey(rule.kind, value) for value in values if value)


def key_value(rule: KeyRule, text: str) -> str:
    """One text after the rule's steps, in capitals; empty where it is no such key."""
    value = text.strip(" '\t").upper()
    if not (value.isalnum() and rule.steps == ("spaces",)):  # which would change nothing
        for step in rule.steps:
            value = _step(step, value)
    if rule.cut or rule.put or rule.pad or rule.card:
        value = _reshaped(rule, value)
    if len(value) > KEY_MAX or (len(value) > 12 and looks_like_card_number(value)):
        return ""
    return value if value.isalnum() and value.isascii() else clean(value, KEY_MAX) if value else ""


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


def _reshaped(rule: KeyRule, value: str) -> str:
    value = value.removeprefix(rule.cut.upper())
    if rule.card is not None:
        value = _card_reference(rule, _NOT_DIGITS.sub("", value))
    return (rule.put.upper() + value).zfill(rule.pad) if value else ""


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
