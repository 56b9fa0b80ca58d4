"""What the acts on a batch would answer is foretold from the facts the screen already has."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.batch import BatchState, Control, Fault, LineState, Tally, proof
from core.money import Pence, within_limit
from core.outcome import Outcome
from core.stream import ReceiptField, Stream
from core.text import looks_like_card_number

_REASON_MIN = 3  # characters, as the acts ask


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """Who acts on which batch: its state, who holds it, and the standing of its book date."""

    operator: str
    held_by: str
    state: BatchState = BatchState.OPEN
    group: str = "assistant"
    suspended: bool = False
    period: str = "open"
    signed: bool = False
    blind: bool = False
    agreed: bool = False  # of a blind batch: every line has a second reading that agrees


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """What a receipt says of itself; `texts` is every text on it that an operator typed."""

    amount: Pence
    effective: date
    stream: Stream
    fields: frozenset[ReceiptField] = frozenset()
    texts: tuple[str, ...] = ()
    parts: tuple[Pence, ...] = ()
    colour: str = "green"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What is known of the account a receipt goes to; not `known` where no account has that id."""

    known: bool = True
    landlord: str = ""
    closed: bool = False
    declared: bool = False


@dataclass(frozen=True, slots=True)
class KeepFacts:
    """Everything a kept line is judged by; `account` is None for suspense."""

    batch: BatchFacts
    receipt: ReceiptFacts
    account: AccountFacts | None
    landlord: str
    today: date
    line: LineState | None = None


Rule = Callable[[KeepFacts], Outcome | None]


def foretell_keep(facts: KeepFacts) -> Outcome:
    """What keep_line would answer: the first rule in order of precedence that forbids it."""
    taken = Outcome.LINE_TAKEN if facts.line is not None else None
    return _of_batch(facts.batch) or taken or _first(facts, _LINE_RULES)


def foretell_amend(facts: KeepFacts) -> Outcome:
    """What amend_line would answer: as keep_line, of a line already there, kept or struck."""
    missing = Outcome.LINE_NOT_KEPT if facts.line is None else None
    return _of_batch(facts.batch) or missing or _first(facts, _LINE_RULES)


def foretell_strike(batch: BatchFacts, line: LineState | None) -> Outcome:
    """What strike_line would answer."""
    missing = None if line is LineState.KEPT else Outcome.LINE_NOT_KEPT
    return _of_batch(batch) or missing or Outcome.DONE


def foretell_take(batch: BatchFacts, reason: str) -> Outcome:
    """What take_batch would answer: anybody may take a colleague's open batch with a reason."""
    return _of_operator(batch) or _reason_of_act(reason) or _of_state(batch) or Outcome.DONE


def foretell_abandon(batch: BatchFacts, reason: str) -> Outcome:
    """What abandon_batch would answer."""
    return _of_operator(batch) or _reason_of_act(reason) or _of_batch(batch) or Outcome.DONE


def foretell_post(
    batch: BatchFacts, control: Control | None, keyed: Tally
) -> tuple[Outcome, tuple[Fault, ...]]:
    """What post_batch would answer, with every fault of the proof; a posted batch answers done."""
    faults = proof(control, keyed)
    if batch.state is BatchState.POSTED and batch.operator == batch.held_by:
        return _of_operator(batch) or Outcome.DONE, ()
    blind = Outcome.BLIND_NOT_COMPARED if batch.blind and not batch.agreed else None
    unproved = faults[0].code if faults else None
    refused = _of_batch(batch) or blind or unproved or _of_book_date(batch)
    return refused or Outcome.DONE, faults


def _of_operator(batch: BatchFacts) -> Outcome | None:
    if batch.suspended:
        return Outcome.SUSPENDED
    return Outcome.NOT_PERMITTED if batch.group == "auditor" else None


def _of_state(batch: BatchFacts) -> Outcome | None:
    return None if batch.state is BatchState.OPEN else Outcome.BATCH_NOT_OPEN


def _of_batch(batch: BatchFacts) -> Outcome | None:
    held = None if batch.operator == batch.held_by else Outcome.NOT_YOUR_BATCH
    return _of_operator(batch) or _of_state(batch) or held


def _of_book_date(batch: BatchFacts) -> Outcome | None:
    if batch.period != "open":
        return Outcome.BOOK_DATE_CLOSED if batch.period == "closed" else Outcome.NO_PERIOD
    return Outcome.BOOK_DATE_SIGNED if batch.signed else None


def _reason_of_act(reason: str) -> Outcome | None:
    return Outcome.REASON_NEEDED if len(reason.strip()) < _REASON_MIN else None


def _first(facts: KeepFacts, rules: tuple[Rule, ...]) -> Outcome:
    for rule in rules:
        if refused := rule(facts):
            return refused
    return Outcome.DONE


def _unknown(facts: KeepFacts) -> Outcome | None:
    known = facts.account is None or facts.account.known
    return None if known else Outcome.UNKNOWN_ACCOUNT


def _split(facts: KeepFacts) -> Outcome | None:
    parts = facts.receipt.parts
    wrong = bool(parts) and sum(parts) != facts.receipt.amount
    return Outcome.SPLIT_WRONG if wrong else None


def _amount(facts: KeepFacts) -> Outcome | None:
    if facts.receipt.amount < 0:
        return Outcome.NEGATIVE_NEEDS_REQUEST
    return None if within_limit(facts.receipt.amount) else Outcome.AMOUNT_OUT_OF_RANGE


def _account(facts: KeepFacts) -> Outcome | None:
    account = facts.account
    if account is None:
        return None
    if account.landlord != facts.landlord:
        return Outcome.WRONG_LANDLORD
    if account.closed:
        return Outcome.ACCOUNT_CLOSED
    return Outcome.INTEREST_DECLARED if account.declared else None


def _date(facts: KeepFacts) -> Outcome | None:
    return Outcome.DATE_IN_FUTURE if facts.receipt.effective > facts.today else None


def _suspense(facts: KeepFacts) -> Outcome | None:
    silent = facts.account is None and not facts.receipt.reason.strip()
    return Outcome.REASON_NEEDED if silent else None


def _card(facts: KeepFacts) -> Outcome | None:
    shown = any(looks_like_card_number(text) for text in facts.receipt.texts)
    return Outcome.CARD_NUMBER if shown else None


def _needs(facts: KeepFacts) -> Outcome | None:
    lacking = set(facts.receipt.stream.needs) - facts.receipt.fields
    return Outcome.STREAM_NEEDS_FIELD if lacking else None


def _red(facts: KeepFacts) -> Outcome | None:
    silent = facts.receipt.colour == "red" and not facts.receipt.reason.strip()
    return Outcome.REASON_NEEDED if silent else None


_LINE_RULES: tuple[Rule, ...] = (
    _unknown,
    _split,
    _amount,
    _account,
    _date,
    _suspense,
    _card,
    _needs,
    _red,
)
