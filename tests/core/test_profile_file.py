"""A profile's TOML is checked whole, and what ships is right."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.profile import Place, ShapeKind, fits_file_name
from core.profile.toml_file import read_profile
from db.files.shipped import shipped_profiles
from tests.core.payment_files import profile_of, shipped

LEAST = """
name = "least"
version = 1
title = "The least"
[shape]
kind = "delimited"
[fields]
amount = "Amount"
[[key]]
kind = "reference"
at = "Ref"
[posting]
stream = "bank"
"""


def wheres(text: str) -> list[tuple[str, str]]:
    profile, faults = read_profile(text)
    assert (profile is None) == bool(faults)
    assert all(fault.says for fault in faults)
    return [(fault.where, fault.rule) for fault in faults]


def test_the_least_profile_is_read_with_its_defaults() -> None:
    profile = profile_of(LEAST)
    assert (profile.name, profile.version, profile.certain) == ("least", 1, 95)
    assert (profile.shape.kind, profile.shape.header_within) == (ShapeKind.DELIMITED, 1)
    assert profile.keys[0].steps == ("spaces",)
    assert (profile.money.unit, profile.money.debits, profile.dates) == (
        "pounds", "plus", ("dd/mm/yyyy",),
    )  # fmt: skip


@pytest.mark.parametrize("name", sorted(shipped_profiles()))
def test_what_ships_is_right_and_named_as_its_file(name: str) -> None:
    profile = shipped(name)
    assert profile.name == name and profile.version >= 1 and profile.title


def test_every_layout_that_was_promised_ships() -> None:
    assert set(shipped_profiles()) == {
        "generic-csv", "debit-run", "hb-schedule", "hb-import", "uc-managed", "uc-third-party",
        "card-agency", "cash-receipting", "standard18", "lloyds-csv", "barclays-csv",
        "natwest-csv", "nationwide-csv", "hsbc-csv",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ('"Rent Ref"', Place(column="Rent Ref")),
        ('"Memo[1-18]"', Place(column="Memo", first=1, last=18)),
    ],
)
def test_a_place_is_a_column_or_a_part_of_one(written: str, place: Place) -> None:
    assert profile_of(LEAST.replace('"Ref"', written)).keys[0].at == (place,)


def test_columns_without_a_header_are_numbered() -> None:
    text = LEAST.replace('kind = "delimited"', 'kind = "delimited"\nheader_within = 0')
    profile = profile_of(text.replace('"Amount"', "2").replace('"Ref"', "[1, 3]"))
    assert profile.keys[0].at == (Place(number=1), Place(number=3))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('name = "least"', "", ("file, name", "missing")),
        ('name = "least"', 'name = "Least one"', ("file, name", "text_wrong")),
        ("version = 1", "version = 0", ("file, version", "number_wrong")),
        ("version = 1", "version = true", ("file, version", "number_wrong")),
        ("version = 1", "version = 1\ncertain = 101", ("file, certain", "number_wrong")),
        ("version = 1", 'version = 1\ndates = ["dd.mm"]', ("file, dates", "not_one_of")),
        ("version = 1", 'version = 1\ncolour = "red"', ("file, colour", "unknown")),
        ('"delimited"', '"delimted"', ("shape, kind", "not_one_of")),
        ('"delimited"', '"delimited"\nencoding = "latin-9"', ("shape, encoding", "not_one_of")),
        ('"delimited"', '"delimited"\ndelimiter = "::"', ("shape, delimiter", "not_one_of")),
        ('"delimited"', '"delimited"\nskip = -1', ("shape, skip", "number_wrong")),
        ('"delimited"', '"fixed"', ("places", "place_wrong")),
        ('"delimited"', '"standard18"', ("places", "place_wrong")),
        ('amount = "Amount"', 'sum = "Amount"', ("fields, sum", "unknown")),
        ('amount = "Amount"', 'name = "Who"', ("fields, amount", "one_way")),
        ('amount = "Amount"', 'amount = "A"\ngross = "G"', ("fields, amount", "one_way")),
        ('amount = "Amount"', 'net = "Net"', ("fields, gross", "missing")),
        ('amount = "Amount"', "amount = 0", ("fields, amount", "place_wrong")),
        ('amount = "Amount"', 'amount = "9-1"', ("fields, amount", "place_wrong")),
        ('at = "Ref"', "", ("key 1, at", "missing")),
        ('at = "Ref"', 'at = "Ref"\nsteps = ["magic"]', ("key 1, steps", "not_one_of")),
        ('at = "Ref"', 'at = "Ref"\nform = "(a+)+"', ("key 1, form", "text_wrong")),
        ('at = "Ref"', 'at = "Ref"\ncard = { prefix = "9826", ref_start = 15, ref_len = 9 }',
         ("key 1, card, ref_len", "number_wrong")),
        ('[[key]]\nkind = "reference"\nat = "Ref"', "", ("key", "missing")),
        ("[[key]]", "[key]", ("file, key", "not_a_table")),
        ('"bank"', '"bank"\neffective = "period_to"', ("fields, period_to", "missing")),
        ('"bank"', '"bank"\n[posting.codes]\nPAY = "x"', ("posting, codes, PAY", "text_wrong")),
        ('"bank"', '"bank"\n[posting.codes]\nPAID = "BANK"', ("posting, codes, PAID", "unknown")),
        ('"bank"', '"bank"\n[money]\nsign = "mark"\nout_marks = ["DR"]',
         ("fields, mark", "missing")),
        ('"bank"', '"bank"\n[money]\nsign = "mark"', ("money, out_marks", "missing")),
        ('"bank"', '"bank"\n[money]\nunit = "shillings"', ("money, unit", "not_one_of")),
        ('"bank"', '"bank"\n[types]\notherwise = "PAID"', ("types, otherwise", "not_one_of")),
        ('"bank"', '"bank"\n[types]\nnegative = "PAY"', ("types, negative", "not_one_of")),
        ('"bank"', '"bank"\n[[type]]\nat = "T"\nthen = "PAY"', ("type 1, is", "missing")),
        ('"bank"', '"bank"\n[[receipt]]\ntype = "C"\nstream = "counter"',
         ("fields, receipt_type", "missing")),
        ('"bank"', '"bank"\n[control]\nneeded = true', ("control, trailer", "missing")),
        ('"bank"', '"bank"\n[control.trailer]\nvalue = "T"', ("control, trailer", "missing")),
        ('"bank"', '"bank"\n[control.header]\ndate = "D"', ("control, header", "missing")),
        ('"delimited"', '"delimited"\n[shape.records]\nat = "K"',
         ("shape, records, line", "missing")),
    ],
)  # fmt: skip
def test_a_fault_names_its_key_its_rule_and_the_way_out(
    old: str, new: str, fault: tuple[str, str]
) -> None:
    assert fault in wheres(LEAST.replace(old, new, 1))


def test_all_faults_are_told_at_once() -> None:
    text = LEAST.replace("version = 1", 'version = "1"').replace('"delimited"', '"d"')
    assert wheres(text.replace('"reference"', '"Reference"').replace('"bank"', "1")) == [
        ("file, version", "number_wrong"), ("shape, kind", "not_one_of"),
        ("key 1, kind", "text_wrong"), ("posting, stream", "text_wrong"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("name =", "not_toml"), ("a = " + "[" * 5_000, "not_toml"), ("#" * 100_001, "too_long"),
    ],
)  # fmt: skip
def test_what_is_no_toml_is_said_to_be_none(text: str, rule: str) -> None:
    assert wheres(text) == [("file", rule)]


def test_a_file_is_proposed_by_its_name() -> None:
    profile = shipped("cash-receipting")
    assert fits_file_name(profile, "cashfile20261122.DAT")
    assert not fits_file_name(profile, "HousingBenefitFile20261123.dat")
    assert not fits_file_name(shipped("generic-csv"), "list.csv")


VALUES = [
    '""',
    '"x"',
    "-1",
    "7",
    "1.5",
    "true",
    "[]",
    "[1]",
    "[[1]]",
    "{}",
    "{ a = 1 }",
    "2026-01-01",
]


@given(st.sampled_from(sorted(shipped_profiles())), st.integers(0), st.sampled_from(VALUES))
def test_any_value_of_any_key_is_read_or_told(name: str, at: int, value: str) -> None:
    text = shipped_profiles()[name]
    keys = list(re.finditer(r"(?m)^(\w+ = ).*$", text))
    key = keys[at % len(keys)]
    wheres(text[: key.start()] + key[1] + value + text[key.end() :])
