"""What people type leads to the tenancy they mean, and says why."""

import pytest

from core.finder.search import Finder
from tests.core.finder.few import finder_of

OKAFOR = {
    "payment_ref": "10234417", "tenancy_ref": "T04417",
    "former_refs": ("0101-002-06", "R/71862/94"),
    "names": ("Mrs Adaeze Okafor", "Mr Chukwudi Eze"), "old_names": ("Adaeze Nwosu",),
    "address": "Flat 2/1, 14 Mill Road, Carnbeg", "postcode": "GC1 8DD",
    "phones": ("07700 900461", "0141 496 0123"), "claim_refs": ("612345678",),
}  # fmt: skip
KAUR = {"payment_ref": "10238826", "names": ("Ms Jasvinder Kaur",), "address": "3/1 Mill Road",
        "postcode": "GC1 8DE"}  # fmt: skip
OBRIEN = {"payment_ref": "10236218", "names": ("Ms Síle O'Brien-McDonald",),
          "address": "44 School Grove, Carnbeg", "postcode": "PC2 4AB"}  # fmt: skip
SZYMANSKA = {"payment_ref": "20611077", "names": ("Mrs Justyna Szymańska", "Mr Jan de Souza",
             "Miss Ola Szymańska", "Mr Li Wei"),
             "address": "103 Falcon House, 9 Ness Way"}  # fmt: skip


@pytest.fixture(scope="module")
def few() -> Finder:
    return finder_of(OKAFOR, KAUR, OBRIEN, SZYMANSKA)


@pytest.mark.parametrize(
    ("typed", "account", "why"),
    [
        ("10234417", 1, "reference"),
        ("4417", 1, "reference ends 4417"),
        ("10234", 1, "reference begins 10234"),
        ("2344", 1, "reference contains 2344"),
        ("t04417", 1, "tenancy reference"),
        ("1023 4417", 1, "reference"),
        ("0101-002-06", 1, "old reference"),
        ("010100206", 1, "old reference"),
        ("71862", 1, "old reference contains 71862"),
        ("612345678", 1, "claim number"),
        ("07700 900461", 1, "phone"),
        ("07700900461", 1, "phone"),
        ("4960123", 1, "phone ends 4960123"),
        ("1O234417", 1, "one digit misread"),
        ("10234471", 1, "two digits swapped"),
        ("10234419", 1, "one digit different"),
        ("t0441", 1, "tenancy reference begins T0441"),
        ("okafor", 1, "surname"),
        ("okaf", 1, "surname begins Okaf"),
        ("okafro", 1, "surname one letter from Okafor"),
        ("jaswinder kawr", 2, "forename one letter from Jasvinder"),
        ("oakfor adaeze", 1, "surname one letter from Okafor"),
        ("a okafor", 1, "initial A"),
        ("okafor a", 1, "initial A"),
        ("nwosu", 1, "old surname"),
        ("eze", 1, "surname"),
        ("mrs okafor rent", 1, "surname"),
        ("sile obrien", 3, "surname"),
        ("o brien", 3, "surname"),
        ("o'brien-mcdonald", 3, "surname"),
        ("mc donald", 3, "surname"),
        ("szymanska", 4, "surname"),
        ("SZYMAŃSKA", 4, "surname"),
        ("justina shimanska", 4, "surname two letters from Szymanska"),
        ("jasvinder cawr", 2, "surname sounds like Kaur"),
        ("de souza", 4, "surname"),
        ("desouza", 4, "surname"),
        ("wei li", 4, "surname"),
        ("3/1 mill road", 2, "street"),
        ("flat 2/1 mill", 1, "flat"),
        ("2/1 14 mill road", 1, "house number and street"),
        ("14 mill", 1, "house number"),
        ("44 school", 3, "house number and street"),
        ("school grove 44", 3, "house number and street"),
        ("gc1 8dd", 1, "postcode"),
        ("gc18dd", 1, "postcode"),
        ("GC1 8D", 1, "postcode begins GC18D"),
        ("pc2", 3, "postcode"),
        ("okafor 14 mill", 1, "surname"),
        ("okafor 4417", 1, "surname"),
        ("falcon house", 4, "street"),
    ],
)
def test_what_is_typed_finds_the_tenancy_and_says_why(
    few: Finder, typed: str, account: int, why: str
) -> None:
    hit = few.search(typed)[0]
    assert hit.account == account
    assert why in "; ".join(hit.why)


def test_a_hit_carries_what_is_shown_of_it(few: Finder) -> None:
    hit = few.search("okafor")[0]
    assert (hit.landlord, hit.payment_ref, hit.tenancy_ref) == ("CLY", "10234417", "T04417")
    assert hit.name == "Mrs Adaeze Okafor + Mr Chukwudi Eze"
    assert (hit.address, hit.postcode) == ("Flat 2/1, 14 Mill Road, Carnbeg", "GC1 8DD")
    assert (hit.phone, hit.current, hit.restricted) == ("07700 900461", True, False)
    assert 0 < hit.score <= 100


def test_a_name_in_two_parts_is_one_word_too() -> None:
    finder = finder_of({"names": ("Mr Jan de Souza", "Ms Hanan Al-Hassan")})
    assert [finder.search(typed)[0].why for typed in ("desouza", "alhassan")] == [("surname",)] * 2


def test_every_one_of_many_people_is_found() -> None:
    names = tuple(f"Mr Pat {name}" for name in ("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir"))
    finder = finder_of({"names": names})
    for name in ("ash", "birch", "cedar", "dogwood", "elm", "fir"):
        assert finder.search(f"pat {name}")[0].why == ("forename", "surname")


def test_forename_and_surname_agree_on_one_person() -> None:
    finder = finder_of(
        {"names": ("Mrs Anna Reid", "Mr Paul Young")}, {"names": ("Mr Paul Reid", "Ms Eva Moss")}
    )
    assert [hit.account for hit in finder.search("paul reid")] == [2, 1]


def test_the_forename_first_person_comes_before_their_mirror_image() -> None:
    finder = finder_of({"names": ("Mr Stewart James",)}, {"names": ("Mr James Stewart",)})
    assert [hit.account for hit in finder.search("james stewart")] == [2, 1]
    assert [hit.account for hit in finder.search("stewart james")] == [1, 2]


def test_a_name_that_is_forename_and_surname_at_once_is_met_twice() -> None:
    finder = finder_of({"names": ("Mr Ali Khan",)}, {"names": ("Mr Ali Ali",)})
    assert finder.search("ali ali")[0].account == 2


def test_a_whole_surname_comes_before_a_half_of_one() -> None:
    finder = finder_of({"names": ("Ms Ann Aslam-Hart",)}, {"names": ("Ms Ann Aslam",)})
    assert [hit.account for hit in finder.search("ann aslam")] == [2, 1]


def test_the_current_tenant_comes_before_the_former_one() -> None:
    home = {"address": "61 Bishop Court, Lochgow", "names": ("Mr Leo Dale",)}
    finder = finder_of(home | {"current": False}, home)
    for typed in ("61 bishop court", "leo dale", "dale"):
        hits = finder.search(typed)
        assert [(hit.account, hit.current) for hit in hits] == [(2, True), (1, False)]
        assert "former tenant" in hits[1].why


def test_a_former_tenant_named_exactly_comes_before_a_current_look_alike() -> None:
    finder = finder_of({"names": ("Ms Ann Reed",)}, {"names": ("Ms Ann Reid",), "current": False})
    assert finder.search("ann reid")[0].account == 2


def test_of_a_restricted_tenancy_the_references_alone_are_known() -> None:
    finder = finder_of(OKAFOR | {"restricted": True})
    hit = finder.search("0101-002-06")[0]
    assert (hit.payment_ref, hit.tenancy_ref, hit.restricted) == ("10234417", "T04417", True)
    assert (hit.name, hit.address, hit.postcode, hit.phone) == ("", "", "", "")
    for typed in ("okafor", "nwosu", "mill road", "gc1 8dd", "07700900461", "612345678"):
        assert finder.search(typed) == []


def test_digits_misread_or_swapped_come_before_other_near_references() -> None:
    finder = finder_of(
        {"payment_ref": "10234418"}, {"payment_ref": "10284417"}, {"payment_ref": "10243417"}
    )
    hits = finder.search("1023441B")
    assert hits[0].account == 1
    hits = finder.search("10234417")
    assert [hit.account for hit in hits] == [3, 1, 2]
    assert [hit.why[0] for hit in hits] == [
        "two digits swapped", "one digit different", "one digit different",
    ]  # fmt: skip


def test_a_postcode_is_told_from_a_house_number() -> None:
    finder = finder_of({"address": "8 Elm Way", "postcode": "GC1 4AB"}, {"postcode": "GC1 8DD"})
    assert finder.search("gc1 8")[0].account == 2


def test_words_that_tell_nothing_are_not_looked_for() -> None:
    finder = finder_of({"names": ("Mr Tod Ford",)})
    assert finder.search("mr mrs rent from the ") == []
    assert finder.search("mr tod ford rent")[0].account == 1


@pytest.mark.parametrize(
    "typed",
    ["", " ", "\0\0", "\0okafor\0", "🙂", "🙂" * 50, "x" * 10_000, "a " * 5_000, "1" * 10_000,
     "[/a] [b", "\x1b[31m", "‮okafor", "'; drop", "\udcff", "ß" * 300, "/", "///", "-", "é" * 99,
     "ﷺ" * 200, "٣١٢٣٤", "²³¹", "okafor\n\nkaur", "%s %s", "0" * 24],
)  # fmt: skip
def test_no_text_breaks_a_search(few: Finder, typed: str) -> None:
    for hit in few.search(typed):
        assert hit.why
    assert len(few.search(typed, limit=2)) <= 2


def test_a_limit_of_nothing_gives_nothing(few: Finder) -> None:
    assert few.search("okafor", limit=0) == []
    assert few.search("okafor", limit=-3) == []


def test_an_empty_estate_is_searched_like_any_other() -> None:
    assert finder_of().search("okafor 10234417") == []


@pytest.mark.parametrize(
    ("typed", "meant", "other"),
    [
        ("varry", "Barry", "Harry"),  # V lies beside B, not beside H
        ("smoth", "Smith", "Smath"),
        ("jei", "Mei", "Lei"),
        ("kia", "Kai", "Kin"),  # swapped
    ],
)
def test_of_two_names_as_near_the_slip_that_hands_make_is_meant(
    typed: str, meant: str, other: str
) -> None:
    finder = finder_of({"names": (f"Mr Al {other}",)}, {"names": (f"Mr Al {meant}",)})
    assert next(hit.account for hit in finder.search(typed)) == 2


def test_what_is_like_no_name_finds_nobody_by_its_sound() -> None:
    assert finder_of({"names": ("Ms Ola Wysocka",)}).search("zzzzqqq") == []
