"""The small forms of requests: reasons, the council's answer, and what each kind asks for."""

from collections.abc import Sequence
from typing import Any

from core.money import BadAmount, Pence, parse_amount, pounds
from core.refund import Offset, proposed_offsets, source_words
from core.write_off import CHECKLIST
from tui.account_forms import AskedFor
from tui.widgets.form import Field


def reason_form(title: str) -> AskedFor:
    """A few words."""
    return AskedFor(title, (Field("why", "why", 66, check=_words_fault),))


def council_form(number: int) -> AskedFor:
    """Whether the council was asked, or what it answered."""
    fields = (
        Field("stands", "stands", 8, hint="asked, or clear: it reclaims nothing",
              check=_council_fault),
        Field("why", "who, when", 60, check=_words_fault),
    )  # fmt: skip
    return AskedFor(f"The council about request {number}", fields)


def refund_form(whose: str, facts: dict[str, Any]) -> AskedFor:
    """A refund: where the credit came from, what is proposed to be paid first, whom it goes to."""
    offsets = proposed_offsets(facts)
    most = Pence(facts["most_pence"])
    lines = [
        f"  credit {pounds(Pence(facts['credit_pence']))}, from {source_words(facts)}",
        f"  left in {pounds(Pence(facts['leave_in_pence']))}, not cleared "
        f"{pounds(Pence(facts['uncleared_pence']))}: at most {pounds(most)} can be refunded",
        *_offset_lines(offsets),
        *_people_lines(facts),
    ]
    fields = [
        Field("amount", "amount", 14, "right", initial=pounds(most) if most else "",
              hint=f"most {pounds(most)}", check=_amount_fault),
        Field("why", "why", 60, check=_words_fault),
        Field("payee", "pay to", 30, hint="or: card, provider's reference",
              check=_words_fault),
        Field("sort_code", "sort code", 9, hint="empty for a card"),
        Field("account_number", "account no", 11),
        Field("roll", "roll no", 18, hint="building societies only"),
        Field("override", "override", 44, hint="only for more than that"),
    ]  # fmt: skip
    if offsets:
        paid = Field("offsets", "pay debts", 3, initial="y", hint="y: as proposed above; n: none")
        fields.insert(1, paid)
    if facts["tenants"] > 1 or facts["deceased"]:
        label = "executor" if facts["deceased"] else "consent"
        fields.append(Field("agreed", label, 3, hint="y where it was seen", check=_yes_fault))
    return AskedFor(f"Refund to {whose}", tuple(fields), (*lines, ""))


def transfer_form(whose: str, facts: dict[str, Any], to: str) -> AskedFor:
    """A transfer of credit to the account that was found."""
    credit = Pence(facts["credit_pence"])
    fields = (
        Field("amount", "amount", 14, "right", initial=pounds(credit) if credit else "",
              hint=f"credit {pounds(credit)}", check=_amount_fault),
        Field("why", "why", 60, check=_words_fault),
        Field("override", "override", 44, hint="only for more than that"),
    )  # fmt: skip
    lines = (f"  it came from {source_words(facts)}", "")
    return AskedFor(f"Transfer from {whose} to {to}", fields, lines)


def write_off_form(whose: str, facts: dict[str, Any]) -> AskedFor:
    """A write-off with one of the reasons."""
    debt = Pence(facts["debt_pence"])
    reasons = " ".join(CHECKLIST)
    lines = (f"  owed {pounds(debt)}, oldest of it {facts['oldest_debt'] or 'nothing'}, "
             f"last paid {facts['last_receipt'] or 'never'}",
             *(f"  {part}" for part in (reasons[:74], reasons[74:])), "")  # fmt: skip
    fields = (
        Field("amount", "amount", 14, "right", initial=pounds(debt) if debt else "",
              check=_amount_fault),
        Field("reason", "reason", 20, hint="one of those above, or its beginning",
              check=_reason_fault),
        Field("why", "why", 60, check=_words_fault),
        Field("override", "override", 44, hint="only for a tenant of now"),
    )  # fmt: skip
    return AskedFor(f"Write off what {whose} owes", fields, lines)


def reason_named(text: str) -> str:
    """The reason that a beginning stands for; the text itself where it is none of ours."""
    found = [reason for reason in CHECKLIST if text and reason.startswith(text.strip().lower())]
    return found[0] if len(found) == 1 else text.strip()


def _offset_lines(offsets: Sequence[Offset]) -> list[str]:
    if not offsets:
        return []
    told = ", ".join(f"{each.kind} {each.reference} {pounds(each.pence)}" for each in offsets)
    return [f"  debts to pay first: {told}"]


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


def _words_fault(text: str) -> str | None:
    return None if len(text.strip()) >= 3 else "in a few words; Esc goes back"


def _council_fault(text: str) -> str | None:
    typed = text.strip().lower()
    known = typed and ("asked".startswith(typed) or "clear".startswith(typed))
    return None if known else "asked or clear"


def _yes_fault(text: str) -> str | None:
    return None if text.strip().lower() in ("y", "yes") else "y where it was seen; Esc goes back"


def _reason_fault(text: str) -> str | None:
    return None if text.strip() else "a reason of the list"


def _amount_fault(text: str) -> str | None:
    try:
        parse_amount(text)
    except BadAmount as bad:
        return bad.says
    return None
