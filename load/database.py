"""The database file: written beside its target, and put in its place only when it is whole."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.pool import NullPool

from load.inputs import BuildError
from load.rows import COLUMNS, Rows
from plugins.chinese_search import fill_fts

SCHEMA = Path(__file__).parent.parent / "schema.sql"
_PARTING = "AFTER LOADING"


@contextmanager
def new_database(target: Path) -> Iterator[Connection]:
    """Yield a connection to a new database that has all tables, and a transaction open.

    When the block ends, the transaction is committed and the database, compacted, takes the
    place of ``target`` in one step. When the block raises, ``target`` stays as it was.

    :raises BuildError: ``target`` cannot be written.
    """
    if target.is_dir():
        raise BuildError(f"{target} is a folder; the database must be a file.")
    with _writing(target):
        folder = tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-")
    with folder, _connect(Path(folder.name, "draft.db")) as connection:
        # The file is thrown away when anything fails; what one source began is undone in memory.
        connection.exec_driver_sql("PRAGMA journal_mode = MEMORY")
        connection.exec_driver_sql("PRAGMA synchronous = OFF")
        connection.exec_driver_sql("BEGIN")
        _run_script(connection, _schema_parts()[0])
        yield connection
        with _writing(target):
            connection.exec_driver_sql("COMMIT")
            # What the way of writing left in the file (page order, change counters) goes,
            # so that equal rows give equal bytes.
            final = Path(folder.name, "final.db")
            connection.exec_driver_sql("VACUUM INTO ?", (str(final),))
            with open(final, "rb") as file:
                os.fsync(file.fileno())
            final.replace(target)


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    """Say in one sentence that ``target`` cannot be written, and why."""
    try:
        yield
    except OSError as error:
        raise BuildError(f"{target} cannot be written: {error.strerror}.") from error
    except OperationalError as error:
        raise BuildError(f"{target} cannot be written: {error.orig}.") from error


def insert(connection: Connection, rows: Rows, origin: str) -> None:
    """Insert rows, given by table, in the columns of :data:`load.rows.COLUMNS`: all or none.

    :raises BuildError: a row breaks a rule of ``schema.sql``; ``origin`` is what it names.
    """
    connection.exec_driver_sql("SAVEPOINT rows")
    try:
        _insert(connection, rows, origin)
    except BuildError:
        connection.exec_driver_sql("ROLLBACK TO rows")
        raise
    finally:
        connection.exec_driver_sql("RELEASE rows")


def _insert(connection: Connection, rows: Rows, origin: str) -> None:
    for table, values in rows.items():
        if not values:
            continue
        columns = COLUMNS[table]
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        try:
            connection.exec_driver_sql(statement, values)
        except IntegrityError as error:
            # The driver stops at the row that it could not insert: the first missing one.
            bad = _first_missing(connection, table, values)
            raise BuildError(f"{origin}: {error.orig} in {table}: {bad}.") from error
        except OperationalError as error:
            raise BuildError(f"{origin} cannot be stored: {error.orig}.") from error


def _first_missing(connection: Connection, table: str, values: list[tuple[object, ...]]) -> str:
    present = connection.exec_driver_sql(
        f"SELECT count(*) FROM {table} WHERE id >= ?", (values[0][0],)
    ).scalar_one()
    row = dict(zip(COLUMNS[table], values[present], strict=True))
    row.pop("text", None)
    return ", ".join(f"{column}={value!r}" for column, value in row.items())


def finish(connection: Connection) -> None:
    """Make what is made over filled tables: indexes, views, the full-text table."""
    _run_script(connection, _schema_parts()[1])
    driver_connection = connection.connection.driver_connection
    assert isinstance(driver_connection, sqlite3.Connection)
    fill_fts(driver_connection)


def _schema_parts() -> tuple[str, str]:
    before, _, after = SCHEMA.read_text("utf-8").partition(_PARTING)
    return before, after


def _run_script(connection: Connection, script: str) -> None:
    """Run the statements one by one: ``executescript`` would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(statement):
            connection.exec_driver_sql(statement.strip())
            statement = ""


@contextmanager
def _connect(path: Path) -> Iterator[Connection]:
    """Yield a connection on which only the caller begins and commits transactions."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()
