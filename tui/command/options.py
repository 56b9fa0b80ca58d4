"""Options that several commands share."""

import click

from tui.command.values import words

key_option = click.option(
    "--key", metavar="K", type=words, help="the same key does it once, however often it is sent"
)
batch_argument = click.argument("batch", type=click.IntRange(1, 2**63 - 1))
item_argument = click.argument("item", type=click.IntRange(1, 2**63 - 1))
file_argument = click.argument("file", type=click.IntRange(1, 2**63 - 1))
why_option = click.option("--why", metavar="T", type=words, required=True, help="the reason")
