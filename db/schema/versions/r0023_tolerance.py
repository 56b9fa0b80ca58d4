"""Tolerance: how far apart bank and cashbook may be in one match of a cashbook."""

from alembic import op

from db.revisions import run_sql

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0023_tolerance.sql")
