"""A file becomes text: decoding only, no clean-up.

The text is kept exactly as decoded (a byte order mark dropped, newlines as they
are), because every offset in the database counts its code points.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import regex

from extract.models import Source

MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown"}

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# Files that are often put among texts by mistake, told apart by their first bytes.
_BINARIES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a Word or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SPACE = regex.compile(r"\s+")
# Share of the visible characters that GB 2312 must know before an encoding that was
# not declared is believed: text read in a wrong encoding is full of rare characters.
_PLAUSIBLE = 0.9


class ReadingError(Exception):
    """A file that cannot be read as text; ``str()`` names the file and says why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def read_source(path: Path, root: Path) -> Source:
    """Read one file of the raw folder.

    :param path: the file; UTF-8, GB 18030 or UTF-16, with or without a BOM.
    :param root: the raw folder, which ``Source.path`` is relative to.
    :raises ReadingError: the file cannot be opened, is empty, is no text, or is in
        an encoding that is none of these.
    """
    name = path.relative_to(root).as_posix()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadingError(name, f"cannot be opened ({error.strerror})") from error
    text, encoding = decode(data, name)
    return Source(
        path=name,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=MEDIA_TYPES.get(path.suffix.lower(), "text/plain"),
        encoding=encoding,
    )


def decode(data: bytes, name: str = "<bytes>") -> tuple[str, str]:
    """Decode bytes of unknown encoding to ``(text, encoding)``.

    :raises ReadingError: as for :func:`read_source`; ``name`` is what it names.
    """
    if not data.strip():
        raise ReadingError(name, "the file is empty")
    for magic, what in _BINARIES:
        if data.startswith(magic):
            raise ReadingError(name, f"the file is no text but {what}")
    text, encoding = _decode_by_bom(data, name) or _decode_by_plausibility(data, name)
    if not text.strip():
        raise ReadingError(name, "the file is empty")
    control = _CONTROL.search(text)
    if control is not None:
        raise ReadingError(
            name,
            f"the file is no text (control character U+{ord(control[0]):04X} "
            f"at character {control.start()})",
        )
    return text, encoding


def _decode_by_bom(data: bytes, name: str) -> tuple[str, str] | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise ReadingError(
                    name, f"the file is marked as {encoding} but byte {error.start} is not"
                ) from error
    return None


def _decode_by_plausibility(data: bytes, name: str) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        first_bad = error.start
    best: tuple[float, str, str] | None = None
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _plausibility(text)
        if best is None or score > best[0]:
            best = score, text, encoding
    if best is None or best[0] < _PLAUSIBLE:
        raise ReadingError(
            name,
            "unknown encoding (neither UTF-8, which fails at byte "
            f"{first_bad}, nor GB18030 nor UTF-16), or no text",
        )
    return best[1], best[2]


def _plausibility(text: str) -> float:
    visible = _SPACE.sub("", text)
    if not visible:
        return 0.0
    known = visible.encode("gb2312", errors="ignore").decode("gb2312")
    return len(known) / len(visible)
