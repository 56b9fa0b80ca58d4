"""Bank statements and their lines, what each is matched to, returned money, the cut-off."""

from alembic import op

from db.revisions import run_sql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Runs the SQL of the third revision."""
    run_sql(op.get_bind(), "0003_bank.sql")
