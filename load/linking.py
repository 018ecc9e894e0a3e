"""Which document of the database a citation names: the one step that needs all documents."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

# Signs that differ between two spellings of one title or number, after NFKC.
_VARIANTS = str.maketrans(
    dict.fromkeys("〔【〖〈《「『[{", "(")
    | dict.fromkeys("〕】〗〉》」』]}", ")")
    | dict.fromkeys("‐‑‒–—―−─~～", "-")
    | dict.fromkeys("“”„‟＂", '"')
    | dict.fromkeys("‘’", "'")
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", None)
)
# The year and number in 甲政〔二〇二一〕第3号, which is 甲政〔2021〕3号.
_HAN_YEAR = re.compile(r"(?<=\()[〇○零一二三四五六七八九]{4}(?=\)第?\d+号)")
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_SURPLUS = re.compile(r"(?<=\d\))第(?=\d+号)")


@dataclass(frozen=True, slots=True)
class Linkable:
    """What linking needs to know of a document that may be cited, or that cites."""

    id: int
    source_id: int
    city_id: str | None
    city_name: str | None
    covering_id: int | None
    title: str | None
    doc_number: str | None
    issuer: str | None
    is_draft: bool


def normalise(name: str) -> str:
    """Bring a title or number to the form in which two spellings of it are equal.

    White space goes; full-width letters and digits, kinds of brackets and of dashes
    become one, so do two ways to write the year of a number; brackets and book marks
    around the whole go.
    """
    folded = "".join(unicodedata.normalize("NFKC", name).translate(_VARIANTS).split())
    while folded.startswith("(") and folded.endswith(")") and _is_pair(folded):
        folded = folded[1:-1]
    while "--" in folded:
        folded = folded.replace("--", "-")
    folded = _HAN_YEAR.sub(lambda m: m[0].translate(_HAN_DIGITS), folded)
    return _SURPLUS.sub("", folded)


def _is_pair(text: str) -> bool:
    """Whether the bracket that opens ``text`` is closed by the one that ends it."""
    depth = 0
    for position, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return position == len(text) - 1
    return False


class Linker:
    """All documents of the corpus by title and by number."""

    def __init__(self) -> None:
        self._documents: dict[int, Linkable] = {}
        self._by_name: dict[tuple[str, str], list[Linkable]] = defaultdict(list)

    def add(self, document: Linkable) -> None:
        """Make a document known, as one that cites and as one that may be cited."""
        self._documents[document.id] = document
        for kind, name in (("title", document.title), ("number", document.doc_number)):
            if name:
                self._by_name[kind, normalise(name)].append(document)

    def find(self, kind: str, raw: str, citing_id: int) -> int | None:
        """Return the id of the document that ``raw`` names, or ``None``.

        Of several documents with that name, those that the citing document issues come
        first, then those of its source, then of its city, finals before drafts.
        A document from elsewhere is meant only where its name says whose it is: two
        cities may issue policies of the same plain title. Where the choice is still
        open there is no link.
        """
        name = normalise(raw)
        citing = self._documents[citing_id]
        ranked: dict[tuple[int, bool], list[int]] = defaultdict(list)
        for document in self._by_name.get((kind, name), ()):
            nearness = _nearness(document, citing)
            if nearness is None:
                if kind == "title" and not _names_its_maker(name, document):
                    continue
                nearness = 4
            ranked[nearness, document.is_draft].append(document.id)
        if not ranked:
            return None
        best = ranked[min(ranked)]
        return best[0] if len(best) == 1 else None


def _nearness(document: Linkable, citing: Linkable) -> int | None:
    if document.covering_id == citing.id:
        return 0
    if document.id == citing.id:
        return 2
    if document.source_id == citing.source_id:
        return 1
    if document.city_id is not None and document.city_id == citing.city_id:
        return 3
    return None


def _names_its_maker(name: str, document: Linkable) -> bool:
    makers = (document.city_name, document.issuer)
    return any(normalise(maker) in name for maker in makers if maker)
