"""Own difference: what a statement lacks in itself is explained, with a reason and an owner."""

from alembic import op

from db.revisions import run_sql

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0021_own_difference.sql")
