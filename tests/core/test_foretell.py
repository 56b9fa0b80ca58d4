"""What the acts would answer is foretold: one fact a row, the outcome last."""

from dataclasses import replace
from datetime import date

import pytest

from core.batch import BatchState, Control, LineState, Tally
from core.foretell import (
    AccountFacts,
    BatchFacts,
    KeepFacts,
    ReceiptFacts,
    foretell_abandon,
    foretell_amend,
    foretell_keep,
    foretell_post,
    foretell_strike,
    foretell_take,
)
from core.money import AMOUNT_MAX, Pence
from core.outcome import SAYS, Outcome, says
from core.stream import ReceiptField, stream_named

TODAY = date(2026, 11, 23)
CHEQUE = stream_named("cheque")
assert CHEQUE
MINE = BatchFacts("assistant.1", "assistant.1")
RECEIPT = ReceiptFacts(Pence(10475), TODAY, CHEQUE)
ACCOUNT = AccountFacts(landlord="CLY")
FACTS = KeepFacts(MINE, RECEIPT, ACCOUNT, "CLY", TODAY)
DRAWER = replace(CHEQUE, needs=(ReceiptField.DRAWER,))


def batch(**facts: object) -> KeepFacts:
    return replace(FACTS, batch=replace(MINE, **facts))


def receipt(**facts: object) -> KeepFacts:
    return replace(FACTS, receipt=replace(RECEIPT, **facts))


def account(**facts: object) -> KeepFacts:
    return replace(FACTS, account=replace(ACCOUNT, **facts))


KEEPING = [
    (FACTS, Outcome.DONE),
    (batch(suspended=True), Outcome.SUSPENDED),
    (batch(group="auditor"), Outcome.NOT_PERMITTED),
    (batch(group="supervisor"), Outcome.DONE),
    (batch(state=BatchState.POSTED), Outcome.BATCH_NOT_OPEN),
    (batch(state=BatchState.ABANDONED), Outcome.BATCH_NOT_OPEN),
    (batch(held_by="assistant.2"), Outcome.NOT_YOUR_BATCH),
    (batch(held_by="assistant.2", state=BatchState.POSTED), Outcome.BATCH_NOT_OPEN),
    (replace(FACTS, line=LineState.KEPT), Outcome.LINE_TAKEN),
    (replace(FACTS, line=LineState.STRUCK), Outcome.LINE_TAKEN),
    (account(known=False), Outcome.UNKNOWN_ACCOUNT),
    (receipt(parts=(Pence(10000), Pence(474))), Outcome.SPLIT_WRONG),
    (receipt(parts=(Pence(10000), Pence(475))), Outcome.DONE),
    (receipt(amount=Pence(-1)), Outcome.NEGATIVE_NEEDS_REQUEST),
    (receipt(amount=Pence(0)), Outcome.AMOUNT_OUT_OF_RANGE),
    (receipt(amount=AMOUNT_MAX), Outcome.DONE),
    (receipt(amount=Pence(AMOUNT_MAX + 1)), Outcome.AMOUNT_OUT_OF_RANGE),
    (account(landlord="AVN"), Outcome.WRONG_LANDLORD),
    (account(closed=True), Outcome.ACCOUNT_CLOSED),
    (account(declared=True), Outcome.INTEREST_DECLARED),
    (receipt(effective=date(2026, 11, 24)), Outcome.DATE_IN_FUTURE),
    (receipt(effective=date(2019, 1, 1)), Outcome.DONE),
    (replace(FACTS, account=None), Outcome.REASON_NEEDED),
    (replace(receipt(reason="no match"), account=None), Outcome.DONE),
    (receipt(texts=("B GRANT", "4111 1111 1111 1111")), Outcome.CARD_NUMBER),
    (receipt(stream=DRAWER), Outcome.STREAM_NEEDS_FIELD),
    (receipt(stream=DRAWER, fields=frozenset({ReceiptField.DRAWER})), Outcome.DONE),
    (receipt(colour="red"), Outcome.REASON_NEEDED),
    (receipt(colour="red", reason="second cheque"), Outcome.DONE),
    (receipt(colour="amber"), Outcome.DONE),
]


@pytest.mark.parametrize(("facts", "outcome"), KEEPING)
def test_keeping_a_line_is_foretold(facts: KeepFacts, outcome: Outcome) -> None:
    assert foretell_keep(facts) is outcome


def test_amending_and_striking_need_a_line_that_is_there() -> None:
    assert foretell_amend(FACTS) is Outcome.LINE_NOT_KEPT
    assert foretell_amend(replace(FACTS, line=LineState.KEPT)) is Outcome.DONE
    assert foretell_amend(replace(FACTS, line=LineState.STRUCK)) is Outcome.DONE
    assert foretell_strike(MINE, LineState.KEPT) is Outcome.DONE
    assert foretell_strike(MINE, LineState.STRUCK) is Outcome.LINE_NOT_KEPT
    assert foretell_strike(MINE, None) is Outcome.LINE_NOT_KEPT


PROVED, KEYED = Control(Pence(100), 1), Tally(Pence(100), 1, 5)
POSTING = [
    (MINE, PROVED, KEYED, Outcome.DONE),
    (MINE, None, KEYED, Outcome.CONTROL_MISSING),
    (MINE, PROVED, Tally(Pence(0), 0, 0), Outcome.BATCH_EMPTY),
    (MINE, PROVED, Tally(Pence(200), 2, 5), Outcome.CONTROL_COUNT),
    (MINE, PROVED, Tally(Pence(200), 1, 5), Outcome.CONTROL_TOTAL),
    (MINE, Control(Pence(100), 1, 6), KEYED, Outcome.HASH_TOTAL),
    (replace(MINE, period="closed"), PROVED, KEYED, Outcome.BOOK_DATE_CLOSED),
    (replace(MINE, period="none"), PROVED, KEYED, Outcome.NO_PERIOD),
    (replace(MINE, signed=True), PROVED, KEYED, Outcome.BOOK_DATE_SIGNED),
    (replace(MINE, signed=True), None, KEYED, Outcome.CONTROL_MISSING),
    (replace(MINE, blind=True), None, KEYED, Outcome.BLIND_NOT_COMPARED),
    (replace(MINE, blind=True, agreed=True), PROVED, KEYED, Outcome.DONE),
    (replace(MINE, blind=True, agreed=True), None, KEYED, Outcome.CONTROL_MISSING),
    (replace(MINE, state=BatchState.POSTED), PROVED, KEYED, Outcome.DONE),
    (replace(MINE, state=BatchState.ABANDONED), PROVED, KEYED, Outcome.BATCH_NOT_OPEN),
    (replace(MINE, held_by="assistant.2"), PROVED, KEYED, Outcome.NOT_YOUR_BATCH),
]


@pytest.mark.parametrize(("facts", "control", "keyed", "outcome"), POSTING)
def test_posting_is_foretold(
    facts: BatchFacts, control: Control | None, keyed: Tally, outcome: Outcome
) -> None:
    assert foretell_post(facts, control, keyed)[0] is outcome


def test_taking_and_abandoning_need_a_reason_and_an_open_batch() -> None:
    theirs = replace(MINE, held_by="assistant.2")
    assert foretell_take(theirs, "on leave") is Outcome.DONE
    assert foretell_take(theirs, "") is Outcome.REASON_NEEDED
    assert foretell_take(replace(theirs, state=BatchState.POSTED), "x y") is Outcome.BATCH_NOT_OPEN
    assert foretell_abandon(theirs, "wrong slip") is Outcome.NOT_YOUR_BATCH
    assert foretell_abandon(MINE, "wrong slip") is Outcome.DONE


def test_every_outcome_has_words_that_fit_a_line() -> None:
    assert set(SAYS) == set(Outcome)
    assert all(len(words) <= 78 for words in SAYS.values())
    assert says("hash_total") == SAYS[Outcome.HASH_TOTAL]
    assert says("never heard of") == "never heard of"
