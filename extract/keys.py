"""Addresses of documents and clauses that stay when others come or go."""

from __future__ import annotations

import hashlib

from extract.models import Extraction
from extract.patterns import pattern


def set_keys(result: Extraction, index: int, first: int, names: dict[str, int]) -> None:
    """Give a document and its clauses keys made from what they are, whatever else there is.

    :param index: the document in ``result.documents``.
    :param first: its first clause in ``result.clauses``.
    :param names: how often each key was given in this source; changed in place.
    """
    document = result.documents[index]
    name = document.doc_number or document.title or f"文件{document.seq}"
    name = pattern(r"[\s/#?&%+\\]+").sub("", name)
    # The file's name tells documents of one title apart, whatever other files there are,
    # and stays when a file moves to another folder or a slip in it is mended.
    file = result.source.path.rpartition("/")[2]
    place = hashlib.sha256(file.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    key = f"{document.city_code or '000000'}-{name}-{place}"
    names[key] = names.get(key, 0) + 1
    document.key = key if names[key] == 1 else f"{key}-{names[key]}"
    seen: dict[str, int] = {}
    for clause in result.clauses[first:]:
        if clause.document != index:
            continue
        citation = pattern(r"\s+").sub("", clause.citation)
        seen[citation] = seen.get(citation, 0) + 1
        if seen[citation] > 1:
            citation = f"{citation}~{seen[citation]}"
        clause.key = f"{document.key}:{citation}"
