"""Stamped: a signature writes into the room that each match left for it."""

from alembic import op

from db.revisions import run_sql

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0020_stamped.sql")
