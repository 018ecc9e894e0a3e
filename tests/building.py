"""What the tests of the build share: a folder to build, a way to run it, a way to look."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner, Result

import build_db

ROOT = Path(__file__).parent.parent
POLICY = "一、支持企业上云\n对上云企业给予10万元奖励。（责任单位：市财政局）\n"


def one_text(folder: Path) -> Path:
    """Make a raw folder with one good text."""
    raw = folder / "raw"
    raw.mkdir()
    (raw / "good.txt").write_text(POLICY, "utf-8")
    return raw


def run(raw: Path, db: Path) -> Result:
    """Build a database from a folder of texts; return what the command did, well or ill."""
    result = CliRunner().invoke(build_db.main, ["--raw", str(raw), "--db", str(db)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def build(path: Path) -> Path:
    """Build the database of the project's own texts; return its path."""
    result = run(ROOT / "raw", path)
    assert result.exit_code == 0, result.output
    return path


def rows(db: Path, query: str) -> list[tuple]:
    """Return what a query finds in a database."""
    with closing(sqlite3.connect(db)) as connection:
        return connection.execute(query).fetchall()
