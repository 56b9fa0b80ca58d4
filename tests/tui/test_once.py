"""The same words sent again go out with the same key until their answer is sure."""

from core.refusal import Refusal, Unknown, Unreached
from tui.once import Once


def test_an_answer_that_was_lost_is_asked_for_with_the_same_key() -> None:
    once = Once()
    document = {"account_id": 7, "pence": 100, "offsets": [{"account_id": 8, "pence": 5}]}
    key = once.key("refund", document)
    for lost in (Unknown("k"), Unreached("no route")):
        once.answered(lost, "refund", document)
        again = {"pence": 100, "offsets": [{"pence": 5, "account_id": 8}], "account_id": 7}
        assert once.key("refund", again) == key
    others = [("transfer", document), ("refund", document | {"pence": 101}), ("refund", "7")]
    keys = {once.key(*said) for said in others}
    assert len(keys) == len(others) and key not in keys


def test_what_was_done_or_refused_is_another_act_when_it_is_said_again() -> None:
    once = Once()
    for sure in (None, Refusal("stale", "moved")):
        key, other = once.key("note", "rang"), once.key("note", "rang twice")
        once.answered(sure, "note", "rang")
        assert once.key("note", "rang") != key
        assert once.key("note", "rang twice") == other
