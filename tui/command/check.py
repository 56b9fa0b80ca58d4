"""`check`: the whole book proved from its postings; every fault with its place."""

from dataclasses import asdict

import click

from db.proof import prove
from tui.command.answer import DONE, REFUSED, Answer, counted
from tui.command.call import Call, pass_call
from tui.command.root import BookCommand, example

_SHOWN = 50


@click.command("check", cls=BookCommand, epilog=example("rentbook check --json"))
@pass_call
def command(call: Call) -> Answer:
    """Prove the whole book; exit 1 when it does not prove."""
    with call.book() as book, book.session() as session:
        call.progress.say("proving the book")
        proof = prove(session)
    words = [f"{fault.check}: {fault.where}: {fault.what}" for fault in proof.faults[:_SHOWN]]
    if more := len(proof.faults) - len(words):
        words.append(f"and {more} more: --json lists them all")
    verdict = "the book proves" if proof.proved else "the book does not prove"
    unsealed = (
        f", {counted(proof.unsealed, 'entry', 'entries')} since the last seal"
        if proof.unsealed
        else ""
    )
    words.append(f"{verdict}: {counted(proof.postings, 'posting')}{unsealed}")
    return Answer(asdict(proof), words, DONE if proof.proved else REFUSED)
