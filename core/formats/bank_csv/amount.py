"""Amounts in a bank's CSV: pounds for people, in any of the ways banks mark money out."""

import re

from core.money import TOTAL_MAX, BadAmount, Pence, pounds

_WRITTEN = re.compile(
    r"(?P<open>\()?(?P<sign>[+-])?(?:£|GBP)? ?(?P<sign2>[+-])?"
    r"(?P<pounds>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})?(?:\.(?P<pence>[0-9]{1,2}))?"
    r"(?P<close>\))?(?P<behind>-)? ?(?P<mark>CR|DR|OD|C|D)?"
)
_OUT = ("DR", "D", "OD")


def csv_pence(written: str) -> Pence | None:
    """Signed pence, None where nothing is written. Raises BadAmount."""
    text = written.strip().lstrip("'").strip().upper()
    if not text:
        return None
    found = _WRITTEN.fullmatch(text)
    if found is None or not (found["pounds"] or found["pence"]):
        raise BadAmount("amount_not_read", "not pounds as 1,204.75: ask for the file again")
    signs = [found[one] for one in ("sign", "sign2", "behind", "mark", "open") if found[one]]
    if len(signs) > 1 or bool(found["open"]) != bool(found["close"]):
        raise BadAmount("amount_not_read", "its sign is written twice: ask for the file again")
    whole = int((found["pounds"] or "0").replace(",", "")) * 100
    pence = whole + int((found["pence"] or "0").ljust(2, "0"))
    if pence > TOTAL_MAX:
        raise BadAmount("amount_out_of_range", f"over {pounds(TOTAL_MAX)}: ask for the file again")
    return Pence(-pence if signs and signs[0] in ("-", "(", *_OUT) else pence)
