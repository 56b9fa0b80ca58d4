"""Schedule walks."""

from alembic import op

from db.revisions import run_sql

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Runs the SQL of the revision."""
    run_sql(op.get_bind(), "0008_walk.sql")
