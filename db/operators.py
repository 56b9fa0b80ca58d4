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


def _write(session: psycopg.Connection[Any], operator: Operator) -> None:
    row = session.execute(
        "INSERT INTO rb.operator (login, name, grp) VALUES (%s, %s, %s)"
        " ON CONFLICT (login) DO NOTHING RETURNING no",
        (operator.login, operator.name, operator.group),
    ).fetchone()
    if row is None:
        raise Refusal(
            "operator_known",
            f"{operator.login} is an operator already: operator list shows them",
            operator.login,
        )
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
    session.execute(
        "INSERT INTO rb.audit (act, subject, detail) VALUES ('add_operator', %s, %s)",
        (f"operator {operator.login}", Jsonb({"group": operator.group})),
    )


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
