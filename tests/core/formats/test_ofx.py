"""OFX of both versions becomes statements; the sign of an amount says which way it went."""

from datetime import date

import pytest

from core.formats.ofx.entry import amount_of
from core.money import BadAmount
from tests.core.bank_files import OFX, OFX2, faults, one, read, statements

BOTH = pytest.mark.parametrize("text", [OFX, OFX2], ids=["sgml", "xml"])


@BOTH
def test_what_the_bank_says_of_an_entry_is_kept(text: str) -> None:
    rent, _, paid = one(text).lines
    assert (rent.kind, rent.bank_id, rent.name) == ("CREDIT", "F1", "A GRANT & SON")
    assert (rent.narrative, rent.reference) == ("A GRANT & SON RENT 10234417", "")
    assert (paid.reference, paid.kind) == ("000077", "CHECK")
    assert (one(text).first_day, one(text).last_day) == (date(2026, 11, 23), date(2026, 11, 23))


def test_version_2_reads_as_version_1() -> None:
    strip = [(line.pence, line.day, line.name, line.bank_id) for line in one(OFX2).lines]
    assert strip == [(line.pence, line.day, line.name, line.bank_id) for line in one(OFX).lines]


def test_it_need_not_have_line_ends_and_a_value_may_be_left_out() -> None:
    flat = OFX.replace("\n", "").replace("CHARSET:1252", "CHARSET:1252\n\n")
    flat = flat.replace("<MEMO>RENT 10234417", "<CHECKNUM><MEMO>RENT 10234417")
    assert [line.pence for line in one(flat).lines] == [line.pence for line in one(OFX).lines]
    assert one(flat).lines[0].narrative.endswith("RENT 10234417")


def test_the_newest_may_come_first() -> None:
    start, end = OFX.index("<STMTTRN>"), OFX.index("</BANKTRANLIST>")
    rows = OFX[start:end].split("<STMTTRN>")[1:]
    days = [row.replace("20261123", f"202611{20 + n}", 1) for n, row in enumerate(rows)]
    down = OFX[:start] + "".join(f"<STMTTRN>{row}" for row in days) + OFX[end:]
    up = OFX[:start] + "".join(f"<STMTTRN>{row}" for row in days[::-1]) + OFX[end:]
    told = [(line.day, line.pence) for line in one(up).lines]
    assert told == [(line.day, line.pence) for line in one(down).lines]


def test_several_lists_and_statements_stand_in_one_file() -> None:
    listed = OFX[OFX.index("<BANKTRANLIST>") : OFX.index("<LEDGERBAL>")]
    assert len(one(OFX.replace(listed, listed * 2)).lines) == 6
    answer = OFX[OFX.index("<STMTTRNRS>") : OFX.index("</BANKMSGSRSV1>")]
    both = OFX.replace(answer, answer + answer.replace("12345678", "87654321"))
    assert [found.account.number for found in statements(both)] == ["12345678", "87654321"]


def test_pending_entries_stay_apart() -> None:
    entry = "<STMTTRNP><DTTRAN>20261124<TRNAMT>7.00<NAME>SOON</STMTTRNP>"
    more = f"<BANKTRANLISTP>{entry}</BANKTRANLISTP><LEDGERBAL>"
    statement = one(OFX.replace("<LEDGERBAL>", more))
    assert ([line.pence for line in statement.pending], len(statement.lines)) == ([700], 3)


@pytest.mark.parametrize(
    ("bank", "account", "text"),
    [
        ("609999", "12345678", "60-99-99 12345678"),
        ("609999", "60999912345678", "60-99-99 12345678"),
        ("160000100", "12300 000012345678", "160000100 12300 000012345678"),
        ("NWBK", "GB11NWBK60999912345678", "GB11NWBK60999912345678"),
    ],
)
def test_the_account_is_sort_code_and_number_where_it_can_be_told(
    bank: str, account: str, text: str
) -> None:
    told = OFX.replace("<BANKID>609999", f"<BANKID>{bank}").replace(
        "<ACCTID>12345678", f"<ACCTID>{account}"
    )
    assert one(told).account.text == text


@pytest.mark.parametrize(
    ("written", "pence"),
    [("-6.60", -660), ("+5", 500), ("1234,56", 123456), ("1,234.56", 123456), (".5", 50), ("0", 0)],
)
def test_an_amount_has_a_point_or_a_comma(written: str, pence: int) -> None:
    assert amount_of(written) == pence


@pytest.mark.parametrize("written", ["", "1,000", "1.005", "--5", "+-5", "5-", "£5", "1.2.3", "-"])
def test_an_amount_that_is_unclear_is_not_read(written: str) -> None:
    with pytest.raises(BadAmount):
        amount_of(written)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<TRNAMT>98.20", "<TRNAMT>98.2x", (16, "entry 2 TRNAMT", "amount_not_read")),
        ("<TRNAMT>98.20", "<TRNAMT>", (16, "entry 2 TRNAMT", "amount_not_read")),
        ("<DTPOSTED>20261123120000.000[0:GMT]", "<DTPOSTED>20261323",
         (12, "entry 1 DTPOSTED", "date_not_read")),
        ("<DTSTART>20261123", "<DTSTART>soon", (9, "DTSTART", "date_not_read")),
        ("<BALAMT>1152.95", "<BALAMT>11.52.95", (25, "LEDGERBAL BALAMT", "amount_not_read")),
        ("<ACCTID>12345678", "", (9, "file", "")),
        ("</OFX>", "", (27, "markup", "markup_wrong")),
        ("<MEMO>RENT", "<MEMO>RENT <", (14, "markup", "markup_wrong")),
        ("<CURDEF>", "</WHAT><CURDEF>", (9, "markup", "markup_wrong")),
        ("<FITID>F2", "<FITID>F2<CURRENCY><CURRATE>1<CURSYM>EUR</CURRENCY>",
         (16, "entry 2 CURRENCY", "currency_differs")),
        ("OFXHEADER:100", "OFXHEADER:100\n<!DOCTYPE x>", (2, "file", "xml_unsafe")),
        ("OFXHEADER:100", "OFXHEADER:100\n<!-- x", (2, "file", "xml_broken")),
    ],
)  # fmt: skip
def test_a_damaged_file_says_which_line_and_what(
    old: str, new: str, fault: tuple[int, str, str]
) -> None:
    assert old in OFX
    found = faults(OFX.replace(old, new, 1))
    if fault[2]:
        assert fault[1:] in [told[1:] for told in found], found
    assert all(line for line, _, _ in found)


def test_a_refusal_of_the_bank_is_told_in_its_words() -> None:
    start, end = OFX.index("<STMTRS>"), OFX.index("</STMTTRNRS>")
    (fault,) = read(OFX[:start] + OFX[end:]).faults
    assert fault.rule == "no_statement" and "Success" in fault.says


def test_a_file_without_statement_is_empty() -> None:
    assert faults("OFXHEADER:100\n\n<OFX></OFX>\n") == [(0, "file", "file_empty")]
    assert faults("<STMTRS></STMTRS>", "ofx") == [(0, "file", "not_ofx")]


def test_a_file_without_balance_or_currency_says_so() -> None:
    start, end = OFX.index("<LEDGERBAL>"), OFX.index("</STMTRS>")
    bare = (OFX[:start] + OFX[end:]).replace("<CURDEF>GBP", "")
    assert [remark.rule for remark in one(bare).remarks] == ["balance_missing", "currency_unknown"]
    assert one(bare).proves is None
