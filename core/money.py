"""Money is whole pence, read strictly from what was typed and shown with Dr and Cr."""

import re
from typing import NewType

Pence = NewType("Pence", int)

NIL = Pence(0)
AMOUNT_MAX = Pence(100_000_000)  # 1,000,000.00: above it a slip is likelier than a receipt
TOTAL_MAX = Pence(100_000_000_000)  # of a whole file or batch

# ASCII digits on purpose: \d would also read Arabic and full-width digits as money.
_POUNDS = r"(?P<pounds>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})?(?:\.(?P<pence>[0-9]{1,2}))?"
_TYPED = re.compile(rf"£?{_POUNDS}(?:\*(?P<times>[1-9][0-9]{{0,2}}))?(?P<minus>-)?")
_BALANCE = re.compile(rf"(?P<before>DR|CR)?(?P<lead>-)?£?{_POUNDS}(?P<minus>-)?(?P<after>DR|CR)?")
_TOO_FINE = re.compile(r"£?[0-9,]*\.[0-9]{3,}-?")


class BadAmount(ValueError):
    """What was typed is no amount of money; `code` for programs, `says` why and the way out."""

    def __init__(self, code: str, says: str) -> None:
        super().__init__(says)
        self.code = code
        self.says = says


def parse_amount(
    text: str,
    *,
    usual: Pence | None = None,
    balance: Pence | None = None,
    most: Pence = AMOUNT_MAX,
) -> Pence:
    """Read a typed amount of pounds into pence; negative where a trailing `-` asks for it.

    `=` is the usual amount, `b` the balance (arrears positive), `52.40*4` four times 52.40.
    Raises BadAmount: amount_missing, amount_not_read, amount_out_of_range, no_usual_amount,
    nothing_owed.
    """
    typed = text.strip()
    if not typed:
        raise BadAmount("amount_missing", "no amount: type one, such as 104.75")
    if typed == "=":
        return _the_usual(usual)
    if typed in {"b", "B"}:
        return _the_balance(balance)
    found = _TYPED.fullmatch(typed)
    if found is None or (found["pounds"] is None and found["pence"] is None):
        raise _not_read(typed)
    return _within(_pence_of(found), most)


def within_limit(amount: Pence) -> bool:
    """Whether a receipt of this size, either way, is neither nil nor over the limit."""
    return amount != 0 and abs(amount) <= AMOUNT_MAX


def pounds(amount: Pence) -> str:
    """Pence as `1,204.75`; a negative one keeps its minus behind (`5.00-`), as it is typed."""
    whole, part = divmod(abs(amount), 100)
    return f"{whole:,}.{part:02d}{'-' if amount < 0 else ''}"


def balance_words(balance: Pence) -> str:
    """A balance as the trade says it: arrears `Dr 210.40`, credit `Cr 12.40`, nil `0.00`."""
    if balance == 0:
        return "0.00"
    return f"{'Dr' if balance > 0 else 'Cr'} {pounds(Pence(abs(balance)))}"


def parse_balance(text: str, *, most: Pence = AMOUNT_MAX) -> Pence:
    """Read a balance from a file: arrears positive, or marked Dr or Cr; blank is nil.

    Raises BadAmount: amount_not_read, amount_out_of_range.
    """
    written = text.strip().upper().replace(" ", "")
    found = _BALANCE.fullmatch(written)
    if not written:
        return NIL
    if found is None or (found["pounds"] is None and found["pence"] is None):
        raise _not_read(written)
    marks = [found[mark] for mark in ("before", "lead", "minus", "after") if found[mark]]
    if len(marks) > 1:
        raise BadAmount("amount_not_read", "marked twice: write one of Dr, Cr and a minus")
    amount = _whole_pence(found)
    if amount > most:
        raise _over(most)
    return Pence(-amount if marks and marks[0] != "DR" else amount)


def _pence_of(found: re.Match[str]) -> int:
    amount = _whole_pence(found) * int(found["times"] or 1)
    return -amount if found["minus"] else amount


def _whole_pence(found: re.Match[str]) -> int:
    part = int((found["pence"] or "0").ljust(2, "0"))
    return int((found["pounds"] or "0").replace(",", "")) * 100 + part


def _within(amount: int, most: Pence = AMOUNT_MAX) -> Pence:
    if amount == 0:
        raise BadAmount("amount_out_of_range", "nothing to post: the amount is nil")
    if abs(amount) > most:
        raise _over(most)
    return Pence(amount)


def _over(most: Pence) -> BadAmount:
    says = f"over {pounds(most)}: type it again or in parts"
    return BadAmount("amount_out_of_range", says)


def _the_usual(usual: Pence | None) -> Pence:
    if not usual:
        raise BadAmount("no_usual_amount", "no usual amount known here: type the amount")
    return _within(usual)


def _the_balance(balance: Pence | None) -> Pence:
    if balance is None or balance <= 0:
        raise BadAmount("nothing_owed", "nothing is owed here: type the amount")
    return _within(balance)


def _not_read(typed: str) -> BadAmount:
    if _TOO_FINE.fullmatch(typed):
        return BadAmount("amount_not_read", "pence have two digits: type it as 10.99")
    if typed.startswith("-"):
        return BadAmount("amount_not_read", "to reverse, put one minus behind: 5.00-")
    return BadAmount("amount_not_read", "not an amount: type it as 104.75 or 1,204.75 or 52.40*4")
