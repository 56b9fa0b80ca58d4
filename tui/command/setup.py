"""`setup`: the office's choices, from a file, as a difference."""

import click

from core.delimited import BadFile, decoded
from core.refusal import Refusal
from db.setup import apply_setup, preview_setup, show_setup
from tui.command.answer import Answer, Lines
from tui.command.call import Call, pass_call
from tui.command.root import BookCommand, example
from tui.command.values import bytes_of

_FILE_MAX = 1024 * 1024


@click.command("setup", cls=BookCommand, epilog=example("rentbook setup landlord.toml --dry-run"))
@click.argument("file", required=False)
@click.option("--dry-run", is_flag=True, help="only say what would change")
@click.option("--show", is_flag=True, help="what stands, as a file that changes nothing")
@pass_call
def command(call: Call, file: str | None, *, dry_run: bool, show: bool) -> Answer:
    """Apply FILE.toml: landlords, cashbooks, streams, codes, limits, periods, policy.

    By the keeper; again, it changes nothing.
    """
    if (file is None) != show:
        raise click.UsageError("name a setup file, or --show")
    if file is None:
        with call.book() as book:
            text = show_setup(book)
        standing = {"changes": [], "requested": [], "setup": Lines(text)}
        return Answer(standing, text.splitlines())
    text = _text(file)
    with call.keeper_book() as book:
        done = preview_setup(book, text) if dry_run else apply_setup(book, text)
    document = {"changes": list(done.changes), "requested": list(done.requested)}
    return Answer(document, done.changes or ["nothing to change"])


def _text(file: str) -> str:
    try:
        return decoded(bytes_of(file, _FILE_MAX))
    except BadFile as bad:
        raise Refusal(bad.code, bad.says, file) from bad
