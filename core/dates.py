"""Dates are read as an assistant types them, relative to a today that is given."""

import re
from datetime import date, timedelta
from functools import lru_cache

_FULL = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})")
_DAY_MONTH = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})")
_DAY = re.compile(r"[0-9]{1,2}")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_BACK = re.compile(r"-([0-9]{1,4})")
_ON = re.compile(r"\+([0-9]{1,4})")
_IN_WORDS = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})[ -]([0-9]{4})")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class BadDate(ValueError):
    """What was typed is not a date that can stand here; `code` for programs, `says` the way out."""

    def __init__(self, code: str, says: str) -> None:
        super().__init__(says)
        self.code = code
        self.says = says


def parse_date(text: str, today: date, *, past: bool = True) -> date:
    """Read `22`, `22/11`, `22/11/26`, `22/11/2026`, `2026-11-22`, `-1`, `t` relative to today.

    An incomplete date is the latest such day up to today, or with past=False the next one from
    today on. Raises BadDate: date_missing, date_not_read, date_in_future (past only).
    """
    typed = text.strip().lower()
    if not typed:
        raise BadDate("date_missing", "no date: type 22, 22/11, -1 or t for today")
    step = -1 if past else 1
    found = _relative(typed, today) or _complete(typed, today) or _incomplete(typed, today, step)
    if found is None:
        raise BadDate("date_not_read", "not a date: type 22, 22/11, 22/11/2026, -1 or t")
    if past and found > today:
        raise BadDate("date_in_future", f"{day_words(found)} is still to come: type a past day")
    return found


@lru_cache(maxsize=65_536)  # a feed repeats its days; a pure function may remember them
def read_date(text: str) -> date:
    """Read a complete date from a file: 2026-11-22, 22/11/2026, 22/11/26 or 22 Nov 2026.

    A two-digit year is of this century up to 68, as POSIX reads it. Raises BadDate: date_not_read.
    """
    written = text.strip()
    if len(written) == 10 and written[4] == "-":  # nearly every row of a feed
        try:
            return date.fromisoformat(written)
        except ValueError:
            raise _no_such_day(written) from None
    found = _written(written)
    if found is None:
        raise BadDate("date_not_read", "not a date: write it as 2026-11-22 or 22/11/2026")
    return found


def day_words(day: date) -> str:
    """A day as screens write it: `Mon 23 Nov 2026`, whatever the locale."""
    week = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]
    return f"{week} {day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def _relative(typed: str, today: date) -> date | None:
    if typed == "t":
        return today
    if back := _BACK.fullmatch(typed):
        return today - timedelta(days=int(back[1]))
    if on := _ON.fullmatch(typed):
        return today + timedelta(days=int(on[1]))
    return None


def _complete(typed: str, today: date) -> date | None:
    if iso := _ISO.fullmatch(typed):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if full := _FULL.fullmatch(typed):
        year = int(full[3])
        if len(full[3]) == 2:
            year += 2000 if year + 2000 <= today.year + 20 else 1900
        return _day(year, int(full[2]), int(full[1]))
    return None


def _incomplete(typed: str, today: date, step: int) -> date | None:
    if day_month := _DAY_MONTH.fullmatch(typed):
        return _nearest_year(int(day_month[1]), int(day_month[2]), today, step)
    if _DAY.fullmatch(typed):
        return _nearest_month(int(typed), today, step)
    return None


def _nearest_year(day: int, month: int, today: date, step: int) -> date:
    for years in range(9):  # 29 February may be eight years away
        found = _try_day(today.year + step * years, month, day)
        if found and (found - today).days * step >= 0:
            return found
    raise _no_such_day(f"{day}/{month}")


def _nearest_month(day: int, today: date, step: int) -> date:
    months = today.year * 12 + today.month - 1
    for away in range(4):  # two months running never both lack a 29th, 30th or 31st
        year, month = divmod(months + step * away, 12)
        found = _try_day(year, month + 1, day)
        if found and (found - today).days * step >= 0:
            return found
    raise _no_such_day(str(day))


def _written(written: str) -> date | None:
    if iso := _ISO.fullmatch(written):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if full := _FULL.fullmatch(written):
        year = int(full[3])
        if len(full[3]) == 2:
            year += 2000 if year <= 68 else 1900
        return _day(year, int(full[2]), int(full[1]))
    if words := _IN_WORDS.fullmatch(written):
        name = words[2].lower()[:3]
        if name in MONTHS:
            return _day(int(words[3]), MONTHS.index(name) + 1, int(words[1]))
    return None


def _day(year: int, month: int, day: int) -> date:
    found = _try_day(year, month, day)
    if found is None:
        raise _no_such_day(f"{day}/{month}/{year}")
    return found


def _try_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _no_such_day(written: str) -> BadDate:
    return BadDate("date_not_read", f"there is no {written}: type the day, then the month")
