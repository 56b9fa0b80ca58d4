"""What a form of a request becomes: what it goes by, its document, its asking."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from core.money import Pence, parse_amount
from core.refund import proposed_offsets, tenant_words
from core.refusal import Refusal
from tui.requests import forms

if TYPE_CHECKING:
    from db.requests.asking import Asked

Values = Mapping[str, str]
Facts = dict[str, Any]


def document_of(kind: str, account: int, to: int | None, facts: Facts, values: Values) -> Facts:
    """The request's document behind what was typed into its form."""
    pence = parse_amount(values["amount"])
    doc: Facts = {"account_id": account, "pence": pence, "why": values["why"]}
    doc |= {name: values[name].strip() for name in ("override",) if values[name].strip()}
    if kind == "transfer":
        return doc | {"to_account_id": to}
    if kind == "write-off":
        return doc | {"reason": forms.reason_named(values["reason"])}
    return doc | _refund(Pence(pence), facts, values)


def _refund(pence: Pence, facts: Facts, values: Values) -> Facts:
    offsets = proposed_offsets(facts)
    if not values.get("offsets", "n").lower().startswith("y"):
        offsets = ()
    doc: Facts = {"words": tenant_words(pence, offsets, facts)}
    if offsets:
        doc["offsets"] = [{"account_id": one.account, "pence": one.pence} for one in offsets]
    if values.get("agreed", "").lower().startswith("y"):
        doc["executor" if facts["deceased"] else "consent"] = True
    if not values["payee"].strip() and facts.get("details") and not values["sort_code"].strip():
        return doc | {"standing": True}
    return doc | forms.payee_said(values)


def facts_for(book: Any, reads: str, account: int, to: int | None) -> Facts:
    """What the form of a kind goes by."""
    from db.accounts import account as read
    from db.bank_details import details_of
    from db.requests import reading
    from tui.account_words import whose

    facts: Facts = getattr(reading, reads)(book, account)
    if reads == "credit_facts":
        facts["details"] = details_of(book, account)
    return facts if to is None else facts | {"to": whose(read(book, to))}


def ask_or_read_again(book: Any, kind: str, doc: Facts, key: str, sure: bool) -> "Asked":  # noqa: FBT001 - bound once, by its page
    """Asks; a number that fails the check of its bank is to be read once more first."""
    from db.requests.asking import ask

    if not sure and _fails(book, doc):
        says = f"{doc['account_number']} fails its bank's check: read it again, or Enter asks"
        raise Refusal("check_fails", says)
    return ask(book, kind, doc, key)


def _fails(book: Any, doc: Facts) -> bool:
    from core.bank_account.account import BankAccount, read_account
    from core.bank_account.modulus import Verdict
    from db.reference_tables import check_account

    account = read_account(doc.get("sort_code", ""), doc.get("account_number", ""))
    return isinstance(account, BankAccount) and (
        check_account(book, account).verdict is Verdict.FAILS
    )


def reversed_now(book: Any, entry: str, line: int, why: str) -> Any:
    """One's own posting reversed."""
    from db.reversals import reverse

    return reverse(book, entry, line, why)
