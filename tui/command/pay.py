"""`pay`: approved refunds and payments leave as one file; confirmed, abandoned, taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from core.dates import BadDate, parse_date
from core.money import pounds
from core.refusal import Refusal
from core.text import clean
from core.working_day import cycle_from
from db.payments.files import FORMATS, PayFile, PayOrder, file_again, pay_file, write_pay_file
from db.payments.runs import Run, abandon_run, confirm_run, items, payers, run_of, runs
from tui.command.answer import Answer, columns, counted
from tui.command.call import Call, pass_call
from tui.command.options import key_option, why_option
from tui.command.root import Noun, example
from tui.command.values import Day, today, words
from tui.office_time import now


class _Ahead(Day):
    """A day to come, as typed on a screen."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The next day that is meant."""
        try:
            return parse_date(str(value), today(), past=False)
        except BadDate:
            return super().convert(value, param, ctx)


run_argument = click.argument("run", type=click.IntRange(1, 2**63 - 1))
out_option = click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path), help="a new file"
)


@click.group(
    "pay",
    cls=Noun,
    invoke_without_command=True,
    epilog=example("rentbook pay --on 2026-12-01 --format standard18 --out run.txt"),
)
@click.option("--on", "moved", metavar="DATE", type=_Ahead(), help="the day the money reaches them")
@click.option(
    "--format",
    "written",
    type=click.Choice(
        ["standard18", "csv", "pain001", *sorted({*FORMATS} - {"standard18", "pain001"})]
    ),
    help="csv is paygate's",
)
@click.option(
    "--cashbook", metavar="C", type=words, help="where only one has something to pay: that"
)
@click.option(
    "--without", metavar="REQUEST", type=int, multiple=True, help="leave it for another run"
)
@out_option
@key_option
@pass_call
@click.pass_context
def command(ctx: click.Context, call: Call, /, **given: Any) -> Answer | None:
    """Everything approved and unpaid as one run and one file (supervisors).

    A run that was cut off is found again and gives the same bytes. Nothing is paid in the book
    before somebody else confirms that the bank has the file.
    """
    if ctx.invoked_subcommand is not None:
        return None
    moved: date | None = given["moved"]
    if moved is None or given["written"] is None or given["out"] is None:
        earliest = cycle_from(now().replace(tzinfo=None)).moved
        says = "say --on DATE, --format and --out FILE, or one of the commands"
        raise click.UsageError(f"{says}; of a file made now money moves on {earliest} or later")
    with call.book() as book:
        layout = "paygate" if given["written"] == "csv" else given["written"]
        cashbook = given["cashbook"] or _only(payers(book))
        order = PayOrder(cashbook.upper(), moved, layout, given["without"])
        made = pay_file(book, order, now().replace(tzinfo=None), call.key(given["key"]))
        write_pay_file(given["out"], made.content)
    return _made(made, given["out"])


@command.command("list", epilog=example("rentbook pay list"))
@pass_call
def list_(call: Call) -> Answer:
    """The runs, the latest first."""
    with call.book() as book:
        found = runs(book)
    said = columns([_row(one) for one in found], right=(0, 3, 4)) if found else ["no run was made"]
    return Answer({"runs": [_document(one) for one in found]}, said)


@command.command(epilog=example("rentbook pay show 14"))
@run_argument
@pass_call
def show(call: Call, run: int) -> Answer:
    """A run and its payments, bank details masked."""
    with call.book() as book:
        found, paid = run_of(book, run), items(book, run)
    document = _document(found) | {
        "payments": [
            {"item": one.item, "request": one.request, "kind": one.kind, "payee": one.payee,
             "pays_to": one.pays_to, "amount_pence": one.pence, "returned": one.returned or None}
            for one in paid
        ]
    }  # fmt: skip
    rows = [(one.item, f"{one.kind} {one.request}", one.payee or "restricted", one.pays_to,
             pounds(one.pence), one.returned and f"came back: {one.returned}")
            for one in paid]  # fmt: skip
    return Answer(document, [*columns([_row(found)]), *columns(rows, right=(0, 4))])


@command.command(epilog=example("rentbook pay again 14 --out run-14.txt"))
@run_argument
@out_option
@pass_call
def again(call: Call, run: int, out: Path | None) -> Answer:
    """The file of a run once more, the same to the byte (the look is kept)."""
    if out is None:
        raise click.UsageError("say --out FILE")
    with call.book() as book:
        made = file_again(book, run)
        write_pay_file(out, made.content)
    return _made(made, out)


@command.command(epilog=example("rentbook pay confirm 14"))
@run_argument
@click.option("--digest", type=words, help="of the file handed in; unless given, the run's own")
@key_option
@pass_call
def confirm(call: Call, run: int, digest: str | None, key: str | None) -> Answer:
    """The bank has the file: pay the run from the cashbook (not its maker)."""
    with call.book() as book:
        found = run_of(book, run)
        call.expect(key, "pay confirm", book.about.login, run)
        number = confirm_run(book, run, digest or found.digest, key)
    document = {"run": run, "state": "confirmed", "items": found.items, "total_pence": found.total,
                "digest": found.digest, "number": number}  # fmt: skip
    total = f"{counted(found.items, 'payment')}, {pounds(found.total)}"
    return Answer(document, [f"run {run} is paid: {total}, posted as {number}"])


@command.command(epilog=example("rentbook pay abandon 14 --why 'wrong day'"))
@run_argument
@why_option
@key_option
@pass_call
def abandon(call: Call, run: int, why: str, key: str | None) -> Answer:
    """Give a run up whose file was not handed in (once there is a file: not its maker)."""
    with call.book() as book:
        abandon_run(book, run, why, call.key(key, "pay abandon", run))
    return Answer({"run": run, "state": "abandoned"}, [f"run {run} is abandoned"])


def _only(cashbooks: list[str]) -> str:
    if len(cashbooks) == 1:
        return cashbooks[0]
    if not cashbooks:
        raise Refusal("nothing_to_pay", "no refund or payment is approved and unpaid")
    named = ", ".join(cashbooks)
    raise Refusal(
        "cashbook_needed", f"several have something to pay: say --cashbook ({named})", named
    )


def _made(made: PayFile, out: Path) -> Answer:
    run = made.run
    left = [{"request": number, "says": says} for number, says in made.left]
    document = _document(run) | {"file": str(out), "found": made.found, "left": left}
    said = [
        f"run {run.run}{', found again' if made.found else ''}: {counted(run.items, 'payment')}, "
        f"{pounds(run.total)}, in {clean(str(out))}",
        f"sha256 {run.digest}",
    ]
    said += [f"! request {number} is left out: {says}" for number, says in made.left]
    if run.state == "made":
        said.append(f"when the bank has it, somebody else says: rentbook pay confirm {run.run}")
    return Answer(document, said)


def _document(run: Run) -> dict[str, Any]:
    return {"run": run.run, "cashbook": run.cashbook, "on": run.moved, "processed": run.processed,
            "format": run.format, "items": run.items, "total_pence": run.total,
            "digest": run.digest or None, "state": run.state, "maker": run.maker,
            "ended_by": run.ended_by or None, "number": run.number or None}  # fmt: skip


def _row(run: Run) -> tuple[str, ...]:
    by = f"{run.state} by {run.ended_by}" if run.ended_by else f"made by {run.maker}"
    return (
        str(run.run),
        run.cashbook,
        str(run.moved),
        str(run.items),
        pounds(run.total),
        by,
        run.number,
    )


def _commands() -> Iterator[click.Command]:
    from tui.command.pay_card import command as card
    from tui.command.pay_returns import return_, returns

    yield from (returns, return_, card)


for each in _commands():
    command.add_command(each)
