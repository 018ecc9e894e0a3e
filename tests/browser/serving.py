"""A real server in a process of its own, started as ``make serve`` starts it."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

ROOT = Path(__file__).parent.parent.parent
WAIT = 30
# The server is on this machine, whatever proxy the environment names.
_open = build_opener(ProxyHandler({})).open


@contextmanager
def serving(database: Path, *settings: str) -> Iterator[str]:
    """Serve a database; yield the address, without a stroke at the end.

    ``settings`` are further arguments of ``datasette serve``.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = database.with_suffix(".log")
    with log.open("w") as output:
        server = subprocess.Popen(
            [*command(database), *settings, "--host", "127.0.0.1", "--port", str(port)],
            cwd=ROOT,
            stdout=output,
            stderr=output,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(address, server, log)
            yield address
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


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        assert server.poll() is None, log.read_text("utf-8")
        try:
            _open(f"{address}/-/versions.json", timeout=WAIT).close()
            return
        except HTTPError:
            return
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"The server did not answer within {WAIT} s: {log.read_text('utf-8')}")
