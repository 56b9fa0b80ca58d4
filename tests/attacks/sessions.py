"""Sessions set up to mislead an act: roles, settings, transactions, locks, staged rows of others."""

# ruff: noqa: E501  # an attack is read on one line, as it was typed

_OPEN = 'SELECT rb.open_batch(\'%s\', \'{"cashbook": "MAIN", "stream": "counter"}\')'
_A, _B = _OPEN % "a", _OPEN % "b"
_POST = "SELECT rb.post_batch('k', <MINE>)"
_STAGE = "INSERT INTO rb.stage_line (load, maker, line, pence) VALUES (gen_random_uuid(), 'assistant.2', 1, 5)"

SESSIONS = (
    # who
    ("assistant.1", "42501", "SET ROLE rb_<BOOK>_owner"),
    ("assistant.1", "42501", "SET ROLE rb_<BOOK>_manager"),
    ("assistant.1", "42501", 'SET ROLE "assistant.2"'),
    ("assistant.1", "42501", 'SET SESSION AUTHORIZATION "assistant.2"'),
    ("assistant.1", "42501", "SET session_replication_role = replica"),
    ("assistant.1", "42501", "SET ROLE rb_<BOOK>_assistant;; UPDATE rb.posting SET pence = 1"),
    (
        "assistant.1",
        "not_your_batch",
        "SET ROLE rb_<BOOK>_assistant;; SELECT rb.post_batch('k', <THEIRS>)",
    ),
    ("assistant.9", "suspended", f"SET ROLE rb_<BOOK>_assistant;; {_A}"),
    ("auditor.1", "42501", f"SET ROLE rb_<BOOK>_operator;; {_A}"),
    ("assistant.1", "42501", "SET ROLE rb_<BOOK>_operator;; DROP OWNED BY rb_<BOOK>_operator"),
    ("assistant.1", "42501", "DROP OWNED BY rb_<BOOK>_assistant, rb_<BOOK>_operator"),
    (
        "assistant.1",
        "42501",
        "SET ROLE rb_<BOOK>_assistant;; REVOKE ALL ON ALL TABLES IN SCHEMA rb FROM rb_<BOOK>_operator",
    ),
    ("assistant.1", "42501", 'GRANT SELECT ON rb.act_key TO "assistant.1"'),
    # settings
    (
        "assistant.1",
        "not_your_batch",
        "SET search_path = pg_temp, public;; SELECT rb.post_batch('k', <THEIRS>)",
    ),
    (
        "assistant.1",
        "date_in_future",
        "SET timezone = 'Pacific/Kiritimati';; SELECT rb.redate_batch('k', <MINE>, (now() AT TIME ZONE 'Europe/London')::date + 1)",
    ),
    (
        "assistant.1",
        "book_date_signed",
        "SET datestyle = 'SQL, DMY';; SELECT rb.redate_batch('k', <MINE>, '02/03/2025')",
    ),
    (
        "assistant.1",
        "not_your_batch",
        "SET transform_null_equals = on;; SELECT rb.post_batch('k', <THEIRS>)",
    ),
    (
        "assistant.1",
        "not_your_batch",
        "SET row_security = off;; SELECT rb.post_batch('k', <THEIRS>)",
    ),
    ("assistant.1", "42501", "SET row_security = off;; SELECT * FROM rb.customer"),
    ("assistant.1", "not_alone", f"SET default_transaction_isolation = serializable;; {_A}"),
    ("assistant.1", "25006", f"SET default_transaction_read_only = on;; {_A}"),
    ("assistant.1", "42501", "SET log_statement = 'none'"),
    # transactions
    ("assistant.1", "not_alone", f"BEGIN ISOLATION LEVEL REPEATABLE READ;; {_A}"),
    ("assistant.1", "not_alone", f"BEGIN ISOLATION LEVEL SERIALIZABLE;; {_A}"),
    ("assistant.1", "25006", f"BEGIN READ ONLY;; {_A}"),
    ("assistant.1", "not_alone", f"BEGIN;; {_A};; {_B}"),
    ("assistant.1", "not_alone", f"BEGIN;; SAVEPOINT s;; {_A};; ROLLBACK TO s;; {_B}"),
    ("assistant.1", "not_alone", f"BEGIN;; SELECT pg_current_xact_id();; {_A}"),
    ("assistant.1", "not_alone", f"{_A} UNION ALL {_B}"),
    (
        "assistant.1",
        "not_alone",
        'SELECT rb.open_batch(\'k\' || n, \'{"cashbook": "MAIN", "stream": "counter"}\') FROM generate_series(1, 2) n',
    ),
    (
        "assistant.1",
        "not_alone",
        'DO $$ BEGIN PERFORM rb.open_batch(\'a\', \'{"cashbook": "MAIN", "stream": "counter"}\'); PERFORM rb.open_batch(\'b\', \'{"cashbook": "MAIN", "stream": "counter"}\'); END $$',
    ),
    ("manager.1", "not_alone", f"BEGIN;; {_A};; SELECT rb.close_period('k', <PERIOD>)"),
    (
        "assistant.1",
        "not_alone",
        "BEGIN;; INSERT INTO rb.stage_line (load, line, pence) VALUES (gen_random_uuid(), 1, 5);; SELECT rb.keep_lines('k', <MINE>, '{}')",
    ),
    ("assistant.1", None, f"BEGIN;; {_A};; ROLLBACK"),
    (
        "assistant.1",
        "not_your_batch",
        "PREPARE p AS SELECT rb.post_batch($1, $2);; EXECUTE p ('k', <THEIRS>)",
    ),
    # locks
    ("assistant.1", "42501", "BEGIN;; LOCK TABLE rb.period_gate IN ACCESS SHARE MODE"),
    ("assistant.1", "42501", "BEGIN;; LOCK TABLE rb.period_gate IN EXCLUSIVE MODE"),
    ("assistant.1", "42501", "BEGIN;; LOCK TABLE rb.balance IN SHARE MODE"),
    ("assistant.1", "42501", "SELECT * FROM rb.chain FOR SHARE"),
    ("assistant.1", None, "SELECT pg_advisory_lock(1), pg_advisory_xact_lock(2)"),
    # staging
    ("assistant.1", "42501", _STAGE),
    (
        "assistant.1",
        "42501",
        "COPY rb.stage_line (load, maker, line, pence) FROM STDIN\n00000000-0000-0000-0000-000000000001|assistant.2|1|5",
    ),
    (
        "assistant.1",
        "42501",
        "COPY rb.stage_line (load, line, pence, at) FROM STDIN\n00000000-0000-0000-0000-000000000001|1|5|2020-01-01",
    ),
    ("assistant.1", "42501", "SELECT * FROM rb.stage_line"),
    (
        "assistant.1",
        "42501",
        "INSERT INTO rb.stage_line (load, line, pence) VALUES (gen_random_uuid(), 1, 5) RETURNING *",
    ),
    ("assistant.1", "42501", "UPDATE rb.stage_line SET pence = 1"),
    ("assistant.1", "42501", "DELETE FROM rb.stage_line"),
    ("assistant.1", "42501", "COPY rb.stage_line TO STDOUT"),
    (
        "assistant.1",
        "42501",
        "INSERT INTO rb.stage_feed (load, line, fed) VALUES (gen_random_uuid(), 1, '{}')",
    ),
    (
        "auditor.1",
        "42501",
        "INSERT INTO rb.stage_line (load, line, pence) VALUES (gen_random_uuid(), 1, 5)",
    ),
)
