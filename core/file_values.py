"""Amounts and dates of a payment file are read as its profile says they are written."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from core.dates import MONTHS, BadDate
from core.money import NIL, TOTAL_MAX, BadAmount, Pence, pounds
from core.profile import Money, Sign

DATE_FORMS = (
    "dd/mm/yyyy", "dd/mm/yy", "yyyy-mm-dd", "yyyymmdd", "ddmmyyyy", "ddmmyy", "dd mon yyyy",
    "yyddd", "yyyy/mm/dd", "mm/dd/yyyy",
)  # fmt: skip
_PARTS = {
    "yyyy": "(?P<year>[0-9]{4})",
    "ddd": "(?P<of_year>[0-9]{3})",
    "mon": "(?P<month>[A-Za-z]{3,9})",
    "yy": "(?P<year>[0-9]{2})",
    "mm": "(?P<month>[0-9]{1,2})",
    "dd": "(?P<day>[0-9]{1,2})",
    "/": "[/.-]",
    " ": "[ -]",
}
_YEARS = range(1990, 2100)  # outside it a slip is likelier than a payment
_MIDNIGHT = re.compile(r"[T ]00:00(:00)?(\.0+)?$")
_POUNDS = re.compile(r"(?:([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12}))?(?:\.([0-9]{1,2}))?")
_PLAIN = re.compile(r"([0-9]{1,7})\.([0-9]{2})")  # nearly every amount of a schedule
_PENCE = re.compile(r"[0-9]{1,15}")
_MARK = re.compile(r"(.*?) ?(CR|DR|C|D)", re.DOTALL)


def money_reader(money: Money) -> Callable[[str, str], Pence]:
    """A function of an amount's text, and that of the column that tells the way, giving pence.

    Money that goes the other way is negative, a blank text nil. It raises BadAmount:
    amount_not_read, sign_wrong, amount_out_of_range.
    """
    is_plain = money.unit == "pounds" and money.sign not in {Sign.MARK, Sign.CRDR}
    plain = _PLAIN.fullmatch

    def read(written: str, mark: str) -> Pence:
        if is_plain and (found := plain(written)):
            return Pence(int(found[1]) * 100 + int(found[2]))
        return read_money(written, money, mark)

    return read


def read_money(written: str, money: Money, mark: str = "") -> Pence:
    """One amount, as money_reader's function reads it."""
    text = written.strip().lstrip("'").replace("£", "").strip()
    if not text:
        return NIL
    figure, other_way = _way(text, money.sign)
    if money.sign is Sign.MARK:
        other_way = mark.strip().upper() in money.out_marks
    pence = _pence(figure.strip(), money.unit)
    if pence > TOTAL_MAX:
        says = f"over {pounds(TOTAL_MAX)}: is the unit pence?"
        raise BadAmount("amount_out_of_range", says)
    return Pence(-pence if other_way else pence)


@lru_cache(maxsize=8_192)  # a file repeats its days; a pure function may remember them
def read_day(written: str, forms: tuple[str, ...]) -> date:
    """The day written in one of the forms; a workbook's own date is always read.

    A two-digit year is of this century. Raises BadDate: date_not_read, date_out_of_range.
    """
    text = _MIDNIGHT.sub("", written.strip().lstrip("'").strip())
    for form in (*forms, "yyyy-mm-dd"):
        if (found := _form(form).fullmatch(text)) and (day := _day(found)) is not None:
            if day.year not in _YEARS:
                raise BadDate("date_out_of_range", f"{text} is not of our time: correct it")
            return day
    raise BadDate("date_not_read", f"not a date written {' or '.join(forms)}: correct it")


def _way(text: str, sign: Sign) -> tuple[str, bool]:
    """The figure without its sign, and whether it goes the other way."""
    if sign is Sign.LEADING and text[0] in "-+":
        return text[1:], text[0] == "-"
    if sign is Sign.TRAILING and text[-1] in "-+":
        return text[:-1], text[-1] == "-"
    if sign is Sign.BRACKETS and text[0] == "(" and text[-1] == ")":
        return text[1:-1], True
    if sign is Sign.CRDR:
        if found := _MARK.fullmatch(text.upper()):
            return found[1], found[2][0] == "D"
        raise BadAmount("sign_wrong", "neither CR nor DR behind it: correct it or the profile")
    return text, False


def _pence(figure: str, unit: str) -> int:
    if unit == "pence":
        if _PENCE.fullmatch(figure) is None:
            raise BadAmount("amount_not_read", "not whole pence, digits only: correct it")
        return int(figure)
    found = _POUNDS.fullmatch(figure)
    if found is None or not (found[1] or found[2]):
        raise BadAmount("amount_not_read", f"not pounds as 1,204.75{_hint(figure)}: correct it")
    return int((found[1] or "0").replace(",", "")) * 100 + int((found[2] or "0").ljust(2, "0"))


def _hint(figure: str) -> str:
    signs = set(figure) & set("-+()") or figure[-2:].upper() in {"CR", "DR"}
    return " with the sign the profile names" if signs else ""


@lru_cache(maxsize=64)
def _form(form: str) -> re.Pattern[str]:
    parts = re.split("(" + "|".join(_PARTS) + ")", form)
    exact = form.isalpha()  # no sign parts its figures
    pattern = "".join(_PARTS.get(part, re.escape(part)) for part in parts)
    return re.compile(pattern.replace("{1,2}", "{2}") if exact else pattern)


def _day(found: re.Match[str]) -> date | None:
    told = found.groupdict()
    year = int(told["year"]) + (2000 if len(told["year"]) == 2 else 0)
    try:
        if "of_year" in told:
            day = date(year, 1, 1) + timedelta(days=int(told["of_year"]) - 1)
            return day if day.year == year else None
        return date(year, _month(told["month"]), int(told["day"]))
    except ValueError:
        return None


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    return MONTHS.index(written[:3].lower()) + 1
