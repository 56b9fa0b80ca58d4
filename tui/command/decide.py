"""`decide`: a second person's yes or no, to one request or to a schedule of them."""

from collections.abc import Iterator

import click

from core.money import pounds
from db.book import Book
from db.requests.deciding import approve, reject
from db.requests.reading import request as read
from db.requests.reading import standing
from db.requests.schedules import DecidedSchedule, Decision, decide_schedule, marks
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.options import key_option
from tui.command.root import BookCommand, example
from tui.command.values import words
from tui.requests.evidence_words import keepers_step

_NUMBER = click.IntRange(1, 2**63 - 1)
_VERDICTS = click.Choice(["approve", "reject"])


@click.command("decide", cls=BookCommand, epilog=example("rentbook decide 311 approve"))
@click.argument("said", nargs=-1, required=True, type=words, metavar="[REQUEST] approve|reject")
@click.option("--schedule", type=_NUMBER, help="every open line of it")
@click.option(
    "--except",
    "excepted",
    metavar="REQUEST",
    type=_NUMBER,
    multiple=True,
    help="of a schedule: leave this line open; may be given again",
)
@click.option("--why", metavar="T", type=words, default="", help="the reason; a rejection has one")
@key_option
@pass_call
def command(
    call: Call,
    /,
    said: tuple[str, ...],
    schedule: int | None,
    excepted: tuple[int, ...],
    **given: str,
) -> Answer:
    """Approve or reject a request; `rentbook requests REQUEST` shows what it rests on.

    The last approval performs it. Repeated, it answers the same. Of a schedule, a line that went
    stale or is over a limit stays open and is named; --why is needed.
    """
    if len(said) != (2 if schedule is None else 1) or (excepted and schedule is None):
        raise click.UsageError("write REQUEST approve|reject, or --schedule N approve|reject")
    verdict = _VERDICTS.convert(said[-1], None, None)
    why = given["why"]
    with call.book() as book:
        if schedule is not None:
            sent = call.key(given["key"], "decide schedule", schedule, verdict, *excepted)
            decision = Decision(verdict, why, marks(book, schedule), excepted)
            return _schedule(decide_schedule(book, schedule, decision, sent))
        request = _number(said[0])
        sent = call.key(given["key"], "decide", request, verdict)
        return _one(book, request, verdict, why, sent)


def _number(text: str) -> int:
    if not text.isdecimal():
        raise click.BadParameter(f"{text} is no number of a request", param_hint="REQUEST")
    return int(text)


def _one(book: Book, request: int, verdict: str, why: str, key: str) -> Answer:
    if verdict == "reject":
        told = reject(book, request, why, key)
    else:
        told = approve(book, request, standing(book, request).seen, why=why, key=key)
    number = f", {told.number}" if told.number else ""
    document = {"request": told.request, "state": told.state, "number": told.number or None}
    said = [f"request {told.request} is {told.state}{number}"]
    if told.state == "done" and (keepers := keepers_step(read(book, request))):
        said.append(f"the keeper types: {keepers}")
    return Answer(document, said)


def _schedule(told: DecidedSchedule) -> Answer:
    document = {
        "schedule": told.schedule,
        "verdict": told.verdict,
        "amount_pence": told.pence,
        "decided": [
            {"request": number, "state": state, "number": entry or None}
            for number, state, entry in told.decided
        ],
        "left": [
            {"request": number, "code": code, "says": says} for number, code, says in told.left
        ],
    }
    return Answer(document, _schedule_words(told))


def _schedule_words(told: DecidedSchedule) -> Iterator[str]:
    for number, state, entry in told.decided:
        yield f"request {number} is {state}{f', {entry}' if entry else ''}"
    for number, _, says in told.left:
        yield f"! request {number} stays open: {says}"
    some = f"{len(told.decided)} decided ({told.verdict}), {pounds(told.pence)}"
    yield f"schedule {told.schedule}: {some}, {len(told.left)} left open"
