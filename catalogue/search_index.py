"""The search index of the static site: small files, of which a browser loads only what it needs.

Like the live search (``clauses_fts``, whose folded text it takes) it finds any run of one or
more characters. What it knows of is pairs of neighbouring characters, and single ones: a word of
two characters is one pair, a longer one is the clauses that have all its pairs, which are then
read to see that the pairs stand side by side.

* ``search/index.json``: how many clauses, the documents in order with their first clause, and
  how many files of each other kind.
* ``search/grams/N.json``: for each pair of characters the clauses that have it, as differences
  between ``2 * number + 1`` where it stands in the heading, ``2 * number`` elsewhere. N is a
  hash of the pair (FNV-1a of its UTF-16 units, see ``static/site-search.js``).
* ``search/texts/N.json``: the texts of some clauses that follow each other.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

from catalogue.database import rows
from catalogue.exports import clause_address, document_address

CLAUSES_IN_A_FILE = 40
POSTINGS_IN_A_FILE = 6_000
SEPARATOR = "\u200b"
_QUOTES = "“”‘’「」『』"


def bare(text: str | None) -> str:
    """Return what of a folded text is searched: no white space, quotation marks or separators."""
    if not text:
        return ""
    kept = (char for char in text if char not in _QUOTES and char != SEPARATOR)
    # One character stays one: few become more when made small, and those keep their size.
    return "".join(
        char.lower() if len(char.lower()) == 1 else char for char in kept if not char.isspace()
    )


def grams(text: str) -> set[str]:
    """Return every character of a text and every two that are neighbours."""
    return {*text, *(text[place : place + 2] for place in range(len(text) - 1))}


def shard(gram: str, shards: int) -> int:
    """Return the number of the file in which a pair stands."""
    value = 0x811C9DC5
    units = gram.encode("utf-16-le", "surrogatepass")
    for place in range(0, len(units), 2):
        value = (value ^ int.from_bytes(units[place : place + 2], "little")) * 0x01000193
        value &= 0xFFFFFFFF
    return value % shards


def files(
    connection: sqlite3.Connection, find: Callable[[str], str | None]
) -> Iterator[tuple[str, str]]:
    """Yield the files of the index, each with its content.

    ``find`` gives the file of the site that holds an address.
    """
    documents: list[list[Any]] = []
    postings: dict[str, list[int]] = {}
    texts: list[list[Any]] = []
    number = text_files = 0
    document = None
    cursor = connection.execute(
        "select clauses.document_id, clauses.key, clauses.citation, clauses.heading,"
        " clauses.text, above.heading, clauses_fts.marker, clauses_fts.heading, clauses_fts.text"
        " from clauses join clauses_fts on clauses_fts.rowid = clauses.id"
        " left join clauses as above on above.id = clauses.parent_id"
        " order by clauses.document_id, clauses.seq"
    )
    about = {
        each["id"]: each
        for each in rows(
            connection,
            "select documents.id, documents.key, coalesce(documents.title, documents.key) as title,"
            " documents.city_id, cities.name as city, documents.kind,"
            " substr(coalesce(documents.issued_on, documents.effective_on, ''), 1, 4) as year"
            " from documents left join cities on cities.id = documents.city_id",
        )
    }
    for document_id, key, citation, heading, text, above, *folded in cursor:
        if document_id != document:
            document = document_id
            each = about[document_id]
            documents.append(
                [
                    number,
                    each["title"],
                    each["city_id"] or "",
                    each["city"] or "",
                    each["kind"],
                    each["year"],
                    find(document_address(each["key"])),
                ]
            )
        marker, head, body = map(bare, folded)
        in_heading = grams(head)
        for gram in in_heading | grams(body) | grams(marker):
            postings.setdefault(gram, []).append(2 * number + (gram in in_heading))
        texts.append([find(clause_address(key)), citation, heading or "", text, above or ""])
        number += 1
        if len(texts) == CLAUSES_IN_A_FILE:
            yield f"search/texts/{text_files}.json", _dense(texts)
            text_files, texts = text_files + 1, []
    if texts:
        yield f"search/texts/{text_files}.json", _dense(texts)
    size = sum(len(each) for each in postings.values())
    shards = max(1, -(-size // POSTINGS_IN_A_FILE))
    contents: list[dict[str, list[int]]] = [{} for _ in range(shards)]
    for gram in sorted(postings):
        contents[shard(gram, shards)][gram] = differences(postings[gram])
    for place, content in enumerate(contents):
        yield f"search/grams/{place}.json", _dense(content)
    yield (
        "search/index.json",
        _dense(
            {
                "clauses": number,
                "shards": shards,
                "clausesInAFile": CLAUSES_IN_A_FILE,
                "documents": documents,
            }
        ),
    )


def differences(numbers: list[int]) -> list[int]:
    """Return ascending numbers as the first and then what each adds to the one before."""
    return [after - before for before, after in zip([0, *numbers], numbers, strict=False)]


def _dense(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
