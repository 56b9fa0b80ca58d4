"""Alembic's entry: the connection, its role and its transaction are given by db.revisions."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table_schema="rb",
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
