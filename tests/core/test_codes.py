"""Codes and streams fit together."""

from core.codes import TRANSACTION_CODES, CodeKind, code_named
from core.stream import (
    CASHBOOK_CONTROLS,
    DEBIT_RUN,
    INCOME_OF,
    LANDLORD_CONTROLS,
    STREAMS,
    ControlKind,
    SubAccountKind,
    stream_named,
)


def test_no_code_and_no_stream_stands_twice() -> None:
    assert len({code.code for code in TRANSACTION_CODES}) == len(TRANSACTION_CODES)
    assert len({stream.name for stream in STREAMS}) == len(STREAMS)


def test_every_stream_keys_receipts_into_a_cashbooks_account() -> None:
    receipts = {code.code for code in TRANSACTION_CODES if code.kind is CodeKind.RECEIPT}
    money_in = [stream for stream in STREAMS if stream.is_money_in]
    assert {stream.name for stream in STREAMS} - {stream.name for stream in money_in} == {DEBIT_RUN}
    assert {stream.code for stream in money_in} <= receipts
    assert {stream.debits for stream in money_in} <= set(CASHBOOK_CONTROLS)


def test_only_what_comes_in_while_people_wait_opens_without_control() -> None:
    assert {stream.name for stream in STREAMS if stream.live} == {"telephone", "counter"}


def test_every_control_account_belongs_to_cashbook_or_landlord() -> None:
    assert {*CASHBOOK_CONTROLS, *LANDLORD_CONTROLS} == set(ControlKind)
    assert set(INCOME_OF) == set(SubAccountKind)


def test_codes_and_streams_are_named_in_any_case() -> None:
    assert code_named("card") == "CARD"
    assert code_named("") is None
    stream = stream_named(" Telephone ")
    assert stream and stream.debits is ControlKind.CARD_CLEARING
    assert stream_named("pigeon") is None


def test_benefit_and_direct_debit_are_flagged() -> None:
    assert {code.code for code in TRANSACTION_CODES if code.is_hb} == {"HBEN", "HBAD"}
    assert {code.code for code in TRANSACTION_CODES if code.is_dd} == {"DDEB", "DDUN"}
