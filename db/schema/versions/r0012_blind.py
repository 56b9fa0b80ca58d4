"""Blind re-key: second readings, and who may look when."""

from alembic import op

from db.revisions import run_sql

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0012_blind.sql")
