"""MT940 messages become statements; reversals keep their way, pages are put together."""

from datetime import date

import pytest

from tests.core.bank_files import MT940, faults, one, read, statements


def message(entries: str, opening: str = "60F:C261122GBP100,", **more: str) -> str:
    told = {"closing": "62F:C261123GBP100,", "account": "60999912345678", "number": "231/1"} | more
    return (
        f":20:X\n:25:{told['account']}\n:28C:{told['number']}\n:{opening}\n{entries}"
        f":{told['closing']}\n-\n"
    )


def entry(text: str) -> tuple[int, str, str, str]:
    line = one(message(text)).lines[0]
    return line.pence, line.kind, line.reference, line.bank_id


@pytest.mark.parametrize(
    ("text", "pence", "kind", "reference", "bank_id"),
    [
        (":61:2611231123C300,NTRFRENT 1//9\n", 30_000, "NTRF", "RENT 1", "9"),
        (":61:2611231123CR300,NTRFRENT 1//9\n", 30_000, "NTRF", "RENT 1", "9"),
        (":61:2611231123RC300,NRTINONREF\n", -30_000, "NRTI", "", ""),
        (":61:2611231123RCR204,88NRTINONREF\n", -20_488, "NRTI", "", ""),
        (":61:2611231123RD5,5NCHK000123\n", 550, "NCHK", "000123", ""),
        (":61:2611231123D,99S103X\n", -99, "S103", "X", ""),
        (":61:261123C1,NMSC\n", 100, "NMSC", "", ""),
        (":61:261123    C1,N192A/B//O/34\n", 100, "N192", "A/B", "O/34"),
    ],
)
def test_an_entry_is_read_whatever_it_leaves_out(
    text: str, pence: int, kind: str, reference: str, bank_id: str
) -> None:
    assert entry(text) == (pence, kind, reference, bank_id)


def test_a_reversal_is_marked_so() -> None:
    taken, given = one(message(":61:2611231123RC3,NRTIX\n:61:2611231123RD3,NRTIX\n")).lines
    assert (taken.pence, given.pence, taken.reverses, given.reverses) == (-300, 300, True, True)


@pytest.mark.parametrize(
    ("value", "booked", "day"),
    [
        ("261231", "0102", date(2027, 1, 2)),
        ("270102", "1231", date(2026, 12, 31)),
        ("240301", "0229", date(2024, 2, 29)),
        ("260230", "0227", date(2026, 2, 27)),
    ],
)
def test_the_day_booked_is_of_the_year_nearest_to_the_value_day(
    value: str, booked: str, day: date
) -> None:
    assert one(message(f":61:{value}{booked}C1,NMSCX\n")).lines[0].day == day


def test_a_value_day_there_is_not_is_left_out_and_alone_is_a_fault() -> None:
    assert one(message(":61:2602300227C1,NMSCX\n")).lines[0].value_day is None
    assert faults(message(":61:260230C1,NMSCX\n")) == [(5, ":61: date", "date_not_read")]


def test_a_broken_narrative_is_one_text_and_may_be_empty() -> None:
    full = "A" * 60 + " REF1"
    texts = f":61:261123C1,NMSCX\n:86:{full}\n2345\n:61:261123C1,NMSCX\n:86:RENT\nOCTOBER\n"
    lines = one(message(texts + ":61:261123C1,NMSCX\n:86:\n")).lines
    assert [line.narrative for line in lines] == [f"{full}2345", "RENT OCTOBER", ""]


def test_subfields_give_the_other_side() -> None:
    text = ":86:166?00CREDIT?20RENT 10234417?31GB11NWBK60888800629696?32A GRANT?33MS\n"
    line = one(message(f":61:261123C1,NTRFNONREF\n{text}")).lines[0]
    assert (line.name, line.narrative) == ("A GRANT MS", "CREDIT RENT 10234417")
    assert line.other is not None and line.other.is_of("608888", "00629696")


def test_a_narrative_of_the_statement_is_no_entrys() -> None:
    text = MT940.replace("-}", ":86:FREE TEXT\n-}")
    assert [line.narrative for line in one(text).lines][-1] == "B FORMER"


def test_expected_entries_are_pending() -> None:
    statement = one(message(":61:261123EC5,NMSCX\n"))
    assert (statement.lines, [line.pence for line in statement.pending]) == ((), [500])
    assert statement.proves is True


PAGE1 = message(":61:261123C1,NMSCX\n", closing="62M:C261123GBP101,")
PAGE2 = message(":61:261123C2,NMSCX\n", "60M:C261123GBP101,", closing="62F:C261123GBP103,")
PAGE2 = PAGE2.replace("231/1", "231/2")
OTHER = message("", account="60888800000001")


def test_pages_of_one_statement_are_put_together_even_with_others_between() -> None:
    first, other = statements(PAGE1 + OTHER + PAGE2)
    assert [line.pence for line in first.lines] == [100, 200]
    assert (first.opening, first.closing, first.proves, first.remarks) == (10_000, 10_300, True, ())
    assert other.account.text == "60-88-88 00000001"


def rules(text: str) -> list[list[str]]:
    return [[remark.rule for remark in one_.remarks] for one_ in statements(text)]


def test_a_missing_page_is_named() -> None:
    assert rules(PAGE1) == [["goes_on"]]
    assert rules(PAGE2) == [["begins_within"]]
    gap = PAGE2.replace("231/2", "231/3").replace("60M:C261123GBP101", "60M:C261123GBP151")
    (remarks,) = rules(PAGE1 + gap)
    assert remarks == ["balance_differs", "message_missing"]
    assert one(PAGE1 + gap).difference == 0


def test_a_difference_is_told_and_no_fault() -> None:
    statement = one(message(":61:261123D9,99NMSCX\n"))
    assert (statement.proves, statement.difference) == (False, 999)


def test_entries_behind_the_end_belong_to_no_account() -> None:
    kept, stray = statements(message("") + ":61:261123C7,NMSCX\n:86:WHOSE\n")
    assert (kept.proves, stray.account.text, stray.currency, stray.credits) == (True, "", "", 700)
    assert stray.proves is None
    assert [remark.rule for remark in stray.remarks] == ["outside_statement"]


def test_several_accounts_and_currencies_stand_in_one_file() -> None:
    euro = message("", "60F:C261122EUR100,", closing="62F:C261123EUR100,", account="X/1")
    assert [one_.currency for one_ in statements(MT940 + euro)] == ["GBP", "EUR"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (":25:60999912345678\n", "", (2, ":25:", "control_missing")),
        (":60F:C261122GBP1000,00\n", "", (2, ":60F:", "control_missing")),
        (":62F:C261123GBP1152,95\n", "", (2, ":62F:", "control_missing")),
        ("C98,2N", "X98,2N", (8, ":61:", "entry_not_read")),
        ("C98,2N", "C98,x2N", (8, ":61:", "entry_not_read")),
        ("C98,2N", "C98.2N", (8, ":61: amount", "amount_not_read")),
        ("C98,2N", "C98,201N", (8, ":61: amount", "amount_not_read")),
        ("C98,2N", "C9998888777666,N", (8, ":61: amount", "amount_out_of_range")),
        ("62F:C261123GBP", "62F:C261123EUR", (13, ":62F:", "currency_differs")),
        ("62F:C261123GBP", "62F:X261123GBP", (13, ":62F:", "balance_not_read")),
        (":64:", ":62F:", (14, ":62F:", "balance_twice")),
        (":64:C261123GBP1152,95", ":90C:3GBP202,95", (14, ":90C:", "control_wrong")),
        (":64:C261123GBP1152,95", ":90C:GBP202,95", (14, ":90C:", "control_not_read")),
    ],
)
def test_a_damaged_message_says_which_line_and_what(
    old: str, new: str, fault: tuple[int, str, str]
) -> None:
    assert old in MT940 and fault in faults(MT940.replace(old, new, 1))


def test_every_fault_is_told_at_once() -> None:
    bad = MT940.replace("C98,2N", "X98,2N").replace("D50,N", "D50,001N")
    assert [line for line, _, _ in faults(bad)] == [8, 11]


def test_what_the_bank_declares_is_held_against_the_entries() -> None:
    sums = MT940.replace(":64:C261123GBP1152,95", ":90D:1GBP50,\n:90C:2GBP202,95")
    assert one(sums).controls is True


def test_an_unknown_field_is_passed_over_and_said() -> None:
    assert rules(MT940.replace(":64:", ":77:")) == [["field_unknown"]]
    assert read("no tags at all", "mt940").faults[0].rule == "not_mt940"
