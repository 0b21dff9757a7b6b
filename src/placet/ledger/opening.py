"""Opening a database: made when missing, migrated when old, refused when it is not ours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from placet.errors import CaseError, UsageError
from placet.ledger.keeping import make_anew
from placet.ledger.schema import HEAD, imports

_BUSY_MS = 30_000
_PAUSE_MS = 20
_MENDS = (
    (
        ("not a database", "malformed"),
        "is damaged or no ledger",
        "move it away; restore it from an export, or build it anew with placet add",
    ),
    (
        ("full", "I/O error"),
        "cannot be written",
        "free some space and repeat; all that was acknowledged is kept",
    ),
    (
        ("readonly", "unable to open"),
        "cannot be written",
        "make the folder and the file writable, or work on a copy of the case",
    ),
    (("locked",), "is in use", "wait for the other process to end, then repeat"),
    (
        ("connection", "could not translate"),
        "cannot be reached",
        "check the address, and that the server runs",
    ),
)


def connect(where: str | Path) -> Engine:
    """An engine on a file of SQLite, or on any database by its URL.

    A ledger in a folder that may not be written is opened for reading; where there is none yet, it
    is kept in memory for the length of the call.

    Raises:
        CaseError: it is no ledger of placet, was made by a newer one, or cannot be opened.
    """
    engine = _server(str(where)) if "://" in str(where) else _sqlite(Path(where))
    try:
        with explained(where):
            with engine.connect() as connection:
                revision = _revision(connection, where)
            if revision != HEAD:
                _migrate(engine, where, revision)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def explained(where: str | Path) -> Iterator[None]:
    """Turn the database's errors into ones that say what to do."""
    try:
        yield
    except DatabaseError as error:
        cause = str(error.orig).strip()
        for signs, problem, mend in _MENDS:
            if any(sign in cause for sign in signs):
                raise CaseError(f"{problem}: {cause}", file=shown(where), mend=mend) from None
        raise
    except UnicodeEncodeError:
        raise UsageError(
            "a text holds half of a character, which no file can keep", mend="write it anew"
        ) from None
    except ValueError as error:  # of what reads a row: a value that no placet wrote there
        problem, mend = _MENDS[0][1:]
        raise CaseError(f"{problem}: {error}", file=shown(where), mend=mend) from None


@contextmanager
def writing(engine: Engine, where: str | Path) -> Iterator[Connection]:
    """A transaction that holds the ledger for writing from its first moment to its end."""
    with explained(where):
        connection = engine.connect().execution_options(placet_write=True)
        with connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"LOCK TABLE {imports.name} IN EXCLUSIVE MODE"))
            yield connection


def _server(url: str) -> Engine:
    try:
        return create_engine(url)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as error:
        # an error about a URL may show the whole of it, password and all
        told = isinstance(error, NoSuchModuleError | ModuleNotFoundError)
        cause = str(error) if told else "it is no URL"
        raise CaseError(
            f"cannot be opened: {cause}",
            file=shown(url),
            mend="write a URL of SQLAlchemy and install its driver, e.g. postgresql+psycopg://...",
        ) from None


def shown(where: str | Path) -> str:
    """The file, or the URL without what is secret in it: the password and all options."""
    head, _, tail = str(where).partition("://")
    place = tail.rpartition("@")[2].partition("?")[0]
    return f"{head}://{'' if '=' in place else place}" if tail else head


def _sqlite(path: Path) -> Engine:
    if not path.parent.is_dir():
        raise CaseError("there is no such folder", file=path.parent, mend="check the path")
    writable = os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
    if writable:
        engine = create_engine(URL.create("sqlite", database=str(path)))
    elif path.exists():
        engine = create_engine(_for_reading(path))
    else:
        engine = create_engine("sqlite://", poolclass=StaticPool)
    event.listen(engine, "connect", _settings(writable=writable))
    event.listen(engine, "begin", _begin)
    return engine


def _for_reading(path: Path) -> URL:
    """How SQLite opens a file without writing anything beside it.

    What an ended process left in the write-ahead log would be passed over if the file were said to
    be immutable; then SQLite has to read the log too.
    """
    log = path.with_name(path.name + "-wal")
    pending = log.exists() and log.stat().st_size > 0
    query = {"mode": "ro", "uri": "true"} | ({} if pending else {"immutable": "1"})
    return URL.create("sqlite", database=f"file:{quote(str(path.absolute()))}", query=query)


def _settings(*, writable: bool) -> Any:
    def settings(raw: Any, _record: object) -> None:
        raw.isolation_level = None  # transactions begin by `_begin`, not when the driver thinks fit
        cursor = raw.cursor()
        cursor.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
        cursor.execute("PRAGMA foreign_keys=ON")
        if writable:
            cursor.execute("PRAGMA synchronous=FULL")  # what was acknowledged is on the disk
        cursor.close()

    return settings


def _log_ahead(engine: Engine) -> None:
    """Let people read while others write; the file remembers it.

    For this one step the database does not wait by itself for another process to let go.
    """
    import sqlite3
    import time

    raw = engine.raw_connection()
    try:
        for left in reversed(range(_BUSY_MS // _PAUSE_MS)):
            try:
                raw.cursor().execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError:
                if not left:
                    raise
                time.sleep(_PAUSE_MS / 1000)
            else:
                return
    finally:
        raw.close()


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("placet_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _revision(connection: Connection, where: str | Path) -> str | None:
    """The migration that the database is at; None when it is empty.

    Raises:
        CaseError: it holds tables of something else, or of a newer placet.
    """
    if connection.dialect.name == "sqlite":  # spares the start-up a general inspection
        listed = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table'")
        tables = set(listed.scalars())
    else:
        tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if not {"alembic_version", "positions", "readings"} <= tables:
        raise CaseError(
            f"is a database of something else (tables: {', '.join(sorted(tables)[:4])})",
            file=shown(where),
            mend="name another file, or move this one away",
        )
    found = str(connection.scalar(text("SELECT version_num FROM alembic_version")))
    if found > HEAD:
        raise CaseError(
            f"was made by a newer placet (revision {found}, this one knows {HEAD})",
            file=shown(where),
            mend="upgrade placet",
        )
    return found


def _migrate(engine: Engine, where: str | Path, revision: str | None) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    # a percent sign in the path would be taken for a reference to another option
    folder = str(Path(__file__).parent / "migrations").replace("%", "%%")
    config.set_main_option("script_location", folder)
    if engine.dialect.name == "sqlite":
        _log_ahead(engine)
    connection = engine.connect().execution_options(placet_write=True)
    with connection, connection.begin():
        if _revision(connection, where) != revision:  # another process was faster
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if revision:  # what it holds has to be added up
            make_anew(connection)
