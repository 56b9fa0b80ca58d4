"""`export journal|finance`: the ledger for another program, to prove it or to post it."""

from pathlib import Path

import click

from core.money import pounds
from db.finance import export_finance
from db.journal import FORMATS, export_journal
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.options import key_option
from tui.command.root import Noun, example


@click.group("export", cls=Noun)
def command() -> None:
    """The ledger for another program: to prove it, or to post it."""


@command.command(epilog=example("rentbook export journal --to hledger --out rents.journal"))
@click.option("--to", "to", type=click.Choice([*FORMATS]), required=True, help="the format")
@click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path), required=True, help="a new file"
)
@pass_call
def journal(call: Call, to: str, out: Path) -> Answer:
    """Write every posting to a new file."""
    with call.book() as book:
        count = export_journal(
            book, to, out, progress=lambda done: call.progress.count("postings written", done, 0)
        )
    return Answer({"postings": count}, [f"{count:,} postings written to {out}"])


@command.command(epilog=example("rentbook export finance --out november.csv"))
@click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path), required=True, help="a new file"
)
@click.option("--again", metavar="N", type=click.IntRange(1), help="export N once more, unchanged")
@key_option
@pass_call
def finance(call: Call, out: Path, again: int | None, key: str | None) -> Answer:
    """Write the journal by code and landlord: what no earlier export has given, and no more."""
    with call.book() as book:
        done = export_finance(book, out, again, None if again else call.key(key))
    document = {
        "export": done.export,
        "lines": done.lines,
        "postings": done.postings,
        "total_pence": done.pence,
    }
    said = f"export {done.export}: {done.postings:,} postings, {pounds(done.pence)}, in {out}"
    return Answer(document, [said])
