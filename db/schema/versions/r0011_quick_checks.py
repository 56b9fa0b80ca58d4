"""Checks of what every posting writes, held at less cost."""

from alembic import op

from db.revisions import run_sql

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0011_quick_checks.sql")
