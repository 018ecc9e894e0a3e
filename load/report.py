"""What the person at the terminal sees: progress while the build runs, a table at its end."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from extract.models import Extraction
from load.rows import FACT_TABLES


@dataclass(slots=True)
class Report:
    """What a build did, counted while it runs."""

    counts: Counter[str] = field(default_factory=Counter)
    warnings: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def add(self, extraction: Extraction) -> None:
        """Count what one source yielded, and take over its warnings."""
        self.counts["sources"] += 1
        for table in ("documents", "clauses", *FACT_TABLES):
            self.counts[table] += len(getattr(extraction, table))
        for number in extraction.numerals:
            self.counts["numbers"] += 1
            self.counts["unresolved"] += number.disposition == "unresolved"
        for correction in extraction.corrections:
            self.counts["corrections"] += 1
            self.counts["not applied"] += not correction.applied
        path = extraction.source.path
        self.warnings += [f"{path}: {warning}" for warning in extraction.warnings]

    def summary(self) -> str:
        """Return the closing table, and below it every warning and failure in a line."""
        counts = self.counts
        rows = [
            ("sources", counts["sources"]),
            ("documents", counts["documents"]),
            ("clauses", counts["clauses"]),
            ("facts", sum(counts[table] for table in FACT_TABLES)),
            *((f"  {table}", counts[table]) for table in FACT_TABLES),
            ("numbers", counts["numbers"]),
            ("  unresolved", counts["unresolved"]),
            ("corrections", counts["corrections"]),
            ("  not applied", counts["not applied"]),
            ("warnings", len(self.warnings)),
            ("not read", len(self.failures)),
        ]
        width = max(len(name) for name, _ in rows)
        lines = [f"{name:<{width}} {count:>9,}" for name, count in rows]
        lines += [f"warning: {warning}" for warning in self.warnings]
        lines += [f"not read: {failure}" for failure in self.failures]
        return "\n".join(lines)


def with_progress(paths: Sequence[Path], raw: Path) -> Iterator[Path]:
    """Yield the paths, showing how far the build is: a bar on a terminal, else a line each."""
    if sys.stdout.isatty():
        with click.progressbar(paths, label="Reading", show_pos=True) as bar:
            yield from bar
        return
    for number, path in enumerate(paths, 1):
        click.echo(f"{number}/{len(paths)} {path.relative_to(raw).as_posix()}")
        yield path
