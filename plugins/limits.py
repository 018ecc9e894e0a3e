"""What no query may do, whoever writes it: a second lock behind Datasette's own.

Datasette opens the database immutable and takes single SELECTs only. This holds also for a
query that would find a way around that: no other file can be attached, nothing written, and no
value made that would fill the memory. (Extensions cannot be loaded: Python leaves that off.)
"""

from __future__ import annotations

import sqlite3

from pluggy import HookimplMarker

hookimpl = HookimplMarker("datasette")

# The largest source text takes a fraction of this.
LONGEST_VALUE = 32 * 1024 * 1024


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """Limit a connection to the published database; Datasette's own one, in memory, is left."""
    if database == "_internal":
        return
    conn.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    conn.execute("pragma query_only = on")
    for arguments in (1, 2):  # tells where in the memory of the server its code lies
        conn.create_function("fts3_tokenizer", arguments, None)
