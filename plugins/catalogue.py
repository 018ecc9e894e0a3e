"""The catalogue inside Datasette: its pages, its words for templates, its security headers.

Thin on purpose: which pages there are and what stands on them is the package ``catalogue``.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # Datasette loads this file by itself, from wherever it is started
    sys.path.insert(0, str(ROOT))

from datasette import hookimpl  # noqa: E402
from datasette.utils import sqlite_timelimit  # noqa: E402
from datasette.utils.asgi import Request, Response  # noqa: E402

from catalogue import documents, registry, words  # noqa: E402
from catalogue.kept import Answer, Kept  # noqa: E402
from catalogue.pages import BadRequest, Body, NotFound, Page, Params, today  # noqa: E402

# Nothing comes from another host, no script and no style stands inside a page.
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

# For those who develop Datasette or sign in to it; here nobody does, and some set cookies.
CLOSED = ("allow-debug", "auth-token", "logout", "messages", "patterns", "permissions", "threads")

Scope = MutableMapping[str, Any]
Send = Callable[[Any], Awaitable[None]]
Asgi = Callable[[Scope, Any, Send], Awaitable[None]]


def database(datasette: Any) -> Any:
    """Return the database that the catalogue is of: ``policy``, else the first."""
    databases = datasette.databases
    return databases.get("policy") or next(iter(databases.values()))


@lru_cache(maxsize=64)
def _version(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]


def asset(datasette: Any, name: str) -> str:
    """Return the address of a file of ``static/``, which changes when the file does."""
    path = ROOT / "static" / name
    version = _version(path, path.stat().st_mtime_ns)
    return f"{datasette.urls.path(f'/static/{name}')}?{version}"


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Teach templates the words of the catalogue and its addresses.

    Globals, not variables of a page: Datasette renders its page of errors without those.
    """

    def address(name: str, /, **arguments: Any) -> str:
        return str(datasette.urls.path(registry.address(name, **arguments)))

    name = database(datasette).name
    env.filters.update(words.FILTERS)
    env.globals.update(
        address=address,
        has=registry.BY_NAME.__contains__,
        asset=partial(asset, datasette),
        menu=registry.menu(),
        live=True,
        today=today,
        database_name=name,
        database_address=str(datasette.urls.database(name)),
    )


@hookimpl
def extra_template_vars(
    datasette: Any, request: Any, view_name: str, table: str | None
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """Give the row page of ``clauses`` what the page of the clause shows."""

    async def variables() -> dict[str, Any]:
        if view_name != "row" or table != "clauses" or request is None:
            return {}
        identity = str(request.url_vars.get("pks", ""))
        if not identity.isascii() or not identity.isdigit():
            return {}
        params = _params(datasette, request, {})
        found = await database(datasette).execute_fn(
            partial(documents.clause_by_id, clause_id=int(identity), params=params)
        )
        return {"clause_page": found} if found else {}

    return variables


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Register the pages of the catalogue; they precede Datasette's own."""
    return [
        (rf"^/-/(?:{'|'.join(CLOSED)})(?:\.\w+)?$", closed),
        *((page.pattern, _view(page)) for page in registry.PAGES),
    ]


async def closed(request: Request, datasette: Any) -> Response:
    """Answer for the pages of Datasette that a read-only site has no use for."""
    return await problem(datasette, request, 404, "这个网站没有这一页。")


def _view(page: Page) -> Callable[..., Awaitable[Response]]:
    async def view(request: Request, datasette: Any) -> Response:
        return await answer(page, request, datasette)

    return view


async def answer(page: Page, request: Request, datasette: Any) -> Response:
    """Answer a request for a page of the catalogue.

    What goes wrong is said in a page as well: 400 for a parameter without sense, 404 for an
    address without a page, 503 where the time limit was reached.
    """
    if request.method not in ("GET", "HEAD"):
        return await problem(datasette, request, 405, "这个网站只供查阅，只接受 GET 请求。")
    source = database(datasette)
    await datasette.ensure_permissions(
        request.actor, [("view-database", source.name), "view-instance"]
    )
    route = request.scope.get("route_path") or request.scope.get("raw_path", b"").decode("ascii")
    params = _params(datasette, request, page.slots(route.partition("?")[0]) or {})
    # Over a file that never changes, the same question has the same answer until the day is over.
    kept = _kept.setdefault(source, Kept()) if page.kept and not source.is_mutable else None
    asked = page.name, route, request.query_string, params.base, today()
    if kept is not None and (known := kept.get(asked)):
        return _again(known, request)

    def ask(connection: sqlite3.Connection) -> dict[str, Any] | Body:
        with sqlite_timelimit(connection, datasette.setting("sql_time_limit_ms")):
            return page.context(connection, params)

    try:
        found = await source.execute_fn(ask)
    except NotFound as error:
        return await problem(datasette, request, 404, str(error))
    except BadRequest as error:
        return await problem(datasette, request, 400, str(error))
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        return await problem(
            datasette,
            request,
            503,
            "这次查询超过了时间限制。请缩小范围（例如选定城市或主题）再试。",
        )
    headers = {"cache-control": f"max-age={datasette.setting('default_cache_ttl')}"}
    if isinstance(found, Body):
        response = _body(found, headers)
    else:
        assert page.template
        shown = {"page": page, "params": params, **_as_of(datasette, page, params), **found}
        html = await datasette.render_template(page.template, shown, request, "catalogue")
        response = Response.html(html, headers=headers)
    if kept is None or response.status != 200:
        return response
    body = response.body if isinstance(response.body, bytes) else response.body.encode()
    given = Answer(body, response.content_type, response.headers)
    kept.put(asked, given)
    return _again(given, request)


def _as_of(datasette: Any, page: Page, params: Params) -> dict[str, Any]:
    """What a page that was asked for another day than today says of it, and its links."""
    day = params.text("day")
    if not day or day == today().isoformat():
        return {}

    def address(name: str, /, **arguments: Any) -> str:
        return str(datasette.urls.path(registry.address_on(day, name, **arguments)))

    rest = {name: values for name, values in params.query.items() if name != "day"}
    return {
        "address": address,
        "as_of": day,
        "as_of_today": str(datasette.urls.path(page.address(**{**rest, **params.slots}))),
    }


_kept: WeakKeyDictionary[Any, Kept] = WeakKeyDictionary()


def _again(answer: Answer, request: Request) -> Response:
    """Send a kept answer, or 304 to a browser that has it."""
    headers = {**answer.headers, "etag": answer.tag}
    if answer.tag in (request.headers.get("if-none-match") or ""):
        return Response("", status=304, headers=headers)
    return Response(answer.body, headers=headers, content_type=answer.content_type)


def _params(datasette: Any, request: Request, slots: dict[str, str]) -> Params:
    return Params(
        slots=slots,
        query={key: request.args.getlist(key) for key in request.args},
        base=datasette.absolute_url(request, datasette.urls.instance()),
    )


async def problem(datasette: Any, request: Request, status: int, sentence: str) -> Response:
    """Return a page that says what is wrong."""
    context = {"status": status, "error": sentence, "title": None}
    html = await datasette.render_template("error.html", context, request, "catalogue")
    return Response.html(html, status=status)


@hookimpl
def forbidden(datasette: Any, request: Request) -> Callable[[], Awaitable[Response]]:
    """Say in a page what readers may not do; where SQL is switched off, that it is."""

    async def refused() -> Response:
        return await problem(
            datasette, request, 403, "这里不开放。若是自己写的 SQL，这个网站只开放现成的查询。"
        )

    return refused


def _body(body: Body, headers: dict[str, str]) -> Response:
    if body.location is not None:
        return Response.redirect(body.location, status=301)
    if body.filename is not None:
        headers["content-disposition"] = f"attachment; filename*=UTF-8''{quote(body.filename)}"
    return Response(body.content, headers=headers, content_type=body.content_type)


@hookimpl
def asgi_wrapper() -> Callable[[Asgi], Asgi]:
    """Set the security headers on every answer, Datasette's own included."""

    def wrap(app: Asgi) -> Asgi:
        async def secured(scope: Scope, receive: Any, send: Send) -> None:
            async def send_secured(message: Any) -> None:
                if message["type"] == "http.response.start":
                    present = {name.lower() for name, _ in message.get("headers", [])}
                    message = {
                        **message,
                        "headers": [
                            *message.get("headers", []),
                            *(
                                (name.encode(), value.encode())
                                for name, value in HEADERS.items()
                                if name.encode() not in present
                            ),
                        ],
                    }
                await send(message)

            await app(scope, receive, send_secured if scope["type"] == "http" else send)

        return secured

    return wrap
