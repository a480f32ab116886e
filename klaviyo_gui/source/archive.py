"""Unpack the one table of a gzip or ZIP archive."""

from __future__ import annotations

import gzip
import lzma
import struct
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from klaviyo_gui.core.errors import FileOfSeveral, FileUnsupported
from klaviyo_gui.language import told
from klaviyo_gui.source.gauge import Gauge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from io import BufferedIOBase

GZIP = told("a gzip archive")
ZIP = told("a ZIP archive")
WORKBOOK = told("an Excel workbook")

CHUNK = 64 * 1024

_TABLES = frozenset({".csv", ".tsv", ".tab"})
_TEXTS = _TABLES | {".txt"}

_ENCRYPTED = 0x1

# What lies in a ZIP archive tells which program's document it is.
_DOCUMENTS = (
    ("xl/workbook.bin", told("a binary Excel workbook (.xlsb)")),
    ("word/document.xml", told("a Word document")),
    ("ppt/presentation.xml", told("a PowerPoint presentation")),
    ("content.xml", told("an OpenDocument file, perhaps a spreadsheet (.ods)")),
    ("Index/Document.iwa", told("an Apple document, perhaps a spreadsheet (.numbers)")),
)

_DAMAGE = (
    zipfile.BadZipFile,
    gzip.BadGzipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    struct.error,
    ValueError,
    OverflowError,
)


def unpack_gzip(path: Path, target: Path) -> str:
    """Unpack a gzip archive, and tell the name of what was in it."""
    gauge = Gauge(path, path.stat().st_size, GZIP, target.parent)
    with damage_explained(path, GZIP), gzip.open(path) as source, target.open("wb") as copy:
        copy_measured(source, copy, gauge)
    return path.stem


def unpack_zip(path: Path, target: Path, wanted: str | None = None) -> str:
    """Unpack the table of a ZIP archive, and tell its name; FileOfSeveral unless one is wanted."""
    gauge = Gauge(path, path.stat().st_size, ZIP, target.parent)
    with damage_explained(path, ZIP), zipfile.ZipFile(path) as archive:
        member = _table(path, archive.infolist(), wanted)
        if member.flag_bits & _ENCRYPTED:
            raise FileUnsupported(path, told("a password-protected ZIP archive"))
        with archive.open(member) as source, target.open("wb") as copy:
            copy_measured(source, copy, gauge)
    return member.filename


def is_workbook(path: Path) -> bool:
    """Tell whether a ZIP archive is an Excel workbook."""
    kind = WORKBOOK if path.suffix.lower() in {".xlsx", ".xlsm"} else ZIP
    with damage_explained(path, kind), zipfile.ZipFile(path) as archive:
        return "xl/workbook.xml" in archive.namelist()


def copy_measured(source: IO[bytes] | BufferedIOBase, target: IO[bytes], gauge: Gauge) -> None:
    """Copy what unpacks, and stop in time."""
    while chunk := source.read(CHUNK):
        gauge.add(len(chunk))
        target.write(chunk)


@contextmanager
def damage_explained(path: Path, kind: str) -> Iterator[None]:
    """Turn whatever an archive's reader says about damage into FileUnsupported."""
    try:
        yield
    except NotImplementedError as error:
        raise FileUnsupported(
            path, told("{kind} packed in a way that few programs know", kind=kind)
        ) from error
    except _DAMAGE as error:
        raise FileUnsupported(path, f"{kind} that is damaged or not complete") from error
    except OSError as error:
        if error.errno is not None:
            raise
        # The reader of bzip2 speaks of damage as of a fault of the disk.
        raise FileUnsupported(path, f"{kind} that is damaged or not complete") from error


def _table(path: Path, members: Sequence[zipfile.ZipInfo], wanted: str | None) -> zipfile.ZipInfo:
    names = {member.filename for member in members}
    for name, found in _DOCUMENTS:
        if name in names:
            raise FileUnsupported(path, found)
    files = [member for member in members if _counts(member)]
    for endings in (_TABLES, _TEXTS):
        tables = [file for file in files if PurePosixPath(file.filename).suffix.lower() in endings]
        if tables:
            break
    chosen = tables or files
    if not chosen:
        raise FileUnsupported(path, told("{kind} without a file in it", kind=ZIP))
    named = [file for file in chosen if file.filename == wanted]
    if not named and (len(chosen) > 1 or wanted is not None):
        raise FileOfSeveral(path, tuple(dict.fromkeys(file.filename for file in chosen)))
    return (named or chosen)[0]


def _counts(member: zipfile.ZipInfo) -> bool:
    """Leave out folders and what systems put beside a user's files."""
    parts = PurePosixPath(member.filename).parts
    return not (member.is_dir() or "__MACOSX" in parts or not parts or parts[-1].startswith("."))
