"""Bank details, pay runs and what came back of them."""

from alembic import op

from db.revisions import run_sql

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0010_payments.sql")
