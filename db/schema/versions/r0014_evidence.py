"""Evidence: what a decision rested on, kept with it and tied to the step before."""

from alembic import op

from db.revisions import run_sql

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0014_evidence.sql")
