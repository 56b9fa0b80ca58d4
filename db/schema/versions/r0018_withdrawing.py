"""Withdrawing: a statement loaded by mistake leaves the book, and that it did stays."""

from alembic import op

from db.revisions import run_sql

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0018_withdrawing.sql")
