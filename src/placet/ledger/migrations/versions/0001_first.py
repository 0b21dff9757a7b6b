"""The first tables, and the triggers that keep them append-only."""

from alembic import op

from placet.ledger.schema import TABLES, metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables; on SQLite let triggers refuse UPDATE and DELETE."""
    bind = op.get_bind()
    metadata.create_all(bind)
    if bind.dialect.name != "sqlite":
        return
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER IF NOT EXISTS {table.name}_no_{verb.lower()} "
                f"BEFORE {verb} ON {table.name} "
                "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )
