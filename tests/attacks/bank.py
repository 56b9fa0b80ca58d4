"""Attempts on bank lines, matches and returned money: to forge, to free, to plug, to read."""

# ruff: noqa: E501  # an attack is read on one line, as it was typed

_INSIDE = (
    "rb.make_match(NULL, '{1}', '[]', 'hand', NULL, '')",
    "rb.fill_match(1, '{1}', '[]')",
    "rb.end_match(NULL, 'x')",
    "rb.make_lump(NULL, '{1}', <BANK>, NULL, '')",
    "rb.clear_to_bank(NULL, '[]', 'CLRG', '2026-01-01')",
    "rb.bank_lines(gen_random_uuid(), 1::smallint, NULL, 'x')",
    "rb.bank_meets(<POSTED>, NULL, 1, 1)",
    "rb.bank_corrected(NULL, 1)",
    "rb.bank_frees(<POSTED>, 1, 0, 'x')",
    "rb.as_the_bank_says(<MINE>, 1)",
    "rb.open_bank_line(NULL, 1)",
    "rb.bank_of_file(NULL, '{}')",
    "rb.take_file('{}')",
    "rb.staged_bank(gen_random_uuid())",
    "rb.lock_bank('{1}')",
    "rb.cash_effect(1::smallint, 1, 0)",
    "rb.proof_bank()",
)
_TABLES = (
    "bank_statement", "bank_line", "bank_words", "bank_statement_line", "bank_receipt", "bank_match",
    "bank_match_line", "bank_match_entry", "bank_explained", "returned_money", "cashbook_opening", "opening_item",
)  # fmt: skip
_ROWS = (
    "INSERT INTO rb.bank_line (bank_account_id, cashbook_id, day, pence, print, ordinal) VALUES (1, 1, '2026-01-01', 100, '', 1)",
    "UPDATE rb.bank_line SET pence = pence + 1",
    "UPDATE rb.bank_words SET account_id = NULL",
    "INSERT INTO rb.bank_match (cashbook_id, kind, pence) VALUES (1, 'contra', 0)",
    "UPDATE rb.bank_match SET sheet = NULL",
    "UPDATE rb.bank_match_line SET live = false",
    "INSERT INTO rb.bank_match_entry (match_id, entry_id, pence) VALUES (1, 1, 1)",
    "UPDATE rb.bank_receipt SET live = false",
    "INSERT INTO rb.bank_explained (cashbook_id, line_id, reason, words, owner) VALUES (1, <LINE>, 'other', 'a plug', 'assistant.1')",
    "UPDATE rb.returned_money SET ended_at = now(), ended_by = 'assistant.1'",
    "UPDATE rb.bank_statement SET difference_pence = 0",
    "INSERT INTO rb.cashbook_opening (cashbook_id, day, bank_pence, entry_id) VALUES (1, '2026-01-01', 1, 1)",
    "SELECT * FROM rb.stage_bank_line",
    "DELETE FROM rb.stage_bank_line",
    "INSERT INTO rb.stage_bank_line (load, maker, part, item, day, pence, kind, narrative, reference, name, other_account, bank_ref) VALUES (gen_random_uuid(), 'assistant.2', 1, 1, '2026-01-01', 1, '', '', '', '', '', '')",
)
_LOAD = 'SELECT rb.load_statement(\'k\', \'{{"cashbooks": ["{}"], "load": "00000000-0000-0000-0000-000000000009", "lines": {}, "pence": 0, "statements": []}}\')'
_MATCH = 'SELECT rb.match_bank(\'k\', \'{{"cashbook": "{}", "lines": [{}], "entries": {}}}\')'
_MANY = 'SELECT rb.accept_matches(\'k\', \'{{"cashbook": "{}", "matches": {}}}\')'

BANK = (
    *(("assistant.1", "42501", f"SELECT {call}") for call in _INSIDE),
    *(("assistant.1", "42501", statement) for statement in _ROWS),
    *(("manager.1", "42501", statement) for statement in _ROWS[:6]),
    *(("assistant.1", "42501", f"DELETE FROM rb.{table}") for table in _TABLES),
    *(("supervisor.1", "42501", f"TRUNCATE rb.{table} CASCADE") for table in _TABLES[:4]),
    ("assistant.1", "unknown_cashbook", _LOAD.format("NONE", 1)),
    ("assistant.3", "unknown_cashbook", _LOAD.format("MAIN", 1)),
    ("assistant.1", "stage_differs", _LOAD.format("MAIN", 1)),
    ("assistant.1", "stage_differs", _LOAD.format("MAIN", 0)),
    ("auditor.1", "42501", _LOAD.format("MAIN", 1)),
    ("night", "42501", _LOAD.format("MAIN", 1)),
    ("assistant.9", "suspended", _LOAD.format("MAIN", 1)),
    ("assistant.1", "nothing_to_match", _MATCH.format("MAIN", "<LINE>", "[]")),
    ("assistant.1", "match_differs", _MATCH.format("MAIN", "<LINE>", "[[<RECEIPT>, 0]]")),
    ("assistant.1", "not_of_cashbook", _MATCH.format("MAIN", "<LINE>", "[[999999, 0]]")),
    ("assistant.1", "unknown_line", _MATCH.format("MAIN-2", "<LINE>", "[[<RECEIPT>, 0]]")),
    ("assistant.3", "unknown_cashbook", _MATCH.format("MAIN", "<LINE>", "[[<RECEIPT>, 0]]")),
    ("assistant.3", "unknown_cashbook", _MANY.format("MAIN", '[{"lines": [<LINE>], "entries": []}]')),
    ("auditor.1", "42501", _MANY.format("MAIN", "[]")),
    ("assistant.1", "doc_wrong", _MANY.format("MAIN", "[]")),
    ("assistant.1", "doc_wrong", _MANY.format("MAIN", "null")),
    ("assistant.3", "unknown_match", "SELECT rb.unmatch_bank('k', <MATCH>, 'mine')"),
    ("assistant.1", "match_signed", "SELECT rb.unmatch_bank('k', <MATCH>, 'to plug it')"),
    ("assistant.3", "unknown_file", 'SELECT rb.tie_file(\'k\', \'{"file": <FILE>, "lines": [<LINE>]}\')'),
    ("assistant.1", "42501", 'SELECT rb.open_cashbook(\'k\', \'{"cashbook": "MAIN", "day": "2026-01-01", "bank_pence": 1}\')'),
    ("assistant.1", "doc_wrong", 'SELECT rb.explain_bank_line(\'k\', \'{"cashbook": "MAIN", "line_id": <LINE>, "reason": "plug", "words": "to make it agree"}\')'),
    ("assistant.1", "fee_comes_in", 'SELECT rb.explain_bank_line(\'k\', \'{"cashbook": "MAIN", "line_id": <LINE>, "reason": "fee"}\')'),
    ("assistant.1", "unknown_case", "SELECT rb.tend_return('k', 1, '{}')"),
    ("assistant.1", None, "SELECT * FROM rb.bank_words"),
    ("assistant.3", None, "SELECT * FROM rb.bank_line, rb.bank_statement"),
    ("assistant.3", None, "SELECT * FROM rb.bank_match, rb.bank_match_entry, rb.bank_match_line"),
    ("supervisor.3", None, "SELECT * FROM rb.bank_words, rb.bank_receipt, rb.bank_explained"),
)  # fmt: skip
