"""An amount as banks state it for programs: figures with one point, never more than pence."""

import re

from core.money import TOTAL_MAX, BadAmount, Pence, pounds

_POINTED = re.compile(r"([0-9]{1,15})(?:[.,]([0-9]{0,20}))?|[.,]([0-9]{1,20})")


def stated_pence(written: str, point: str = ".") -> Pence:
    """Pence of `1234.5`, `300,` or `.99` by the point the format has; never below nil.

    Noughts behind the pence are read, a fraction of a penny is not. Raises BadAmount:
    amount_not_read, amount_out_of_range.
    """
    found = _POINTED.fullmatch(written)
    other = "," if point == "." else "."
    if found is None or other in written:
        raise BadAmount(
            "amount_not_read", f"not an amount as 1234{point}56: ask for the file again"
        )
    part = (found[2] or found[3] or "").ljust(2, "0")
    if part[2:].strip("0"):
        raise BadAmount("amount_not_read", "a fraction of a penny: ask the bank for whole pence")
    return whole_pence((found[1] or "0") + part[:2])


def whole_pence(digits: str) -> Pence:
    """Pence of digits without a point. Raises BadAmount as stated_pence does."""
    if not (digits.isascii() and digits.isdigit() and len(digits) < 20):
        raise BadAmount("amount_not_read", "not whole pence, digits only: ask for the file again")
    pence = int(digits)
    if pence > TOTAL_MAX:
        raise BadAmount("amount_out_of_range", f"over {pounds(TOTAL_MAX)}: ask for the file again")
    return Pence(pence)
