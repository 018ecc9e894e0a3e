"""What the tests that ask a server share: a real Datasette, and a way to ask it without a port."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import yaml
from datasette.app import Datasette  # type: ignore[import-untyped]

ROOT = Path(__file__).parent.parent
METADATA = yaml.safe_load((ROOT / "metadata.yml").read_text("utf-8"))

Ask = Callable[..., httpx.Response]


def datasette(database: Path, **changed: Any) -> Datasette:
    """Serve a database as `make serve` does, with the settings of the Makefile, some changed."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    settings: dict[str, Any] = {
        name: value == "on" if value in ("on", "off") else int(value)
        for name, value in re.findall(r"--setting (\w+) (\w+)", makefile)
    }
    assert settings["suggest_facets"] is False
    return Datasette(
        immutables=[str(database)],
        metadata=METADATA,
        plugins_dir=str(ROOT / "plugins"),
        template_dir=str(ROOT / "templates"),
        static_mounts=[("static", str(ROOT / "static"))],
        settings=settings | changed,
    )


def client(database: Path, **changed: Any) -> Iterator[Ask]:
    served = datasette(database, **changed)
    with closing(asyncio.new_event_loop()) as loop:

        def ask(path: str, **params: str) -> httpx.Response:
            response: httpx.Response = loop.run_until_complete(
                served.client.get(path, params=params or None, follow_redirects=True)
            )
            return response

        yield ask
    for opened in served.databases.values():
        opened.close()


def page(ask: Ask, path: str, **params: str) -> str:
    """The HTML of a page, after a look for the usual signs of an error."""
    response = ask(path, **params)
    assert response.status_code == 200, response.text[:500]
    assert "message-error" not in response.text
    assert "facets-timed-out" not in response.text
    # All that a page loads comes from this server.
    loaded = re.findall(r'<(?:script|img|iframe)[^>]*\ssrc="([^"]+)"', response.text)
    loaded += re.findall(r'<link[^>]*\shref="([^"]+)"', response.text)
    assert loaded
    assert not [address for address in loaded if "//" in address.removeprefix("http://localhost/")]
    return response.text


def listen(database: Any) -> list[str]:
    """Every statement that a database of a served Datasette runs from now on.

    The list grows as pages are asked for.
    """
    asked: list[str] = []
    prepared = database.execute_fn

    async def listening(function: Any) -> Any:
        def heard(connection: sqlite3.Connection) -> Any:
            connection.set_trace_callback(asked.append)
            try:
                return function(connection)
            finally:
                connection.set_trace_callback(None)

        return await prepared(heard)

    database.execute_fn = listening
    return asked
