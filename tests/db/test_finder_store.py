"""The finder of a book: stored, mapped, kept fresh, and silent about restricted people."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db.acting import act, new_key
from db.book import Book, open_book
from db.finder_store import open_finder
from db.references import resolve
from tests.servers import Server
from tests.small_book import SmallBook, copied

Opened = Callable[..., Book]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def test_a_fragment_leads_to_the_tenancy_of_the_book(opened: Opened) -> None:
    finder = open_finder(opened())
    assert finder.search("kowalzcyk")[0].payment_ref == "10238826"
    assert finder.search("4471")[0].name == "Ms Jasvinder Kaur"
    assert {hit.landlord for hit in finder.search("10234417")[:2]} == {"CLY", "AVN"}


def test_the_second_session_maps_what_the_first_one_built(opened: Opened, cache: Path) -> None:
    open_finder(opened())
    (kept,) = cache.rglob("*.index")
    built = kept.stat()
    assert open_finder(opened()).search("okafor")[0].payment_ref == "10234417"
    assert kept.stat() == built
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_damaged_file_is_built_anew(opened: Opened, cache: Path) -> None:
    open_finder(opened())
    (kept,) = cache.rglob("*.index")
    kept.write_bytes(kept.read_bytes()[:100])
    assert open_finder(opened()).search("okafor")[0].payment_ref == "10234417"


def test_who_becomes_restricted_vanishes_by_name_at_the_next_look(opened: Opened) -> None:
    book = opened()
    finder = open_finder(book)
    account = resolve(book, "10238826")
    assert finder.search("kowalczyk")[0].account == account
    with opened("manager.1").session() as manager:
        act(manager, "restrict_tenancy", new_key(), account, True, "refuge")
    assert finder.freshen()
    assert account not in [hit.account for hit in finder.search("kowalczyk")]
    hit = finder.search("10238826")[0]
    assert (hit.account, hit.name, hit.address, hit.restricted) == (account, "", "", True)
    again = open_finder(opened())
    assert account not in [hit.account for hit in again.search("41 braeside")]


def test_who_is_revealed_is_found_by_name_by_that_operator_until_the_look_ends(
    opened: Opened, small_book: SmallBook, cache: Path
) -> None:
    book = opened()
    finder, colleagues = open_finder(book), open_finder(opened("supervisor.1"))
    account = resolve(book, "10238826")
    with opened("manager.1").session() as manager:
        act(manager, "restrict_tenancy", new_key(), account, True, "refuge")
    assert finder.freshen()
    with book.session() as session:
        act(session, "reveal", new_key(), account, "a court order to answer")
    assert finder.freshen()
    hit = finder.search("kowalczyk")[0]
    assert (hit.account, hit.restricted) == (account, True)
    assert hit.name
    assert hit.address
    colleagues.freshen()
    assert account not in [hit.account for hit in colleagues.search("kowalczyk")]
    for kept in cache.rglob("*.index"):
        kept.unlink()  # arrays built during the look are on disk afterwards
    assert open_finder(book).search("kowalczyk")[0].account == account
    with small_book.open() as owner:
        owner.execute("UPDATE rb.reveal_grant SET expires_at = clock_timestamp()")
    again = open_finder(book)
    for each in (finder, again):
        each.freshen()
        assert account not in [hit.account for hit in each.search("kowalczyk")]


def test_nothing_is_read_again_while_nothing_changed(opened: Opened) -> None:
    finder = open_finder(opened())
    assert not finder.freshen()


def test_a_corrected_phone_is_found_at_the_next_look(opened: Opened, small_book: SmallBook) -> None:
    book = opened()
    finder = open_finder(book)
    with small_book.open() as owner:
        row = owner.execute("SELECT id FROM rb.customer WHERE name = 'Mr Kofi Osei'").fetchone()
    assert row is not None
    with book.session() as session:
        act(session, "correct_contact", new_key(), row[0], "phone", "07700 900461")
    finder.freshen()
    assert finder.search("07700900461")[0].name == "Mr Kofi Osei"


def test_a_copy_of_the_book_never_answers_with_the_other_ones_people(
    server: Server,
    template: Callable[..., str],
    fresh_database: Callable[..., str],
) -> None:
    here, there = (copied(server, template, fresh_database) for _ in range(2))
    with there.open() as owner:
        owner.execute("UPDATE rb.customer SET name = 'Mr Somebody Else' WHERE name ~ 'Okafor'")
    answers = []
    for book in (here, there, here):
        with closing(open_book(book.url("assistant.1"))) as opened:
            answers.append({hit.name for hit in open_finder(opened).search("10234417")})
    names = {"Mrs Aisha Okafor", "Mr Somebody Else"}
    assert [names & found for found in answers] == [
        {"Mrs Aisha Okafor"},
        {"Mr Somebody Else"},
        {"Mrs Aisha Okafor"},
    ]


def test_arrays_of_a_future_that_the_book_has_lost_are_never_mapped(
    opened: Opened, small_book: SmallBook, cache: Path
) -> None:
    account = resolve(opened(), "10238826")
    for _ in range(2):
        with opened("manager.1").session() as manager:
            act(manager, "restrict_tenancy", new_key(), account, True, "refuge")
            act(manager, "restrict_tenancy", new_key(), account, False, "moved on")
    open_finder(opened())
    (kept,) = cache.rglob("*.index")
    with small_book.open() as owner:  # as a folder copied back from an earlier day
        owner.execute("UPDATE rb.finder_state SET (generation, rebuilt) = (1, 1)")
        owner.execute("UPDATE rb.customer SET name = 'Mr Somebody Else' WHERE name ~ 'Okafor'")
    assert open_finder(opened()).search("somebody else")
    assert not kept.exists()
