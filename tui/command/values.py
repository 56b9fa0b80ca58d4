"""What an option may say: amounts, dates and words, read as the screens read them."""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from core.dates import BadDate, parse_date, read_date
from core.money import TOTAL_MAX, BadAmount, Pence, parse_amount, parse_balance
from core.refusal import Refusal
from core.text import clean


class Amount(click.ParamType[Pence]):
    """Pounds as typed on a screen: 104.75, 1,204.75, 52.40*4; a total of many, never negative."""

    name = "amount"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Pence:
        """The amount in pence."""
        text = str(value).strip()
        if text[:1] in ("-", "=", "b", "B") or text[-1:] == "-":
            self.fail("an amount above nil, please, such as 104.75", param, ctx)
        try:
            return parse_amount(text, most=TOTAL_MAX)
        except BadAmount as bad:
            self.fail(bad.says, param, ctx)


class Balance(click.ParamType[Pence]):
    """A sum of balances: arrears above nil, or marked Dr or Cr."""

    name = "balance"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Pence:
        """The balance in pence."""
        try:
            return parse_balance(str(value), most=TOTAL_MAX)
        except BadAmount as bad:
            self.fail(bad.says, param, ctx)


class Day(click.ParamType[date]):
    """A date as typed on a screen: 2026-11-22, 22/11, -1, t."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day meant, seen from today; whether one to come will do the book says."""
        text = str(value)
        try:
            return parse_date(text, today())
        except BadDate as bad:
            if bad.code != "date_in_future":
                self.fail(bad.says, param, ctx)
        try:
            return read_date(text)
        except BadDate as bad:
            self.fail(bad.says, param, ctx)


def words(value: str) -> str:
    """Text for people, without anything that a terminal would obey."""
    return clean(value.strip())


AMOUNT, BALANCE, DAY = Amount(), Balance(), Day()


def today() -> date:
    """The day in the United Kingdom, as the book has it."""
    try:
        return datetime.now(ZoneInfo("Europe/London")).date()
    except ZoneInfoNotFoundError:  # a machine without time zones keeps its own
        return datetime.now().astimezone().date()


def bytes_of(named: str, limit: int) -> bytes:
    """What a file holds, `-` standing for stdin. Raises Refusal: file_missing, file_too_large."""
    try:
        if named == "-":
            with click.open_file("-", "rb") as stdin:
                content = stdin.read(limit + 1)
        else:
            with Path(named).open("rb") as file:
                content = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise Refusal("file_missing", f"{clean(named)}: {why(error)}", clean(named)) from error
    if len(content) > limit:
        words = f"{clean(named)} is over {limit // 1024 // 1024} MB: split it"
        raise Refusal("file_too_large", words, clean(named))
    return bytes(content)


def why(error: Exception) -> str:
    """What the system says of a file, in a few words."""
    told = error.strerror if isinstance(error, OSError) else str(error)
    return (told or type(error).__name__).lower()
