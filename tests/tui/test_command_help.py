"""Every command explains itself, with an example that it understands."""

import re
import shlex
from collections.abc import Iterator

import click
import pytest

from tui.command.call import Call
from tui.command.root import COMMANDS, rentbook


def every_command() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name in COMMANDS:
        found = rentbook.get_command(click.Context(rentbook), name)
        assert found is not None
        if isinstance(found, click.Group):
            yield from (((name, verb), one) for verb, one in sorted(found.commands.items()))
        else:
            yield (name,), found


EVERY = list(every_command())
NAMES = [" ".join(words) for words, _ in EVERY]


@pytest.mark.parametrize(("words", "command"), EVERY, ids=NAMES)
def test_the_help_of_a_command_has_an_example_that_is_good_usage(
    words: tuple[str, ...], command: click.Command
) -> None:
    shown = command.get_help(click.Context(command, info_name=" ".join(words)))
    line = re.search(r"Example:\n  +rentbook (.+)", shown)
    assert line is not None, shown
    given = shlex.split(line[1])
    with rentbook.make_context("rentbook", given, obj=Call()) as context:
        rest = [*context._protected_args, *context.args]
        assert tuple(rest[: len(words)]) == words
        with command.make_context(words[-1], rest[len(words) :], parent=context):
            pass


@pytest.mark.parametrize(("words", "command"), EVERY, ids=NAMES)
def test_every_option_says_what_it_is(words: tuple[str, ...], command: click.Command) -> None:
    options = [one for one in command.params if isinstance(one, click.Option)]
    assert [one.name for one in options if not one.help] == []
    assert command.help
