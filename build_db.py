#!/usr/bin/env python3
"""Build the knowledge base: a folder of policy texts becomes one SQLite file.

Find the texts, read each one, extract what it says, give the facts their ids, places and
units, load them, say what each clause is about and which clauses of other cities are like it,
index all, check every row, and only then put the new file in the place of the old one.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from extract import extract_source
from extract.corrections import CorrectionError, apply_corrections, read_corrections
from extract.models import Correction, Extraction
from extract.reading import ReadingError, read_source
from load.checks import check
from load.comparison import comparison_rows
from load.database import finish, insert, new_database
from load.inputs import BuildError, CatalogueEntry, Inputs, find_inputs
from load.report import Report, with_progress
from load.rows import RowMaker

UNKNOWN = CatalogueEntry(url=None, retrieved_on=None)


class NothingBuilt(click.ClickException):
    """Ends the program with one sentence; the exit status tells it from a partial build."""

    exit_code = 2


@click.command()
@click.option(
    "--raw",
    type=click.Path(path_type=Path),
    default="raw",
    show_default=True,
    help="Folder of texts (.txt, .md), read at any depth, with an optional catalogue.csv.",
)
@click.option(
    "--db",
    type=click.Path(path_type=Path),
    default="policy.db",
    show_default=True,
    help="SQLite file to make; an old one is replaced when the new one is complete.",
)
def main(raw: Path, db: Path) -> None:
    """Build the policy knowledge base from a folder of texts.

    The exit status is 0 when every text is in the database, 1 when some could not be read
    and the rest is, 2 when no database was made.
    """
    try:
        report = build(raw, db)
    except BuildError as error:
        raise NothingBuilt(str(error)) from error
    click.echo(report.summary())
    sys.exit(1 if report.failures else 0)


def build(raw: Path, db: Path) -> Report:
    """Make the database ``db`` of the texts in ``raw`` and return what was done.

    Equal texts give equal bytes. A text that cannot be read is reported and left out.

    :raises BuildError: no database was made, and an old ``db`` is as it was.
    """
    inputs = find_inputs(raw)
    report = Report(warnings=inputs.warnings, failures=inputs.failures)
    corrections = corrections_of(inputs)
    maker = RowMaker(report.warnings)
    with new_database(db) as connection:
        for path in with_progress(inputs.texts, raw):
            name = path.relative_to(raw).as_posix()
            entry, right = inputs.catalogue.get(name, UNKNOWN), corrections.get(name, [])
            extraction = extraction_of(path, raw, entry, right, report)
            if extraction is None:
                continue
            try:
                insert(connection, maker.rows(extraction), name)
            except BuildError as error:  # facts that break a rule cost no other text its own
                maker.forget()
                report.failures.append(str(error))
                continue
            report.add(extraction)
        if not report.counts["sources"]:
            raise BuildError("\n".join(["None of the texts could be used:", *report.failures]))
        insert(connection, maker.closing_rows(), "all sources")
        insert(connection, comparison_rows(connection), "the comparison of clauses")
        finish(connection)
        check(connection)
    return report


def corrections_of(inputs: Inputs) -> dict[str, list[Correction]]:
    """Read the corrections of every text, by the name of the text.

    :raises BuildError: one cannot be meant; what an analyst put right is never passed over.
    """
    corrections = {}
    errors = []
    for name, path in inputs.corrections.items():
        try:
            corrections[name] = read_corrections(path)
        except CorrectionError as error:
            errors.append(str(error))
    if errors:
        raise BuildError("\n".join(errors))
    return corrections


def extraction_of(
    path: Path,
    raw: Path,
    entry: CatalogueEntry,
    corrections: list[Correction],
    report: Report,
) -> Extraction | None:
    """Read one text and extract what it says; where that fails, report it and return ``None``.

    :raises BuildError: what corrections make of a fact contradicts itself.
    """
    try:
        source = read_source(path, raw)
        source.url, source.retrieved_on = entry.url, entry.retrieved_on
        extraction = extract_source(source)
        extraction.warnings += apply_corrections(extraction, corrections)
    except ReadingError as error:
        report.failures.append(str(error))
        return None
    except CorrectionError as error:
        raise BuildError(str(error)) from error
    except Exception as error:  # a fault in the rules, which odd text may bring out
        what = f"{type(error).__name__}: {error}"
        report.failures.append(f"{path.relative_to(raw).as_posix()}: extraction failed ({what})")
        return None
    return extraction


if __name__ == "__main__":
    main()
