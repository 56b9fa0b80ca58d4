"""`export journal`: the ledger for another program to prove."""

from pathlib import Path

import click

from db.journal import FORMATS, export_journal
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.root import Noun, example


@click.group("export", cls=Noun)
def command() -> None:
    """The ledger for another program to prove."""


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
