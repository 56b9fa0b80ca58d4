"""Words of signed sheets: kept beside what was signed, so that they can be erased."""

from alembic import op

from db.revisions import run_sql

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Runs the SQL of this revision."""
    run_sql(op.get_bind(), "0019_sheet_words.sql")
