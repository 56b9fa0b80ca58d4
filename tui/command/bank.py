"""`bank`: what the bank says, statement by statement."""

from pathlib import Path

import click

from core.bank_statement_read import FORMATS, read_bank_statement
from core.file_text import CONTENT_MAX
from db.file_ground import ground_of
from tui.command.answer import Answer
from tui.command.bank_words import answer_of
from tui.command.call import Call, pass_call
from tui.command.root import Noun, example
from tui.command.values import bytes_of, words


@click.group("bank", cls=Noun)
def command() -> None:
    """Bank statements."""


@command.command(
    epilog=example("rentbook bank load statement.sta --cashbook MAIN --dry-run"),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--cashbook", metavar="C", type=words, required=True, help="whose account it is of")
@click.option("--format", "format_", type=click.Choice(FORMATS),
              help="how it is written; found out by its content without")  # fmt: skip
@click.option("--dry-run", is_flag=True, required=True, help="only say how it reads")
@pass_call
def load(call: Call, file: Path, cashbook: str, format_: str | None, *, dry_run: bool) -> Answer:
    """Read a bank statement: its entries, its balances, and whether they agree.

    It may be of any currency and account; what is not the cashbook's is said.
    """
    assert dry_run, "it is required"
    with call.book() as book:
        ours = ground_of(book, cashbook.upper())
    reading = read_bank_statement(bytes_of(str(file), CONTENT_MAX), format_ or "")
    return answer_of(reading, ours)
