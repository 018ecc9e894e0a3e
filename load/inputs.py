"""What is in the raw folder: the texts to read, and what the catalogue says of them."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extract.corrections import SUFFIX as CORRECTIONS
from extract.reading import MEDIA_TYPES

CATALOGUE = "catalogue.csv"
_COLUMNS = ("path", "url", "retrieved_on", "note")
_DATE = re.compile(r"\d{4}(-[01]\d(-[0-3]\d)?)?")


class BuildError(Exception):
    """Why no database was made; ``str()`` is a clear sentence for the person at the terminal."""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """What the catalogue says of one file; ``None`` where it says nothing."""

    url: str | None
    retrieved_on: str | None


@dataclass(slots=True)
class Inputs:
    """The content of a raw folder, in a stable order."""

    texts: list[Path] = field(default_factory=list)
    catalogue: dict[str, CatalogueEntry] = field(default_factory=dict)
    corrections: dict[str, Path] = field(default_factory=dict)
    """Files of corrections, by the name of the text that they are for."""
    warnings: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def find_inputs(raw: Path) -> Inputs:
    """List the texts under ``raw``, at any depth, and read its catalogue.

    Hidden files and folders are passed over. A file of another kind, and a line of the
    catalogue that cannot be used, becomes a warning; a folder that cannot be opened, and a
    name that is no Unicode text (as archives from old systems leave them), a failure.

    :raises BuildError: the folder is missing or holds no text, or the catalogue is no
        CSV file with the columns that it should have.
    """
    if not raw.is_dir():
        what = "is not a folder" if raw.exists() else "does not exist"
        raise BuildError(f"The raw folder {raw} {what}.")
    inputs = Inputs()
    for path in sorted(_visible_files(raw, inputs.failures)):
        name = path.relative_to(raw).as_posix()
        if path.name.upper().startswith("README") or name == CATALOGUE:
            continue
        if name.endswith(CORRECTIONS):
            inputs.corrections[name.removesuffix(CORRECTIONS)] = path
        elif path.suffix.lower() not in MEDIA_TYPES:
            known = ", ".join(MEDIA_TYPES)
            inputs.warnings.append(f"{_printable(name)}: not used (only {known} files are read)")
        elif _printable(name) != name:
            inputs.failures.append(f"{_printable(name)}: the file's name is not in UTF-8")
        else:
            inputs.texts.append(path)
    if not inputs.texts:
        raise BuildError(f"The raw folder {raw} holds no text ({', '.join(MEDIA_TYPES)}).")
    texts = {path.relative_to(raw).as_posix() for path in inputs.texts}
    for name in sorted(inputs.corrections.keys() - texts):
        del inputs.corrections[name]
        what = _printable(name + CORRECTIONS)
        inputs.warnings.append(f"{what}: not used (no text {_printable(name)} beside it)")
    if (raw / CATALOGUE).is_file():
        _read_catalogue(raw, inputs)
    return inputs


def _visible_files(raw: Path, failures: list[str]) -> Iterator[Path]:
    def cannot_open(error: OSError) -> None:
        failures.append(f"{_printable(str(error.filename))}: cannot be opened ({error.strerror})")

    for folder, subfolders, names in os.walk(raw, onerror=cannot_open):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def _printable(name: str) -> str:
    """Return a file name with the bytes that are no UTF-8 written out."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _read_catalogue(raw: Path, inputs: Inputs) -> None:
    """Fill ``inputs.catalogue``; warn of lines that name no text or say what they cannot."""
    known = {path.relative_to(raw).as_posix() for path in inputs.texts}
    try:
        with open(raw / CATALOGUE, encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise BuildError(f"{CATALOGUE}: the column {missing[0]} is missing.")
            lines = [(reader.line_num, line) for line in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BuildError(f"{CATALOGUE}: cannot be read as a UTF-8 CSV file ({error}).") from error
    for number, line in lines:
        where = f"{CATALOGUE}, line {number}"
        name, url, retrieved_on = ((line[column] or "").strip() for column in _COLUMNS[:3])
        if name not in known:
            inputs.warnings.append(f"{where}: no text {name} in the raw folder")
            continue
        if name in inputs.catalogue:
            inputs.warnings.append(f"{where}: {name} stands here twice; the first line counts")
            continue
        if retrieved_on and not _DATE.fullmatch(retrieved_on):
            inputs.warnings.append(f"{where}: {retrieved_on} is no date (YYYY-MM-DD); left out")
            retrieved_on = ""
        inputs.catalogue[name] = CatalogueEntry(url or None, retrieved_on or None)
