"""Attempts on people's data: to take it out unseen, to erase too early, to unwrite who looked."""

# ruff: noqa: E501  # an attack is read on one line, as it was typed

_INSIDE = (
    "rb.subject_person(<HIDDEN_PERSON>)",
    "rb.subject_money(<HIDDEN_PERSON>)",
    "rb.subject_said(<HIDDEN_PERSON>)",
    "rb.subject_accounts(<HIDDEN_PERSON>)",
    "rb.erasure_holds(<HIDDEN_PERSON>)",
    "rb.blank_person(<HIDDEN_PERSON>)",
    "rb.blank_words(ARRAY[<HIDDEN>]::bigint[], ARRAY[<HIDDEN_TENANCY>]::bigint[])",
)

SUBJECTS = (
    *(("manager.1", "42501", f"SELECT * FROM {call}") for call in _INSIDE),
    ("assistant.1", "42501", "SELECT * FROM rb.subject_rows(<HIDDEN_PERSON>)"),
    ("manager.1", "reveal_first", "SELECT * FROM rb.subject_rows(<HIDDEN_PERSON>)"),
    (
        "manager.1",
        "reveal_first",
        "BEGIN; SELECT rb.subject_access('k', <HIDDEN_PERSON>, 'a look nobody sees'); SELECT * FROM rb.subject_rows(<HIDDEN_PERSON>); ROLLBACK",
    ),
    ("supervisor.1", "42501", "SELECT rb.subject_access('k', <HIDDEN_PERSON>, 'because of it')"),
    ("manager.1", "reason_needed", "SELECT rb.subject_access('k', <HIDDEN_PERSON>, 'why')"),
    ("supervisor.1", "42501", "SELECT rb.erase('k', <HIDDEN_PERSON>, 'because of it')"),
    ("manager.1", "kept_by_law", "SELECT rb.erase('k', <HIDDEN_PERSON>, 'because of it')"),
    ("manager.1", "unknown_customer", "SELECT rb.erase('k', 999999, 'because of it')"),
    ("manager.1", "42501", "UPDATE rb.customer SET name = 'nobody'"),
    ("manager.1", "42501", "DELETE FROM rb.subject_access"),
    ("manager.1", "42501", "UPDATE rb.subject_access SET expires_at = 'infinity'"),
    (
        "manager.1",
        "42501",
        "INSERT INTO rb.subject_access (customer_id, why) VALUES (<HIDDEN_PERSON>, 'because')",
    ),
    ("manager.1", "42501", "UPDATE rb.policy SET value = '0' WHERE name = 'retention_years'"),
)
