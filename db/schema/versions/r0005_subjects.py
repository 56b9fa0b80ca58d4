"""Subject access, retention and erasure."""

from alembic import op

from db.revisions import run_sql

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0005_subjects.sql")
