"""The tables of the ledger. Rows of entries are only ever inserted; triggers refuse all else.

The migrations make the tables; what stands here is how the code names them, and a test keeps both
alike. Moments of recording are in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

HEAD = "0004"
"""The newest migration; a ledger with another one is migrated, or refused if it is newer."""
TEXT = "0001"
"""The newest migration that changed what a ledger is as text."""

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("published", Date),
    Column("language", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("recorded", DateTime, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False, index=True),
    Column("reader", Text, nullable=False),
    Column("reader_name", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("published", Date),
    Column("known", Date, nullable=False),
    Column("recorded", DateTime, nullable=False),
    UniqueConstraint("content"),
)
"""`known` is the day from which the public could know the text: that of its publication, or of its
recording where it carries no date. `content` is a hash of all that was found."""

statements = Table(
    "statements",
    metadata,
    Column("reading", ForeignKey("readings.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, index=True),
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
    Column("id", Text, primary_key=True),
    Column("question", Text, nullable=False),
    Column("holder", Text),
    Column("holder_kind", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("directness", Text, nullable=False),
    Column("said", Date, nullable=False),
    Column("published", Date, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("condition", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("explicit", Boolean, nullable=False),
    Column("suggested", Boolean, nullable=False, server_default=false()),
    Column("statement", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Column("span_text", Text),
    Column("entered_by", Text, nullable=False),
    Column("links", Text, nullable=False),
    Column("row_key", Text, nullable=False),
    Column("supersedes", Text, nullable=False),
    Column("recorded", DateTime, nullable=False),
    Index("positions_by_day", "question", "holder", "said", "id"),
    Index("positions_by_row", "row_key"),
    Index("positions_by_document", "document"),
    Index("positions_superseded", "supersedes"),
    Index("positions_suggested", "question", sqlite_where=text("suggested")),
)
"""`row_key` names the table and row that a position was imported from."""

found = Table(
    "found",
    metadata,
    Column("reading", ForeignKey("readings.id"), primary_key=True),
    Column("position", ForeignKey("positions.id"), primary_key=True, index=True),
)
"""Which reading found which position: another version of a reader may find the same one again."""

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("position", ForeignKey("positions.id"), nullable=False, index=True),
    Column("decision", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("recorded", DateTime, nullable=False),
)

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("recorded", DateTime, nullable=False),
)
"""Tables taken in, by the hash of their bytes, so that an unchanged one is not read again."""

sums = Table(
    "sums",
    metadata,
    Column("question", Text, primary_key=True),
    Column("holder", Text, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("sums", LargeBinary, nullable=False),
    Column("late", LargeBinary, nullable=False),
    Column("settled", Date, nullable=False),
)
"""What counts, added up (`placet.ledger.sums.Sums`). The one table that is rewritten: each
transaction brings it up to date with what it adds, and it can be made anew from the others."""

TABLES = (documents, readings, statements, facts, positions, found, reviews, imports)
"""Those of entries, in the order in which rows can be inserted: what is referred to comes first."""
_AT_ONCE = 500


def in_parts(names: Iterable[str]) -> Iterator[list[str]]:
    """Names that are not empty, each once, so many at a time as one query may well ask for."""
    listed = sorted({name for name in names if name})
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]
