"""A setup file is read whole, with all its faults, and told from the book as it stands."""

from dataclasses import replace
from datetime import date

import pytest

from core.codes import TRANSACTION_CODES
from core.money import Pence
from core.setup_change import book_faults, changes
from core.setup_file import read_setup
from core.setup_item import (
    DEFAULT_LIMITS,
    DEFAULT_POLICY,
    CashbookItem,
    LandlordItem,
    LimitItem,
    PeriodItem,
    Setup,
)
from core.setup_text import setup_text
from core.stream import STREAMS, ControlKind, ReceiptField

LEAST = """
go_live = 2026-04-06
[[landlord]]
code = "CLY"
name = "Clydeview Homes"
nation = "scotland"
[[cashbook]]
code = "MAIN"
landlord = "CLY"
sort_code = "08-99-99"
account_number = "66374958"
"""
FULL = (
    LEAST
    + """
[[code]]
code = "CASH"
alias = "RCO"
[[code]]
code = "LIFT"
name = "Lift charge"
kind = "charge"
[[stream]]
name = "cheque"
needs = ["drawer"]
[[stream]]
name = "lockbox"
debits = "bank"
code = "CHEQ"
[limit.assistant]
reversal = "200.00"
clearance = { item = "0", day = "100.00" }
[[period]]
landlord = "CLY"
name = "P1"
first = 2026-04-06
last = 2026-05-03
[calendar.rent_free_weeks]
2026 = [39, 38]
[policy]
suspense_days = 14
"""
)
TOLERANCE = 'tolerance = "0.05"'
TODAY = date(2026, 11, 22)


def test_a_cashbooks_tolerance_stands_until_it_is_named_otherwise() -> None:
    book = good(LEAST + TOLERANCE)
    same = [one for one in changes(book, good(LEAST), TODAY) if one.what == "cashbook"]
    assert same == []
    other = good(LEAST + 'tolerance = "0.00"')
    (change,) = (one for one in changes(book, other, TODAY) if one.what == "cashbook")
    assert (change.was, change.now, change.asks) == ("tolerance 0.05", "tolerance 0.00", True)
    assert 'tolerance = "0.05"' in setup_text(book)


def good(text: str) -> Setup:
    setup, faults = read_setup(text)
    assert faults == ()
    return setup


def applied(book: Setup, wanted: Setup) -> Setup:
    """The book as it stands when every change is written."""
    kinds = {"landlord": "landlords", "cashbook": "cashbooks", "code": "codes", "stream": "streams",
             "limit": "limits", "period": "periods", "policy": "policy"}  # fmt: skip
    keys = {"code": "code", "stream": "name", "landlord": "code", "cashbook": "code"}
    for change in changes(book, wanted, TODAY):
        if change.what == "go_live":
            book = replace(book, go_live=change.wanted)
            continue
        kept = getattr(book, kinds[change.what])
        key = keys.get(change.what)
        if key:
            name = getattr(change.wanted, key)
            kept = tuple(one for one in kept if getattr(one, key) != name)
        if change.what == "limit":
            same = (change.wanted.group, change.wanted.kind)
            kept = tuple(one for one in kept if (one.group, one.kind) != same)
        if change.what == "policy":
            kept = tuple(one for one in kept if one[0] != change.wanted[0])
        book = replace(book, **{kinds[change.what]: (*kept, change.wanted)})
    return book


def test_the_least_file_names_a_landlord_and_a_cashbook() -> None:
    assert good(LEAST) == Setup(
        date(2026, 4, 6),
        (LandlordItem("CLY", "Clydeview Homes", "scotland"),),
        (CashbookItem("MAIN", "CLY", "089999", "66374958"),),
    )


def test_what_the_least_file_does_not_name_comes_from_the_defaults() -> None:
    book = applied(Setup(), good(LEAST))
    assert (book.codes, book.streams) == (TRANSACTION_CODES, STREAMS)
    assert book.limits == DEFAULT_LIMITS
    assert dict(book.policy) == DEFAULT_POLICY
    assert book.periods[0] == PeriodItem("CLY", "2026-04", date(2026, 4, 1), date(2026, 4, 30))
    assert book.periods[-1].last == date(2027, 11, 30)  # the month a year past today


def test_a_full_file_says_what_it_says() -> None:
    setup = good(FULL)
    cash, lift = setup.codes
    assert (cash.alias, cash.name) == ("RCO", "Cash")
    assert (lift.code, lift.kind) == ("LIFT", "charge")
    cheque, lockbox = setup.streams
    assert cheque.needs == (ReceiptField.DRAWER,) and cheque.code == "CHEQ"
    assert (lockbox.title, lockbox.debits) == ("lockbox", ControlKind.BANK)
    assert setup.limits == (
        LimitItem("assistant", "reversal", Pence(20000)),
        LimitItem("assistant", "clearance", Pence(0), Pence(10000)),
    )
    assert dict(setup.policy) == {"suspense_days": 14, "rent_free_weeks": {"2026": [38, 39]}}


@pytest.mark.parametrize("text", [LEAST, FULL])
def test_applied_again_a_file_changes_nothing(text: str) -> None:
    book = applied(Setup(), good(text))
    assert changes(book, good(text), TODAY) == ()


@pytest.mark.parametrize("text", [LEAST, FULL])
def test_a_setup_shown_can_be_fed_back(text: str) -> None:
    book = applied(Setup(), good(text))
    shown = good(setup_text(book))
    assert changes(book, shown, TODAY) == ()
    assert applied(Setup(), shown) == book


def test_defaults_never_undo_what_the_book_has() -> None:
    book = applied(Setup(), good(FULL))
    assert changes(book, good(LEAST), TODAY) == ()


def test_later_the_months_of_another_year_are_added() -> None:
    book = applied(Setup(), good(LEAST))
    later = changes(book, good(LEAST), date(2027, 1, 15))
    assert [change.name for change in later] == ["2027-12 of CLY", "2028-01 of CLY"]


def test_what_needs_a_request_is_marked_and_new_things_are_not() -> None:
    book = applied(Setup(), good(LEAST))
    wanted = good(
        LEAST.replace("66374958", "66374959")
        .replace("Clydeview Homes", "Clydeview")
        .replace("2026-04-06", "2026-04-07")
        + '[[landlord]]\ncode="AVN"\nname="Avon Homes"\nnation="england"\n'
        + '[[stream]]\nname="hb"\ndebits="bank"\n[[stream]]\nname="uc"\ntitle="UC"\n'
        + '[limit.assistant]\nreversal="1.00"\n[policy]\nsuspense_days=3\n'
    )
    marked = {(change.what, change.name): change.asks for change in changes(book, wanted, TODAY)}
    asked = {key for key, asks in marked.items() if asks}
    assert asked == {
        ("go_live", ""), ("cashbook", "MAIN"), ("stream", "hb"), ("limit", "assistant, reversal"),
        ("policy", "suspense_days"),
    }  # fmt: skip
    assert {("landlord", "CLY"), ("landlord", "AVN"), ("stream", "uc")} <= marked.keys() - asked


@pytest.mark.parametrize(
    ("text", "where", "rule"),
    [
        ("go_live = ", "file", "not_toml"),
        ("[" * 5000, "file", "not_toml"),
        ("x" * 1_000_001, "file", "too_long"),
        ('go_live = "2026-04-06"', "file, go_live", "date_wrong"),
        ("go_live = 2026-04-06T10:00:00", "file, go_live", "date_wrong"),
        ("[[landlords]]", "landlords", "unknown"),
        ('landlord = "CLY"', "landlord", "not_a_table"),
        ('[[landlord]]\ncode="cly"\nname="x"\nnation="wales"', "landlord 1, code", "text_wrong"),
        ('[[landlord]]\ncode="CLY"\nnation="wales"', "landlord 1, name", "missing"),
        ('[[landlord]]\ncode="CLY"\nname="x"\nnation="mars"', "landlord 1, nation", "not_one_of"),
        ('[[landlord]]\nnmae="x"', "landlord 1, nmae", "unknown"),
        ('[[cashbook]]\nsort_code="1234"', "cashbook 1, sort_code", "digits_wrong"),
        ("[[cashbook]]\naccount_number=66374958", "cashbook 1, account_number", "text_wrong"),
        ('[[stream]]\nname="hb"\ndebits="suspense"', "stream 1, debits", "not_one_of"),
        ('[[stream]]\nname="hb"\nneeds=["shoe"]', "stream 1, needs", "not_one_of"),
        ('[[stream]]\nname="hb"\nlive="no"', "stream 1, live", "flag_wrong"),
        ('[[stream]]\nname="hb"\nblind_above="much"', "stream 1, blind_above", "amount_wrong"),
        (LEAST + 'tolerance = "10.01"', "cashbook 1, tolerance", "amount_wrong"),
        ('[[stream]]\nname="hb"\nblind_above="5.00-"', "stream 1, blind_above", "amount_wrong"),
        ('[limit.auditor]\nreversal="1.00"', "limit auditor", "not_one_of"),
        ('[limit.assistant]\ntea="1.00"', "limit assistant, tea", "not_one_of"),
        ("[limit.assistant]\nreversal=1.5", "limit assistant, reversal", "amount_not_read"),
        ('[limit.assistant]\nreversal="1.005"', "limit assistant, reversal", "amount_not_read"),
        (
            '[limit.assistant]\nreversal={item="2.00",day="1.00"}',
            "limit assistant, reversal",
            "day_below_item",
        ),
        ("[policy]\nsuspense_days=true", "policy suspense_days", "unknown"),
        ("[calendar.rent_free_weeks]\n2026=[54]", "calendar", "weeks_wrong"),
        (
            '[[period]]\nlandlord="CLY"\nname="1"\nfirst=2026-05-01\nlast=2026-04-01',
            "period 1, last",
            "ends_before_start",
        ),
        (LEAST + LEAST[LEAST.index("[[cash") :], "bank account 089999 66374958", "twice"),
    ],
)
def test_each_fault_is_told_with_its_place(text: str, where: str, rule: str) -> None:
    _, faults = read_setup(text)
    assert (where, rule) in [(fault.where, fault.rule) for fault in faults]


def test_every_fault_is_told_at_once() -> None:
    _, faults = read_setup('x = 1\n[[landlord]]\ncode = "1"\n[[cashbook]]\nsort_code = "1"\n')
    assert len(faults) >= 7


@pytest.mark.parametrize(
    ("wanted", "rule"),
    [
        (Setup(cashbooks=(CashbookItem("B", "NIL", "089999", "1"),)), "unknown_landlord"),
        (Setup(cashbooks=(CashbookItem("MAIN", "AVN", "089999", "1"),)), "cashbook_moved"),
        (Setup(streams=(replace(STREAMS[0], code="NIL"),)), "unknown_code"),
    ],
)
def test_what_can_never_stand_in_this_book_is_a_fault(wanted: Setup, rule: str) -> None:
    book = applied(Setup(), good(LEAST))
    book = replace(book, landlords=(*book.landlords, LandlordItem("AVN", "Avon", "england")))
    assert [fault.rule for fault in book_faults(book, wanted)] == [rule]


def test_a_book_without_its_first_day_asks_for_it() -> None:
    assert [fault.rule for fault in book_faults(Setup(), Setup())] == ["missing"]
