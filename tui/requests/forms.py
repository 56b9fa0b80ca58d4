"""The small forms of requests: reasons, the council's answer, and what each kind asks for."""

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

from core.bank_account.account import BankAccount, read_account
from core.money import BadAmount, Pence, parse_amount, pounds
from core.refund import Offset, proposed_offsets, source_words
from core.text import clean
from core.write_off import CHECKLIST
from tui.account_forms import AskedFor
from tui.widgets.form import Field


def reason_form(title: str) -> AskedFor:
    """A few words."""
    return AskedFor(title, (Field("why", "why", 66, check=words_fault),))


def council_form(number: int) -> AskedFor:
    """Whether the council was asked, or what it answered."""
    fields = (
        Field("stands", "stands", 8, hint="asked, or clear: it reclaims nothing",
              check=_council_fault),
        Field("why", "who, when", 60, check=words_fault),
    )  # fmt: skip
    return AskedFor(f"The council about request {number}", fields)


def refund_form(whose: str, facts: dict[str, Any]) -> AskedFor:
    """A refund: where the credit came from, what is proposed to be paid first, whom it goes to."""
    offsets = proposed_offsets(facts)
    most = Pence(facts["most_pence"])
    lines = [
        *whole(f"credit {pounds(Pence(facts['credit_pence']))}, from {source_words(facts)}"),
        f"  left in {pounds(Pence(facts['leave_in_pence']))}, not cleared "
        f"{pounds(Pence(facts['uncleared_pence']))}: at most {pounds(most)} can be refunded",
        *_offset_lines(offsets),
        *_people_lines(facts),
        *_details_lines(facts.get("details")),
    ]
    fields = [
        _amount(most, f"most {pounds(most)}"),
        Field("why", "why", 60, check=words_fault),
        *payee_fields(stands=bool(facts.get("details"))),
        Field("override", "override", 40, hint="for more than the most"),
    ]
    if offsets:
        paid = Field("offsets", "pay debts", 3, initial="y", replaced=True,
                     hint="y: as proposed above; n: none")  # fmt: skip
        fields.insert(1, paid)
    if facts["tenants"] > 1 or facts["deceased"]:
        label = "executor" if facts["deceased"] else "consent"
        fields.append(Field("agreed", label, 3, hint="y where it was seen", check=_yes_fault))
    return AskedFor(f"Refund to {whose}", tuple(fields), (*lines, ""))


def payee_fields(*, stands: bool) -> tuple[Field, ...]:
    """Whom money goes to; where details stand for the account, empty means those."""
    name_check = _name_or_nothing_fault if stands else words_fault
    hint = "empty: as it stands above" if stands else "or: card, provider's reference"
    return (
        Field("payee", "pay to", 30, hint=hint, check=name_check),
        Field("sort_code", "sort code", 9, hint="empty for a card", check=_sort_code_fault),
        Field("account_number", "account no", 11, hint="8 digits", check=_number_fault),
        Field("roll", "roll no", 19, hint="building societies only", check=_roll_fault),
    )


def payee_said(values: Mapping[str, str]) -> dict[str, str]:
    """What the fields of a payee say, as the book is told: a bank account, or a card."""
    first, _, rest = values["payee"].strip().partition(" ")
    if first.lower() == "card" and rest and not values["sort_code"].strip():
        return {"card": rest}
    names = ("payee", "sort_code", "account_number", "roll")
    return {name: values[name].strip() for name in names if values[name].strip()}


def sender_form(item: int, left: Pence, words: str) -> AskedFor:
    """Money in suspense sent back to who paid it; `words` came with it."""
    fields = (
        _amount(left, f"{pounds(left)} is left"),
        Field("why", "why", 60, check=words_fault),
        *payee_fields(stands=False),
    )
    lines = (*whole(f'came with it: "{clean(words, 200)}"'), "") if words else ()
    return AskedFor(f"Ask to send item {item} back to who paid it", fields, lines)


def transfer_form(whose: str, facts: dict[str, Any], to: str) -> AskedFor:
    """A transfer of credit to the account that was found."""
    credit = Pence(facts["credit_pence"])
    fields = (
        _amount(credit, f"credit {pounds(credit)}"),
        Field("why", "why", 60, check=words_fault),
        Field("override", "override", 40, hint="for more than the credit"),
    )
    lines = (f"  goes to {to}", *whole(f"it came from {source_words(facts)}"), "")
    return AskedFor(f"Transfer from {whose}", fields, lines)


def write_off_form(whose: str, facts: dict[str, Any]) -> AskedFor:
    """A write-off with one of the reasons."""
    debt = Pence(facts["debt_pence"])
    oldest = _day(facts["oldest_debt"], "nothing")
    lines = (f"  owed {pounds(debt)}, oldest of it {oldest}, "
             f"last paid {_day(facts['last_receipt'], 'never')}",
             *reason_lines(), "")  # fmt: skip
    fields = (
        _amount(debt),
        Field("reason", "reason", 20, hint="one of those above, or its beginning",
              check=reason_fault),
        Field("why", "why", 60, check=words_fault),
        Field("override", "override", 40, hint="for a tenant of now"),
    )  # fmt: skip
    return AskedFor(f"Write off what {whose} owes", fields, lines)


def reason_named(text: str) -> str:
    """The reason that a beginning stands for; the text itself where it is none of ours."""
    found = [reason for reason in CHECKLIST if text and reason.startswith(text.strip().lower())]
    return found[0] if len(found) == 1 else text.strip()


def _day(told: str | None, none: str) -> str:
    return f"{date.fromisoformat(told):%-d %b %Y}" if told else none


def _amount(most: Pence, hint: str = "") -> Field:
    return Field("amount", "amount", 14, "right", initial=pounds(most) if most else "", hint=hint,
                 check=_amount_fault, replaced=True)  # fmt: skip


def reason_lines() -> list[str]:
    """The reasons for a write-off, as many lines as they need."""
    return whole(" ".join(CHECKLIST))


def whole(text: str) -> list[str]:
    """A line of what to go by, going on below where it has no room."""
    return [f"  {line}" for line in wrap(text, 74, break_on_hyphens=False, break_long_words=False)]


def _details_lines(details: Any) -> list[str]:
    if details is None:
        return []
    bad = f", a payment came back: {details.bad}" if details.bad else ""
    since = f"since {details.since:%-d %b %Y}"
    return [f"  pays to {details.pays_to}  {clean(details.payee, 30)}, {since}{bad}"]


def _offset_lines(offsets: Sequence[Offset]) -> list[str]:
    if not offsets:
        return []
    told = ", ".join(f"{each.kind} {each.reference} {pounds(each.pence)}" for each in offsets)
    return whole(f"debts to pay first: {told}")


def _people_lines(facts: dict[str, Any]) -> list[str]:
    lines = []
    if facts["benefit_pence"]:
        benefit = pounds(Pence(facts["benefit_pence"]))
        lines.append(f"  {benefit} of it is benefit: the council must be asked")
    if facts["deceased"]:
        lines.append("  the tenant has died: the executor is paid, with proof")
    elif facts["tenants"] > 1:
        joint = f"  {facts['tenants']} joint tenants: each must agree, or a joint account is paid"
        lines.append(joint)
    return lines


def words_fault(text: str) -> str | None:
    """What is wrong with a few words."""
    return None if len(text.strip()) >= 3 else "in a few words; Esc goes back"


def _name_or_nothing_fault(text: str) -> str | None:
    return words_fault(text) if text.strip() else None


def _sort_code_fault(text: str) -> str | None:
    digits = _digits(text)
    good = not digits or (len(digits) == 6 and digits.isdigit() and digits != "000000")
    return None if good else "a sort code is six digits"


def _number_fault(text: str) -> str | None:
    digits = _digits(text)
    if digits.isdigit() and len(digits) in (6, 7):
        return f"{len(digits)} digits: {digits.zfill(8)}? type the noughts before it"
    good = not digits or (digits.isdigit() and len(digits) in (8, 9, 10))
    return None if good else "an account number is eight digits"


def _roll_fault(text: str) -> str | None:
    read = read_account("089999", "66374958", text)
    return None if isinstance(read, BankAccount) else read[0].says


def _digits(text: str) -> str:
    return "".join(sign for sign in text if not sign.isspace() and sign not in "-–")


def _council_fault(text: str) -> str | None:
    typed = text.strip().lower()
    known = typed and ("asked".startswith(typed) or "clear".startswith(typed))
    return None if known else "asked or clear"


def _yes_fault(text: str) -> str | None:
    return None if text.strip().lower() in ("y", "yes") else "y where it was seen; Esc goes back"


def reason_fault(text: str) -> str | None:
    """What is wrong with a reason for a write-off; the book knows which there are."""
    typed = text.strip().lower()
    if not typed:
        return "a reason of the list"
    begun = [reason for reason in CHECKLIST if reason.startswith(typed)]
    if len(begun) > 1 and typed not in begun:
        return f"{' or '.join(begun)}: type more"
    return None


def _amount_fault(text: str) -> str | None:
    try:
        parse_amount(text)
    except BadAmount as bad:
        return bad.says
    return None
