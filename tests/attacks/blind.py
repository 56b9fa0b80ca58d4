"""Attempts on a blind batch, the one of 9876.. that assistant.2 keyed: to read it, to guess it, to read it twice."""

# ruff: noqa: E501  # an attack is read on one line, as it was typed

_B = "(SELECT id FROM rb.batch WHERE blind)"
_KEY = f"SELECT rb.key_pass('k', {_B}, 1, {{}}, {{}})"

BLIND = (
    ("assistant.1", None, f"SELECT * FROM rb.batch_line WHERE batch_id = {_B}"),
    ("supervisor.1", None, f"SELECT * FROM rb.batch_line WHERE batch_id = {_B}"),
    ("manager.1", None, f"SELECT * FROM rb.batch_line WHERE batch_id = {_B}"),
    ("auditor.1", None, f"SELECT * FROM rb.batch_line WHERE batch_id = {_B}"),
    ("manager.1", None, f"SELECT * FROM rb.audit WHERE subject = 'batch ' || {_B}"),
    ("auditor.1", None, f"SELECT detail FROM rb.audit WHERE subject = 'batch ' || {_B}"),
    ("supervisor.1", None, f"SELECT * FROM rb.walk_item WHERE batch_id = {_B}"),
    ("supervisor.1", None, f"SELECT * FROM rb.key_pass WHERE batch_id = {_B}"),
    ("assistant.1", None, f"SELECT rb.lines_digest({_B})"),
    ("assistant.1", None, f"SELECT * FROM rb.blind_lines({_B})"),
    ("assistant.1", "42501", "SELECT lines_digest FROM rb.batch"),
    ("assistant.1", "42501", "SELECT * FROM rb.batch"),
    ("assistant.1", None, "SELECT id, maker, holder, state, control_pence, blind FROM rb.batch"),
    ("assistant.3", None, "SELECT id, maker, holder, state, control_pence, blind FROM rb.batch"),
    ("assistant.1", "42501", f"SELECT * FROM rb.tally({_B})"),
    ("assistant.1", "42501", f"SELECT rb.line_standing({_B}, 1)"),
    ("assistant.1", "42501", f"SELECT rb.line_whose({_B}, 1)"),
    ("assistant.1", "42501", f"SELECT rb.second_reader(b) FROM rb.batch b WHERE id = {_B}"),
    (
        "assistant.1",
        "42501",
        f"INSERT INTO rb.key_pass (batch_id, line, pass, pence) VALUES ({_B}, 1, 2, 1)",
    ),
    ("assistant.1", "42501", "UPDATE rb.key_pass SET compared = true"),
    ("assistant.2", "42501", "UPDATE rb.batch SET blind = false"),
    ("assistant.2", "second_person_needed", _KEY.format(2, 1)),
    ("assistant.2", "second_person_needed", f"SELECT * FROM rb.blind_lines({_B})"),
    ("assistant.2", "blind_not_compared", f"SELECT rb.post_batch('k', {_B})"),
    ("assistant.3", "unknown_batch", _KEY.format(2, 1)),
    ("assistant.9", "suspended", _KEY.format(2, 1)),
    ("auditor.1", "42501", _KEY.format(2, 1)),
    ("assistant.1", "pass_not_asked", _KEY.format(3, 1)),
    ("assistant.1", "pass_not_asked", _KEY.format(1, 1)),
    ("assistant.1", "pass_not_asked", _KEY.format("NULL", 1)),
    ("assistant.1", "amount_out_of_range", _KEY.format(2, 0)),
    ("assistant.1", "amount_out_of_range", _KEY.format(2, "NULL")),
    ("assistant.1", "pass_not_keyed", f"SELECT rb.compare_line('k', {_B}, 1)"),
    ("assistant.1", "line_not_kept", f"SELECT rb.key_pass('k', {_B}, 99, 2, 1)"),
    (
        "assistant.1",
        "not_alone",
        f"SELECT rb.key_pass('a', {_B}, 1, 2, 1), rb.compare_line('b', {_B}, 1)",
    ),
)
