"""A debit run as a file of charges."""

from alembic import op

from db.revisions import run_sql

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Runs the SQL of the fifth revision."""
    run_sql(op.get_bind(), "0005_charges.sql")
