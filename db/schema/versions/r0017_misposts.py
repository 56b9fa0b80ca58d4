"""Misposts that were found stay in view until they are dealt with."""

from alembic import op

from db.revisions import run_sql

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0017_misposts.sql")
