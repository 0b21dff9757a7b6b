"""The first tables, and the triggers that keep them append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    "documents", "readings", "statements", "facts", "positions", "found", "reviews", "imports"
)  # fmt: skip


def upgrade() -> None:
    """Make the tables; let triggers refuse UPDATE and DELETE."""
    _documents_and_readings()
    _positions()
    _decisions()
    dialect = op.get_bind().dialect.name
    if dialect == "postgresql":
        op.execute(
            "CREATE FUNCTION placet_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
        )
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            name = f"{table}_no_{verb.lower()}"
            if dialect == "sqlite":
                op.execute(
                    f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
                )
            elif dialect == "postgresql":
                op.execute(
                    f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
                    "FOR EACH STATEMENT EXECUTE FUNCTION placet_append_only()"
                )


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _day(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date, nullable=nullable)


def _recorded() -> sa.Column[object]:
    return sa.Column("recorded", sa.DateTime, nullable=False)


def _reference(name: str, to: str, *, key: bool = False) -> sa.Column[object]:
    kind = sa.Integer if to == "readings.id" else sa.Text
    return sa.Column(name, kind, sa.ForeignKey(to), primary_key=key, nullable=False)


def _documents_and_readings() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Text, primary_key=True),
        *_text("title", "publisher"),
        _day("published", nullable=True),
        *_text("language", "url", "origin", "text"),
        _recorded(),
    )
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer, primary_key=True),
        _reference("document", "documents.id"),
        *_text("reader", "reader_name", "content"),
        _day("published", nullable=True),
        _day("known"),
        _recorded(),
        sa.UniqueConstraint("content"),
    )
    op.create_index("ix_readings_document", "readings", ["document"])
    for name, extra in (("statements", ["id"]), ("facts", [])):
        op.create_table(
            name,
            _reference("reading", "readings.id", key=True),
            sa.Column("number", sa.Integer, primary_key=True),
            *_text(*extra, "payload"),
        )
    op.create_index("ix_statements_id", "statements", ["id"])


def _positions() -> None:
    op.create_table(
        "positions",
        sa.Column("id", sa.Text, primary_key=True),
        *_text("question"),
        sa.Column("holder", sa.Text),
        *_text("holder_kind", "stance"),
        sa.Column("confidence", sa.Float, nullable=False),
        *_text("directness"),
        _day("said"),
        _day("published"),
        *_text("speaker", "channel", "source", "url", "condition", "summary"),
        sa.Column("explicit", sa.Boolean, nullable=False),
        *_text("statement", "document"),
        sa.Column("span_start", sa.Integer),
        sa.Column("span_end", sa.Integer),
        sa.Column("span_text", sa.Text),
        *_text("entered_by", "links", "row_key", "supersedes"),
        _recorded(),
    )
    columns = ["question", "holder", "published"]
    op.create_index("positions_by_question", "positions", columns)
    op.create_index("positions_by_row", "positions", ["row_key"])
    op.create_index("positions_by_document", "positions", ["document"])
    op.create_index("positions_superseded", "positions", ["supersedes"])
    op.create_table(
        "found",
        _reference("reading", "readings.id", key=True),
        _reference("position", "positions.id", key=True),
    )
    op.create_index("ix_found_position", "found", ["position"])


def _decisions() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer, primary_key=True),
        _reference("position", "positions.id"),
        *_text("decision", "by", "note"),
        _recorded(),
    )
    op.create_index("ix_reviews_position", "reviews", ["position"])
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer, primary_key=True),
        *_text("name", "content"),
        _recorded(),
    )
