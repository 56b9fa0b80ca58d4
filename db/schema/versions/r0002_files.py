"""Payment files with their lines, profiles, aliases, and suspense as cases."""

from alembic import op

from db.revisions import run_sql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Runs the SQL of the second revision."""
    run_sql(op.get_bind(), "0002_files.sql")
