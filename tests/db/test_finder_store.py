"""The finder of a book: stored, mapped, kept fresh, and silent about restricted people."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.acting import act, new_key
from db.book import Book
from db.finder_store import open_finder
from db.references import resolve
from tests.small_book import SmallBook

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
