"""A payment file is read whole through its profile, or refused whole with every reason."""

from datetime import date

import pytest

from core.money import Pence
from core.payment_file import LineKey
from core.payment_file.controls import not_tied
from core.payment_file.read import FAULTS_MAX, read_pasted, read_payment_file
from tests.core.card_numbers import LIKE_A_CARD
from tests.core.payment_files import (
    HB_HEADER,
    card_line,
    faults_of,
    hb_file,
    hb_row,
    profile_of,
    read,
    shipped,
    short,
    workbook,
)

CARD = "9826000012345678902"  # domain.md 1.3: computed, nobody's


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
