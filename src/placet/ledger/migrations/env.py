"""Alembic's entry point: migrates over the connection that the ledger has opened."""

from alembic import context

from placet.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,
)
context.run_migrations()
