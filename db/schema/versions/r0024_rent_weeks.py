"""Rent weeks: each landlord's weeks stand beside its financial periods."""

from alembic import op

from db.revisions import run_sql

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0024_rent_weeks.sql")
