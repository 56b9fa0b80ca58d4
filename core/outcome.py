"""An outcome is what an act answers: done, or the first rule in order that forbids it."""

from collections.abc import Mapping
from enum import StrEnum


class Outcome(StrEnum):
    """Every answer of the acts on batches; the values are the codes the SQL acts refuse with.

    In order of precedence: who, which batch, which line, the receipt, the proof, the day.
    """

    SUSPENDED = "suspended"
    NOT_PERMITTED = "not_permitted"
    KEY_REUSED = "key_reused"
    UNKNOWN_BATCH = "unknown_batch"
    BATCH_NOT_OPEN = "batch_not_open"
    NOT_YOUR_BATCH = "not_your_batch"
    LINE_TAKEN = "line_taken"
    LINE_NOT_KEPT = "line_not_kept"
    SPLIT_WRONG = "split_wrong"
    NEGATIVE_NEEDS_REQUEST = "negative_needs_request"
    AMOUNT_OUT_OF_RANGE = "amount_out_of_range"
    UNKNOWN_ACCOUNT = "unknown_account"
    WRONG_LANDLORD = "wrong_landlord"
    ACCOUNT_CLOSED = "account_closed"
    INTEREST_DECLARED = "interest_declared"
    DATE_IN_FUTURE = "date_in_future"
    CARD_NUMBER = "card_number"
    STREAM_NEEDS_FIELD = "stream_needs_field"
    REASON_NEEDED = "reason_needed"
    BLIND_NOT_COMPARED = "blind_not_compared"
    CONTROL_MISSING = "control_missing"
    BATCH_EMPTY = "batch_empty"
    CONTROL_COUNT = "control_count"
    CONTROL_TOTAL = "control_total"
    HASH_TOTAL = "hash_total"
    NO_PERIOD = "no_period"
    BOOK_DATE_CLOSED = "book_date_closed"
    BOOK_DATE_SIGNED = "book_date_signed"
    DONE = "done"


SAYS: Mapping[str, str] = {
    Outcome.SUSPENDED: "your login is suspended: ask a manager to restore it",
    Outcome.NOT_PERMITTED: "your group may not do this: ask a supervisor",
    Outcome.KEY_REUSED: "this key was used for something else: begin it again",
    Outcome.UNKNOWN_BATCH: "there is no such batch here: F3 begins or opens one",
    Outcome.BATCH_NOT_OPEN: "this batch is no longer open: F3 begins another",
    Outcome.NOT_YOUR_BATCH: "a colleague holds this batch: take it first, with a reason",
    Outcome.LINE_TAKEN: "that line is already kept: key it on the next line",
    Outcome.LINE_NOT_KEPT: "that line is not kept, or struck out: choose another",
    Outcome.NO_PERIOD: "no period covers this book date: type another, or ask a manager",
    Outcome.BOOK_DATE_CLOSED: "the period of this book date is closed: type an open day",
    Outcome.BOOK_DATE_SIGNED: "the proof sheet of this book date is signed: type a later day",
    Outcome.DATE_IN_FUTURE: "this day is still to come: type today or a past day",
    Outcome.AMOUNT_OUT_OF_RANGE: "nil, or over 1,000,000.00: type the amount again",
    Outcome.CARD_NUMBER: "this looks like a card number: keep its last four digits only",
    Outcome.STREAM_NEEDS_FIELD: "a field this stream demands is empty: type it",
    Outcome.UNKNOWN_ACCOUNT: "no such account: F2 finds one, F8 sends it to suspense",
    Outcome.WRONG_LANDLORD: "another landlord's account: F8 sends the line to suspense",
    Outcome.ACCOUNT_CLOSED: "this account is closed: F8 sends the line to suspense",
    Outcome.INTEREST_DECLARED: "declared as yours or a relative's: a colleague must key it",
    Outcome.NEGATIVE_NEEDS_REQUEST: "a negative line needs a request: F6 makes a reversal",
    Outcome.REASON_NEEDED: "this needs a reason: type why it is right",
    Outcome.BLIND_NOT_COMPARED: "a blind batch waits for its second keying by a colleague",
    Outcome.SPLIT_WRONG: "the parts do not come to the receipt: change one of them",
    Outcome.BATCH_EMPTY: "nothing to post: the batch has no kept line",
    Outcome.CONTROL_MISSING: "no control total yet: enter it with its source and reference",
    Outcome.CONTROL_COUNT: "the count does not agree with the control",
    Outcome.CONTROL_TOTAL: "the total does not agree with the control",
    Outcome.HASH_TOTAL: "the hash total does not agree: a line is on another account",
    Outcome.DONE: "done",
}


def says(code: str) -> str:
    """The words for a refusal code: what, why, what to press; the code itself where none stand."""
    return SAYS.get(code, code)
