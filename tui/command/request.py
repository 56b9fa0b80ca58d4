"""`request`: what one operator asks and another decides."""

import hashlib
from pathlib import Path
from typing import Any

import click

from core.request import RequestKind
from db.book import Book
from db.references import resolve
from db.requests.asking import ask, council
from db.requests.drafts import keep_draft
from db.requests.reading import request, standing
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.options import key_option, why_option
from tui.command.request_answer import document_of, evidence_of, request_words
from tui.command.request_schedule import ask_schedule, schedule_options
from tui.command.request_settings import settings_of
from tui.command.root import BookCommand, example
from tui.command.values import AMOUNT, DAY, words

_KINDS = [kind.value for kind in RequestKind]
_OF_A_POSTING, _OF_AN_ITEM = ("reversal",), ("clearance",)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
# Option: what its value is called in the request's document.
_TEXTS = {
    "payee": "payee",
    "sort_code": "sort_code",
    "account_number": "account_number",
    "roll": "roll",
    "card": "card",
    "reason": "reason",
    "override": "override",
    "tell": "words",
}


@click.command(
    "request",
    cls=BookCommand,
    epilog=example(
        "rentbook request refund 10238826 131.00 --why 'order not stopped' --payee 'P KOWALCZYK'"
        " --sort-code 08-99-99 --account-number 66374958"
    ),
)
@click.argument("kind", type=click.Choice([*_KINDS, "council", "schedule"]))
@click.argument("about", type=words)
@click.argument("amount", required=False, type=words)
@why_option
@click.option("--to", metavar="ACCOUNT", type=words, help="where a transfer or clearance goes")
@click.option("--item", type=click.IntRange(1), help="a suspense item that a payment returns")
@click.option("--payee", type=words, help="whom it is paid to")
@click.option("--sort-code", type=words, help="the payee's")
@click.option("--account-number", type=words, help="the payee's")
@click.option("--roll", type=words, help="building society roll number")
@click.option("--card", metavar="REF", type=words, help="back to the card: provider's reference")
@click.option("--standing", is_flag=True, help="to the bank details that stand for the account")
@click.option("--offset", "offsets", metavar="ACCOUNT=AMOUNT", type=words, multiple=True,
              help="a debt that the credit pays first; may be given again")  # fmt: skip
@click.option("--reason", type=words, help="the office's reason for a write-off")
@click.option("--override", metavar="T", type=words, help="why more than the rule allows")
@click.option("--tell", metavar="T", type=words, help="what the tenant is told")
@click.option("--consent", is_flag=True, help="each joint tenant has agreed")
@click.option("--executor", is_flag=True, help="the payee is the executor, with proof")
@click.option("--effective", metavar="D", type=DAY, help="the day a transfer counts from")
@click.option("--document", "documents", type=_FILE, multiple=True,
              help="evidence, kept by its digest; may be given again")  # fmt: skip
@click.option("--draft", is_flag=True, help="not yet: keep it for yourself, reserve nothing")
@schedule_options
@key_option
@pass_call
def command(call: Call, /, kind: str, about: str, **given: Any) -> Answer:
    """Ask for what a second person decides; the amount is reserved from now on.

    With --draft nothing is asked yet: `rentbook draft` lists, submits and discards drafts.

    ABOUT is the account; of a reversal the posting (A17-000123.7), of a clearance the suspense
    item, of a policy its name (AMOUNT its value), of a limit WHO/KIND (AMOUNT, or ITEM;DAY), of
    lent limits GIVER>TAKER (FROM..TO), of an operator the login (AMOUNT suspend, resume, or the
    group they are to be in), of `council` the request whose council has answered (AMOUNT asked or
    clear). `request schedule write-off --former --at-most A` asks for many at once, `request
    schedule overpayment --lines FILE` for what the council takes back.
    """
    with call.book() as book:
        key = call.key(given["key"])
        if kind == "council":
            council(book, int(about), given["amount"] or "", given["why"], key)
            return answer_of(book, int(about))
        if kind == "schedule":
            return ask_schedule(book, about, given, key)
        doc = _document(book, kind, about, given)
        if given["draft"]:
            return _kept(keep_draft(book, kind, doc, key=key))
        told = ask(book, kind, doc, key)
        return answer_of(book, told.request)


def answer_of(book: Book, number: int) -> Answer:
    """A request with its evidence as it stands."""
    one, stands = request(book, number), standing(book, number)
    document = document_of(one) | evidence_of(stands)
    return Answer(document, request_words(one, stands, book.about.today))


def _kept(number: int) -> Answer:
    said = f"draft {number} is kept, nothing is reserved: rentbook draft submit {number} asks"
    return Answer({"draft": number, "state": "draft"}, [said])


def _document(book: Book, kind: str, about: str, given: dict[str, Any]) -> dict[str, Any]:
    doc: dict[str, Any] = {"why": given["why"]}
    if kind in ("policy", "operator"):
        whose = {"landlords": [given["landlord"].upper()]} if given["landlord"] else {}
        return doc | settings_of(kind, about, given["amount"] or "") | whose
    doc |= {name: given[option] for option, name in _TEXTS.items() if given[option]}
    doc |= {name: True for name in ("consent", "executor", "standing") if given[name]}
    if kind in _OF_A_POSTING:
        entry, _, line = about.upper().partition(".")
        doc |= {"entry": entry, "line": int(line or 0) if (line or "0").isdigit() else 0}
    elif kind in _OF_AN_ITEM:
        doc["item_id"] = _number(about, "ITEM")
    elif given["item"] is not None:
        doc["item_id"], given["amount"] = given["item"], given["amount"] or about
    else:
        doc["account_id"] = resolve(book, about)
    if given["amount"]:
        doc["pence"] = AMOUNT.convert(given["amount"], None, None)
    if given["to"]:
        doc["to_account_id"] = resolve(book, given["to"])
    if given["effective"]:
        doc["effective_date"] = given["effective"].isoformat()
    return doc | _lists(book, given)


def _lists(book: Book, given: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if given["offsets"]:
        found["offsets"] = [_offset(book, text) for text in given["offsets"]]
    if given["documents"]:
        found["documents"] = [_evidence(path) for path in given["documents"]]
    return found


def _offset(book: Book, text: str) -> dict[str, int]:
    account, equals, amount = text.partition("=")
    if not equals:
        says = f"{text}: write ACCOUNT=AMOUNT, such as 10238826/garage=12.00"
        raise click.BadParameter(says, param_hint="--offset")
    pence = AMOUNT.convert(amount, None, None)
    return {"account_id": resolve(book, account.strip()), "pence": pence}


def _evidence(path: Path) -> dict[str, str]:
    return {"name": words(path.name), "digest": hashlib.sha256(path.read_bytes()).hexdigest()}


def _number(text: str, what: str) -> int:
    if not text.isdigit():
        raise click.BadParameter(f"{text} is no number of a suspense item", param_hint=what)
    return int(text)
