"""`pay card`: the provider paid a refund back to the card."""

from typing import Any

import click

from db.payments.cards import card_paid, paid_on_of
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.options import key_option
from tui.command.root import BookCommand, example
from tui.command.values import DAY, words


@click.command(
    "card", cls=BookCommand, epilog=example("rentbook pay card 311 --reference RF-20931")
)
@click.argument("request", type=click.IntRange(1, 2**63 - 1))
@click.option("--reference", metavar="REF", type=words, required=True, help="the provider's")
@click.option("--on", "paid_on", metavar="DATE", type=DAY, help="the day it paid, today by default")
@click.option("--cashbook", metavar="C", type=words, help="whose card clearing, where several")
@key_option
@pass_call
def command(call: Call, /, request: int, reference: str, **given: Any) -> Answer:
    """The provider paid a refund back to the card (supervisors, not who asked).

    It leaves through the card clearing: the provider's next settlement is short of it, and the two
    are matched with the bank.
    """
    told = {"reference": reference} | paid_on_of(given["paid_on"])
    told |= {"cashbook": given["cashbook"].upper()} if given["cashbook"] else {}
    key = given["key"]
    with call.book() as book:
        number = card_paid(book, request, told, key and call.key(key))
    document = {"request": request, "state": "paid", "number": number, "reference": reference}
    return Answer(document, [f"request {request} is paid to the card, posted as {number}"])
