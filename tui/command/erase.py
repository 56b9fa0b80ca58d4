"""`erase`: blanks a person whose records need be kept no longer; the ledger stays whole."""

import click

from core.text import clean
from db.subjects import Standing, customer_name, customer_named, erase, standing
from tui.command.answer import REFUSED, Answer
from tui.command.call import Call, pass_call
from tui.command.options import key_option
from tui.command.root import BookCommand, example
from tui.command.subject_access import person_option
from tui.command.values import words


@click.command(
    "erase", cls=BookCommand, epilog=example("rentbook erase 10219921 --why 'six years'")
)
@click.argument("customer", type=words)
@click.option("--why", metavar="T", type=words, help="the reason")
@click.option("--dry-run", "dry", is_flag=True, help="only say whether it may be, and how much")
@person_option
@key_option
@pass_call
def command(call: Call, /, customer: str, person: int | None, **more: str) -> Answer:
    """Blank names, contacts, narratives and raw text of one person (managers).

    Only when every tenancy has ended for as many years as the policy retention_years says and
    nothing is owed either way. Postings, balances, numbers and the chain stay; check proves after.
    """
    with call.book() as book:
        number = customer_named(book, customer, person)
        if more["dry"]:
            return _standing(standing(book, number), clean(customer_name(book, number)))
        if not more["why"]:
            raise click.UsageError("say --why")
        key = call.key(more["key"], "erase", number)
        gone = erase(book, key, number, more["why"])
    document = {"customer": number, "erased": True, "accounts": list(gone.accounts)}
    said = [f"customer {number} is erased, on {len(gone.accounts)} accounts"]
    if gone.sheets_keep:
        sheets = ", ".join(map(str, gone.sheets_keep))
        said.append(f"words stay on proof sheets signed before they could be erased: {sheets}")
    return Answer(document | {"sheets_keep": list(gone.sheets_keep)}, said)


def _standing(told: Standing, name: str) -> Answer:
    whose = f"{name or 'restricted'}, customer {told.customer}"
    holds = [{"code": code, "says": says} for code, says in told.holds]
    document = {"customer": told.customer, "name": name or None, "holds": holds} | told.blanks
    blanked = ", ".join(f"{count} {what.replace('_', ' ')}" for what, count in told.blanks.items())
    if not holds:
        return Answer(document, [f"{whose} may be erased: {blanked}"])
    said = [f"{whose} must still be kept:", *(f"  {one['says']}" for one in holds)]
    return Answer(document, said, REFUSED)
