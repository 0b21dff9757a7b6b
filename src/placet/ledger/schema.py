"""The tables of the ledger. Rows are only ever inserted; triggers refuse everything else."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

HEAD = "0001"
"""The newest migration; a ledger with another one is migrated, or refused if it is newer."""

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("published", Date),
    Column("language", String(16), nullable=False),
    Column("url", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("recorded", DateTime, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("reader", Text, nullable=False),
    Column("content", String(64), nullable=False, unique=True),
    Column("published", Date),
    Column("recorded", DateTime, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    Column("reading", ForeignKey("readings.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", String(24), nullable=False, index=True),
    Column("payload", Text, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("reading", ForeignKey("readings.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("payload", Text, nullable=False),
)

positions = Table(
    "positions",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("question", Text, nullable=False),
    Column("holder", String(8)),
    Column("holder_kind", String(16), nullable=False),
    Column("stance", String(16), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("directness", String(16), nullable=False),
    Column("said", Date, nullable=False),
    Column("published", Date, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("condition", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("explicit", Boolean, nullable=False),
    Column("statement", String(24), nullable=False),
    Column("document", String(64), nullable=False),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Column("span_text", Text),
    Column("entered_by", Text, nullable=False),
    Column("row_key", Text, nullable=False),
    Column("supersedes", String(24), nullable=False),
    Column("recorded", DateTime, nullable=False),
    Index("positions_by_question", "question", "published"),
    Index("positions_by_row", "row_key"),
    Index("positions_superseded", "supersedes"),
)

found = Table(
    "found",
    metadata,
    Column("reading", ForeignKey("readings.id"), primary_key=True),
    Column("position", ForeignKey("positions.id"), primary_key=True),
    Index("found_position", "position"),
)
"""Which reading found which position: another version of a reader may find the same one again."""

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("position", ForeignKey("positions.id"), nullable=False, index=True),
    Column("decision", String(16), nullable=False),
    Column("by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("recorded", DateTime, nullable=False),
)

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False),
    Column("content", String(64), nullable=False),
    Column("recorded", DateTime, nullable=False),
)
"""Tables taken in, by the hash of their bytes, so that an unchanged one is not read again."""

TABLES = (documents, readings, statements, facts, positions, found, reviews, imports)
