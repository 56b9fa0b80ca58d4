"""An ARUCS report is read item by item against its own totals, and never half."""

from datetime import date

import pytest

from core.delimited import BadFile
from core.formats.arucs import is_arucs, read_arucs

ITEM = (
    '<ReturnedCreditItem ref="{ref}" transCode="99" returnCode="0128"'
    ' returnDescription="ACCOUNT CLOSED" originalProcessingDate="2026-12-01" valueOf="{amount}"'
    ' currency="GBP"><PayeeAccount number="66374958" name="P KOWALCZYK" sortCode="08-99-99"'
    ' bankName="A BANK" branchName="GLASGOW"/></ReturnedCreditItem>'
)


def report(*items: str, number: int | None = None, total: str = "0.00") -> bytes:
    """A whole report as Bacs wraps it."""
    count = len(items) if number is None else number
    return (
        '<?xml version="1.0" encoding="ISO-8859-1"?><BACSDocument><Data><ARUCS>'
        '<Header reportType="REFT2021" adviceNumber="7" currentProcessingDate="2026-12-03"/>'
        "<Advice><OriginatingAccountRecords><OriginatingAccountRecord>"
        '<OriginatingAccount number="12345678" sortCode="08-99-99" name="CLYDEVIEW HOMES"/>'
        f'{"".join(items)}<Totals numberOf="{count}" valueOf="{total}" currency="GBP"/>'
        "</OriginatingAccountRecord></OriginatingAccountRecords></Advice></ARUCS></Data>"
        "</BACSDocument>"
    ).encode("latin-1")


def test_each_item_names_what_was_paid_to_whom_and_why_it_came_back() -> None:
    content = report(
        ITEM.format(ref="REFUND 311", amount="50.00"),
        ITEM.format(ref="REFUND 312", amount="30.05"),
        total="80.05",
    )
    assert is_arucs(content)
    (first, second), faults = read_arucs(content)
    assert faults == []
    assert (first.pence, first.payer_account, first.reference, first.reason, first.day) == (
        5000, "08999966374958", "REFUND 311", "ACCOUNT CLOSED", date(2026, 12, 1),
    )  # fmt: skip
    assert second.raw != first.raw


def test_one_item_is_a_list_of_one() -> None:
    found, faults = read_arucs(report(ITEM.format(ref="A", amount="1.00"), total="1.00"))
    assert (len(found), faults) == (1, [])


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (report(ITEM.format(ref="A", amount="1.00"), total="2.00"), "total_differs"),
        (report(ITEM.format(ref="A", amount="1.00"), number=2, total="1.00"), "total_differs"),
        (report(ITEM.format(ref="A", amount="one"), total="1.00"), "amount_wrong"),
        (
            report(ITEM.format(ref="A", amount="1.00").replace("PayeeAccount", "Payee"), total="1"),
            "account_missing",
        ),
        (report().replace(b"Totals", b"Sums"), "total_missing"),
    ],
)
def test_what_does_not_add_up_is_told(content: bytes, rule: str) -> None:
    _, faults = read_arucs(content)
    assert [one.rule for one in faults] == [rule]


def test_a_document_type_and_broken_xml_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><ARUCS>&b;</ARUCS>'
    with pytest.raises(BadFile, match="document type"):
        read_arucs(bomb)
    with pytest.raises(BadFile, match="not XML"):
        read_arucs(b"<ARUCS><Header>")
