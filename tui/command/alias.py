"""`alias`: payers' own numbers and names, whose they are by whose word, and taken back."""

from collections import Counter
from typing import Any

import click

from core.text import clean
from db.files.aliases import Kept, aliases, key_to_revoke, revoke_alias
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.options import key_option, why_option
from tui.command.root import Noun, example


@click.group("alias", cls=Noun)
def command() -> None:
    """What settled lines have bound to accounts."""


@command.command("list", epilog=example("rentbook alias list --all"))
@click.option("--all", "every", is_flag=True, help="revoked ones too")
@pass_call
def list_(call: Call, *, every: bool) -> Answer:
    """The aliases in force, those of an account together; a key that several claim is marked."""
    with call.book() as book:
        kept = aliases(book)
    claims = Counter(_key(one) for one in kept if one.binding.live)
    documents = [_document(one, claims[_key(one)]) for one in kept if every or one.binding.live]
    return Answer({"aliases": documents}, _rows(documents))


@command.command(epilog=example("rentbook alias revoke 12 --why 'the daughter pays for both'"))
@click.argument("alias", type=click.IntRange(1, 2**63 - 1))
@why_option
@key_option
@pass_call
def revoke(call: Call, alias: int, why: str, key: str | None) -> Answer:
    """Take an alias back (supervisors); it stays to be read as revoked."""
    with call.book() as book:
        revoke_alias(book, alias, why, call.key(key or key_to_revoke(alias, why)))
    return Answer({"alias": alias, "revoked": True}, [f"alias {alias} is revoked"])


def _key(one: Kept) -> tuple[str, ...]:
    return (one.landlord, *one.binding.key)


def _document(one: Kept, claimants: int) -> dict[str, Any]:
    held = one.binding
    return {
        "alias": one.alias,
        "landlord": one.landlord,
        "account": held.account,
        "reference": one.reference,
        "kind": held.kind,
        "value": held.value,
        "payer": held.payer or None,
        "by": held.by,
        "since": held.since,
        "times": held.times,
        "last": held.last,
        "claimants": claimants if held.live else 0,
        "revoked_by": held.revoked_by or None,
        "revoked": held.revoked,
    }


def _rows(documents: list[dict[str, Any]]) -> list[str]:
    if not documents:
        return ["no aliases: a settled line binds its payer's number when its file is posted"]
    head = ("alias", "reference", "what", "of", "by", "since", "times", "last", "")
    return columns([head, *map(_row, documents)], right=(0, 6))


def _row(one: dict[str, Any]) -> tuple[object, ...]:
    note = f"{one['claimants']} accounts claim it" if one["claimants"] > 1 else ""
    if one["revoked"]:
        note = f"revoked by {one['revoked_by']} {one['revoked']}"
    what = clean(f"{one['kind']} {one['value']}", 60)
    of = one["payer"] or "anybody"
    last = one["last"] or ""
    return (one["alias"], one["reference"], what, of, one["by"], one["since"], one["times"], last,
            note)  # fmt: skip
