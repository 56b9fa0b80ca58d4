"""`subject-access`: everything the book holds about one person, as a folder of tables and a PDF."""

from pathlib import Path

import click

from core.subject_access import PARTS
from core.text import clean
from db.subjects import customer_name, customer_named, subject_access
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.options import key_option
from tui.command.root import BookCommand, example
from tui.command.values import words
from tui.office_time import now
from tui.subject.folder import Taken, write_folder

person_option = click.option(
    "--person", type=click.IntRange(1, 20), help="which of several tenants, 1 the lead"
)
_WHY = "a request for what is held about them"


@click.command(
    "subject-access",
    cls=BookCommand,
    epilog=example("rentbook subject-access 10234417 --out okafor"),
)
@click.argument("customer", type=words)
@click.option(
    "--out", metavar="FOLDER", type=click.Path(path_type=Path), required=True, help="a new folder"
)
@click.option("--why", metavar="T", type=words, default=_WHY, show_default=True, help="the reason")
@person_option
@key_option
@pass_call
def command(call: Call, /, customer: str, out: Path, person: int | None, **more: str) -> Answer:
    """Take out all postings, receipts, notes, matches and looks of one person (managers).

    CUSTOMER is an account's reference, or customer:NUMBER. That it was taken out, by whom and
    why, is kept in the book before anything is read.
    """
    why, key = more["why"], more.get("key")
    with call.book() as book:
        number = customer_named(book, customer, person)
        whose = clean(customer_name(book, number))
        call.progress.say("reading what is held")
        parts = subject_access(book, call.key(key), number, why)
        about = book.about
        taken = Taken(number, about.operator, why, now(), about.is_demo, parts)
        call.progress.say("setting the paper")
        names = write_folder(out, taken)
    counts = {part.name: len(parts.get(part.name, ())) for part in PARTS}
    document = {
        "customer": number,
        "name": whose or None,
        "folder": str(out),
        "files": names,
        "rows": counts,
    }
    rows = [(part.title, counts[part.name]) for part in PARTS]
    said = f"{whose or 'restricted'}, customer {number}: {len(names)} files in {clean(str(out))}"
    return Answer(document, [said, *columns(rows, right=[1])])
