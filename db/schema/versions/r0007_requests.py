"""Requests and their decisions, what they reserve, schedules, what was approved in a day."""

from alembic import op

from db.revisions import run_sql

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0007_requests.sql")
