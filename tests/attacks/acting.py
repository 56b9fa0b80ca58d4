"""Acts called out of turn: by the wrong person, past a control, a period or a key."""

# ruff: noqa: E501  # an attack is read on one line, as it was typed

_INNER = (
    "rb.refuse('a', 'b')",
    "rb.begin_act('post_batch', 'k', '{}')",
    "rb.end_act('post_batch', 'k', '{}', 'x')",
    "rb.need_group('assistant')",
    "rb.batch_of_mine(<THEIRS>)",
    "rb.account_of_mine(<HIDDEN>)",
    "rb.account_words(<HIDDEN>)",
    "rb.write_line(NULL::rb.batch, 1, '{}', NULL::rb.batch_line)",
    "rb.line_faults(<THEIRS>, 1, 9)",
    "rb.tally(<THEIRS>)",
    "rb.close_entry(1, 'batch')",
    "rb.entry_hash(NULL::rb.entry)",
    "rb.may_reverse(NULL::rb.entry, 1, 1)",
    "rb.found_anew('{}', true)",
    "rb.control_account(1::smallint, 'bank')",
    "rb.seal('night')",
    "rb.seed_history()",
    "rb.check_book_date(1::smallint, 1::smallint, '2020-01-01')",
    "rb.frozen()",
    "rb.posting_kept()",
    "rb.balance_opened()",
    "rb.property_hidden()",
)
_KEEP = "SELECT rb.keep_line('{key}', {batch}, {line}, '{doc}')"
_DOC = '{"account_id": <OTHER>, "pence": 500}'


def _keep(batch: str, line: str = "9", doc: str = _DOC, key: str = "k") -> str:
    return _KEEP.format(key=key, batch=batch, line=line, doc=doc)


_OPEN = (
    'SELECT rb.open_batch(\'k\', \'{"cashbook": "MAIN", "stream": "cheque", '
    '"control_pence": 1, "control_count": 1, "book_date": "%s"}\')'
)

_OUT_OF_TURN = (
    ("assistant.1", "not_your_batch", _keep("<THEIRS>")),
    ("assistant.1", "not_your_batch", "SELECT rb.amend_line('k', <THEIRS>, 1, '{\"pence\": 1}')"),
    ("assistant.1", "not_your_batch", "SELECT rb.strike_line('k', <THEIRS>, 1)"),
    ("assistant.1", "not_your_batch", "SELECT rb.post_batch('k', <THEIRS>)"),
    ("assistant.1", "not_your_batch", "SELECT rb.abandon_batch('k', <THEIRS>, 'because')"),
    ("assistant.1", "not_your_batch", "SELECT rb.redate_batch('k', <THEIRS>, current_date)"),
    (
        "assistant.1",
        "not_your_batch",
        'SELECT rb.control_batch(\'k\', <THEIRS>, \'{"control_pence": 1, "control_count": 1, "source": "a", "ref": "b"}\')',
    ),
    ("supervisor.1", "not_your_batch", "SELECT rb.post_batch('k', <MINE>)"),
    ("assistant.1", "batch_not_open", _keep("<POSTED>")),
    ("assistant.1", "batch_not_open", "SELECT rb.amend_line('k', <POSTED>, 1, '{\"pence\": 1}')"),
    ("assistant.1", "batch_not_open", "SELECT rb.strike_line('k', <POSTED>, 1)"),
    ("assistant.1", "batch_not_open", "SELECT rb.abandon_batch('k', <POSTED>, 'because')"),
    ("assistant.1", "batch_not_open", "SELECT rb.redate_batch('k', <POSTED>, current_date)"),
    ("assistant.2", "batch_not_open", "SELECT rb.take_batch('k', <POSTED>, 'because')"),
    ("assistant.1", "book_date_closed", _OPEN % "2025-01-15"),
    ("assistant.1", "book_date_signed", _OPEN % "2025-03-15"),
    ("assistant.1", "no_period", _OPEN % "2019-03-15"),
    ("assistant.1", "date_in_future", _OPEN % "2098-03-15"),
    ("assistant.1", "book_date_closed", "SELECT rb.redate_batch('k', <MINE>, '2025-01-15')"),
    ("assistant.1", "no_period", "SELECT rb.redate_batch('k', <MINE>, NULL)"),
    ("assistant.1", "no_period", "SELECT rb.redate_batch('k', <MINE>, '-infinity')"),
    (
        "assistant.1",
        "control_missing",
        'SELECT rb.open_batch(\'k\', \'{"cashbook": "MAIN", "stream": "cheque"}\')',
    ),
    (
        "assistant.1",
        "control_missing",
        'SELECT rb.open_batch(\'k\', \'{"cashbook": "MAIN", "stream": "cheque", "control_pence": -1, "control_count": 1}\')',
    ),
    (
        "assistant.1",
        "control_missing",
        'SELECT rb.open_batch(\'k\', \'{"cashbook": "MAIN", "stream": "cheque", "control_pence": 1}\')',
    ),
    (
        "assistant.1",
        "control_missing",
        'SELECT rb.control_batch(\'k\', <MINE>, \'{"control_pence": null, "control_count": null, "source": "a", "ref": "b"}\')',
    ),
    (
        "assistant.1",
        "control_source",
        "SELECT rb.control_batch('k', <MINE>, '{\"control_pence\": 1, \"control_count\": 1}')",
    ),
    (
        "assistant.1",
        "control_source",
        'SELECT rb.control_batch(\'k\', <MINE>, \'{"control_pence": 1, "control_count": 1, "source": "  ", "ref": " "}\')',
    ),
    ("assistant.1", "42501", "SELECT rb.close_period('k', <PERIOD>)"),
    ("supervisor.1", "42501", "SELECT rb.close_period('k', <PERIOD>)"),
    (
        "manager.1",
        "period_not_over",
        "SELECT rb.close_period('k', (SELECT id FROM rb.period WHERE landlord_id = 1 AND current_date BETWEEN first AND last))",
    ),
    ("assistant.1", "42501", "SELECT rb.restrict_tenancy('k', <HIDDEN>, false, 'because')"),
    ("manager.1", "doc_wrong", "SELECT rb.restrict_tenancy('k', <HIDDEN>, NULL, 'because')"),
    (
        "assistant.1",
        "not_permitted",
        "SELECT rb.declare_interest('k', 'assistant.2', <OTHER>, 'own')",
    ),
    (
        "assistant.1",
        "doc_wrong",
        "SELECT rb.declare_interest('k', 'assistant.1', <OTHER>, 'friend')",
    ),
    ("assistant.1", "restricted", "SELECT rb.add_note('k', <HIDDEN>, '{\"words\": \"x\"}')"),
    ("assistant.1", "restricted", "SELECT rb.add_authority('k', <HIDDEN>, '{\"who\": \"me\"}')"),
    ("assistant.1", "restricted", "SELECT rb.check_caller('k', <HIDDEN>, '{name,phone}')"),
    ("assistant.1", "restricted", "SELECT rb.correct_contact('k', <HIDDEN_PERSON>, 'phone', '1')"),
    ("assistant.1", "reason_needed", "SELECT rb.reveal('k', <HIDDEN>, '')"),
    ("assistant.1", "reason_needed", "SELECT rb.reveal('k', <HIDDEN>, NULL)"),
    ("assistant.1", "unknown_account", "SELECT rb.reveal('k', <BANK>, 'because I can')"),
    ("assistant.1", "caller_check", "SELECT rb.check_caller('k', <OTHER>, '{name,name}')"),
    (
        "assistant.1",
        "caller_check",
        "SELECT rb.check_caller('k', <OTHER>, '{name,phone,shoe size}')",
    ),
    ("assistant.1", "reversal_needs_request", "SELECT rb.reverse('k', 'A2-000001', 0, 'because')"),
    ("assistant.2", "reversal_needs_request", "SELECT rb.reverse('k', 'A1-000001', 1, 'because')"),
    (
        "assistant.2",
        "reversal_needs_request",
        "SELECT rb.correct_mispost('k', 'A1-000001.1', <OTHER>, 'because')",
    ),
    (
        "assistant.1",
        "restricted",
        "SELECT rb.correct_mispost('k', 'A1-000001.1', <HIDDEN>, 'because')",
    ),
    (
        "assistant.1",
        "unknown_posting",
        "SELECT rb.correct_mispost('k', 'A1-000099.1', <OTHER>, 'because')",
    ),
    ("assistant.1", "unknown_posting", "SELECT rb.correct_mispost('k', NULL, <OTHER>, 'because')"),
    (
        "assistant.1",
        "unknown_account",
        "SELECT rb.correct_mispost('k', 'A1-000001.1', <BANK>, 'because')",
    ),
    ("assistant.1", "42501", "INSERT INTO rb.correction VALUES (1, 1, 1, 1, 1, 1)"),
    ("assistant.1", "unknown_posting", "SELECT rb.reverse('k', 'A1-000001', NULL, 'because')"),
    ("assistant.1", "unknown_posting", "SELECT rb.reverse('k', 'A1-000099', 1, 'because')"),
    ("assistant.1", "key_reused", "SELECT rb.post_batch('post MAIN', <MINE>)"),
    ("assistant.1", "key_missing", "SELECT rb.post_batch('', <MINE>)"),
    ("assistant.1", "key_missing", "SELECT rb.post_batch(NULL, <MINE>)"),
    ("assistant.1", "key_missing", "SELECT rb.post_batch(repeat('k', 201), <MINE>)"),
)

# What reads as the owner shows no more than its caller may see.
_AS_THE_OWNER = (
    ("assistant.9", "suspended", "SELECT * FROM rb.journal_page(0, 0, 0, 100)"),
    ("assistant.9", "suspended", "SELECT * FROM rb.journal_accounts()"),
    ("assistant.9", "suspended", "SELECT * FROM rb.proof_figures()"),
    ("assistant.9", "suspended", "SELECT * FROM rb.who_holds()"),
    (
        "assistant.9",
        "suspended",
        "BEGIN ISOLATION LEVEL REPEATABLE READ;; SELECT * FROM rb.prove()",
    ),
    ("assistant.1", "not_one_snapshot", "SELECT * FROM rb.prove()"),
    ("assistant.1", None, "SELECT * FROM rb.journal_page(0, 0, 0, 100)"),
    ("assistant.1", None, "SELECT * FROM rb.journal_accounts()"),
    ("assistant.1", None, "SELECT * FROM rb.who_holds()"),
    ("assistant.1", None, "BEGIN ISOLATION LEVEL REPEATABLE READ;; SELECT * FROM rb.prove()"),
    ("assistant.3", None, "SELECT * FROM rb.journal_page(0, 0, 0, 100)"),
    ("assistant.3", None, "SELECT * FROM rb.journal_accounts()"),
    ("assistant.1", "42501", "SELECT rb.apply_feed('k', '{}')"),
    ("assistant.1", "42501", "SELECT rb.preview_feed('{}')"),
    ("supervisor.1", "42501", "SELECT rb.apply_feed('k', '{}')"),
    ("night", "42501", "SELECT rb.close_period('k', 1)"),
)

# An auditor has no act at all; a suspended or a foreign operator has them in vain.
_BY_OTHERS = (
    ("auditor.1", "42501", _keep("<MINE>")),
    ("auditor.1", "42501", "SELECT rb.take_batch('k', <MINE>, 'because')"),
    ("auditor.1", "42501", "SELECT rb.post_batch('k', <MINE>)"),
    ("auditor.1", "42501", "SELECT rb.correct_mispost('k', 'A1-000001.1', <OTHER>, 'because')"),
    ("auditor.1", "42501", "SELECT rb.reverse('k', 'A1-000001', 1, 'because')"),
    ("night", "42501", "SELECT rb.post_batch('k', <MINE>)"),
    ("keeper", "not_permitted", "SELECT rb.post_batch('k', <MINE>)"),
    ("assistant.9", "suspended", _OPEN % "2026-01-05"),
    ("assistant.9", "suspended", "SELECT rb.take_batch('k', <MINE>, 'because')"),
    ("assistant.9", "suspended", "SELECT rb.reveal('k', <HIDDEN>, 'because I can')"),
    ("assistant.3", "unknown_cashbook", _OPEN % "2026-01-05"),
    ("assistant.3", "unknown_batch", "SELECT rb.take_batch('k', <MINE>, 'because')"),
    ("assistant.3", "unknown_batch", _keep("<MINE>")),
    ("assistant.3", "unknown_batch", "SELECT rb.post_batch('k', <MINE>)"),
    ("assistant.3", "unknown_account", "SELECT rb.reveal('k', <HIDDEN>, 'because I can')"),
    ("assistant.3", "unknown_account", "SELECT rb.add_note('k', <ACCOUNT>, '{\"words\": \"x\"}')"),
    (
        "assistant.3",
        "unknown_account",
        "SELECT rb.declare_interest('k', 'assistant.3', <ACCOUNT>, 'own')",
    ),
    (
        "assistant.3",
        "unknown_account",
        "SELECT rb.correct_contact('k', <HIDDEN_PERSON>, 'phone', '1')",
    ),
    (
        "assistant.3",
        "unknown_posting",
        "SELECT rb.correct_mispost('k', 'A1-000001.1', <ACCOUNT>, 'because')",
    ),
    ("assistant.3", "unknown_posting", "SELECT rb.reverse('k', 'A1-000001', 1, 'because')"),
)

ACTING = (
    tuple(("assistant.1", "42501", f"SELECT {call}") for call in _INNER)
    + tuple(("manager.1", "42501", f"SELECT {call}") for call in _INNER)
    + _OUT_OF_TURN
    + _AS_THE_OWNER
    + _BY_OTHERS
)
