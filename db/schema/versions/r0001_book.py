"""The book as it begins: who, whose, money, batches, and the rights to all of it."""

from alembic import op

from db.revisions import run_sql

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Runs the first SQL files in the order in which they build on each other."""
    for part in ("identity", "tenancies", "money", "batches", "rights"):
        run_sql(op.get_bind(), f"0001_{part}.sql")
