"""`refdata`: published tables of sort codes, loaded, told with their age, and used."""

from datetime import date
from pathlib import Path

import click

from core.bank_account.account import BankAccount, read_account
from core.bank_account.modulus import Verdict
from core.refusal import Refusal
from db.reference_tables import LoadedTable, TableFile, check_account, load_table, loaded_tables
from tui.command.answer import REFUSED, Answer
from tui.command.call import Call, pass_call
from tui.command.options import key_option
from tui.command.root import Noun, example
from tui.command.values import DAY, bytes_of, words

_BYTES_MAX = 1 << 20  # the published tables are a tenth of that


@click.group("refdata", cls=Noun)
def command() -> None:
    """Published tables of sort codes: none ships, since they are not ours to give away."""


@command.command(epilog=example("rentbook refdata load valacdos-v790.txt --dated 2026-11-09"))
@click.argument("file", type=words)
@click.option("--version", type=words, default="", help="its version, where its name tells none")
@click.option("--dated", type=DAY, help="in force from; today where nobody knows")
@key_option
@pass_call
def load(call: Call, file: str, version: str, dated: date | None, key: str | None) -> Answer:
    """Load valacdos or scsubtab, whichever it is (supervisors)."""
    content = bytes_of(file, _BYTES_MAX)
    given = TableFile(Path(file).name, content, version, dated)
    with call.book() as book:
        call.sent = key
        told = load_table(book, given, key)
    document = {"kind": told.kind, "rows": told.rows, "version": told.version, "dated": told.dated}
    return Answer(document, [f"{told.rows:,} rows are loaded: {told.words}", *_warnings([told])])


@command.command(epilog=example("rentbook refdata show"))
@pass_call
def show(call: Call) -> Answer:
    """The tables that stand, with version and age."""
    with call.book() as book:
        loaded = loaded_tables(book)
    document = [
        {"kind": one.kind, "rows": one.rows, "version": one.version, "dated": one.dated,
         "stale": bool(one.warning)}
        for one in loaded
    ]  # fmt: skip
    none = ["no table is loaded: rentbook refdata load FILE"] if not loaded else []
    said = [f"{one.words}, {one.rows:,} rows" for one in loaded]
    return Answer({"tables": document}, [*none, *said, *_warnings(loaded)])


@command.command(epilog=example("rentbook refdata check 08-99-99 66374958"))
@click.argument("sort_code", type=words)
@click.argument("account_number", type=words)
@pass_call
def check(call: Call, sort_code: str, account_number: str) -> Answer:
    """Whether an account number could exist at its sort code; never that it does."""
    account = read_account(sort_code, account_number)
    if not isinstance(account, BankAccount):
        says = "; ".join(one.says for one in account)
        raise Refusal("account_wrong", says, [one.field for one in account])
    with call.book() as book:
        told = check_account(book, account)
    document = {"account": account.masked, "verdict": told.verdict.value, "by": told.by}
    said = [f"{account.masked}: {told.words}", *([told.warning] if told.warning else [])]
    return Answer(document, said, REFUSED if told.verdict is Verdict.FAILS else 0)


def _warnings(loaded: tuple[LoadedTable, ...] | list[LoadedTable]) -> list[str]:
    return [f"warning: {one.warning}" for one in loaded if one.warning]
