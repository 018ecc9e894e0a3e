"""What the tests of the build share: a folder to build, a way to run it, a way to look."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner, Result

import build_db

POLICY = "一、支持企业上云\n对上云企业给予10万元奖励。（责任单位：市财政局）\n"


def one_text(folder: Path) -> Path:
    """Make a raw folder with one good text."""
    raw = folder / "raw"
    raw.mkdir()
    (raw / "good.txt").write_text(POLICY, "utf-8")
    return raw


def run(raw: Path, db: Path) -> Result:
    result = CliRunner().invoke(build_db.main, ["--raw", str(raw), "--db", str(db)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def rows(db: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(db)) as connection:
        return connection.execute(query).fetchall()
