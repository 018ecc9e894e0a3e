"""How fast texts become a database, stage by stage; ``make bench`` runs it.

Every stage runs over the same characters in the same process, best of several runs, and so
do, for comparison, two bare word segmenters, jieba and rjieba (``cut`` over the text and
nothing else), and the closest extractors, JioNLP's of money and of time, which need the
package ``jionlp`` (``make bench`` installs it). Then one text is repeated inside one file, to see that time grows with length
and no faster.
"""

from __future__ import annotations

import io
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import jieba
import rjieba

from build_db import build
from extract import extract_source, extract_text
from extract.clauses import build_clauses
from extract.documents import split_documents
from extract.models import Source
from extract.paragraphs import read_paragraphs
from extract.reading import read_source

RAW = Path(__file__).parent.parent / "raw"
COPIES = 20
RUNS = 5
TIMES = (1, 4, 16)


def main() -> None:
    paths = sorted(RAW.rglob("*.txt"))
    if not paths:
        sys.exit("There are no texts in raw/ to measure with.")
    sources = [read_source(path, RAW) for path in paths]
    length = sum(len(source.text) for source in sources)
    print(f"{len(paths)} texts, {length:,} characters, {COPIES} times over, best of {RUNS} runs\n")
    _stages(paths, sources, length * COPIES)
    _linearity(max(sources, key=lambda source: len(source.text)).text)


def _stages(paths: list[Path], sources: list[Source], characters: int) -> None:
    reading = best(lambda: _read(paths))
    structure = max(0.0, best(lambda: _structure(paths)) - reading)
    whole = best(lambda: _extract(paths))
    facts = max(0.0, whole - reading - structure)
    built = _build(paths)
    loading = max(0.0, built - whole)
    print(f"{'stage':<34} {'seconds':>8} {'characters a second':>20}")
    _line("reading (decode, fold, paragraphs)", reading, characters)
    _line("structure (documents, clauses)", structure, characters)
    _line("facts", facts, characters)
    _line("loading (rows, SQLite, checks)", loading, characters)
    _line("total", built, characters)
    print()
    texts = [source.text for source in sources] * COPIES
    jieba.setLogLevel(60)
    jieba.initialize()
    rjieba.cut("预热")
    _line("all but loading", whole, characters)
    _line("jieba.cut alone", best(lambda: [list(jieba.cut(text)) for text in texts]), characters)
    _line("rjieba.cut alone", best(lambda: [rjieba.cut(text) for text in texts]), characters)
    _jionlp([source.text for source in sources], characters // COPIES)
    print()


def _jionlp(texts: list[str], characters: int) -> None:
    """JioNLP's extractors over the texts once; its own warm-up is not counted."""
    try:
        with redirect_stdout(io.StringIO()):  # it greets
            from jionlp import ner
    except ImportError:
        print("JioNLP is not installed here; `make bench` installs it.")
        return
    logging.disable(logging.CRITICAL)  # what it cannot read it logs, with a traceback
    for name in ("extract_money", "extract_time"):
        extract = getattr(ner, name)
        extract("到2025年给予10万元。")
        seconds = best(lambda extract=extract: [extract(text) for text in texts])
        _line(f"JioNLP {name}", seconds, characters)


def _linearity(text: str) -> None:
    print(f"{'one file, its text repeated':<34} {'seconds':>8} {'characters a second':>20}")
    for times in TIMES:
        repeated = "\n".join([text] * times)
        _line(f"{times}x", best(lambda repeated=repeated: extract_text(repeated)), len(repeated))


def _read(paths: list[Path]) -> None:
    for path in paths * COPIES:
        read_paragraphs(read_source(path, RAW).text)


def _structure(paths: list[Path]) -> None:
    """Reading and structure, with what extraction itself does for them."""
    for path in paths * COPIES:
        text = read_source(path, RAW).text
        aligned, paragraphs = read_paragraphs(text)
        first = 0
        for index, (document, part) in enumerate(split_documents(paragraphs, aligned, text)):
            span = document.start, document.end
            clauses, _ = build_clauses(part, aligned, text, index, span, first)
            first += len(clauses)


def _extract(paths: list[Path]) -> None:
    for path in paths * COPIES:
        extract_source(read_source(path, RAW))


def _build(paths: list[Path]) -> float:
    """Seconds for a whole build, with every copy a file of its own."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder, "raw")
        for copy in range(COPIES):
            (raw / f"{copy:02d}").mkdir(parents=True)
            for path in paths:
                # Blank lines at the end make it another text, with keys of its own.
                data = path.read_bytes() + b"\n" * copy
                (raw / f"{copy:02d}" / path.name).write_bytes(data)
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            return best(lambda: build(raw, Path(folder, "bench.db")))


def best(action: Callable[[], object]) -> float:
    """Return the seconds of the fastest run."""
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def _line(name: str, seconds: float, characters: int) -> None:
    rate = f"{characters / seconds:,.0f}" if seconds else "—"
    print(f"{name:<34} {seconds:>8.3f} {rate:>20}")


if __name__ == "__main__":
    main()
