"""Chinese search in Datasette's own search box, with the hits marked.

SQLite's tokenizers take a run of Han characters for one word, so that a search for 奖补 finds
nothing. Here every character is a token of its own and a search term is one phrase of such
tokens, which makes full-text search a search for substrings: whatever stands in the text is
found by any part of it, one character or more, with no word list to miss it. No custom
tokenizer is needed, so the file opens in any SQLite.

* :func:`index_text` is what goes into the full-text table: the characters with U+200B, an
  invisible separator, between them.
* :func:`query_phrase` turns what a reader types into a full-text query. Registered as the SQL
  function ``escape_fts`` it takes the place of Datasette's own.
* :func:`narrowed` adds to such a query what its hits must be of: a city, a year, a topic, the
  clauses that grant something.
* :func:`fill_fts` fills the full-text table of a finished database.

Text and query are folded alike: full-width letters and digits, kinds of dashes and brackets.
Case, white space and quotation marks do not count.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from contextvars import ContextVar
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from markupsafe import Markup
from pluggy import HookimplMarker

# The same marker as datasette.hookimpl; the build uses this file too and need not load Datasette.
hookimpl = HookimplMarker("datasette")

SEPARATOR = "\u200b"

# What begins the words of the column ``filters``; nobody types it.
_FILTER = "\ue000"
# The kinds of such words, and the letter by which the index tells them apart.
_FILTERS = {"city": "c", "kind": "k", "year": "y", "topic": "t", "grants": "g"}

# Quotation marks are separators of clauses_fts (see schema.sql): people search with and without.
_QUOTES = "“”‘’「」『』"

# Each character becomes exactly one other, so that offsets stay valid.
_FOLD = str.maketrans(
    {chr(full): chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("‐‑‒–—―─−－", "-")
    | dict.fromkeys("(（", "（")
    | dict.fromkeys(")）", "）")
    | dict.fromkeys("[［【", "〔")
    | dict.fromkeys("]］】", "〕")
    | dict.fromkeys(",，", "，")
    | {'"': "”", "＂": "”", "'": "’", "＇": "’", "\u3000": " "}
)

_TERM = re.compile(r'"([^"]+)"|([^\s"]+)')
_EMPTY_SEARCH = re.compile(rb"(?<![^&])_search=(?:\+|%20)*(?=&|$)")
_NUMBER = re.compile("[0-9]+")
_BETWEEN = f"[\\s{_QUOTES}{SEPARATOR}]*"

# Columns in which hits are marked: those that are searched, wherever they are shown.
_SEARCHED = frozenset({"marker", "heading", "text", "clause_text", "摘录", "原文", "标题"})

# Columns that hold an id, and the table whose row it names. Views have no foreign keys.
_LINKED = {
    "amount_id": "amounts",
    "cap_id": "caps",
    "citation_id": "citations",
    "cited_document_id": "documents",
    "city_id": "cities",
    "clause_id": "clauses",
    "condition_id": "conditions",
    "covering_document_id": "documents",
    "deadline_id": "deadlines",
    "document_id": "documents",
    "measure_id": "measures",
    "member_id": "members",
    "other_clause_id": "clauses",
    "parent_id": "clauses",
    "percentage_id": "percentages",
    "responsibility_id": "responsibilities",
    "share_id": "shares",
    "source_id": "sources",
    "target_id": "targets",
    "topic_id": "topics",
    "unit_id": "units",
}

# Tables of facts; the words of a fact lead to the place in its source where they stand.
_FACTS = {
    "amounts": "amount_id",
    "caps": "cap_id",
    "citations": "citation_id",
    "conditions": "condition_id",
    "deadlines": "deadline_id",
    "measures": "measure_id",
    "members": "member_id",
    "percentages": "percentage_id",
    "responsibilities": "responsibility_id",
    "shares": "share_id",
    "targets": "target_id",
}

# render_cell is given no request, so the terms of the request being answered are kept here.
_hits: ContextVar[re.Pattern[str] | None] = ContextVar("hits", default=None)


def fold(text: str) -> str:
    """Return text with variants of one character made equal; the length stays the same."""
    return text.translate(_FOLD)


def index_text(text: str) -> str:
    """Return what the full-text table stores for text: each character a token of its own."""
    return SEPARATOR.join(fold(text))


def query_terms(query: str) -> list[str]:
    """Return the terms of a query: parted by blanks, or held together by double quotes.

    A term is folded and holds only characters that are tokens, and so may be empty.
    """
    found = (quoted or bare for quoted, bare in _TERM.findall(query.replace("＂", '"')))
    return ["".join(char for char in fold(term) if _is_token(char)) for term in found]


def query_phrase(query: str | None) -> str:
    """Return the full-text query for what a reader typed: one phrase per term, all required."""
    phrases = [f'"{SEPARATOR.join(term)}"' for term in query_terms(query or "") if term]
    return " ".join(phrases) or '""'  # finds nothing; an empty query is a syntax error


def narrowed(phrase: str, **chosen: str | int | None) -> str:
    """Return a full-text query whose hits are also of what is chosen; empty choices do not count.

    ``city`` is a code, ``kind`` that of a document, ``year`` that of issue, ``topic`` an id;
    ``grants`` is 1 for clauses that grant something (those of ``clause_supports``).

    >>> narrowed('"奖"', year=2023, topic=None)
    '("奖") AND filters : ("\\ue000y2023")'
    """
    given = {name: str(value) for name, value in chosen.items() if value is not None}
    words = [
        f'"{_FILTER}{_FILTERS[name]}{value.replace(chr(34), chr(34) * 2)}"'
        for name, value in given.items()
        if value
    ]
    return f"({phrase}) AND filters : ({' AND '.join(words)})" if words else phrase


def fill_fts(connection: sqlite3.Connection) -> None:
    """Fill ``clauses_fts`` from ``clauses`` and what they are of; once, after loading."""
    connection.create_function("index_text", 1, _index_nullable, deterministic=True)
    connection.execute(
        """
        insert into clauses_fts (rowid, marker, heading, text, filters)
        select clauses.id, index_text(clauses.marker), index_text(clauses.heading),
               index_text(clauses.text),
               coalesce(:sign || 'c' || documents.city_id || ' ', '')
               || coalesce(:sign || 'k' || documents.kind || ' ', '')
               || coalesce(:sign || 'y' || substr(documents.issued_on, 1, 4) || ' ', '')
               || coalesce((select :sign || 'g1 ' from clause_supports where id = clauses.id), '')
               || coalesce((select group_concat(:sign || 't' || topic_id, ' ')
                            from (select topic_id from clause_topics
                                  where clause_id = clauses.id order by topic_id)), '')
        from clauses left join documents on documents.id = clauses.document_id
        order by clauses.id
        """,
        {"sign": _FILTER},
    )


def mark(text: str, hits: re.Pattern[str]) -> Markup:
    """Return text as HTML: everything escaped, hits inside ``<mark>``."""
    pieces: list[Markup] = []
    end = 0
    for match in hits.finditer(fold(text)):
        pieces.append(Markup.escape(text[end : match.start()]))
        pieces.append(Markup("<mark>{}</mark>").format(text[match.start() : match.end()]))
        end = match.end()
    pieces.append(Markup.escape(text[end:]))
    return Markup("").join(pieces)


def hits_pattern(queries: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern that finds, in folded text, the terms of all queries; None without any."""
    terms = {term for query in queries for term in query_terms(query) if term}
    # Longer terms first, so that 二级节点 is marked as a whole where 节点 is a term as well.
    ordered = sorted(terms, key=lambda term: (-len(term), term))
    pattern = "|".join(_BETWEEN.join(map(re.escape, term)) for term in ordered)
    return re.compile(pattern, re.IGNORECASE) if pattern else None


def _is_token(char: str) -> bool:
    # White space, control characters and quotation marks are not, as in schema.sql.
    category = unicodedata.category(char)
    return char not in _QUOTES and category[0] != "Z" and category not in ("Cc", "Cf", "Cs")


def _index_nullable(text: str | None) -> str | None:
    return None if text is None else index_text(text)


# trylast: Datasette registers its own escape_fts too, and the last one wins.
@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Register ``escape_fts``, which Datasette's search calls, and ``grants_fts``, for the same
    search among the clauses that grant something."""
    conn.create_function("escape_fts", 1, query_phrase, deterministic=True)
    conn.create_function(
        "grants_fts", 1, lambda q: narrowed(query_phrase(q), grants=1), deterministic=True
    )


Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]


@hookimpl
def asgi_wrapper() -> Callable[[Asgi], Asgi]:
    """Keep the search terms of each request for :func:`render_cell`.

    An empty search box, which a browser sends along with every filter, is no search at all.
    """

    def wrap(app: Asgi) -> Asgi:
        async def remember(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http":
                query_string = scope.get("query_string", b"")
                if b"_search=" in query_string:
                    query_string = _EMPTY_SEARCH.sub(b"", query_string)
                    scope = {**scope, "query_string": query_string}
                arguments = parse_qsl(query_string.decode("utf-8", "replace"))
                # _search and _search_COLUMN on table pages, q in the canned queries.
                queries = [
                    value
                    for name, value in arguments
                    if name == "q" or name == "_search" or name.startswith("_search_")
                ]
                _hits.set(hits_pattern(queries))
            await app(scope, receive, send)

        return remember

    return wrap


@hookimpl
def render_cell(
    row: Mapping[str, Any],
    value: Any,
    column: str,
    table: str | None,
    database: str,
    datasette: Any,
) -> Markup | str | None:
    """Mark hits, drop U+200B, link ids and facts; None leaves a cell to Datasette."""
    if value is None:
        return None
    if isinstance(value, str):
        clean = value.replace(SEPARATOR, "")
        hits = _hits.get()
        if hits is not None and column in _SEARCHED and hits.search(fold(clean)):
            limit = datasette.setting("truncate_cells_html")
            return mark(clean[:limit] + "…" if 0 < limit < len(clean) else clean, hits)
        if column == "raw" and (fact := _fact(row, table)):
            query = _address(datasette, database, "fact_source")
            arguments = urlencode({"fact_table": fact[0], "fact_id": fact[1]}).replace("&", "&amp;")
            return Markup(f'<a href="{query}?{arguments}">{Markup.escape(clean)}</a>')
        if column == "事实":  # of the query fact_source: the fact between its surroundings
            return Markup("<mark>{}</mark>").format(clean)
        if clean != value:
            return clean
    linked = _LINKED.get(column)
    if column == "fact_id" and (fact := _fact(row, table)):
        linked = fact[0]
    if linked and _NUMBER.fullmatch(str(value)):
        return Markup(f'<a href="{_address(datasette, database, linked)}/{value}">{value}</a>')
    return None


@lru_cache(maxsize=256)  # a page asks some thousand times
def _address(datasette: Any, database: str, name: str) -> Markup:
    """The address of a table or query, as it stands in HTML."""
    return Markup.escape(datasette.urls.table(database, name))


def _fact(row: Mapping[str, Any], table: str | None) -> tuple[str, int] | None:
    """Return table and id of the fact that a row is about, None where it is about no fact."""
    columns = set(row.keys())
    if {"fact_table", "fact_id"} <= columns:
        name, number = row["fact_table"], row["fact_id"]
    else:
        name = (table or "").removeprefix("v_")
        identity = "id" if name == table else _FACTS.get(name)
        number = row[identity] if identity in columns else None
    return (name, number) if name in _FACTS and isinstance(number, int) else None
