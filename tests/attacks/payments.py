"""Attempts on payments: to read digits unseen, to pay whom nobody approved, twice, or by oneself."""

# ruff: noqa: E501  # an attack is read on one line, as it was typed

_INSIDE = (
    "rb.payable(r) FROM rb.request r",
    "rb.pay_run_of_mine(1)",
    "rb.bank_looked(<ACCOUNT>, NULL)",
    "rb.detail_facts(<ACCOUNT>, '089999', '66374958', '')",
    "rb.modulus_verdict('089999', '66374958')",
    "rb.subject_asked(<HIDDEN_PERSON>)",
)
_ROWS = (
    "UPDATE rb.pay_run SET digest = sha256('x')",
    "UPDATE rb.pay_run SET state = 'confirmed'",
    "DELETE FROM rb.pay_run",
    "UPDATE rb.pay_item SET live = false",
    "DELETE FROM rb.pay_item",
    "INSERT INTO rb.pay_item (run_id, item, request_id, pence) VALUES (1, 1, 1, 1)",
    "UPDATE rb.bank_detail SET sort_code = '111111'",
    "INSERT INTO rb.bank_detail (account_id, payee, sort_code, account_number, request_id) VALUES (<ACCOUNT>, 'me', '111111', '11111111', 1)",
    "UPDATE rb.request SET account_number = '11111111'",
    "UPDATE rb.request SET payee = 'me'",
    "INSERT INTO rb.bank_look (account_id, why) VALUES (<ACCOUNT>, 'because of it')",
    "UPDATE rb.bank_look SET expires_at = 'infinity'",
    "DELETE FROM rb.bank_look",
    "UPDATE rb.policy SET value = 'false' WHERE name = 'pay_by_two'",
)
_READS = (
    "SELECT sort_code FROM rb.bank_detail",
    "SELECT account_number, roll FROM rb.bank_detail",
    "SELECT account_number FROM rb.request",
    "SELECT * FROM rb.bank_detail",
    "SELECT d FROM rb.bank_detail d",
)
_LOOK = "rb.look_at_bank('k', jsonb_build_object('account', <ACCOUNT>), 'a look nobody sees')"

PAYMENTS = (
    *(("manager.1", "42501", f"SELECT {call}") for call in _INSIDE),
    *(("manager.1", "42501", statement) for statement in _ROWS),
    *(("assistant.1", "42501", statement) for statement in _ROWS[:4]),
    *(("manager.1", "42501", statement) for statement in _READS),
    ("auditor.1", "42501", "SELECT account_number FROM rb.bank_detail"),
    ("assistant.1", "reveal_first", "SELECT * FROM rb.revealed_bank(<ACCOUNT>)"),
    ("assistant.1", "not_permitted", f"SELECT {_LOOK}"),
    ("night", "not_permitted", f"SELECT {_LOOK}"),
    ("supervisor.1", "reveal_first", "SELECT * FROM rb.revealed_bank(<ACCOUNT>)"),
    (
        "supervisor.1",
        "reveal_first",
        f"BEGIN; SELECT {_LOOK}; SELECT * FROM rb.revealed_bank(<ACCOUNT>); ROLLBACK",
    ),
    (
        "supervisor.1",
        "reveal_first",
        f"BEGIN; SELECT {_LOOK}; SAVEPOINT a; SELECT * FROM rb.revealed_bank(<ACCOUNT>); ROLLBACK",
    ),
    (
        "supervisor.1",
        "reason_needed",
        "SELECT rb.look_at_bank('k', jsonb_build_object('account', <ACCOUNT>), 'no')",
    ),
    (
        "supervisor.3",
        "unknown_account",
        "SELECT rb.look_at_bank('k', jsonb_build_object('account', <ACCOUNT>), 'because of it')",
    ),
    ("supervisor.1", "reveal_first", "SELECT * FROM rb.pay_rows(14)"),
    ("assistant.1", "42501", "SELECT * FROM rb.pay_rows(14)"),
    ("assistant.1", "42501", "SELECT rb.make_pay_run('k', '{}')"),
    ("supervisor.1", "unknown_cashbook", "SELECT rb.make_pay_run('k', '{}')"),
    ("supervisor.3", "unknown_cashbook", "SELECT rb.make_pay_run('k', '{\"cashbook\": \"MAIN\"}')"),
    (
        "supervisor.1",
        "nothing_to_pay",
        'SELECT rb.make_pay_run(\'k\', \'{"cashbook": "MAIN", "processed": "2999-01-01", "moved": "2999-01-02", "format": "paygate"}\')',
    ),
    ("supervisor.1", "unknown_run", "SELECT rb.confirm_pay_run('k', 14, 'x')"),
    ("supervisor.1", "unknown_run", "SELECT rb.abandon_pay_run('k', 14, 'because')"),
    ("supervisor.1", "unknown_run", "SELECT rb.return_pay_item('k', 14, 1, 'because')"),
    ("supervisor.1", "unknown_run", "SELECT rb.keep_pay_file('k', 14, '{}')"),
    ("assistant.1", "42501", "SELECT rb.card_paid('k', <ASKED>, '{}')"),
    (
        "supervisor.1",
        "not_of_a_card",
        "SELECT rb.card_paid('k', <ASKED>, '{\"reference\": \"RF-1\"}')",
    ),
    (
        "supervisor.3",
        "unknown_request",
        "SELECT rb.card_paid('k', <ASKED>, '{\"reference\": \"RF-1\"}')",
    ),
    (
        "supervisor.1",
        "42501",
        "INSERT INTO rb.card_refund (request_id, entry_id, reference) VALUES (<ASKED>, 1, 'RF-1')",
    ),
    ("supervisor.1", "42501", "DELETE FROM rb.card_refund"),
)
