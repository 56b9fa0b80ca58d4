"""Receipts come straight from a bank: its day file, or the statement of one of five."""

from datetime import date

import pytest

from core.payment_file import LineKey, LineType
from tests.core.payment_files import (
    faults_of,
    file18,
    item18,
    read,
    short,
)

CARD = "9826000012345678902"  # domain.md 1.3: computed, nobody's


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


def test_a_row_without_its_amount_is_a_fault_and_one_of_nil_is_left_out() -> None:
    reading = read("generic-csv", "reference,amount\n1,98.20\n2,\n3,0.00\n")
    assert [(one.line, one.field, one.rule) for one in reading.faults] == [
        (3, "amount", "amount_missing")
    ]
    reading = read("generic-csv", "reference,amount\n1,98.20\n3,0.00\n")
    assert [line.type for line in reading.lines] == [LineType.PAY, LineType.IGNORE]
