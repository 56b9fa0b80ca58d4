"""Names are taken apart however they were written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.names import fold, parse_name, parse_names, short_name, short_names, sort_key


@pytest.mark.parametrize(
    ("written", "title", "forename", "surname"),
    [
        ("Mrs Aisha Okafor", "Mrs", "Aisha", "Okafor"),
        ("OKAFOR A MRS", "Mrs", "A", "Okafor"),
        ("Okafor, Mrs A", "Mrs", "A", "Okafor"),
        ("OKAFOR AISHA MRS", "Mrs", "Aisha", "Okafor"),
        ("A OKAFOR", "", "A", "Okafor"),
        ("OKAFOR A", "", "A", "Okafor"),
        ("J O'Brien MRS", "Mrs", "J", "O'Brien"),
        ("MR J O'NEILL", "Mr", "J", "O'Neill"),
        ("MCDONALD I", "", "I", "McDonald"),
        ("SMITH A.B.", "", "A B", "Smith"),
        ("Smith A.B.C.", "", "A B C", "Smith"),
        ("Dr. S. Iqbal", "Dr", "S", "Iqbal"),
        ("Prof Sir Tom Jones", "Prof", "Tom", "Jones"),
        ("Mr Pieter van der Berg", "Mr", "Pieter", "van der Berg"),
        ("van der Berg, Mr P", "Mr", "P", "van der Berg"),
        ("VAN DER BERG P MR", "Mr", "P", "Van Der Berg"),
        ("de Souza", "", "", "de Souza"),
        ("SMITH-JONES K", "", "K", "Smith-Jones"),
        ("Kowalczyk", "", "", "Kowalczyk"),
        ("Mr", "", "", "Mr"),
        ("", "", "", ""),
    ],
)
def test_a_name_is_taken_apart(written: str, title: str, forename: str, surname: str) -> None:
    name = parse_name(written)
    assert (name.title, name.forename, name.surname) == (title, forename, surname)
    assert name.full == written


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("Mr J & Mrs K Smith", "Smith, Mr J + Mrs K"),
        ("Smith, Mr J + Mrs K", "Smith, Mr J + Mrs K"),
        ("Mr John and Mrs Kaye Smith", "Smith, Mr J + Mrs K"),
        ("Mr & Mrs J Smith", "Smith, Mr + Mrs J"),
        ("SMITH J & JONES B", "Smith, J + Jones, B"),
        ("Mr J Smith & Ms B Jones", "Smith, Mr J + Jones, Ms B"),
        ("Smith, Mr John and Smith, Mrs Kaye", "Smith, Mr J + Mrs K"),
        ("Mr Khan & Mrs A Smith", "Khan, Mr + Smith, Mrs A"),
        ("Sandra Anderson", "Anderson, S"),
    ],
)
def test_joint_tenants_are_told_apart(written: str, short: str) -> None:
    assert short_names(parse_names(written)) == short


def test_a_list_of_people_sorts_as_people_expect() -> None:
    written = ["Mr T Zola", "Ms M MacDonald", "Mr I McDonald", "Mr P Mackay", "Ms É Évrard"]
    people = sorted(
        map(parse_name, [*written, "Mr J O'Neill", "Ms A Oneill", "Mr Ł Łuk"]), key=sort_key
    )
    assert [person.surname for person in people] == [
        "Évrard", "Łuk", "McDonald", "MacDonald", "Mackay", "Oneill", "O'Neill", "Zola",
    ]  # fmt: skip


def test_accents_capitals_and_apostrophes_do_not_tell_names_apart() -> None:
    assert fold("O'Neill") == fold("ONEILL")
    assert fold("Wałęsa-Strauß") == fold("walesa strauss")
    assert fold("BJØRN") == "bjorn"


@given(st.text(max_size=60))
def test_any_text_is_somebodys_name(text: str) -> None:
    names = parse_names(text)
    assert names
    assert short_names(names) is not None
    for name in names:
        assert sort_key(name) and short_name(name) is not None


WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=10).map(str.capitalize)
OUTSIDE = {"Van", "Von", "Der", "Den", "Del", "Della", "Dos", "Das", "Bin", "Bint", "Ibn", "Abu",
           "Ben", "Mac", "Ter", "Ten", "San", "Santa", "Mrs", "Mss", "Miss", "Master", "Mister",
           "Prof", "Doctor", "Rev", "Revd", "Sir", "Dame", "Lady", "Lord", "Cllr", "Capt", "Maj",
           "Col", "Sgt", "Professor", "Reverend", "And"}  # fmt: skip


@given(WORDS, WORDS)
def test_three_ways_of_writing_one_person_agree(forename: str, surname: str) -> None:
    if OUTSIDE & {forename, surname} or surname.startswith("Mc"):
        return
    ways = [
        f"Ms {forename} {surname}",
        f"{surname}, Ms {forename}",
        f"{surname} {forename} MS".upper(),
    ]
    assert len({(one.title, one.forename, one.surname) for one in map(parse_name, ways)}) == 1
