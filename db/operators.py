"""Operators: one login role each, in one group, with their landlords, limits and chain."""

from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from core.money import Pence
from core.refusal import Refusal
from db.errors import translated
from db.founding import make_login
from db.groups import group_identifier

GROUPS = ("assistant", "supervisor", "manager", "auditor", "night")


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator; no landlord codes means every landlord, limits are pence an item by kind."""

    login: str
    name: str
    group: str
    landlords: tuple[str, ...] = ()
    limits: dict[str, Pence] = field(default_factory=dict)
    suspended: bool = False


def add_operator(
    session: psycopg.Connection[Any], operator: Operator, password: str | None = None
) -> None:
    """Adds an operator, once; the session is the keeper's and in autocommit.

    Raises Refusal when the group is none of ours or a landlord's code is not known.
    """
    if operator.group not in GROUPS:
        raise Refusal("unknown_group", f"a group is one of {', '.join(GROUPS)}", operator.group)
    with translated(), session.transaction():
        row = session.execute("SELECT id FROM rb.book").fetchone()
        assert row is not None
        book_id = str(row[0])
        make_login(session, operator.login, password)
        session.execute(
            sql.SQL("GRANT {} TO {}").format(
                group_identifier(book_id, operator.group), sql.Identifier(operator.login)
            )
        )
        session.execute(sql.SQL("SET LOCAL ROLE {}").format(group_identifier(book_id, "owner")))
        _write(session, operator)


def regroup(session: psycopg.Connection[Any], login: str, group: str) -> None:
    """Moves an operator to another group, as a request says; the session is the keeper's.

    Raises Refusal: unknown_operator, unknown_group, operator_needs_request.
    """
    if group not in GROUPS:
        raise Refusal("unknown_group", f"a group is one of {', '.join(GROUPS)}", group)
    with translated(), session.transaction():
        row = session.execute("SELECT id FROM rb.book").fetchone()
        assert row is not None
        book_id = str(row[0])
        owner = sql.SQL("SET LOCAL ROLE {}").format(group_identifier(book_id, "owner"))
        session.execute(owner)
        known = session.execute("SELECT grp FROM rb.operator WHERE login = %s", (login,)).fetchone()
        if known is None:
            says = f"{login} is no operator: operator list shows them"
            raise Refusal("unknown_operator", says, login)
        if known[0] == group:
            return
        asked = _asked(session, login, group)
        session.execute(
            "UPDATE rb.operator SET grp = %s, by_request = coalesce(%s, by_request)"
            " WHERE login = %s",
            (group, asked[0] if asked else None, login),
        )
        _tell(session, "regroup_operator", login, group)
        session.execute("RESET ROLE")
        for act, name in (("REVOKE {} FROM {}", known[0]), ("GRANT {} TO {}", group)):
            session.execute(
                sql.SQL(act).format(group_identifier(book_id, name), sql.Identifier(login))
            )


def _asked(
    session: psycopg.Connection[Any], login: str, group: str
) -> tuple[int, list[str] | None] | None:
    """The latest request that two people made of this, and the landlords it names."""
    row = session.execute(
        "SELECT r.id, ARRAY(SELECT jsonb_array_elements_text(r.terms -> 'landlords') ORDER BY 1)"
        " FROM rb.request r WHERE r.kind = 'operator' AND r.state = 'done'"
        " AND r.terms ->> 'login' = %s AND r.terms ->> 'group' = %s ORDER BY r.id DESC LIMIT 1",
        (login, group),
    ).fetchone()
    return None if row is None else (row[0], row[1])


def _tell(session: psycopg.Connection[Any], act: str, login: str, group: str) -> None:
    session.execute(
        "INSERT INTO rb.audit (act, subject, detail) VALUES (%s, %s, %s)",
        (act, f"operator {login}", Jsonb({"group": group})),
    )


def _write(session: psycopg.Connection[Any], operator: Operator) -> None:
    known = session.execute("SELECT FROM rb.operator WHERE login = %s", (operator.login,))
    if known.fetchone() is not None:
        raise Refusal(
            "operator_known",
            f"{operator.login} is an operator already: operator list shows them",
            operator.login,
        )
    asked = _asked(session, operator.login, operator.group)
    if asked is not None and asked[1] != sorted(operator.landlords):
        named = ", ".join(asked[1] or []) or "every landlord"
        says = f"request {asked[0]} lets {operator.login} in for {named}: add them for these"
        raise Refusal("request_differs", says, operator.login)
    if asked is not None and operator.limits:
        says = "limits of their own are asked for with rentbook request policy LOGIN/KIND AMOUNT"
        raise Refusal("request_differs", says, operator.login)
    row = session.execute(
        "INSERT INTO rb.operator (login, name, grp, by_request) VALUES (%s, %s, %s, %s)"
        " RETURNING no",
        (operator.login, operator.name, operator.group, asked[0] if asked else None),
    ).fetchone()
    assert row is not None, "an insert answers"
    series = f"{operator.group[0].upper()}{row[0]}"
    session.execute(
        "INSERT INTO rb.chain (login, series) VALUES (%s, %s)", (operator.login, series)
    )
    for code in operator.landlords:
        done = session.execute(
            "INSERT INTO rb.operator_landlord SELECT %s, id FROM rb.landlord WHERE code = %s",
            (operator.login, code),
        )
        if done.rowcount != 1:
            raise Refusal("unknown_landlord", f"there is no landlord {code}: run setup first", code)
    for kind, pence in operator.limits.items():
        session.execute(
            "INSERT INTO rb.limit_rule (who, kind, per_item_pence) VALUES (%s, %s, %s)",
            (operator.login, kind, pence),
        )
    _tell(session, "add_operator", operator.login, operator.group)


def operators(session: psycopg.Connection[Any]) -> list[Operator]:
    """Every operator of the book, by number."""
    with translated():
        rows = session.execute(
            "SELECT o.login, o.name, o.grp, o.suspended,"
            " coalesce((SELECT array_agg(l.code ORDER BY l.code) FROM rb.operator_landlord x"
            "   JOIN rb.landlord l ON l.id = x.landlord_id WHERE x.login = o.login), '{}'),"
            " coalesce((SELECT jsonb_object_agg(kind, per_item_pence) FROM rb.limit_rule"
            "   WHERE who = o.login), '{}')"
            " FROM rb.operator o ORDER BY o.no"
        ).fetchall()
    return [
        Operator(login, name, group, tuple(codes), limits, suspended)
        for login, name, group, suspended, codes, limits in rows
    ]
