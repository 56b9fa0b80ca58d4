"""Corrections: a receipt of the wrong account, and where it went instead."""

from alembic import op

from db.revisions import run_sql

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0013_corrections.sql")
