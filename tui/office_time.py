"""Times of day as the office's clock has them, whatever zone this machine is set to."""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def _office() -> tzinfo | None:
    try:
        return ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError:  # a machine without a time zone database: its own clock
        return None


_OFFICE = _office()


def office(at: datetime) -> datetime:
    """The same moment on the office's clock."""
    return at.astimezone(_OFFICE)


def now() -> datetime:
    """This moment on the office's clock."""
    return datetime.now(_OFFICE).astimezone(_OFFICE)


def age(at: datetime | None, today: datetime) -> str:
    """How long ago, in words of one column: `today 09:12`, `Fri 16:05`, `26 days`; none: empty."""
    if at is None:
        return ""
    then = office(at)
    days = (today.date() - then.date()).days
    if days <= 0:
        return f"today {then:%H:%M}"
    return f"{then:%a %H:%M}" if days < 7 else f"{days} days"
