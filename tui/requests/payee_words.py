"""What the book says of a payee: the verdict beside where it pays to, each warning on its own."""

from datetime import date
from typing import TYPE_CHECKING

from core.bank_account.modulus import Verdict
from core.evidence import Line, Speaks

if TYPE_CHECKING:
    from db.bank_details import PayeeFacts

_BESIDE = 51  # columns of a line of evidence at 80
_OLD = 366  # days after which a table of weights is old
_SPEAKS = {
    Verdict.PLAUSIBLE: Speaks.FOR,
    Verdict.FAILS: Speaks.AGAINST,
    Verdict.UNCHECKED: Speaks.LOOK,
}


def payee_lines(pays_to: str, name: str, payee: "PayeeFacts | None", today: date) -> list[Line]:
    """`08-99-99 ····4958  P KOWALCZYK  plausible, since 2019`, and below it what speaks against."""
    where = f"{pays_to}  {name}".strip()
    if payee is None:
        return [Line("pay to", where)] if where else []
    speaks = _SPEAKS[payee.check]
    if speaks is Speaks.FOR and payee.used_since is None:
        speaks = Speaks.LOOK
    says = f"{payee.check.value}, {_used(payee.used_since, today)}"
    both = f"{where}  {says}"
    if len(both) <= _BESIDE:
        lines = [Line("pay to", both, speaks)]
    else:
        lines = [Line("pay to", where), Line("", says, speaks)]
    told = payee.warnings[:-1] if payee.used_since is None else payee.warnings
    lines += [Line("", words, Speaks.AGAINST) for words in told]
    if payee.check_dated is not None and (today - payee.check_dated).days > _OLD:
        old = f"checked by a table of {payee.check_dated:%-d %b %Y}: load the newest"
        lines.append(Line("", old, Speaks.LOOK))
    return lines


def _used(since: date | None, today: date) -> str:
    if since is None:
        return "not used before"
    return f"since {since:%-d %b}" if since.year == today.year else f"since {since.year}"
