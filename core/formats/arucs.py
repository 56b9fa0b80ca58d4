"""An ARUCS advice is Bacs's report of credits of ours that could not be applied and came back.

Nobody published its schema: it is read as the sister report ARUDD is built (domain.md 1.4.4), each
item an element whose attributes are ref, valueOf and a return code or description, and whose child
is the account that was to be paid. Names of elements are matched by what they end with; totals are
held against the items, so a file built otherwise is refused and never half read.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from core.delimited import RowFault
from core.money import BadAmount, Pence, parse_amount, pounds
from core.returned_credit import ReturnedCredit
from core.xml_elements import Element, walk_xml

_ITEM = "CreditItem"  # ReturnedCreditItem
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d")


def is_arucs(content: bytes) -> bool:
    """Whether the file calls itself one, near its beginning."""
    head = content[:4096]
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and b"ARUCS" in head


def read_arucs(content: bytes) -> tuple[list[ReturnedCredit], list[RowFault]]:
    """The returned credits and everything wrong with the file; faulty items are left out.

    Raises BadFile: xml_broken, xml_unsafe, file_too_large.
    """
    items: list[Element] = []
    totals: list[Element] = []
    headers: list[Element] = []

    def take(element: Element, _above: Sequence[Element]) -> bool:
        for ending, kept in ((_ITEM, items), ("Totals", totals), ("Header", headers)):
            if element.name.endswith(ending):
                kept.append(element)
        return False

    walk_xml(content, take)
    day = _first_day(headers)
    faults: list[RowFault] = []
    found = [one for one in (_item(each, day, faults) for each in items) if one is not None]
    if not faults:
        faults += _total_faults(found, totals)
    return found, faults


def _item(element: Element, day: date | None, faults: list[RowFault]) -> ReturnedCredit | None:
    told = element.attributes
    account = next((part for part in element.parts if part.name.endswith("Account")), None)
    at = _day(told.get("originalProcessingDate", "")) or day
    try:
        pence = parse_amount(told.get("valueOf", ""))
    except BadAmount as bad:
        faults.append(RowFault(element.line, "valueOf", "amount_wrong", bad.says))
        return None
    if account is None or at is None:
        what = "account" if account is None else "date"
        says = f"an item without its {what}: ask the bank for the report again"
        faults.append(RowFault(element.line, what, f"{what}_missing", says))
        return None
    digits = _digits(account.attributes)
    reason = told.get("returnDescription") or told.get("returnCode") or ""
    reference = told.get("ref") or account.attributes.get("ref") or ""
    raw = "|".join((at.isoformat(), str(pence), digits, reference, reason))
    return ReturnedCredit(element.line, raw, at, Pence(abs(pence)), digits, reference, reason)


def _digits(told: dict[str, str]) -> str:
    """Sort code and account number without a sign between them; empty where one is missing."""
    parts = ["".join(filter(str.isdigit, told.get(name, ""))) for name in ("sortCode", "number")]
    return "".join(parts) if len(parts[0]) == 6 and len(parts[1]) == 8 else ""


def _total_faults(found: list[ReturnedCredit], totals: list[Element]) -> Iterator[RowFault]:
    if not totals:
        yield RowFault(0, "Totals", "total_missing", "no totals: ask the bank for the report again")
        return
    count = sum(int(one.attributes.get("numberOf", "0") or 0) for one in totals
                if one.attributes.get("numberOf", "0").isdigit())  # fmt: skip
    try:
        total = sum(parse_amount(one.attributes.get("valueOf", "")) for one in totals)
    except BadAmount as bad:
        yield RowFault(totals[0].line, "valueOf", "total_wrong", bad.says)
        return
    ours = sum(one.pence for one in found)
    if (count, total) != (len(found), ours):
        says = f"totals say {count} items of {pounds(Pence(total))}, there are {len(found)} of "
        yield RowFault(totals[0].line, "Totals", "total_differs", says + pounds(Pence(ours)))


def _first_day(headers: list[Element]) -> date | None:
    days = (_day(one.attributes.get("currentProcessingDate", "")) for one in headers)
    return next((day for day in days if day is not None), None)


def _day(text: str) -> date | None:
    for form in _DAYS:
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
