"""`audit`: who did what, when, from where and why."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from core.audit_words import act_words, audit_table
from core.text import clean
from db.audit import LISTED_MAX, Asked, Done, audit
from db.new_file import new_file
from tui.audit_filter import audit_cells
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.root import BookCommand, example
from tui.command.values import DAY, words
from tui.office_time import office

_SHOWN = 200


@click.command(
    "audit", cls=BookCommand, epilog=example("rentbook audit --operator j.smith --from -7")
)
@click.option("--operator", metavar="LOGIN", type=words, default="", help="only theirs")
@click.option("--from", "since", metavar="DATE", type=DAY, help="from that day on")
@click.option("--to", "until", metavar="DATE", type=DAY, help="to that day")
@click.option("--act", type=words, default="", help="only this act, such as post_batch")
@click.option("--about", type=words, default="", help="only about this, such as 'account 10012'")
@click.option("--looks", is_flag=True, help="only who looked: reveals, exports, caller checks")
@click.option(
    "--limit", type=click.IntRange(1, LISTED_MAX), help="at most so many  [200; all in a file]"
)
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="a new CSV file")
@pass_call
def command(
    call: Call, /, out: Path | None, since: date | None, until: date | None, **more: Any
) -> Answer:
    """Who did what, when, from where and why, the latest first.

    Everybody sees their own acts; supervisors, managers and auditors of every landlord see all.
    """
    most = more["limit"] or (LISTED_MAX if out or call.as_json else _SHOWN)
    asked = Asked(more["operator"], since, until, more["act"], more["about"], more["looks"], most)
    with call.book() as book:
        found = audit(book, asked)
    document = {"acts": [_document(one) for one in found]}
    if out is not None:
        with new_file(out) as file:
            file.write(audit_table(audit_cells(one) for one in found))
        return Answer(document | {"file": str(out)}, [f"{len(found):,} acts in {clean(str(out))}"])
    rows = [(f"{office(one.at):%Y-%m-%d %H:%M:%S}", one.operator, act_words(one.act), one.about,
             one.why, one.where) for one in found]  # fmt: skip
    more_there = [f"and earlier ones: --limit, or --out FILE ({LISTED_MAX:,} at most)"]
    said = columns(rows) if rows else ["nothing is to be seen that answers"]
    return Answer(document, said + (more_there if len(found) == most else []))


def _document(one: Done) -> dict[str, Any]:
    return {"at": one.at, "operator": one.operator, "name": one.name, "act": one.act,
            "about": one.about, "why": one.why, "from": one.where}  # fmt: skip
