"""The command `rentbook` and where its commands are; none is loaded before it is asked for."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from tui.command.call import Call

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

# name: (module, what it does); the module's `command` is the command.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "open": ("desk", "Open the desk, as rentbook alone does."),
    "demo": ("demo", "Make the made-up estate, and open the desk on it."),
    "init": ("init", "Make or upgrade the schema of a book."),
    "setup": ("setup", "Apply a setup file, or show what stands."),
    "status": ("status", "How the book stands: chains, unsigned days, suspense, locks."),
    "book": ("book", "Where the book is and who I am in it."),
    "operator": ("operator", "Add and list operators."),
    "import": ("imports", "Take in tenancies, at go-live and every night."),
    "profile": ("profile", "Saved layouts of payment files, and how one reads a file."),
    "load": ("load", "Load a payment file as a batch, matched line by line."),
    "file": ("file", "Payment files: shown, settled, reversed."),
    "alias": ("alias", "Payers' own numbers and names, and whose they are."),
    "bank": ("bank", "Bank statements: read, and whether they agree."),
    "suspense": (
        "suspense",
        "Money not yet known to be anybody's.",
    ),
    "refdata": ("refdata", "Published tables of sort codes, and their age."),
    "pay": ("pay", "Approved refunds and payments leave as one file."),
    "find": ("find", "Find accounts by any fragment."),
    "account": ("account", "Everything on an account's page."),
    "batch": ("batch", "Open, key, prove and post batches."),
    "expected": ("expected", "What is expected on a day, from whom, and who missed it."),
    "reverse": ("reverse", "Reverse a receipt of one's own of today."),
    "mispost": ("mispost", "Receipts that may have gone to the wrong account."),
    "request": ("request", "Ask for what a second person decides."),
    "draft": ("draft", "One's own requests that are not asked yet."),
    "requests": ("requests", "Requests, and what became of them."),
    "decide": ("decide", "Approve or reject a request."),
    "withdraw": ("withdraw", "Take back a request of one's own."),
    "reconcile": ("reconcile", "Bank, cashbook and rent ledger of a day, side by side."),
    "proof": ("proof", "Sign, countersign and show proof sheets."),
    "period": ("period", "Close a period."),
    "report": ("report", "The ledger control and the trial balance."),
    "nightly": ("nightly", "Everything that runs at night, in order."),
    "check": ("check", "Prove the whole book."),
    "export": ("export", "The ledger for another program: to prove it, or to post it."),
    "backup": ("backup", "Copy the whole book into a file."),
    "restore": ("restore", "Make a book from a backup, and prove it."),
    "reveal": ("reveal", "Look at a restricted account, with a reason."),
    "subject-access": ("subject_access", "Everything held about one person, as a folder."),
    "erase": ("erase", "Blank a person whose records need be kept no longer."),
    "audit": ("audit", "Who did what, when, from where and why."),
}


def _tell(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    call = ctx.find_object(Call)
    if value and call is not None:
        setattr(call, str(parameter.name), value)


def _version(ctx: click.Context, _parameter: click.Parameter, value: Any) -> None:
    if value:
        from importlib.metadata import PackageNotFoundError, version

        try:
            click.echo(f"rentbook {version('rentbook')}")
        except PackageNotFoundError:  # run from a checkout that nobody installed
            click.echo("rentbook, not installed")
        ctx.exit()


def book_options() -> list[click.Parameter]:
    """The options that stand before and behind every command."""
    return [
        click.Option(
            ["--book", "where"],
            metavar="BOOK",
            expose_value=False,
            callback=_tell,
            help="where the book is: a libpq string or URL, service=NAME, or embedded:FOLDER"
            "  [env: RENTBOOK_BOOK]",
        ),
        click.Option(
            ["--role", "role"],
            metavar="ROLE",
            expose_value=False,
            callback=_tell,
            help="who to be in a demo: assistant, supervisor, manager or auditor",
        ),
        click.Option(
            ["--json", "as_json"],
            is_flag=True,
            expose_value=False,
            callback=_tell,
            help="answer with one object, for programs",
        ),
    ]


def example(line: str) -> str:
    """What stands below a command's --help, unbroken."""
    return f"\b\nExample:\n  {line}"


class BookCommand(click.Command):
    """A command that takes the options of every command."""

    def __init__(self, *given: Any, **more: Any) -> None:
        more["params"] = [*(more.get("params") or ()), *book_options()]
        super().__init__(*given, **more)


class Noun(click.Group):
    """A command with commands of its own, such as `batch`."""

    command_class = BookCommand

    def __init__(self, *given: Any, **more: Any) -> None:
        more["params"] = [*(more.get("params") or ()), *book_options()]
        super().__init__(*given, **more)


class Root(Noun):
    """The whole command line, each noun in a module of its own."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names in the order of a day."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the noun's module now."""
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        found = import_module(f"tui.command.{module}").command
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A command's name, or a usage fault that names the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            ctx.fail(f"no command {args[0]!r}" + (f": do you mean {near[0]}?" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in --help, without loading anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, does) for name, (_, does) in COMMANDS.items()])


@click.command(cls=Root, invoke_without_command=True, context_settings=_SETTINGS)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
@click.pass_context
def rentbook(ctx: click.Context) -> Any:
    """The rent-posting desk of a social landlord's income team.

    Without a command the desk opens. Every command answers one object with --json; exit codes:
    0 done, 1 refused or a proof failed, 2 wrong usage, 3 out of reach or result unknown.
    """
    if ctx.invoked_subcommand is not None:
        return None
    desk = rentbook.get_command(ctx, "open")
    assert desk is not None, "the desk is a command"
    return ctx.invoke(desk)
