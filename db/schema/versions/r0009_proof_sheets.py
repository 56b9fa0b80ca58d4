"""Proof sheets, what closed periods came to, journals given to the finance system."""

from alembic import op

from db.revisions import run_sql

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Runs the SQL of the revision."""
    run_sql(op.get_bind(), "0009_proof_sheets.sql")
