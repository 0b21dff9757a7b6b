"""Opening a database: made when missing, migrated when old, refused when it is not ours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import StaticPool

from placet.errors import CaseError
from placet.ledger.schema import HEAD

_BUSY_MS = 30_000


def connect(where: str | Path) -> Engine:
    """An engine on a file of SQLite, or on any database by its URL.

    A ledger in a folder that may not be written is opened for reading; where there is none yet, it
    is kept in memory for the length of the call.

    Raises:
        CaseError: it is no ledger of placet, was made by a newer one, or cannot be opened.
    """
    engine = create_engine(str(where)) if "://" in str(where) else _sqlite(Path(where))
    try:
        with engine.connect() as connection:
            revision = _revision(connection)
        if revision != HEAD:
            _migrate(engine, where, revision)
    except DatabaseError as error:
        engine.dispose()
        raise _explained(error, where) from None
    return engine


@contextmanager
def explained(where: str | Path) -> Iterator[None]:
    """Turn the database's errors into ones that say what to do."""
    try:
        yield
    except DatabaseError as error:
        raise _explained(error, where) from None


def _sqlite(path: Path) -> Engine:
    writable = os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
    if not path.parent.is_dir():
        raise CaseError("there is no such folder", file=path.parent, mend="check the path")
    if writable:
        engine = create_engine(f"sqlite:///{path}")
    elif path.exists():
        uri = f"sqlite:///file:{path}?mode=ro&immutable=1&uri=true"
        engine = create_engine(uri)
    else:
        engine = create_engine("sqlite://", poolclass=StaticPool)

    @event.listens_for(engine, "connect")
    def _settings(raw: Any, _record: object) -> None:
        raw.isolation_level = None  # we begin transactions ourselves, see below
        cursor = raw.cursor()
        cursor.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
        cursor.execute("PRAGMA foreign_keys=ON")
        if writable:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=FULL")  # acknowledged is on the disk
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("placet_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _revision(connection: Connection) -> str | None:
    tables = "sqlite_master" if connection.dialect.name == "sqlite" else None
    if tables is not None:
        query = "SELECT count(*) FROM sqlite_master WHERE name='alembic_version'"
        if not connection.exec_driver_sql(query).scalar():
            return None
    elif not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def _migrate(engine: Engine, where: str | Path, revision: str | None) -> None:
    if revision is not None and revision > HEAD:
        raise CaseError(
            f"was made by a newer placet (revision {revision}, this one knows {HEAD})",
            file=str(where),
            mend="upgrade placet, or export there and restore here",
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.connect().execution_options(placet_write=True) as connection, connection.begin():
        if _revision(connection) == HEAD:  # another process was faster
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _explained(error: DatabaseError, where: str | Path) -> CaseError:
    cause = str(error.orig)
    if "not a database" in cause or "malformed" in cause:
        mend = "move the file away and run placet restore with its export, or placet add"
        return CaseError(f"is damaged or no ledger: {cause}", file=str(where), mend=mend)
    if "full" in cause or "I/O" in cause:
        mend = "free some space and repeat; what was acknowledged is kept"
        return CaseError(f"cannot be written: {cause}", file=str(where), mend=mend)
    if "readonly" in cause or "unable to open" in cause:
        mend = "make the folder and the file writable, or copy the case"
        return CaseError(f"cannot be written: {cause}", file=str(where), mend=mend)
    if isinstance(error, OperationalError) and "locked" in cause:
        mend = "wait for the other process to end, then repeat"
        return CaseError(f"is in use: {cause}", file=str(where), mend=mend)
    raise error
