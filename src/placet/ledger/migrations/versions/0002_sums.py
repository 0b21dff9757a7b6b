"""Evidence added up, and the newest statements of a holder found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; what the ledger holds is added up by whoever migrates it."""
    op.create_table(
        "sums",
        sa.Column("question", sa.Text, primary_key=True),
        sa.Column("holder", sa.Text, primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sums", sa.LargeBinary, nullable=False),
        sa.Column("late", sa.LargeBinary, nullable=False),
        sa.Column("settled", sa.Date, nullable=False),
    )
    op.drop_index("positions_by_question", "positions")
    op.create_index("positions_by_day", "positions", ["question", "holder", "said", "id"])
