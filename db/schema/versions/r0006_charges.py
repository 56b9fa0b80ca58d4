"""A debit run as a file of charges."""

from alembic import op

from db.revisions import run_sql

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0006_charges.sql")
