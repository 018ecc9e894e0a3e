"""A real server in a process of its own, started as ``make serve`` starts it."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
WAIT = 60


@contextmanager
def serving(database: Path, *settings: str) -> Iterator[str]:
    """Serve a database; yield the address, without a stroke at the end.

    ``settings`` are further arguments of ``datasette serve``.
    """
    arguments = [*command(database), *settings, "--host", "127.0.0.1", "--port", "0"]
    with listening(arguments, ROOT, database.with_suffix(".log")) as address:
        yield address


@contextmanager
def listening(
    arguments: list[str], folder: Path, log: Path, environment: dict[str, str] | None = None
) -> Iterator[str]:
    """Run a server on a port that the system chooses (0); yield the address that it says.

    A port chosen before the start might be another server's by then.
    """
    with log.open("w") as output:
        server = subprocess.Popen(
            arguments, cwd=folder, env=environment, stdout=output, stderr=output
        )
        try:
            yield _address(server, log)
        finally:
            server.terminate()
            server.wait()


def command(database: Path) -> list[str]:
    """The command of ``make serve``, for another database."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    settings = re.findall(r"--setting (\w+) (\w+)", makefile)
    assert settings
    return [
        *(sys.executable, "-m", "datasette", "serve", "-i", str(database)),
        *("--metadata", "metadata.yml", "--plugins-dir", "plugins"),
        *("--template-dir", "templates", "--static", "static:static"),
        *(word for name, value in settings for word in ("--setting", name, value)),
    ]


def _address(server: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        if said := re.search(r"running on (http://\S+) \(", log.read_text("utf-8")):
            return said[1]
        assert server.poll() is None, log.read_text("utf-8")
        time.sleep(0.1)
    raise AssertionError(f"No server within {WAIT} s: {log.read_text('utf-8')}")
