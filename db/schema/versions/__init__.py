"""One Alembic revision a file, each naming the SQL files it runs."""
