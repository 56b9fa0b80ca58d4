"""A payment file is read whole through its profile, or refused whole with every reason."""

from datetime import date

import pytest

from core.file_controls import not_tied
from core.money import Pence
from core.payment_file import FileLine, LineKey, LineType
from core.profile_read import FAULTS_MAX, read_pasted, read_payment_file
from tests.core.card_numbers import LIKE_A_CARD
from tests.core.payment_files import (
    HB_HEADER,
    card_line,
    faults_of,
    file18,
    hb_file,
    hb_row,
    item18,
    profile_of,
    read,
    shipped,
    workbook,
)

CARD = "9826000012345678902"  # domain.md 1.3: computed, nobody's


def short(line: FileLine) -> tuple[str, int, int, int]:
    return (line.type.value, line.gross, line.recovery, line.net)


def test_a_recovery_from_another_tenant_leaves_the_paid_tenant_fully_paid() -> None:
    # domain.md 1.1: gross 4 x 92.50 for A; 40.00 taken for former tenant B; bank credit 330.00.
    row = hb_row("370.00", "40.00", "330.00", debtor="10231199", debtor_name="Mr B Former")
    reading = read("hb-schedule", hb_file("370.00,40.00,330.00", row))
    assert reading.faults == ()
    paid, taken = reading.lines
    assert short(paid) == ("PAY", 37000, 0, 37000)
    assert short(taken) == ("RECOVER_OTHER", 0, 4000, -4000)
    assert paid.keys == (LineKey("reference", "10234417"), LineKey("claim", "C1000001"))
    assert paid.payer_key == LineKey("claim", "C1000001")
    assert (taken.keys, taken.name) == ((LineKey("reference", "10231199"),), "Mr B Former")
    assert (taken.beside, taken.payer_key, taken.address) == (paid.keys[0], None, "")
    assert (paid.line, paid.part, taken.line, taken.part) == (2, 0, 2, 1)
    assert (paid.stream, paid.code, taken.stream, taken.code) == ("hb", "", "hb", "HBAD")
    assert reading.computed.net == reading.declared.net == 33000
    assert not_tied(reading.computed, Pence(33000)) is None


def test_a_line_keeps_what_its_payer_said() -> None:
    row = hb_row("98.20", "0.00", "98.20")
    (line,) = read("hb-schedule", hb_file("98.20,0.00,98.20", row)).lines
    assert line.raw == row
    assert (line.name, line.address, line.postcode) == ("Ms A Grant", "3/1 Mill Road", "ZZ1 1AA")
    assert (line.day, line.period_from, line.period_to) == (
        date(2026, 11, 23), date(2026, 10, 26), date(2026, 11, 22),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "total", "lines"),
    [
        (hb_row("370.00", "40.00", "330.00"), "370.00,40.00,330.00",
         [("PAY", 37000, 0, 37000), ("RECOVER_SELF", 0, 4000, -4000)]),
        (hb_row("370.00", "40.00", "330.00", debtor="10234417"), "370.00,40.00,330.00",
         [("PAY", 37000, 0, 37000), ("RECOVER_SELF", 0, 4000, -4000)]),
        (hb_row("370.00", "-40.00", "330.00", debtor_name="B Former"), "370.00,40.00,330.00",
         [("PAY", 37000, 0, 37000), ("RECOVER_OTHER", 0, 4000, -4000)]),
        (hb_row("0.00", "40.00", "-40.00"), "0.00,40.00,-40.00",
         [("RECOVER_SELF", 0, 4000, -4000)]),
        (hb_row("-40.00", "0.00", "-40.00"), "-40.00,0.00,-40.00",
         [("RECOVER_SELF", 0, 4000, -4000)]),
        (hb_row("20.00", "", "20.00", type="DHP award"), "20.00,,20.00", [("DHP", 2000, 0, 2000)]),
        (hb_row("500.00", "", "500.00", type="Arrears"), "500.00,,500.00",
         [("ARREARS_PAY", 50000, 0, 50000)]),
        (hb_row("-9.00", "", "-9.00", type="Returned"), "-9.00,,-9.00",
         [("RETURN", 0, 900, -900)]),
        (hb_row("0.00", "0.00", "0.00", type="Suspended"), "0,0,0", [("IGNORE", 0, 0, 0)]),
    ],
)  # fmt: skip
def test_a_row_is_typed_by_what_it_says_and_not_by_its_sign_alone(
    row: str, total: str, lines: list[tuple[str, int, int, int]]
) -> None:
    reading = read("hb-schedule", hb_file(total, row))
    assert [short(line) for line in reading.lines] == lines
    assert reading.faults == ()


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (hb_file("98.20,0.00,98.21", hb_row("98.20", "0", "98.20")), [(3, "net", "control_value")]),
        (hb_file("98.20,0.00,98.20", hb_row("98.20", "1", "98.20")),
         [(2, "net", "net_wrong"), (3, "recovery", "control_value"), (3, "net", "control_value")]),
        (HB_HEADER + "\n" + hb_row("98.20", "0", "98.20"), [(2, "total", "control_missing")]),
        (hb_file("1,0,1", hb_row("1", "0", "1")) + "TOTAL,,,,,,,,1,0,1,,,",
         [(4, "total", "control_twice")]),
        (hb_file("2,0,2", hb_row("1", "0", "1")) + hb_row("1", "0", "1"),
         [(4, "total", "after_total")]),
        (hb_file("x,0,1", hb_row("1", "0", "1")), [(3, "gross", "control_not_read")]),
        (hb_file("1,0,1", hb_row("1", "0", "1", day="31/02/2026")), [(2, "date", "date_not_read")]),
        (hb_file("1,0,1", hb_row("1", "0", "1", day="22/11/0026")),
         [(2, "date", "date_out_of_range")]),
        (hb_file("1,0,1", hb_row("1", "0", "1") + ",more"), [(2, "", "fields"), (3, "gross",
         "control_value"), (3, "net", "control_value")]),
        (hb_file("0,0,0", "C1,1,Torn"), [(2, "", "fields")]),
        (HB_HEADER.replace("Gross", "Brutto").replace("Net", "Netto"),
         [(1, "Gross", "column_missing"), (1, "Net", "column_missing")]),
        (HB_HEADER.replace("Claimant", "Net"),
         [(1, "Claimant", "column_missing"), (1, "net", "column_twice")]),
    ],
)  # fmt: skip
def test_a_file_with_a_fault_or_a_failing_control_is_refused_whole(
    content: str, faults: list[tuple[int, str, str]]
) -> None:
    reading = read("hb-schedule", content)
    assert sorted(faults_of(reading)) == sorted(faults)
    assert all(": " in fault.says for fault in reading.faults)


def test_every_fault_is_told_at_once_in_the_order_of_lines() -> None:
    rows = [hb_row("x", "0", "1"), hb_row("1", "y", "1", day="?"), hb_row("1", "0", "1")]
    found = faults_of(read("hb-schedule", hb_file("3,0,3", *rows)))
    assert [fault[:2] for fault in found][:5] == [
        (2, "gross"), (2, "net"), (3, "recovery"), (3, "date"), (5, "gross"),
    ]  # fmt: skip


def test_of_very_many_faults_the_number_is_told() -> None:
    rows = [hb_row("x", "0", "")] * (FAULTS_MAX + 5)
    found = read("hb-schedule", hb_file("0,0,0", *rows)).faults
    assert (len(found), found[-1].rule, found[-1].says[:12]) == (
        FAULTS_MAX + 1, "faults_more", "and 5 faults",
    )  # fmt: skip


def test_the_operators_own_total_is_held_against_the_file() -> None:
    computed = read("generic-csv", "reference,amount\n10234417,98.20\n").computed
    fault = not_tied(computed, Pence(9821))
    assert fault is not None and "98.21" in fault.says and "98.20" in fault.says


def test_the_plainest_list_needs_reference_and_amount_alone() -> None:
    reading = read("generic-csv", "Reference;Amount\n".replace(";", ",") + "1023 4417,98.20\n")
    (line,) = reading.lines
    assert (line.keys, line.gross, line.day) == ((LineKey("reference", "10234417"),), 9820, None)


def test_a_generic_list_takes_what_else_is_known() -> None:
    (line, back) = read(
        "generic-csv",
        "date,payer,narrative,amount,reference\n"
        "2026-11-20,A GRANT,rent  week 34,98.20,10234417\n20/11/2026,A GRANT,,5.00-,10234417\n",
    ).lines
    assert (line.day, line.name, line.narrative) == (
        date(2026, 11, 20), "A GRANT", "rent week 34",
    )  # fmt: skip
    assert short(back) == ("RETURN", 0, 500, -500)


def test_hb_in_the_columns_of_hbimport_recovers_from_the_same_account() -> None:
    reading = read(
        "hb-import",
        "HBHACode,HBRentRef,HBClaimRef,HBDatePosted,HBValueWeekly,HBValuePosted,HBValueRecovered\n"
        "CL,10234417                ,HB0000001,23/11/2026,92.50,370.00,40.00\n",
    )
    assert [short(line) for line in reading.lines] == [
        ("PAY", 37000, 0, 37000), ("RECOVER_SELF", 0, 4000, -4000),
    ]  # fmt: skip
    assert reading.lines[1].keys == reading.lines[0].keys
    assert reading.lines[1].code == "HBAD"


def test_a_universal_credit_schedule_is_one_lump_by_customer() -> None:
    reading = read(
        "uc-managed",
        "Department schedule,,,,\nCreditor Ref,Customer Ref,Claimant,Payment Date,Amount\n"
        "12345,10234417,A GRANT,23/11/2026,412.10\n12345,,B MILLER,23/11/2026,398.00\n"
        "TOTAL,,TOTAL,,810.10\n",
    )
    assert reading.faults == ()
    assert [line.gross for line in reading.lines] == [41210, 39800]
    assert reading.lines[0].payer_key == LineKey("customer", "10234417")
    assert (reading.lines[1].keys, reading.lines[1].payer_key) == ((), None)
    assert (reading.lines[0].stream, reading.declared.net) == ("uc", 81010)


def test_third_party_deductions_are_arrears_unless_the_schedule_says_housing_costs() -> None:
    reading = read(
        "uc-third-party",
        "Creditor Ref,Customer Ref,Claimant,Type,Payment Date,Amount\n"
        "12345,10234417,A GRANT,Rent arrears,23/11/2026,15.80\n"
        "12345,10234425,B MILLER,Housing costs,23/11/2026,98.00\nTOTAL,,,,,113.80\n",
    )
    assert reading.faults == ()
    assert [line.type for line in reading.lines] == [LineType.ARREARS_PAY, LineType.PAY]


def test_a_card_agencys_day_gives_references_out_of_the_cards() -> None:
    content = (
        f"H22112026\n{card_line(CARD, 9820)}\n{card_line(CARD, 500, 'R')}\nT0000002{9320:013d}\n"
    )
    reading = read("card-agency", content)
    assert reading.faults == ()
    assert [short(line) for line in reading.lines] == [
        ("PAY", 9820, 0, 9820), ("RETURN", 0, 500, -500),
    ]  # fmt: skip
    first = reading.lines[0]
    assert first.keys == (LineKey("reference", "1234567890"), LineKey("card", CARD))
    assert (first.day, first.narrative) == (date(2026, 11, 22), "SHOP 17")
    assert (reading.declared.count, reading.declared.net) == (2, 9320)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (f"H22112026\n{card_line(CARD, 9820)}\nT0000002{9820:013d}", (3, "count", "control_count")),
        (f"H22112026\n{card_line(CARD, 9820)}\nT0000001{9821:013d}", (3, "net", "control_value")),
        (f"H22112026\n{card_line(CARD, 9820)}\nT", (3, "count", "control_not_read")),
        (f"H22112026\n{card_line(CARD, 9820)}", (2, "total", "control_missing")),
        (f"H22112026\nX{CARD}\nT0000000{0:013d}", (2, "record", "record_unknown")),
        (f"H99112026\nT0000000{0:013d}", (1, "date", "date_not_read")),
    ],
)
def test_a_card_agencys_trailer_must_agree(content: str, fault: tuple[int, str, str]) -> None:
    assert fault in faults_of(read("card-agency", content))


def test_a_day_without_payments_is_no_fault_where_its_trailer_says_so() -> None:
    reading = read("card-agency", f"H22112026\nT0000000{0:013d}\n")
    assert (reading.faults, reading.lines) == ((), ())


@pytest.mark.parametrize(
    ("kind", "source", "stream", "code"),
    [
        ("CSH", "01", "counter", "CASH"),
        ("CHQ", "  ", "cheque", "CHEQ"),
        ("CRD", "TL", "telephone", "CARD"),
        ("SO ", "  ", "standing-order", "SORD"),
        ("PPT", "99", "card-agency", "AGCY"),
    ],
)
def test_corporate_cash_receipting_posts_by_type_and_source(
    kind: str, source: str, stream: str, code: str
) -> None:
    reading = read(
        "cash-receipting", f"10234417       92.5023/11/2026{kind}{source}{'DESK 3':<20}\n"
    )
    assert reading.faults == ()
    (line,) = reading.lines
    assert (line.gross, line.stream, line.code) == (9250, stream, code)
    assert (line.keys, line.narrative) == ((LineKey("reference", "10234417"),), "DESK 3")


def test_a_receipt_type_the_map_lacks_is_a_fault_with_its_way_out() -> None:
    reading = read("cash-receipting", f"10234417       92.5023/11/2026ZZZ01{'':20}\n")
    assert faults_of(reading) == [(1, "receipt_type", "receipt_type_unknown")]
    assert "[[receipt]]" in reading.faults[0].says


def test_a_day_file_gives_receipts_and_shows_the_rest() -> None:
    worldpay = item18("93", 50000, "TT- MADE UP -2211", "WORLDPAY")
    reading = read("standard18", file18(
        (43990, 71820, 2, 4, 1),
        item18("99", 9820, "A GRANT", "10234417", payer="60888800001234"),
        worldpay,
        item18("RA", 2000, "B MILLER", "REFUND", free="C283"),
        item18("93", 10000, "COUNTER CREDIT"),
        item18("01", 34170, "", "GAS"),
        item18("U7", 9820, "D STARK", "10234433"),
        f"609999123456780Y1{'':19}{0:015d}C{0:015d}C{0:015d}C{0:015d}C 26327",
    ))  # fmt: skip
    assert reading.faults == ()
    assert [(line.type.value, line.net) for line in reading.lines] == [
        ("PAY", 9820), ("IGNORE", 50000), ("UNKNOWN", 2000), ("PAY", 10000), ("IGNORE", -34170),
        ("RETURN", -9820),
    ]  # fmt: skip
    first = reading.lines[0]
    assert (first.bank_account, first.payer_key) == (
        "609999 12345678", LineKey("payer_account", "60888800001234"),
    )  # fmt: skip
    assert (first.name, first.day) == ("A GRANT", date(2026, 11, 23))
    assert (reading.lines[5].stream, reading.lines[5].code) == ("direct-debit", "DDUN")


LLOYDS = (
    "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,"
    "Debit Amount,Credit Amount,Balance,\n"
)
NATIONWIDE = (
    '"Account Name:","Rent ****12345"\n"Account Balance:","£1,000.00"\n'
    '"Available Balance: ","£1,000.00"\n\n'
    '"Date","Transaction type","Description","Paid out","Paid in","Balance"\n'
)


@pytest.mark.parametrize(
    ("name", "content", "day", "account"),
    [
        ("lloyds-csv", f"{LLOYDS}20/11/2026,FPI,'30-99-50,12345678,A GRANT 10234417,,1104.75,,\n"
         "20/11/2026,DD,'30-99-50,12345678,GAS,14.75,,9.00,\n", 20, "309950 12345678"),
        ("barclays-csv", "Number,Date,Account,Amount,Subcategory,Memo\n"
         " ,20/11/2026,20-00-00 12345678,1104.75,Counter Credit,A GRANT           10234417  BGC\n"
         " ,20/11/2026,20-00-00 12345678,-14.75,Direct Debit,GAS   DDR\n", 20, "200000 12345678"),
        ("natwest-csv", "Date, Type, Description, Value, Balance, Account Name, Account Number\n\n"
         "20 Nov 2026,BAC,\"'A GRANT , 10234417\",1104.75,9.00,\"'RENT\",\"'600000-12345678\",\n"
         "20 Nov 2026,D/D,\"'GAS\",-14.75,9.00,\"'RENT\",\"'600000-12345678\",\n",
         20, "600000 12345678"),
        ("nationwide-csv", f'{NATIONWIDE}"20 Nov 2026","Bank credit","A GRANT 10234417","",'
         '"£1,104.75",""\n"20 Nov 2026","Direct debit","GAS","£14.75","","£1.00"\n', 20, ""),
        ("hsbc-csv", "Account,Date,Currency,Amount,Description,Transaction type\n"
         "123456-01234567,20/11/2026,GBP,1104.75,A GRANT 10234417,CR\n"
         "123456-01234567,20/11/2026,GBP,-14.75,GAS,DD\n", 20, "123456 01234567"),
    ],
)  # fmt: skip
def test_receipts_come_straight_from_a_banks_statement(
    name: str, content: str, day: int, account: str
) -> None:
    reading = read(name, content)
    assert reading.faults == ()
    receipt, other = reading.lines
    assert (short(receipt), other.type) == (("PAY", 110475, 0, 110475), LineType.IGNORE)
    assert (receipt.day, receipt.bank_account) == (date(2026, 11, day), account)
    assert LineKey("reference", "10234417") in receipt.keys
    assert reading.moving == (receipt,)


def test_a_lump_of_more_than_a_receipt_may_be_is_only_shown_in_a_statement() -> None:
    content = f"{LLOYDS}20/11/2026,BGC,'30-99-50,12345678,ANYTOWN COUNCIL,,1122334.45,9.00,\n"
    (line,) = read("lloyds-csv", content).lines
    assert (line.type, line.gross) == (LineType.IGNORE, 112233445)
    rule = faults_of(read("generic-csv", "reference,amount\n1,1122334.45\n"))
    assert rule == [(2, "amount", "amount_out_of_range")]


def test_a_workbook_is_read_as_a_person_sees_it() -> None:
    text = SCHEDULE_BOOK
    content = workbook([
        ["Rent Ref", "Paid", "Day", "Who"],
        [10234417, 98.2, "20/11/2026", "A GRANT"],
        ["00012345", 100, "21/11/2026", "B MILLER"],
    ])  # fmt: skip
    reading = read_payment_file(profile_of(text), content)
    assert reading.faults == ()
    assert [(line.line, line.keys[0].value, line.gross) for line in reading.lines] == [
        (2, "10234417", 9820), (3, "00012345", 10000),
    ]  # fmt: skip
    assert reading.lines[0].raw == "10234417\t98.2\t20/11/2026\tA GRANT"


SCHEDULE_BOOK = """
name = "book"
version = 1
title = "A workbook"
[shape]
kind = "workbook"
[fields]
amount = "Paid"
date = "Day"
name = "Who"
[[key]]
kind = "reference"
at = "Rent Ref"
[posting]
stream = "hb"
"""


def test_a_schedule_pasted_with_tabs_or_blanks_reads_as_its_file_does() -> None:
    rows = [
        ["Claim Ref", "Rent Ref", "Claimant", "Period From", "Period To", "Gross", "Deduction",
         "Net"],
        ["C1000001", "10234417", "Ms A Grant", "26/10/2026", "22/11/2026", "370.00", "40.00",
         "330.00"],
        ["C1000002", "", "Mr B Miller", "26/10/2026", "22/11/2026", "98.20", "0.00", "98.20"],
        ["TOTAL", "", "", "", "", "468.20", "40.00", "428.20"],
    ]  # fmt: skip
    expected = [("PAY", 37000), ("RECOVER_SELF", -4000), ("PAY", 9820)]
    for text in (
        "\n".join("\t".join(row) for row in rows),
        "\n".join("".join(f"{cell:<14}" for cell in row) for row in rows),
    ):
        reading = read_pasted(shipped("hb-schedule"), text)
        assert reading.faults == ()
        assert [(line.type.value, line.net) for line in reading.lines] == expected
        assert reading.lines[2].keys == (LineKey("claim", "C1000002"),)


def test_a_bank_cards_number_is_starred_wherever_it_stands() -> None:
    card = LIKE_A_CARD[0]
    (line,) = read("generic-csv", f"reference,amount,narrative\n{card},5.00,card {card} ok\n").lines
    assert line.keys == ()
    kept = line.narrative + line.raw
    assert card not in kept and "*" in kept
    assert sum(letter.isdigit() for letter in line.narrative) == 4


def test_a_bank_cards_number_in_a_column_nobody_reads_is_starred_too() -> None:
    card = LIKE_A_CARD[0]
    (line,) = read("generic-csv", f"reference,amount,card no\n10234417,5.00,{card}\n").lines
    assert card not in line.raw and line.raw.startswith("10234417,5.00,*")


def test_text_that_would_lead_a_terminal_astray_is_made_visible() -> None:
    (line,) = read("generic-csv", "reference,amount,payer\n1,5.00,A\x1b[2JB\u202eC\n").lines
    assert line.name == "A^[[2JB<U+202E>C"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_same_file_reads_the_same_in_every_encoding(encoding: str) -> None:
    text = "reference,amount,payer\n10234417,£98.20,Siân\n"
    (found,) = read("generic-csv", text.encode(encoding)).lines
    told = _TOLD_ENCODING.format(encoding=encoding)
    (by_profile,) = read_payment_file(profile_of(told), text.encode(encoding)).lines
    assert (found.name, found.gross) == (by_profile.name, by_profile.gross) == ("Siân", 9820)


_TOLD_ENCODING = """
name = "told"
version = 1
title = "told"
[shape]
kind = "delimited"
encoding = "{encoding}"
[fields]
amount = "amount"
name = "payer"
[[key]]
kind = "reference"
at = "reference"
[posting]
stream = "bank"
"""


def test_an_encoding_other_than_the_profiles_is_refused_with_its_line() -> None:
    profile = profile_of(_TOLD_ENCODING.format(encoding="utf-8"))
    reading = read_payment_file(profile, "reference,amount,payer\n1,5.00,Siân\n".encode("cp1252"))
    assert faults_of(reading) == [(0, "file", "encoding_wrong")]
    assert "line 2" in reading.faults[0].says


RUN = """
name = "run"
version = 1
title = "A debit run, or a recovery as a row of its own"
dates = ["yyyymmdd"]
[shape]
kind = "delimited"
delimiter = "|"
header_within = 0
skip = 1
[shape.records]
at = 1
line = ["C", "R"]
trailer = ["Z"]
ignore = ["*"]
[fields]
amount = 3
date = 4
debtor_name = 6
[money]
unit = "pence"
[[key]]
kind = "reference"
at = 2
[[debtor_key]]
kind = "reference"
at = 5
[types]
otherwise = "CHARGE"
[[type]]
at = 1
is = ["R"]
then = "RECOVER_OTHER"
[control]
needed = true
[control.trailer]
count = 2
value = 3
value_of = "recovery"
[posting]
stream = "hb"
effective = "date"
[posting.codes]
CHARGE = "RENT"
"""


def test_a_debit_run_is_charges_under_its_own_control() -> None:
    content = (
        b"debits of the week\nH|x\nC|10234417|9820|20261123\nC|10234425|10475|20261123\nZ|2|20295"
    )
    reading = read_payment_file(profile_of(RUN), content)
    assert reading.faults == ()
    assert [(short(line), line.code) for line in reading.lines] == [
        (("CHARGE", 0, 9820, -9820), "RENT"), (("CHARGE", 0, 10475, -10475), "RENT"),
    ]  # fmt: skip
    assert reading.computed.recovery == reading.declared.recovery == 20295


@pytest.mark.parametrize(
    ("row", "keys", "beside", "name"),
    [
        ("R|10234417|4000|20261123|10231199|B FORMER", "10231199", "10234417", "B FORMER"),
        ("R|10234417|4000|20261123||B FORMER", "", "10234417", "B FORMER"),
        ("R|10231199|4000|20261123||", "10231199", "", ""),
    ],
)
def test_a_recovery_as_a_row_of_its_own_is_the_debtors(
    row: str, keys: str, beside: str, name: str
) -> None:
    reading = read_payment_file(profile_of(RUN), f"run\n{row}\nZ|1|4000".encode())
    (line,) = reading.lines
    assert reading.faults == () and short(line) == ("RECOVER_OTHER", 0, 4000, -4000)
    assert "".join(key.value for key in line.keys) == keys
    assert (line.beside.value if line.beside else "", line.name) == (beside, name)


def test_a_recovery_with_the_other_sign_is_a_fault_and_no_payment() -> None:
    text = RUN.replace('unit = "pence"', 'unit = "pence"\nsign = "leading"')
    reading = read_payment_file(profile_of(text), b"run\nR|10231199|4000|20261123||\nZ|1|4000")
    assert faults_of(reading) == [(2, "amount", "sign_wrong")]
