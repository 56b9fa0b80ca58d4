"""By two: cards that the provider paid, operators let in by a request."""

from alembic import op

from db.revisions import run_sql

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0016_by_two.sql")
