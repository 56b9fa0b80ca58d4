"""The made-up estate is lifelike, the same for every seed, and any part of it stands alone."""

import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.estate import LANDLORDS, Estate
from core.estate.draw import Draw, mixed
from core.estate.people import look_alike
from core.estate.slips import misheard, misread, mistyped

ESTATE = list(Estate(11, 3000))
POSTCODE = re.compile(r"[A-Z]{2}[0-9]{1,2} [0-9][ABD-HJLNP-UW-Z]{2}")
DRAMA = re.compile(r"07700 900\d{3}|01(41|31|51|61) 496 0\d{3}|01632 960\d{3}")


def test_splitmix_is_what_it_says() -> None:
    assert mixed(0) == 0xE220A8397B1DCDAF  # the first number of SplitMix64 from nought


@given(st.integers(0, 2**63), st.integers(0, 999_999), st.integers(1, 1_000_000))
def test_a_tenancy_does_not_depend_on_how_many_there_are(seed: int, number: int, more: int) -> None:
    assert Estate(seed, number + 1)[number] == Estate(seed, number + more)[number]


def test_another_seed_is_another_estate() -> None:
    assert Estate(1, 50)[7] != Estate(2, 50)[7]
    assert list(Estate(3, 50)) == list(Estate(3, 50))


@pytest.mark.parametrize("number", [-1, 3000])
def test_a_tenancy_beyond_the_estate_is_refused(number: int) -> None:
    with pytest.raises(IndexError):
        Estate(11, 3000)[number]


def test_references_name_one_tenancy_each() -> None:
    for refs in ([t.payment_ref for t in ESTATE], [t.tenancy_ref for t in ESTATE]):
        assert len(set(refs)) == len(ESTATE)
    assert all(re.fullmatch(r"[0-9]{8}", t.payment_ref) for t in ESTATE)
    assert ESTATE[1].payment_ref == str(int(ESTATE[0].payment_ref) + 1)


def test_nobody_can_be_rung_or_written_to() -> None:
    areas = {area for landlord in LANDLORDS for area in landlord.postcode_areas}
    for tenancy in ESTATE:
        assert POSTCODE.fullmatch(tenancy.home.postcode)
        assert tenancy.home.postcode[:2] in areas
        assert all(DRAMA.fullmatch(person.phone) for person in tenancy.people)


def test_one_household_a_home_today_and_the_former_ones_beside_it() -> None:
    homes = Counter(t.home.property_ref for t in ESTATE if t.current and t.home.kind == "dwelling")
    assert max(homes.values()) == 1
    former = [t for t in ESTATE if not t.current]
    assert 0.08 < len(former) / len(ESTATE) < 0.15
    assert all(t.ended is not None and t.ended < t.began for t in former)
    assert sum(t.home.property_ref in homes for t in former) / len(former) > 0.95


def test_it_has_everything_that_makes_finding_hard() -> None:
    surnames = {person.surname for t in ESTATE for person in t.people}
    for like in (r"O'\w+", r"Mc\w+", r"Mac\w+", r"\w+-\w+", r"\w+ \w+", r"Al-\w+", r"\w+ska",
                 r"\w+ski", r".*[łńśżșțőéáçüğ].*", "Smith", "Okafor", "Khan", "Wong"):  # fmt: skip
        assert any(re.fullmatch(like, name) for name in surnames), like
    joint = [t.people for t in ESTATE if len(t.people) > 1]
    assert 0.2 < len(joint) / len(ESTATE) < 0.5
    assert any(a.surname == b.surname for a, b, *_ in joint)
    assert any(a.surname != b.surname for a, b, *_ in joint)
    addresses = [t.home.address for t in ESTATE]
    for like in (r"Flat \d/\d, .*", r"\d/\d, .*", r"\d+/\d .*", r".* House, .*", r"Garage .*"):
        assert any(re.fullmatch(like, address) for address in addresses), like
    assert {t.landlord.code for t in ESTATE} == {"CLY", "MER"}
    assert sum(len(t.former_refs) for t in ESTATE) > len(ESTATE) / 2
    assert any(t.restricted for t in ESTATE)


def test_a_person_keeps_their_number_in_every_tenancy() -> None:
    known = {}
    several = 0
    for tenancy in ESTATE:
        for person in tenancy.people:
            several += person.number in known
            assert known.setdefault(person.number, person) == person
    assert several > 50


def test_some_neighbours_have_names_easily_taken_for_each_other() -> None:
    leads = [tenancy.people[0].surname for tenancy in ESTATE]
    alike = [b for a, b in pairwise(leads) if a != b and b == look_alike(a)]
    assert len(alike) > len(ESTATE) / 100


def test_look_alikes_differ_in_a_letter_or_two() -> None:
    assert (look_alike("Smith"), look_alike("MacLeod"), look_alike("Zzz")) == (
        "Smyth", "McLeod", "Zzz",
    )  # fmt: skip


@given(st.integers(0, 2**64 - 1), st.integers(0, 3))
def test_slips_never_touch_the_space_between_words(bits: int, edits: int) -> None:
    slipped = mistyped("aisha okafor", bits, edits)
    assert slipped.count(" ") == 1
    assert (slipped == "aisha okafor") or edits > 0


@given(st.integers(0, 2**64 - 1))
def test_a_misread_reference_has_as_many_signs(bits: int) -> None:
    assert len(misread("10234417", bits)) == 8
    assert misheard("khan", bits)[0] == "k"


def test_draws_of_two_topics_are_two_draws() -> None:
    assert Draw(1, "a").at(0) != Draw(1, "b").at(0)
    assert Draw(1, "a").at(-1) != Draw(1, "a").at(0)


def test_neither_the_estate_nor_the_rows_bring_numpy() -> None:
    words = (
        "import sys, core.finder, core.estate, core.estate.search_rows;"
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", words], check=False).returncode == 0
