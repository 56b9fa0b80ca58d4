"""Drafts: requests that are not asked yet."""

from alembic import op

from db.revisions import run_sql

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0022_drafts.sql")
