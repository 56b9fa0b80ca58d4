"""Second persons got round: own approval, over a limit, altered after the fact, in another's name."""

# ruff: noqa: E501  # an attack is read on one line, as it was typed


def _decide(request: str, verdict: str = "approve", why: str = "because", seen: str = "x") -> str:
    return f"SELECT rb.decide('k', {request}, '{verdict}', '{why}', '{seen}')"


def _ask(kind: str, doc: str) -> str:
    return f"SELECT rb.make_request('k', '{kind}', '{doc}')"


_WHY = '"why": "because I can"'
_PAYEE = '"payee": "me", "sort_code": "089999", "account_number": "66374958"'


def _told(kind: str, fields: str) -> str:
    return _ask(kind, "{" + fields + ", " + _WHY + "}")


def _paid(kind: str, fields: str) -> str:
    return _told(kind, fields + ", " + _PAYEE)


_INNER = (
    "rb.do_refund((SELECT r FROM rb.request r WHERE id = <ASKED>))",
    "rb.do_write_off(NULL)",
    "rb.post_request(NULL, 'RFND', 1, 2, 'posted')",
    "rb.ask_refund(NULL, '{}')",
    "rb.clear_item(NULL, 1, 1, 'x')",
    "rb.within_limit(NULL, current_date)",
    "rb.may_decide(NULL)",
    "rb.refund_facts(NULL)",
    "rb.limit_of('supervisor.1', 'refund')",
    "rb.seen_mark('{}')",
    "rb.request_kept()",
    "rb.step_kept()",
    "rb.place_request('refund', '{}')",
    "rb.decide_one(<ASKED>, 'approve', 'because', 'x')",
)


def _schedule(lines: str) -> str:
    doc = '{"kind": "write-off", "lines": [' + lines + "], " + _WHY + "}"
    return f"SELECT rb.make_schedule('k', '{doc}')"


def _whole(doc: str, why: str = "because", schedule: str = "<OWN_SCHEDULE>") -> str:
    return f"SELECT rb.decide_schedule('k', {schedule}, 'approve', '{why}', '{doc}')"


DECIDING = (
    # a schedule: one's own, the wrong group, not one's landlord, unread, or with lines that are not its
    ("supervisor.1", "own_request", _whole("{}")),
    ("assistant.1", "42501", _whole("{}")),
    ("supervisor.3", "unknown_schedule", _whole("{}")),
    ("supervisor.2", "unknown_schedule", _whole("{}", schedule="NULL")),
    ("supervisor.2", "moved", _whole("{}")),
    ("supervisor.2", "reason_needed", _whole("{}", " ")),
    ("supervisor.2", "doc_wrong", _whole("[]")),
    ("supervisor.2", "doc_wrong", _whole('{"except": ["x"]}')),
    ("supervisor.2", "unknown_request", _whole('{"except": [<ASKED>]}')),
    ("supervisor.1", "42501", "UPDATE rb.schedule SET maker = 'assistant.2'"),
    ("supervisor.2", "unknown_schedule", _told("write-off", '"account_id": <FORMER>, "pence": 1, "schedule_id": <OWN_SCHEDULE>')),
    ("assistant.1", "doc_wrong", _schedule("")),
    ("assistant.1", "doc_wrong", _schedule("5")),
    ("assistant.1", "unknown_account", _schedule('{"account_id": <BANK>, "pence": 5}')),
    ("assistant.1", "restricted", _schedule('{"account_id": <HIDDEN>, "pence": 5}')),
    ("assistant.1", "more_than_debt", _schedule('{"account_id": <FORMER>, "pence": 5}')),
    ("auditor.1", "42501", _schedule("")),
    # another's draft: read, changed, submitted, given up; bank details put into one
    ("assistant.1", None, "SELECT * FROM rb.request_draft"),
    ("manager.1", None, "SELECT * FROM rb.request_draft"),
    ("assistant.1", "unknown_draft", "SELECT rb.keep_draft('k', <DRAFT>, 'refund', '{}')"),
    ("manager.1", "unknown_draft", "SELECT rb.discard_draft('k', <DRAFT>)"),
    ("assistant.1", "unknown_draft", _told("transfer", '"account_id": <FORMER>, "to_account_id": <OTHER>, "pence": 1, "draft_id": <DRAFT>')),
    ("assistant.1", "restricted", """SELECT rb.keep_draft('k', NULL, 'refund', '{"account_id": <HIDDEN>}')"""),
    ("assistant.1", "unknown_account", """SELECT rb.keep_draft('k', NULL, 'refund', '{"account_id": <BANK>}')"""),
    ("assistant.1", "not_alone", "BEGIN;; INSERT INTO rb.stage_line (load, line, pence) VALUES (gen_random_uuid(), 1, 1);; SELECT rb.discard_draft('k', <DRAFT>)"),
    ("auditor.1", "42501", "SELECT rb.keep_draft('k', NULL, 'refund', '{}')"),
    ("assistant.2", "42501", "UPDATE rb.request_draft SET state = 'submitted'"),
    ("assistant.2", "42501", "DELETE FROM rb.request_draft"),
    ("assistant.2", "42501", "SELECT rb.draft_of_mine(<DRAFT>)"),
    ("assistant.2", "42501", "SELECT rb.end_draft(<DRAFT>, NULL)"),
    # one's own, another's right, the wrong group, nobody's request
    ("supervisor.1", "own_request", _decide("<OWN_ASKED>")),
    ("supervisor.1", "own_request", _decide("<OWN_ASKED>", "reject")),
    ("supervisor.1", "own_request", _decide("<REVERSAL_ASKED>")),
    ("assistant.1", "42501", _decide("<ASKED>")),
    ("assistant.2", "42501", _decide("<ASKED>", "reject")),
    ("auditor.1", "42501", _decide("<ASKED>")),
    ("night", "42501", _decide("<ASKED>")),
    ("keeper", "not_permitted", _decide("<ASKED>")),
    ("supervisor.3", "unknown_request", _decide("<ASKED>")),
    ("supervisor.1", "unknown_request", _decide("9999999")),
    ("supervisor.1", "unknown_request", _decide("NULL::bigint")),
    ("assistant.2", "not_your_request", "SELECT rb.withdraw('k', <ASKED>, 'because')"),
    ("supervisor.1", "not_your_request", "SELECT rb.withdraw('k', <ASKED>, 'because')"),
    # over a limit, unseen, without a word, twice, or with words that are no verdict
    ("supervisor.1", "over_limit", _decide("<DEAR_ASKED>")),
    ("supervisor.1", "moved", _decide("<ASKED>")),
    ("supervisor.1", "moved", "SELECT rb.decide('k', <ASKED>, 'approve', '', NULL)"),
    ("supervisor.1", "reason_needed", _decide("<ASKED>", "reject", "  ")),
    ("supervisor.1", "doc_wrong", _decide("<ASKED>", "pay")),
    ("supervisor.1", "doc_wrong", "SELECT rb.decide('k', <ASKED>, NULL, 'because', 'x')"),
    ("supervisor.2", "request_ended", _decide("<DECIDED>")),
    ("supervisor.2", "request_ended", _decide("<DECIDED>", "reject")),
    ("assistant.1", "request_ended", "SELECT rb.withdraw('k', <DECIDED>, 'because')"),
    ("assistant.1", "request_ended", "SELECT rb.ask_council('k', <DECIDED>, 'clear', 'because')"),
    # amount, payee, maker or state after the fact, and decisions written by hand
    ("supervisor.1", "42501", "UPDATE rb.request SET pence = 99 WHERE id = <DECIDED>"),
    ("supervisor.1", "42501", "UPDATE rb.request SET account_number = '11111111' WHERE id = <DECIDED>"),
    ("assistant.1", "42501", "UPDATE rb.request SET maker = 'assistant.2' WHERE id = <ASKED>"),
    ("assistant.1", "42501", "UPDATE rb.request SET state = 'approved' WHERE id = <ASKED>"),
    ("assistant.1", "42501", "INSERT INTO rb.request (kind, landlord_id, why, level, expires_on, maker) VALUES ('policy', 1, 'because', 'manager', current_date, 'assistant.2')"),
    ("supervisor.1", "42501", "INSERT INTO rb.request_step (request_id, step, kind, maker, makers) VALUES (<ASKED>, 1, 'approve', 'assistant.1', '{assistant.1}')"),
    ("supervisor.1", "42501", "DELETE FROM rb.request_step"),
    ("supervisor.1", "42501", "UPDATE rb.request_step SET facts = '{}', digest = NULL"),
    ("manager.1", "42501", "UPDATE rb.operator SET grp = 'manager' WHERE login = 'assistant.1'"),
    ("manager.1", "42501", "UPDATE rb.operator SET by_request = 1"),
    ("assistant.1", "unknown_group", _told("operator", '"login": "assistant.1", "group": "owner"')),
    ("assistant.1", "doc_wrong", _told("operator", '"login": "rb_00000000_manager", "group": "manager"')),
    ("assistant.1", "nothing_changes", _told("operator", '"login": "assistant.1", "group": "assistant"')),
    ("supervisor.1", "42501", "UPDATE rb.decided_day SET pence = 0"),
    ("manager.1", "42501", "UPDATE rb.limit_rule SET per_item_pence = 99999999"),
    ("manager.1", "42501", "INSERT INTO rb.limit_delegation VALUES ('manager.1', 'supervisor.1', current_date, current_date, 1)"),
    ("supervisor.1", "42501", "INSERT INTO rb.request_note (request_id, words) VALUES (<ASKED>, 'x')"),
    # where it is paid to in full
    ("manager.1", "42501", "SELECT account_number FROM rb.request"),
    ("manager.1", "42501", "SELECT * FROM rb.request"),
    ("auditor.1", "42501", "SELECT sort_code || roll FROM rb.request"),
    # asking for what is not there, not one's own to see, or promised already
    ("assistant.1", "more_than_credit", _paid("refund", '"account_id": <ACCOUNT>, "pence": 99999999')),
    ("assistant.1", "more_than_refundable", _paid("refund", '"account_id": <ACCOUNT>, "pence": 14301')),
    ("assistant.1", "restricted", _paid("refund", '"account_id": <HIDDEN>, "pence": 5')),
    ("assistant.1", "restricted", "SELECT rb.credit_facts(<HIDDEN>)"),
    ("assistant.1", "restricted", "SELECT rb.debt_facts(<HIDDEN>)"),
    ("assistant.3", "unknown_account", "SELECT rb.credit_facts(<ACCOUNT>)"),
    ("assistant.3", "unknown_request", "SELECT rb.request_facts(<ASKED>)"),
    ("assistant.9", "suspended", "SELECT rb.request_facts(<ASKED>)"),
    ("assistant.3", "unknown_request", "SELECT rb.note_request('k', <ASKED>, 'x')"),
    ("assistant.1", "unknown_account", _paid("refund", '"account_id": <BANK>, "pence": 5')),
    ("assistant.1", "unknown_account", _told("transfer", '"account_id": <ACCOUNT>, "to_account_id": <BANK>, "pence": 5')),
    ("assistant.1", "wrong_landlord", _told("transfer", '"account_id": <ACCOUNT>, "to_account_id": <AVN_ACCOUNT>, "pence": 5')),
    ("assistant.1", "offset_wrong", _paid("refund", '"account_id": <ACCOUNT>, "pence": 5, "offsets": [{"account_id": <BANK>, "pence": 5}]')),
    ("assistant.1", "doc_wrong", _ask("refund", "[]")),
    ("assistant.1", "doc_wrong", _ask("refund", '{"account_id": "<ACCOUNT>", "pence": 5}')),
    ("assistant.1", "doc_wrong", _told("refund", '"offsets": [5]')),
    ("assistant.1", "doc_wrong", _told("refund", '"documents": [{"name": "x", "digest": "x"}]')),
    ("assistant.1", "reason_needed", _ask("refund", '{"account_id": <ACCOUNT>, "pence": 5}')),
    ("assistant.1", "card_number", _ask("refund", '{"why": "4111 1111 1111 1111"}')),
    ("assistant.1", "amount_out_of_range", _told("refund", '"pence": 0')),
    ("assistant.1", "unknown_kind", _ask("fancy", "{}")),
    ("assistant.1", "unknown_kind", _ask("refund(", "{}")),
    ("assistant.1", "unknown_kind", "SELECT rb.make_request('k', NULL, '{}')"),
    ("auditor.1", "42501", _ask("refund", "{}")),
)  # fmt: skip
DECIDING += tuple(("manager.1", "42501", f"SELECT {call}") for call in _INNER)
