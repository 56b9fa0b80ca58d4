"""The roles a restored book stands on: its groups, its operators' and keepers' logins."""

from psycopg import sql

from core.refusal import Refusal
from db.backup_manifest import Manifest
from db.book import Session
from db.founding import make_groups, make_keeper
from db.groups import GROUPS, group_identifier, group_role


def refuse_where_they_serve(session: Session, told: Manifest) -> None:
    """Refuses a cluster where the groups serve another database, or a login another book."""
    book_id = str(told["book"]["id"])
    groups = [group_role(book_id, group) for group in GROUPS]
    elsewhere = session.execute(
        "SELECT d.datname FROM pg_shdepend s JOIN pg_roles r ON r.oid = s.refobjid"
        " JOIN pg_database d ON d.oid = s.dbid WHERE s.refclassid = 'pg_authid'::regclass"
        " AND r.rolname = ANY (%s) AND d.datname <> current_database() LIMIT 1",
        (groups,),
    ).fetchone()
    if elsewhere is not None:
        raise _serves(f"database {elsewhere[0]} is book {book_id} already", elsewhere[0])
    busy = session.execute(
        "SELECT m.rolname, g.rolname FROM pg_auth_members x JOIN pg_roles g ON g.oid = x.roleid"
        " JOIN pg_roles m ON m.oid = x.member WHERE m.rolname = ANY (%s) AND NOT m.rolsuper"
        " AND g.rolname ~ '^rb_[0-9a-f]{8}_' AND g.rolname <> ALL (%s) LIMIT 1",
        ([*told["operators"], *told["keepers"]], groups),
    ).fetchone()
    if busy is not None:
        raise _serves(f"login {busy[0]} works in another book ({busy[1]})", busy[0])


def make_roles(session: Session, told: Manifest) -> None:
    """Makes what is missing; logins that are new cannot log in before somebody lets them."""
    book_id = str(told["book"]["id"])
    make_groups(session, book_id)
    for login in told["keepers"]:
        _make(session, login, "CREATEROLE")
        make_keeper(session, book_id, login)
    for login, (group, *_) in told["operators"].items():
        _make(session, login, "")
        grant = sql.SQL("GRANT {} TO {}")
        session.execute(grant.format(group_identifier(book_id, group), sql.Identifier(login)))


def _make(session: Session, login: str, more: str) -> None:
    row = session.execute("SELECT FROM pg_roles WHERE rolname = %s", (login,)).fetchone()
    if row is None:
        name = sql.Identifier(login)
        session.execute(sql.SQL("CREATE ROLE {} NOLOGIN {}").format(name, sql.SQL(more)))
        for setting in ("lock_timeout = '10s'", "idle_in_transaction_session_timeout = '60s'"):
            session.execute(sql.SQL("ALTER ROLE {} SET {}").format(name, sql.SQL(setting)))


def _serves(what: str, subject: str) -> Refusal:
    words = f"{what}: restore into another cluster, or remove that one first"
    return Refusal("serves_another_book", words, subject)
