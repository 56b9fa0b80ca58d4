"""A tenancy feed is read whole, with all its faults, and compared with what is known."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charge import Cycle
from core.delimited import read_table
from core.feed_plan import Known, key_of, known_faults, plan_feed
from core.tenancy_feed import Feed, FeedPerson, FeedTenancy, opening_total, read_feed

COLUMNS = {
    "landlord": "CLY",
    "property_ref": "P1",
    "kind": "dwelling",
    "address": "12 Larch Court",
    "postcode": "ml4 1ab",
    "tenancy_ref": "T04417",
    "payment_ref": "1023-4417",
    "former_refs": "998; 99 7",
    "start": "2019-03-04",
    "end": "",
    "names": "Mrs Aisha Okafor; Mr Ben Okafor",
    "born": ";12/05/1979",
    "phone": "01698 123456",
    "email": "",
    "weekly_charge": "98.20",
    "monthly_charge": "",
    "opening_balance": "Cr 12.40",
    "usual_payment": "104.75",
    "hb_claim_ref": "B4410923",
    "uc_customer_ref": "",
}


def feed(*rows: dict[str, str], columns: tuple[str, ...] = tuple(COLUMNS)) -> Feed:
    cells = [{**COLUMNS, **row} for row in rows]
    lines = ["\t".join(columns), *("\t".join(row[name] for name in columns) for row in cells)]
    return read_feed(read_table("\n".join(lines).encode()), frozenset({"CLY", "AVN"}))


def one(**changes: str) -> FeedTenancy:
    found = feed(changes)
    assert found.faults == ()
    return found.tenancies[0]


def test_a_row_becomes_a_tenancy() -> None:
    assert one() == FeedTenancy(
        line=2,
        landlord="CLY",
        property_ref="P1",
        kind="dwelling",
        address="12 Larch Court",
        postcode="ML4 1AB",
        tenancy_ref="T04417",
        payment_ref="10234417",
        former_refs=("998", "997"),
        start=date(2019, 3, 4),
        end=None,
        people=(
            FeedPerson("Mrs Aisha Okafor", None, "01698 123456"),
            FeedPerson("Mr Ben Okafor", date(1979, 5, 12)),
        ),
        cycle=Cycle.WEEKLY,
        charge=one().charge,
        opening=one().opening,
        usual=one().usual,
        hb_claim_ref="B4410923",
        uc_customer_ref="",
    )
    assert (one().charge, one().opening, one().usual) == (9820, -1240, 10475)


def test_optional_columns_may_be_missing_and_unknown_ones_are_listed() -> None:
    least = ("landlord", "property_ref", "address", "tenancy_ref", "payment_ref", "start", "names")
    found = feed({}, columns=(*least, "weekly_charge"))
    assert found.faults == ()
    assert found.tenancies[0].kind == "dwelling" and found.tenancies[0].opening is None
    assert [fault.field for fault in feed({}, columns=least).faults] == ["weekly_charge"]
    assert [fault.field for fault in feed({}, columns=least[1:]).faults][:1] == ["landlord"]
    table = read_table(b"landlord,colour\nCLY,red\n")
    assert read_feed(table, frozenset({"CLY"})).unknown_columns == ("colour",)


def test_a_monthly_charge_stands_for_a_weekly_one() -> None:
    found = one(weekly_charge="", monthly_charge="425.53")
    assert (found.cycle, found.charge) == (Cycle.MONTHLY, 42553)


@pytest.mark.parametrize(
    ("column", "written", "rule"),
    [
        ("landlord", "XYZ", "unknown_landlord"),
        ("landlord", "", "missing"),
        ("property_ref", "", "missing"),
        ("kind", "castle", "kind_wrong"),
        ("address", " ", "missing"),
        ("tenancy_ref", "", "missing"),
        ("payment_ref", "", "missing"),
        ("payment_ref", "12/3", "reference_wrong"),
        ("start", "", "missing"),
        ("start", "04-31-2019", "date_not_read"),
        ("end", "2019-02-30", "date_not_read"),
        ("end", "2019-03-03", "end_before_start"),
        ("names", "", "missing"),
        ("names", "Mrs A;;Mr B", "names_wrong"),
        ("names", "; ".join("ABCDEFGHIJKLM"), "names_wrong"),
        ("born", ";;1.1.1970", "more_than_names"),
        ("born", "x", "date_not_read"),
        ("phone", "1;2;3", "more_than_names"),
        ("weekly_charge", "98,20", "amount_not_read"),
        ("weekly_charge", "-98.20", "amount_not_read"),
        ("weekly_charge", "", "missing"),
        ("monthly_charge", "400", "two_charges"),
        ("opening_balance", "12.405", "amount_not_read"),
        ("opening_balance", "9999999", "amount_out_of_range"),
        ("usual_payment", "Cr 5", "amount_not_read"),
        ("address", "x" * 201, "text_too_long"),
    ],
)
def test_a_fault_names_line_column_and_rule(column: str, written: str, rule: str) -> None:
    found = feed({}, {"tenancy_ref": "T2", "payment_ref": "2", column: written})
    assert [(fault.line, fault.field, fault.rule) for fault in found.faults] == [(3, column, rule)]
    assert len(found.tenancies) == 1
    assert ":" in found.faults[0].says


def test_a_file_may_not_say_the_same_twice() -> None:
    found = feed(
        {},
        {"tenancy_ref": "t 04417", "payment_ref": "2"},
        {"tenancy_ref": "T2", "payment_ref": "10234417"},
        {"tenancy_ref": "T3", "payment_ref": "3", "address": "elsewhere"},
        {"tenancy_ref": "T04417", "landlord": "AVN"},
    )
    assert [(fault.line, fault.field, fault.rule) for fault in found.faults] == [
        (3, "tenancy_ref", "twice"),
        (4, "payment_ref", "twice"),
        (5, "property_ref", "property_differs"),
    ]


def test_a_text_may_be_as_long_as_the_book_takes() -> None:
    assert len(one(address="x" * 200).address) == 200


def test_a_sign_that_parts_nothing_is_no_further_person() -> None:
    found = one(names="Mrs Aisha Okafor;", born="; ", phone="01698 123456;;")
    assert found.people == (FeedPerson("Mrs Aisha Okafor", None, "01698 123456"),)


def test_long_joint_names_are_not_cut() -> None:
    names = "; ".join(f"Mr {letter * 40} Longname" for letter in "abcdef")
    assert [person.name for person in one(names=names, born="", phone="").people] == names.split(
        "; "
    )


def test_progress_is_told_every_thousand_rows() -> None:
    rows = "".join(f"{number}\n" for number in range(2500))
    told: list[int] = []
    table = read_table(("\t".join(COLUMNS) + "\n" + rows.replace("\n", "\t" * 19 + "\n")).encode())
    read_feed(table, frozenset({"CLY"}), told.append)
    assert told == [1000, 2000]


def test_opening_balances_are_totalled() -> None:
    found = feed({}, {"tenancy_ref": "T2", "payment_ref": "2", "opening_balance": "20.00"})
    assert opening_total(found.tenancies) == 760


def known(*tenancies: FeedTenancy, **facts: object) -> dict[tuple[str, str], Known]:
    return {key_of(each): Known(each, opening=each.opening, **facts) for each in tenancies}  # type: ignore[arg-type] # test shorthand


def test_the_same_feed_again_changes_nothing() -> None:
    found = feed({}, {"tenancy_ref": "T2", "payment_ref": "2"})
    plan = plan_feed(found.tenancies, known(*found.tenancies))
    assert (plan.new, plan.changed, plan.ended, plan.missing, plan.unchanged) == ((), (), (), (), 2)
    assert plan.opening_differs == ()


def test_new_changed_ended_and_missing_are_told_apart() -> None:
    before = feed(
        {}, {"tenancy_ref": "T2", "payment_ref": "2"}, {"tenancy_ref": "T3", "payment_ref": "3"}
    )
    now = feed(
        {"weekly_charge": "101.00", "names": "Mrs Aisha Obi; Mr Ben Okafor"},
        {"tenancy_ref": "T2", "payment_ref": "2", "end": "2026-11-20"},
        {"tenancy_ref": "T4", "payment_ref": "4"},
    )
    plan = plan_feed(now.tenancies, known(*before.tenancies))
    assert [each.tenancy_ref for each in plan.new] == ["T4"]
    assert [(change.tenancy.tenancy_ref, change.fields) for change in plan.changed] == [
        ("T04417", ("charge", "names")),
        ("T2", ("end",)),
    ]
    assert [each.tenancy_ref for each in plan.ended] == ["T2"]
    assert plan.missing == (("CLY", "T3"),)


def test_another_landlords_tenancies_are_not_missing_nor_are_former_ones() -> None:
    theirs = one(landlord="AVN")
    former = one(tenancy_ref="T9", payment_ref="9")
    book = {**known(theirs), **known(former, ended=True)}
    assert plan_feed([one()], book).missing == ()


def test_somebody_born_on_another_day_is_somebody_else() -> None:
    plan = plan_feed([one(born=";1980-01-01")], known(one()))
    assert [(change.fields, change.replaced) for change in plan.changed] == [(("names",), (2,))]
    renamed = plan_feed([one(names="Mrs A Obi; Mr B Okafor")], known(one()))
    assert [change.replaced for change in renamed.changed] == [()]


def test_a_contact_corrected_in_the_book_yields_only_to_a_new_value() -> None:
    corrected = frozenset({(1, "phone")})
    same = plan_feed([one()], known(one(), corrected=corrected))
    assert [(note.kind, note.position, note.yields) for note in same.contacts] == [
        ("phone", 1, False)
    ]
    assert same.changed == ()
    other = plan_feed([one(phone="0700")], known(one(), corrected=corrected))
    assert [note.yields for note in other.contacts] == [True]
    assert [change.fields for change in other.changed] == [("phone",)]


def test_another_opening_balance_is_only_reported() -> None:
    plan = plan_feed([one(opening_balance="1.00")], known(one()))
    assert [each.opening for each in plan.opening_differs] == [100]
    assert plan.changed == ()


def test_without_update_a_known_tenancy_is_a_fault() -> None:
    faults = known_faults([one(), replace(one(), tenancy_ref="T8")], known(one()))
    assert [(fault.line, fault.rule) for fault in faults] == [(2, "tenancy_known")]


CELLS = st.dictionaries(
    st.sampled_from(sorted(COLUMNS)),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters='\0\t\n\r"'), max_size=30),
    max_size=6,
)


@given(CELLS)
def test_any_row_is_a_tenancy_or_has_faults(cells: dict[str, str]) -> None:
    found = feed(cells)
    assert len(found.tenancies) == 1 or found.faults
