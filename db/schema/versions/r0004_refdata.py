"""Published tables of sort codes, loaded by the office."""

from alembic import op

from db.revisions import run_sql

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0004_refdata.sql")
