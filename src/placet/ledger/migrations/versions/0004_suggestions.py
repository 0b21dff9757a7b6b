"""Positions that a machine is too unsure of wait for a person before they count."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Mark which positions are suggestions: none of those that older readers found is."""
    column = sa.Column("suggested", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("positions", column)
    op.create_index(
        "positions_suggested", "positions", ["question"], sqlite_where=sa.text("suggested")
    )
