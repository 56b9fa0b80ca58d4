"""Attempts on proof sheets: to sign twice, to alter, to open a day, to read another landlord's."""

# ruff: noqa: E501  # an attack is read on one line, as it was typed

_INSIDE = (
    "rb.sheet_hash(NULL::rb.proof_sheet)",
    "rb.counter_hash(NULL::rb.proof_sheet)",
    "rb.take_seal('sign')",
    "rb.end_sheets(1::smallint, '2025-06-30', 'reopened', 'because')",
    "rb.reopen_day('MAIN', '2025-06-30', 'because')",
    "rb.cashbook_facts(1::smallint, '2025-07-01')",
    "rb.cash_open(1::smallint, '2025-07-01')",
    "rb.movements(2::smallint, '2025-01-01', '2026-01-01')",
    "rb.day_proves(NULL::rb.cashbook, '2025-07-01', '{}')",
    "rb.may_sign(NULL::rb.cashbook, '2025-07-01')",
    "rb.single_operator()",
    "rb.proof_sheets()",
)
_ROWS = (
    "UPDATE rb.proof_sheet SET countersigned_by = 'assistant.2', countersigned_at = now(), counter_hash = ''",
    "UPDATE rb.proof_sheet SET facts = '{}'",
    "UPDATE rb.proof_sheet SET ended = 'reopened', ended_by = 'assistant.2', ended_at = now(), ended_why = 'because'",
    "DELETE FROM rb.proof_sheet",
    "TRUNCATE rb.proof_sheet CASCADE",
    "INSERT INTO rb.proof_sheet (cashbook_id, number, first, day, version, facts, prev, hash, seal_id, single, signed_by, signed_at) VALUES (1, 2, '2025-07-01', '2025-07-01', 1, '{}', '', '', 1, false, 'assistant.1', now())",
    "UPDATE rb.bank_match SET sheet = NULL",
    "UPDATE rb.cashbook SET signed_to = '2025-01-01'",
    "UPDATE rb.period_total SET debit_pence = 0",
    "INSERT INTO rb.period_total VALUES (1, 1, 'bank', 1, 1, 1)",
    "DELETE FROM rb.finance_export",
    "INSERT INTO rb.finance_export (number, after_heads, heads, postings, pence) VALUES (1, '{}', '{}', 1, 1)",
)

SHEETS = (
    *(("assistant.1", "42501", f"SELECT {call}") for call in _INSIDE),
    *(("assistant.1", "42501", statement) for statement in _ROWS),
    *(("manager.1", "42501", statement) for statement in _ROWS[:6]),
    ("assistant.1", "own_sheet", "SELECT rb.countersign_sheet('k', 'MAIN', '2025-06-30')"),
    ("assistant.1", "own_sheet", "SELECT rb.refuse_sheet('k', 'MAIN', '2025-06-30', 'because')"),
    ("assistant.1", "not_alone", "BEGIN;; INSERT INTO rb.stage_line (load, line, pence) VALUES (gen_random_uuid(), 1, 1);; SELECT rb.countersign_sheet('k', 'MAIN', '2025-06-30')"),
    ("assistant.1", "signed_already", "SELECT rb.sign_sheet('k', 'MAIN', '2025-06-30')"),
    ("assistant.1", "no_statement", "SELECT rb.sign_sheet('k', 'MAIN', '2025-07-01')"),
    ("assistant.1", "date_in_future", "SELECT rb.sign_sheet('k', 'MAIN', '2098-07-01')"),
    ("assistant.1", "date_in_future", "SELECT rb.sign_sheet('k', 'MAIN', NULL)"),
    ("assistant.1", "unknown_cashbook", "SELECT rb.sign_sheet('k', NULL, '2025-07-01')"),
    ("auditor.1", "42501", "SELECT rb.sign_sheet('k', 'MAIN', '2025-07-01')"),
    ("night", "42501", "SELECT rb.sign_sheet('k', 'MAIN', '2025-07-01')"),
    ("auditor.1", "42501", "SELECT rb.countersign_sheet('k', 'MAIN', '2025-06-30')"),
    ("assistant.9", "suspended", "SELECT rb.countersign_sheet('k', 'MAIN', '2025-06-30')"),
    ("assistant.3", "unknown_cashbook", "SELECT rb.countersign_sheet('k', 'MAIN', '2025-06-30')"),
    ("assistant.3", "unknown_cashbook", "SELECT rb.cashbook_day('MAIN', '2025-06-30')"),
    ("assistant.3", "unknown_cashbook", "SELECT * FROM rb.open_entries('MAIN', '2025-07-01')"),
    ("assistant.3", None, "SELECT * FROM rb.proof_sheet"),
    ("supervisor.3", "not_permitted", "SELECT rb.export_finance('k')"),
    ("supervisor.3", "not_permitted", "SELECT * FROM rb.finance_lines(1)"),
    ("assistant.1", "42501", "SELECT rb.export_finance('k')"),
    ("assistant.1", "42501", "SELECT rb.total_period('k', <PERIOD>)"),
    ("manager.1", "period_open", "SELECT rb.total_period('k', <PERIOD>)"),
)  # fmt: skip
