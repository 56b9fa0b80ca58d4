"""Documents that are not what an act expects: other kinds, more fields, impossible figures."""

# ruff: noqa: E501  # an attack is read on one line, as it was typed


def _line(doc: str, call: str = "keep_line('k', <MINE>, 9,") -> str:
    return f"SELECT rb.{call} '{doc}')"


_AMEND = "amend_line('k', <MINE>, 1,"
_ACCOUNT = '"account_id": <OTHER>'
_LINES = (
    ("doc_wrong", "[]"),
    ("doc_wrong", '"text"'),
    ("doc_wrong", "null"),
    ("doc_wrong", "7"),
    ("doc_wrong", f'[{{{_ACCOUNT}, "pence": 5}}]'),
    ("doc_wrong", f'{{{_ACCOUNT}, "pence": "5"}}'),
    ("doc_wrong", f'{{{_ACCOUNT}, "pence": "0x64"}}'),
    ("doc_wrong", f'{{{_ACCOUNT}, "pence": true}}'),
    ("doc_wrong", f'{{{_ACCOUNT}, "pence": "NaN"}}'),
    ("doc_wrong", f'{{{_ACCOUNT}, "pence": {{"a": 1}}}}'),
    ("doc_wrong", '{"account_id": "<OTHER>", "pence": 5}'),
    ("doc_wrong", '{"account_id": {"id": <OTHER>}, "pence": 5}'),
    ("doc_wrong", f'{{{_ACCOUNT}, "pence": 5, "payer": {{"name": "x"}}}}'),
    ("doc_wrong", f'{{{_ACCOUNT}, "pence": 5, "reason": ["a"]}}'),
    ("doc_wrong", f'{{{_ACCOUNT}, "pence": 5, "effective_date": 20260101}}'),
    ("doc_wrong", f'{{{_ACCOUNT}, "pence": 5, "score": "NaN"}}'),
    ("doc_wrong", f'{{{_ACCOUNT}, "pence": 5, "makers": ["assistant.2"]}}'),
    ("doc_wrong", f'{{{_ACCOUNT}, "pence": 5, "parts": {{}}}}'),
    ("doc_wrong", f'{{{_ACCOUNT}, "pence": 5, "parts": "all"}}'),
    ("doc_wrong", f'{{{_ACCOUNT}, "pence": 5, "parts": [5]}}'),
    ("doc_wrong", f'{{{_ACCOUNT}, "pence": 5, "parts": [null]}}'),
    ("doc_wrong", f'{{{_ACCOUNT}, "pence": 5, "parts": [{{{_ACCOUNT}, "pence": "5"}}]}}'),
    ("23502", f"{{{_ACCOUNT}}}"),
    ("22P02", f'{{{_ACCOUNT}, "pence": 5.5}}'),
    ("22003", f'{{{_ACCOUNT}, "pence": 1e30}}'),
    ("22003", '{"account_id": 1e30, "pence": 5}'),
    ("amount_out_of_range", f'{{{_ACCOUNT}, "pence": 0}}'),
    ("amount_out_of_range", f'{{{_ACCOUNT}, "pence": 9223372036854775807}}'),
    ("negative_needs_request", f'{{{_ACCOUNT}, "pence": -5}}'),
    ("negative_needs_request", f'{{{_ACCOUNT}, "pence": -9223372036854775808}}'),
    ("unknown_account", '{"account_id": <BANK>, "pence": 5}'),
    ("unknown_account", '{"account_id": -1, "pence": 5}'),
    ("wrong_landlord", '{"account_id": <AVN_ACCOUNT>, "pence": 5}'),
    ("reason_needed", '{"account_id": null, "pence": 5}'),
    ("date_in_future", f'{{{_ACCOUNT}, "pence": 5, "effective_date": "2099-01-01"}}'),
    ("23514", f'{{{_ACCOUNT}, "pence": 5, "effective_date": "infinity"}}'),
    ("23514", f'{{{_ACCOUNT}, "pence": 5, "effective_date": "-infinity"}}'),
    ("23514", f'{{{_ACCOUNT}, "pence": 5, "effective_date": "0044-03-15 BC"}}'),
    ("22007", f'{{{_ACCOUNT}, "pence": 5, "effective_date": "someday"}}'),
    ("23514", f'{{{_ACCOUNT}, "pence": 5, "score": -1}}'),
    ("23514", f'{{{_ACCOUNT}, "pence": 5, "payer": "\\u001b[2J"}}'),
    ("23514", f'{{{_ACCOUNT}, "pence": 5, "narrative": "a\\nb"}}'),
    ("22P05", f'{{{_ACCOUNT}, "pence": 5, "narrative": "a\\u0000b"}}'),
    ("23514", f'{{{_ACCOUNT}, "pence": 5, "last4": "12345"}}'),
    ("23514", f'{{{_ACCOUNT}, "pence": 5, "auth": "<script>"}}'),
    ("card_number", f'{{{_ACCOUNT}, "pence": 5, "payer": "4111 1111 1111 1111"}}'),
    ("card_number", f'{{{_ACCOUNT}, "pence": 5, "look": "4111-1111-1111-1111 12/27"}}'),
    ("card_number", f'{{{_ACCOUNT}, "pence": 5, "match": "4111.1111.1111.1111"}}'),
    ("split_wrong", f'{{{_ACCOUNT}, "pence": 5, "parts": [{{{_ACCOUNT}, "pence": 4}}]}}'),
    (
        "split_wrong",
        f'{{{_ACCOUNT}, "pence": 5, "parts": [{{"account_id": <ACCOUNT>, "pence": 5}}]}}',
    ),
    (
        "split_wrong",
        f'{{{_ACCOUNT}, "pence": 5, "parts": [{{{_ACCOUNT}, "pence": 4}}, {{"account_id": <AVN_ACCOUNT>, "pence": 1}}]}}',
    ),
    (
        "split_wrong",
        f'{{{_ACCOUNT}, "pence": 5, "parts": [{{{_ACCOUNT}, "pence": 4}}, {{"account_id": <BANK>, "pence": 1}}]}}',
    ),
    (
        "23514",
        f'{{{_ACCOUNT}, "pence": 5, "parts": [{{{_ACCOUNT}, "pence": 10}}, {{"account_id": <ACCOUNT>, "pence": -5}}]}}',
    ),
    (
        "23514",
        f'{{{_ACCOUNT}, "pence": 5, "parts": [{{{_ACCOUNT}, "pence": 5}}, {{"account_id": <ACCOUNT>, "pence": 0}}]}}',
    ),
    (
        "23503",
        f'{{{_ACCOUNT}, "pence": 5, "parts": [{{{_ACCOUNT}, "pence": 4}}, {{"account_id": 777777, "pence": 1}}]}}',
    ),
    (
        "22003",
        f'{{{_ACCOUNT}, "pence": 5, "parts": [{{{_ACCOUNT}, "pence": 9223372036854775807}}, {{{_ACCOUNT}, "pence": 1e19}}]}}',
    ),
)
_HUGE = f"SELECT rb.keep_line('k', <MINE>, 9, ('{{{_ACCOUNT}, \"pence\": 5, \"payer\": \"' || repeat('x', 5000000) || '\"}}')::jsonb)"
_DEEP = "SELECT rb.keep_line('k', <MINE>, 9, (repeat('[', 100000) || repeat(']', 100000))::jsonb)"
_PARTS = (
    "SELECT rb.keep_line('k', <MINE>, 9, jsonb_build_object('account_id', <OTHER>, 'pence', 100, 'parts',"
    " (SELECT jsonb_agg(jsonb_build_object('account_id', <OTHER>, 'pence', 1)) FROM generate_series(1, 100))))"
)

DOCUMENTS = (
    tuple(("assistant.1", code, _line(doc)) for code, doc in _LINES)
    + tuple(
        ("assistant.1", code, _line(doc, _AMEND))
        for code, doc in _LINES
        if code in {"doc_wrong", "23514", "negative_needs_request", "split_wrong", "wrong_landlord"}
    )
    + (
        ("assistant.1", "doc_wrong", "SELECT rb.keep_line('k', <MINE>, 9, NULL)"),
        (
            "assistant.1",
            "line_taken",
            _line(f'{{{_ACCOUNT}, "pence": 5}}', "keep_line('k', <MINE>, 1,"),
        ),
        ("assistant.1", "23514", _line(f'{{{_ACCOUNT}, "pence": 5}}', "keep_line('k', <MINE>, 0,")),
        (
            "assistant.1",
            "23514",
            _line(f'{{{_ACCOUNT}, "pence": 5}}', "keep_line('k', <MINE>, -5,"),
        ),
        (
            "assistant.1",
            "23514",
            _line(f'{{{_ACCOUNT}, "pence": 5}}', "keep_line('k', <MINE>, 1000001,"),
        ),
        (
            "assistant.1",
            "23502",
            _line(f'{{{_ACCOUNT}, "pence": 5}}', "keep_line('k', <MINE>, NULL,"),
        ),
        (
            "assistant.1",
            "unknown_batch",
            _line(f'{{{_ACCOUNT}, "pence": 5}}', "keep_line('k', NULL, 9,"),
        ),
        ("assistant.1", "23514", _HUGE),
        ("assistant.1", "54001", _DEEP),
        ("assistant.1", "23514", _PARTS),
        ("assistant.1", "unknown_cashbook", "SELECT rb.open_batch('k', '[]')"),
        ("assistant.1", "23502", "SELECT rb.open_batch('k', NULL)"),
        (
            "assistant.1",
            "unknown_cashbook",
            'SELECT rb.open_batch(\'k\', \'{"cashbook": {"code": "MAIN"}}\')',
        ),
        (
            "assistant.1",
            "23514",
            'SELECT rb.open_batch(\'k\', \'{"cashbook": "MAIN", "stream": "counter", "effective_date": "-infinity"}\')',
        ),
        (
            "assistant.1",
            "22P02",
            'SELECT rb.open_batch(\'k\', \'{"cashbook": "MAIN", "stream": "counter", "control_pence": "NaN", "control_count": 1}\')',
        ),
        (
            "assistant.1",
            "23514",
            'SELECT rb.add_note(\'k\', <OTHER>, \'{"words": "x", "review": "infinity"}\')',
        ),
        (
            "assistant.1",
            "23514",
            "SELECT rb.add_note('k', <OTHER>, '{\"words\": \"a\\u001b[31m\"}')",
        ),
        (
            "assistant.1",
            "23514",
            'SELECT rb.add_note(\'k\', <OTHER>, \'{"words": "x", "kind": "praise"}\')',
        ),
        (
            "assistant.1",
            "card_number",
            "SELECT rb.add_note('k', <OTHER>, '{\"words\": \"4111 1111 1111 1111\"}')",
        ),
        (
            "assistant.1",
            "note_long",
            "SELECT rb.add_note('k', <OTHER>, jsonb_build_object('words', repeat('4111 ', 5000000)))",
        ),
        (
            "assistant.1",
            "23514",
            'SELECT rb.add_authority(\'k\', <OTHER>, \'{"who": "x", "until": "infinity"}\')',
        ),
        ("assistant.1", "23514", "SELECT rb.abandon_batch('k', <MINE>, repeat('because ', 100))"),
        (
            "assistant.1",
            "stage_differs",
            'SELECT rb.keep_lines(\'k\', <MINE>, \'{"load": "00000000-0000-0000-0000-000000000001", "lines": 1, "pence": 1}\')',
        ),
        ("assistant.1", "stage_differs", "SELECT rb.keep_lines('k', <MINE>, '[]')"),
        ("assistant.1", "22P02", "SELECT rb.keep_lines('k', <MINE>, '{\"load\": 5}')"),
    )
)
