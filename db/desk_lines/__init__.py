"""What each feature has waiting on the desk: one query a module, all of one shape.

Each module's SQL answers rows of (kind, who, count, pence, oldest, items); see db/desk.Waiting.
What a kind is called, where it stands and what it opens is tui/desk_lines.
"""

from db.desk_lines import (
    bank,
    batches,
    files,
    misposts,
    missing,
    payments,
    requests,
    sheets,
    suspense,
)

QUERIES = (
    bank.SQL,
    batches.SQL,
    files.SQL,
    missing.SQL,
    misposts.SQL,
    suspense.SQL,
    sheets.SQL,
    requests.SQL,
    payments.SQL,
)
