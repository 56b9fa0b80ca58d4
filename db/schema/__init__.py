"""The schema in numbered revisions: SQL files, run by Alembic as the owner in one transaction."""
