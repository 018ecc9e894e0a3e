"""CSV files that spreadsheets open as they are: Chinese text needs a byte order mark there.

Only what is saved as a file (``_dl``, as the links of the pages ask) gets one; programs that read
``….csv`` get the plain text.
"""

from __future__ import annotations

import codecs
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from datasette import hookimpl

Asgi = Callable[[Any, Any, Any], Awaitable[None]]


@hookimpl
def asgi_wrapper() -> Callable[[Asgi], Asgi]:
    """Put a byte order mark before each CSV that is saved as a file."""

    def wrap(app: Asgi) -> Asgi:
        async def marked(scope: Any, receive: Any, send: Any) -> None:
            saved = (
                scope["type"] == "http"
                and scope["path"].endswith(".csv")
                and "_dl" in parse_qs(scope.get("query_string", b"").decode("latin-1"))
            )
            if not saved:
                await app(scope, receive, send)
                return
            pending = False

            async def send_marked(message: Any) -> None:
                nonlocal pending
                if message["type"] == "http.response.start":
                    headers = dict(message.get("headers", []))
                    pending = message["status"] == 200 and b"attachment" in headers.get(
                        b"content-disposition", b""
                    )
                    if pending:  # the length is no longer what was counted
                        kept = [h for h in message["headers"] if h[0] != b"content-length"]
                        message = {**message, "headers": kept}
                elif pending and message["type"] == "http.response.body":
                    pending = False
                    body = message.get("body", b"").removeprefix(codecs.BOM_UTF8)
                    message = {**message, "body": codecs.BOM_UTF8 + body}
                await send(message)

            await app(scope, receive, send_marked)

        return marked

    return wrap
