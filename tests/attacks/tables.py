"""Attempts on the published tables: to load what is none, to change one that was loaded."""

# ruff: noqa: E501  # an attack is read on one line, as it was typed

_ROW = "089990 089999 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7 1"
_LOAD = "SELECT rb.load_table('k', jsonb_build_object('kind', '{}', 'version', '7.90', 'dated', '{}', 'words', '{}', 'digest', {}))"
_TRUE = f"encode(sha256('{_ROW}'), 'hex')"

TABLES = (
    ("assistant.1", "42501", _LOAD.format("valacdos", "2026-01-01", _ROW, _TRUE)),
    ("supervisor.1", "stage_differs", _LOAD.format("valacdos", "2026-01-01", _ROW, "'00'")),
    ("supervisor.1", "date_in_future", _LOAD.format("valacdos", "9999-01-01", _ROW, _TRUE)),
    ("supervisor.1", "doc_wrong", _LOAD.format("postcodes", "2026-01-01", _ROW, _TRUE)),
    ("supervisor.1", "table_wrong", _LOAD.format("scsubtab", "2026-01-01", _ROW, _TRUE)),
    (
        "supervisor.1",
        "42501",
        "INSERT INTO rb.reference_table (kind, version, dated, digest, words, lines) VALUES ('valacdos', '', now(), '', '', 1)",
    ),
    ("manager.1", "42501", "UPDATE rb.reference_table SET dated = now()"),
    ("manager.1", "42501", "DELETE FROM rb.reference_table"),
)
