"""Attempts to read what is hidden: directly, by inference, or by a look of one's own."""

# ruff: noqa: E501  # an attack is read on one line, as it was typed

_TABLES = (
    "property", "tenancy", "customer", "tenant", "former_name", "contact", "account", "balance", "account_ref", "interest",
    "note", "authority", "caller_check", "reveal_grant", "revealed", "finder_state", "finder_change", "txn_code", "cashbook",
    "bank_account", "stream", "period", "entry", "posting", "reversal", "correction", "seal", "batch_holder", "batch_line",
    "line_part", "key_pass", "audit", "feed_load", "book", "landlord", "operator", "policy", "chain",
)  # fmt: skip
_NEVER = ("act_key", "stage_line", "stage_feed", "period_gate")
_HIDDEN_ROWS = (
    "SELECT * FROM rb.customer WHERE id = <HIDDEN_PERSON>",
    "SELECT * FROM rb.tenancy WHERE id = <HIDDEN_TENANCY>",
    "SELECT * FROM rb.property p WHERE NOT EXISTS (SELECT FROM rb.tenancy t WHERE t.property_id = p.id)",
    "SELECT address FROM rb.property WHERE ref = 'PT04418'",
    "SELECT * FROM rb.contact WHERE customer_id = <HIDDEN_PERSON>",
    "SELECT * FROM rb.note WHERE account_id = <HIDDEN>",
    "SELECT * FROM rb.batch_line WHERE account_id = <HIDDEN>",
    "SELECT l.* FROM rb.batch_line l JOIN rb.posting p ON p.line = l.line WHERE p.credit_account = <HIDDEN>",
    "SELECT * FROM rb.batch_line WHERE batch_id = <THEIRS>",
    "SELECT sum(pence), max(narrative) FROM rb.batch_line WHERE batch_id = <THEIRS>",
    "SELECT * FROM rb.key_pass",
    "SELECT * FROM rb.audit WHERE subject = 'batch <THEIRS>'",
    "SELECT * FROM rb.customer TABLESAMPLE SYSTEM (100)",
    "SELECT * FROM rb.customer WHERE ctid = '(0,2)'",
    "SELECT c FROM rb.customer c",
    "SELECT to_jsonb(c) FROM rb.customer c",
    "COPY rb.customer TO STDOUT",
    "COPY (SELECT * FROM rb.batch_line) TO STDOUT",
    "TABLE rb.customer",
    "SELECT query_to_xml('SELECT * FROM rb.customer', true, false, '')",
    "SELECT schema_to_xml('rb', true, false, '')",
    "SELECT table_to_xml('rb.customer', true, false, '')",
)
# The filter of a query meets only rows its policy let through: neither an error nor a notice tells of others.
_LEAKS = (
    "SELECT 1 FROM rb.customer WHERE name LIKE 'Mr Zyz%' AND 1 / (id - id) = 1",
    "SELECT 1 FROM rb.customer WHERE name LIKE 'Mr Zyz%' AND name::int = 1",
    "SELECT 1 FROM rb.property WHERE address LIKE '%Zyz%' AND address::bigint = 1",
    "SELECT 1 FROM rb.contact WHERE value LIKE '%zyz%' AND value::date IS NOT NULL",
    "SELECT 1 FROM rb.batch_line WHERE batch_id = <THEIRS> AND narrative::int > 0",
    "SELECT 1 FROM rb.batch_line WHERE batch_id = <THEIRS> AND set_config('rb.seen', narrative, false) IS NULL",
    "SELECT 1 FROM rb.customer WHERE id = <HIDDEN_PERSON> AND pg_notify('c', name) IS NULL",
    "SELECT 1 FROM rb.customer WHERE id = <HIDDEN_PERSON> AND to_tsvector(name) @@ 'x' AND xmlparse(content name) IS NULL",
    "DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM rb.customer LOOP RAISE NOTICE '%', r; END LOOP; END $$",
    "DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM rb.batch_line LOOP RAISE NOTICE '%', r; END LOOP; END $$",
    "SELECT count(*) FROM rb.customer c JOIN (VALUES ('Mr Zyzz' || 'yva Smith')) v (n) ON v.n = c.name HAVING count(*) = 1 AND 'zyzz' || 'yva' = '1'",
)
_CATALOG = (
    "SELECT * FROM pg_stats WHERE schemaname = 'rb'",
    "SELECT most_common_vals, histogram_bounds FROM pg_stats WHERE tablename IN ('customer', 'contact', 'batch_line')",
    "SELECT * FROM pg_stats_ext",
    "SELECT query FROM pg_stat_activity",
    "SELECT * FROM pg_prepared_statements",
    "SELECT * FROM pg_prepared_xacts",
    "SELECT * FROM pg_locks",
    "SELECT * FROM pg_views WHERE schemaname = 'rb'",
    "SELECT prosrc FROM pg_proc WHERE pronamespace = 'rb'::regnamespace",
    "SELECT * FROM information_schema.columns WHERE table_schema = 'rb'",
    "EXPLAIN SELECT * FROM rb.customer WHERE name = 'x'",
    "EXPLAIN (VERBOSE, COSTS) SELECT * FROM rb.batch_line WHERE batch_id = <THEIRS>",
    "EXPLAIN ANALYZE SELECT * FROM rb.property WHERE address LIKE '1 Zyz%'",
)
_REFUSED = (
    ("42501", "SELECT * FROM pg_statistic"),
    ("42501", "SELECT * FROM pg_authid"),
    ("42501", "SELECT * FROM pg_largeobject"),
    ("42501", "SELECT pg_ls_dir('.')"),
    ("42501", "SELECT last_value FROM rb.batch_id_seq"),
    ("42501", "SELECT pg_ls_waldir()"),
)
_REVEAL = "SELECT rb.reveal('look', <HIDDEN>, 'because I can')"
_LOOK = "SELECT * FROM rb.customer WHERE id = <HIDDEN_PERSON>"
_LOOKS = (
    f"BEGIN;; {_REVEAL};; {_LOOK};; ROLLBACK",
    f"BEGIN;; {_REVEAL};; SAVEPOINT s;; {_LOOK};; ROLLBACK",
    f"BEGIN;; SAVEPOINT s;; {_REVEAL};; RELEASE s;; {_LOOK};; ROLLBACK",
    f"BEGIN;; DECLARE c CURSOR WITH HOLD FOR {_LOOK};; {_REVEAL};; FETCH ALL FROM c;; ROLLBACK",
    f"BEGIN;; {_REVEAL};; SELECT * FROM rb.note WHERE account_id = <HIDDEN>;; ROLLBACK",
    f"BEGIN;; {_REVEAL};; SELECT * FROM rb.revealed;; ROLLBACK",
    "SELECT rb.reveal('look', <HIDDEN>, 'because I can'), (SELECT max(name) FROM rb.customer WHERE id = <HIDDEN_PERSON>), (SELECT 1 / (n - n) FROM generate_series(1, 1) n)",
)

READING = (
    tuple(("assistant.1", None, f"SELECT * FROM rb.{table}") for table in _TABLES)
    + tuple(("assistant.3", None, f"SELECT * FROM rb.{table}") for table in _TABLES)
    + tuple(
        ("supervisor.3", None, f"SELECT * FROM rb.{table}")
        for table in ("audit", "batch_line", "caller_check", "interest")
    )
    + tuple(
        (login, None, f"SELECT * FROM rb.{table}")
        for login in ("supervisor.1", "manager.1", "auditor.1", "night")
        for table in (
            "customer",
            "tenancy",
            "property",
            "contact",
            "former_name",
            "note",
            "authority",
        )
    )
    + tuple(
        (login, "42501", f"SELECT * FROM rb.{table}")
        for login in ("assistant.1", "supervisor.1", "manager.1", "auditor.1")
        for table in _NEVER
    )
    + tuple(("assistant.1", None, text) for text in _HIDDEN_ROWS + _LEAKS + _CATALOG + _LOOKS[:-1])
    + (("assistant.1", "22012", _LOOKS[-1]),)
    + tuple(("manager.1", None, text) for text in _LOOKS[:-1])
    + tuple(("assistant.1", code, text) for code, text in _REFUSED)
)
