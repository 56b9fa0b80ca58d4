"""`proof sign|countersign|refuse|reopen|show`: a cashbook's days signed by two people."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from core.proof_sheet import ProofSheet, sheet_text
from db.bank.days import DayNow
from db.bank.proof_sheets import Signed, countersign, proof_sheet, refuse, sign
from db.requests.asking import ask
from tui.command.answer import Answer, Lines
from tui.command.call import Call, pass_call
from tui.command.options import key_option, why_option
from tui.command.reconcile import document_of
from tui.command.root import Noun, example
from tui.command.values import DAY, words

_cashbook = click.argument("cashbook", type=words)
_day = click.argument("day", metavar="DATE", type=DAY)


@click.group("proof", cls=Noun)
def command() -> None:
    """Sign, countersign and show proof sheets."""


@command.command("sign", epilog=example("rentbook proof sign MAIN 2026-11-20"))
@_cashbook
@_day
@key_option
@pass_call
def sign_day(call: Call, cashbook: str, day: date, key: str | None) -> Answer:
    """Sign every day of CASHBOOK up to DATE as its preparer: the days shut."""
    with call.book() as book:
        return _told(sign(book, cashbook.upper(), day, call.key(key)))


@command.command("countersign", epilog=example("rentbook proof countersign MAIN 2026-11-20"))
@_cashbook
@_day
@key_option
@pass_call
def countersign_day(call: Call, cashbook: str, day: date, key: str | None) -> Answer:
    """Put a second name to the sheet of CASHBOOK for DATE."""
    with call.book() as book:
        return _told(countersign(book, cashbook.upper(), day, call.key(key)))


@command.command(
    "refuse",
    epilog=example('rentbook proof refuse MAIN 2026-11-20 --why "fee of the 19th missing"'),
)
@_cashbook
@_day
@why_option
@key_option
@pass_call
def refuse_day(call: Call, cashbook: str, day: date, why: str, key: str | None) -> Answer:
    """Refuse to countersign the sheet of CASHBOOK for DATE: its days are open again."""
    with call.book() as book:
        return _told(refuse(book, cashbook.upper(), day, why, call.key(key)))


@command.command(
    "reopen", epilog=example('rentbook proof reopen MAIN 2026-11-20 --why "the bank sent it again"')
)
@_cashbook
@_day
@why_option
@key_option
@pass_call
def reopen_day(call: Call, cashbook: str, day: date, why: str, key: str | None) -> Answer:
    """Ask for the signed DATE of CASHBOOK to be opened again, with every later day.

    A request: somebody decides it who signed none of the sheets that it unsigns.
    """
    doc = {"cashbook": cashbook.upper(), "day": day.isoformat(), "why": why}
    with call.book() as book:
        asked = ask(book, "reopening", doc, call.key(key))
        sheet = proof_sheet(book, cashbook.upper(), day)
    second = sheet.countersigned
    document = {
        "request": asked.request,
        "state": asked.state,
        "signed_by": sheet.signed.login,
        "countersigned_by": second.login if second else None,
        "digest": sheet.chain.digest,
    }
    said = f"request {asked.request}: somebody who signed none of the sheets it unsigns decides it"
    return Answer(document, [said])


@command.command("show", epilog=example("rentbook proof show MAIN 2026-11-20 --out sheet.pdf"))
@_cashbook
@_day
@click.option("--version", "version", type=click.IntRange(1), help="an earlier version")
@click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path), help="write it there: .pdf, or text"
)
@pass_call
def show(call: Call, cashbook: str, day: date, version: int | None, out: Path | None) -> Answer:
    """Show the sheet of CASHBOOK for DATE, or write it to a file."""
    with call.book() as book:
        sheet = proof_sheet(book, cashbook.upper(), day, version)
    text = sheet_text(sheet)
    if out is not None:
        from tui.bank.printing import write_sheet

        write_sheet(sheet, out)
        return Answer(_document(sheet, text), [f"written to {out}"])
    return Answer(_document(sheet, text), text.splitlines())


def _told(done: Signed) -> Answer:
    document = {
        "sheet": done.sheet,
        "cashbook": done.cashbook,
        "day": done.day,
        "version": done.version,
        "signed_by": done.signed_by,
        "countersigned_by": done.countersigned_by,
        "single_operator": done.single,
        "digest": done.digest,
    }
    second = f", countersigned by {done.countersigned_by}" if done.countersigned_by else ""
    if done.single:
        second = ", single operator: not countersigned"
    said = f"{done.cashbook} {done.day}, version {done.version}: signed by {done.signed_by}{second}"
    return Answer(document, [said, f"digest {done.digest}"])


def _document(sheet: ProofSheet, text: str) -> dict[str, Any]:
    second = sheet.countersigned
    now = {
        "signed_by": sheet.signed.login,
        "signed_at": sheet.signed.at,
        "countersigned_at": second.at if second else None,
    }
    countersigner = second.login if second else None
    figures = document_of(DayNow(sheet.day, sheet.signed.login, countersigner, None))
    return {
        **figures,
        **now,
        "version": sheet.version,
        "state": sheet.state,
        "ended_why": sheet.ended_why or None,
        "days_late": sheet.days_late,
        "digest": sheet.chain.digest,
        "previous": sheet.chain.previous or None,
        "seal": sheet.chain.seal,
        "suspense_before_pence": sheet.suspense_before,
        "suspense_after_pence": sheet.suspense_after,
        "text": Lines(text),
    }
