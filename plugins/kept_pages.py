"""Pages of tables, views and canned queries are kept for the day, as those of ``/compare`` are.

Readers ask for the same ones: a canned query is up to a thousand rows of sixteen cells, the first
search for a word counts hundreds of thousands of hits. What is asked cannot change: the file is
opened as immutable, and canned queries know no more of the time than the day. Readers' own SQL and
whole tables as CSV are not kept.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # Datasette loads this file by itself, from wherever it is started
    sys.path.insert(0, str(ROOT))

from datasette import hookimpl  # noqa: E402

from catalogue.kept import Answer, Kept  # noqa: E402
from catalogue.pages import today  # noqa: E402

Scope = MutableMapping[str, Any]
Send = Callable[[Any], Awaitable[None]]
Asgi = Callable[[Scope, Any, Send], Awaitable[None]]

FORMATS = ("", ".json", ".csv")
MOST_BYTES = 32 * 1024 * 1024
# Who sends one of these may be somebody: what they may see is not for all.
PERSONAL = frozenset((b"cookie", b"authorization"))


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Asgi], Asgi]:
    """Answer what was asked before today from memory."""
    kept = Kept(MOST_BYTES)

    def wrap(app: Asgi) -> Asgi:
        async def remembering(scope: Scope, receive: Any, send: Send) -> None:
            if not await _is_kept(datasette, scope):
                await app(scope, receive, send)
                return
            headers = dict(scope["headers"])
            asked = (scope["path"], scope["query_string"], headers.get(b"host"), today())
            answer = kept.get(asked)
            if answer is None:
                answer = await _ask(app, scope, receive, send)
                if answer is None:
                    return
                kept.put(asked, answer)
            await _send(answer, headers, send)

        return remembering

    return wrap


async def _is_kept(datasette: Any, scope: Scope) -> bool:
    """Whether a request is by nobody in particular, for a table, a view or a canned query of a file
    that never changes."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    name, _, asked = scope["path"].removeprefix(datasette.setting("base_url")).partition("/")
    database = datasette.databases.get(name)
    if database is None or database.is_mutable or PERSONAL & {k for k, _ in scope["headers"]}:
        return False
    queries = datasette.metadata("queries", database=name, fallback=False) or {}
    if any(asked.removesuffix(ending) in queries for ending in FORMATS):
        return True
    table = asked.removesuffix(".json")
    return table in await database.table_names() or table in await database.view_names()


async def _ask(app: Asgi, scope: Scope, receive: Any, send: Send) -> Answer | None:
    """The whole answer of the server; ``None`` where it is none to keep and has been sent on."""
    start: Any = None
    body = bytearray()
    passed = False

    async def collect(message: Any) -> None:
        nonlocal start, passed
        if passed:
            await send(message)
        elif message["type"] == "http.response.start":
            if message["status"] != 200 or b"set-cookie" in dict(message["headers"]):
                passed = True
                await send(message)
            start = message
        else:
            body.extend(message.get("body", b""))

    await app(scope, receive, collect)
    if passed or start is None:
        return None
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in start["headers"]}
    return Answer(bytes(body), headers.get("content-type", ""), headers)


async def _send(answer: Answer, asked: dict[bytes, bytes], send: Send) -> None:
    """Send an answer, or 304 to a browser that has it."""
    tag = answer.tag.encode()
    same = tag in asked.get(b"if-none-match", b"")
    left_out = ("content-length", "content-type") if same else ()
    headers = [
        (name.encode("latin-1"), value.encode("latin-1"))
        for name, value in answer.headers.items()
        if name.lower() not in left_out
    ]
    headers.append((b"etag", tag))
    status = 304 if same else 200
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if same else answer.body})
