"""A book backed up is the same book where it is restored, and nothing else is ever overwritten."""

import json
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psycopg
import pytest
from psycopg import sql

from core.refusal import Refusal
from db import embedded
from db.acting import act, new_key
from db.backup import Backed, back_up
from db.backup_place import restore_to
from db.backup_programs import program
from db.book import open_book
from db.proof import prove
from tests.db.test_proof import post_a_little
from tests.servers import Server, serving
from tests.small_book import SmallBook

# What restoring changes on purpose: where the book is, looks at hidden rows, age of finders.
_OWN = {"book", "reveal_grant", "finder_state"}


@pytest.fixture(scope="session")
def another_cluster(server: Server) -> Iterator[Server]:
    """A server of the same kind that has never seen the book."""
    if server.programs is None:
        pytest.skip("not proved here: a server given by its address has no second cluster")
    with serving(server.name) as other:
        yield other


@pytest.fixture
def elsewhere(another_cluster: Server) -> Iterator[str]:
    """An empty database in another cluster, which is as new again afterwards."""
    name = another_cluster.create_database()
    yield another_cluster.url(name)
    another_cluster.drop_database(name)
    with psycopg.connect(another_cluster.superuser_url, autocommit=True) as session:
        rows = session.execute(
            "SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> 'postgres'"
        ).fetchall()
        if rows:
            roles = sql.SQL(", ").join(sql.Identifier(name) for (name,) in rows)
            session.execute(sql.SQL("DROP ROLE {}").format(roles))


@pytest.fixture
def posted(small_book: SmallBook) -> SmallBook:
    """A small book with postings, an open batch and a look at a hidden person."""
    with small_book.open("assistant.1") as session:
        post_a_little(session)
        act(session, "open_batch", new_key(), {"cashbook": "MAIN", "stream": "counter"})
    with small_book.open("manager.1") as session:
        act(session, "restrict_tenancy", new_key(), 10003, True, "protected address")
        act(session, "reveal", new_key(), 10003, "a call about the flat")
    return small_book


def backed_up(book: SmallBook, out: Path, login: str = "keeper") -> Backed:
    with closing(open_book(book.url(login))) as opened:
        return back_up(opened, out)


def contents(session: Any) -> dict[str, str]:
    """Every table's rows as one text."""
    tables = session.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'rb'::regnamespace AND relkind = 'r'"
    ).fetchall()
    each = [
        sql.SQL("SELECT {}, string_agg(t::text, '|' ORDER BY t::text) FROM rb.{} t").format(
            sql.Literal(name), sql.Identifier(name)
        )
        for (name,) in tables
    ]
    return dict(session.execute(sql.SQL(" UNION ALL ").join(each)).fetchall())


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda error: error.code == code)


def test_a_restored_book_is_the_one_backed_up(
    posted: SmallBook, elsewhere: str, tmp_path: Path
) -> None:
    file = tmp_path / "book.backup"
    made = backed_up(posted, file)
    assert made.postings == 4
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert restore_to(elsewhere, file) == made
    with posted.open() as here, psycopg.connect(elsewhere, autocommit=True) as there:
        was, now = contents(here), contents(there)
        assert {name for name, rows in now.items() if rows != was[name]} <= _OWN
        assert prove(there).faults == []
        assert prove(there).unsealed == 0


def test_work_goes_on_in_a_restored_book_once_its_people_are_let_in(
    posted: SmallBook, elsewhere: str, tmp_path: Path
) -> None:
    backed_up(posted, tmp_path / "b")
    restore_to(elsewhere, tmp_path / "b")
    login = {"user": "assistant.1"}
    with psycopg.connect(elsewhere, autocommit=True) as session:
        rows = session.execute("SELECT rolname FROM pg_roles WHERE rolcanlogin").fetchall()
        assert rows == [("postgres",)]
        session.execute('ALTER ROLE "assistant.1" LOGIN')
    with psycopg.connect(elsewhere, autocommit=True, **login) as session:
        header = {"cashbook": "MAIN", "stream": "cheque", "control_pence": 5, "control_count": 1}
        batch = act(session, "open_batch", new_key(), header)["batch"]
        act(session, "keep_line", new_key(), batch, 1, {"account_id": 10001, "pence": 5})
        assert act(session, "post_batch", new_key(), batch)["number"] == "A1-000002"
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            session.execute("CREATE TEMP TABLE posting ()")
        assert prove(session).proved


def test_a_look_at_hidden_rows_does_not_outlive_its_book(
    posted: SmallBook, elsewhere: str, tmp_path: Path
) -> None:
    backed_up(posted, tmp_path / "b")
    restore_to(elsewhere, tmp_path / "b")
    with psycopg.connect(elsewhere) as session:
        row = session.execute("SELECT count(*), bool_and(expires_at < now()) FROM rb.reveal_grant")
        assert row.fetchone() == (1, True)


def test_a_backup_made_while_others_post_is_of_one_moment(
    posted: SmallBook, elsewhere: str, tmp_path: Path
) -> None:
    stop = Event()

    def post_on() -> None:
        with posted.open("assistant.2") as session:
            while not stop.is_set():
                header = {"cashbook": "MAIN", "stream": "cheque"}
                control = {"control_pence": 5, "control_count": 1}
                batch = act(session, "open_batch", new_key(), header | control)["batch"]
                doc = {"account_id": 10001, "pence": 5, "reason": "again"}
                act(session, "keep_line", new_key(), batch, 1, doc)
                act(session, "post_batch", new_key(), batch)

    poster = Thread(target=post_on)
    poster.start()
    try:
        made = backed_up(posted, tmp_path / "b")
    finally:
        stop.set()
        poster.join()
    assert restore_to(elsewhere, tmp_path / "b") == made


def test_only_the_keeper_backs_a_book_up(posted: SmallBook, tmp_path: Path) -> None:
    for login in ("assistant.1", "manager.1", "auditor.1", "night"):
        with refused("not_permitted"):
            backed_up(posted, tmp_path / "b", login)
    assert not (tmp_path / "b").exists()


def test_no_file_is_overwritten(posted: SmallBook, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("mine")
    with refused("file_exists"):
        backed_up(posted, tmp_path / "b")
    assert (tmp_path / "b").read_text() == "mine"


def test_no_book_is_overwritten_nor_is_anything_put_beside_it(
    posted: SmallBook, elsewhere: str, tmp_path: Path
) -> None:
    backed_up(posted, tmp_path / "b")
    with refused("not_empty"):
        restore_to(posted.url(), tmp_path / "b")
    with psycopg.connect(elsewhere) as session:
        session.execute("CREATE TABLE mine ()")
    with refused("not_empty"):
        restore_to(elsewhere, tmp_path / "b")


def test_a_cluster_that_serves_the_book_is_refused(
    posted: SmallBook, fresh_database: Callable[..., str], tmp_path: Path
) -> None:
    backed_up(posted, tmp_path / "b")
    with refused("serves_another_book"):
        restore_to(fresh_database(), tmp_path / "b")


def test_logins_of_another_book_are_not_taken(
    posted: SmallBook, elsewhere: str, tmp_path: Path
) -> None:
    backed_up(posted, tmp_path / "b")
    with psycopg.connect(elsewhere) as session:
        session.execute('CREATE ROLE rb_00000000_assistant; CREATE ROLE "assistant.1" LOGIN')
        session.execute('GRANT rb_00000000_assistant TO "assistant.1"')
    with refused("serves_another_book"):
        restore_to(elsewhere, tmp_path / "b")


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda file: file.write_bytes(b"mine"), "not_a_backup"),
        (lambda file: file.unlink(), "not_a_backup"),
        (lambda file: _rewrite(file, dump=lambda dump: dump[:-1] + b"x"), "backup_damaged"),
        (lambda file: _rewrite(file, told={"schema": "9999"}), "book_newer"),
        (lambda file: _rewrite(file, told={"totals": {"postings_pence": 1}}), "restore_differs"),
        (lambda file: _rewrite(file, told={"heads": {}}), "restore_differs"),
    ],
)
def test_a_backup_that_is_not_what_was_written_is_refused(
    posted: SmallBook, elsewhere: str, tmp_path: Path, harm: Callable[[Path], Any], code: str
) -> None:
    file = tmp_path / "b"
    backed_up(posted, file)
    harm(file)
    with refused(code):
        restore_to(elsewhere, file)


def _rewrite(
    file: Path, dump: Callable[[bytes], bytes] = bytes, told: dict[str, Any] | None = None
) -> None:
    with zipfile.ZipFile(file) as was:
        content = dump(was.read("book.dump"))
        manifest = json.loads(was.read("manifest.json")) | (told or {})
    with zipfile.ZipFile(file, "w") as now:
        now.writestr("book.dump", content)
        now.writestr("manifest.json", json.dumps(manifest))


def test_a_dump_cut_short_leaves_nothing_in_the_database(
    posted: SmallBook, elsewhere: str, tmp_path: Path
) -> None:
    import hashlib

    file = tmp_path / "b"
    backed_up(posted, file)
    with zipfile.ZipFile(file) as was:
        half = was.read("book.dump")
    half = half[: len(half) * 3 // 4]
    _rewrite(file, lambda _: half, {"digest": hashlib.sha256(half).hexdigest()})
    with refused("restore_failed"):
        restore_to(elsewhere, file)
    with psycopg.connect(elsewhere) as session:
        row = session.execute("SELECT to_regnamespace('rb')").fetchone()
        assert row == (None,)


@pytest.mark.one_server
def test_a_server_book_is_restored_into_a_folder_of_ones_own(
    posted: SmallBook, tmp_path: Path
) -> None:
    file, folder = tmp_path / "b", tmp_path / "f"
    made = backed_up(posted, file)
    try:
        assert restore_to(f"embedded:{folder}", file) == made
        with closing(open_book(f"embedded:{folder}", "assistant.1")) as book:
            assert book.about.mode == "embedded"
            with book.session() as session:
                assert prove(session).faults == []
        with refused("not_empty"):
            restore_to(f"embedded:{folder}", file)
    finally:
        embedded.stop(folder)


def test_a_restored_folder_is_kept_by_its_own_keeper_whoever_kept_the_server(
    posted: SmallBook, tmp_path: Path
) -> None:
    file, again, folder = tmp_path / "b", tmp_path / "c", tmp_path / "f"
    backed_up(posted, file)
    _rewrite(file, told={"keepers": ["jo.keeps"]})
    try:
        restore_to(f"embedded:{folder}", file)
        with closing(open_book(f"embedded:{folder}", "keeper")) as book:
            assert back_up(book, again).postings > 0
    finally:
        embedded.stop(folder)


def test_a_program_older_than_its_server_is_never_taken() -> None:
    with refused("no_program"):
        program("pg_dump", 990000)
    assert program("pg_dump", 150000).endswith("pg_dump")
