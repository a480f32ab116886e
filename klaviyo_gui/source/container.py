"""Make a file readable as CSV, through a working copy where it is none itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from klaviyo_gui.core.errors import FileChanged, FileUnsupported, SourceError
from klaviyo_gui.source.archive import GZIP, ZIP, is_workbook, unpack_gzip, unpack_zip
from klaviyo_gui.source.opening import explained, opened
from klaviyo_gui.source.signature import foreign, is_gzip, is_zip, password_protected
from klaviyo_gui.source.stamp import stamp_of
from klaviyo_gui.source.wide import narrow, wide_encoding
from klaviyo_gui.source.workbook import LINE_FEED, write_sheet
from klaviyo_gui.source.working_copy import WorkingCopy

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.source.dialect import Overrides
    from klaviyo_gui.source.stamp import Stamp

_HEAD = 256 * 1024


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Readable:
    """Where the text of a file can be read, and what is known of it.

    ``encoding`` is that of the user's file if the copy has another one; ``member`` the name
    within an archive; ``line_feed`` as in Dialect; ``copy`` is None where the file itself is read.
    """

    data: Path
    encoding: str | None = None
    member: str | None = None
    sheets: tuple[str, ...] = ()
    sheet: str | None = None
    line_feed: str = ""
    copy: WorkingCopy | None = None


_Key = tuple[str, "Stamp", str | None, str | None]
_guard = Lock()
_known: WeakValueDictionary[_Key, Readable] = WeakValueDictionary()


def readable(path: Path, stamp: Stamp, overrides: Overrides) -> Readable:
    """Find the text of a file, or make a copy of it that serves as long as it is the same.

    FileUnsupported and the like if it is no text and holds none; FileChanged if it is still
    being written.
    """
    with opened(path) as file:
        head = file.read(_HEAD)
    encoding = wide_encoding(head, overrides.encoding)
    if not (is_gzip(head) or is_zip(head) or encoding):
        found = password_protected(path, head) or foreign(head)
        if found is not None:
            raise FileUnsupported(path, found)
        return Readable(path)
    key = (str(path), stamp, overrides.encoding, overrides.sheet)
    with _guard:
        known = _known.get(key)
    shared = known.copy.share() if known is not None and known.copy is not None else None
    if known is not None and shared is not None:
        made = replace(known, copy=shared)
    else:
        made = _copied(path, stamp, head, overrides)
    with _guard:
        _known[key] = made
    return made


def _copied(path: Path, stamp: Stamp, head: bytes, overrides: Overrides) -> Readable:
    copy = WorkingCopy()
    try:
        with explained(path):
            made = _written(path, head, overrides, copy)
    except SourceError as error:
        if stamp_of(path) != stamp:
            # What looks damaged is only not complete yet.
            raise FileChanged(path) from error
        raise
    if stamp_of(path) != stamp:
        raise FileChanged(path)
    return made


def _written(path: Path, head: bytes, overrides: Overrides, copy: WorkingCopy) -> Readable:
    # Errors of a worker name the file that it read: the copy bears the name that people know.
    data = copy.folder / path.name
    if is_zip(head) and is_workbook(path):
        sheets, sheet = write_sheet(path, data, overrides.sheet)
        return Readable(data, "utf-8", None, sheets, sheet, LINE_FEED, copy)
    member = None
    source = path
    if is_gzip(head) or is_zip(head):
        member = unpack_gzip(path, data) if is_gzip(head) else unpack_zip(path, data)
        source = data
        with data.open("rb") as file:
            head = file.read(_HEAD)
    encoding = wide_encoding(head, overrides.encoding)
    if encoding is None:
        found = GZIP if is_gzip(head) else ZIP if is_zip(head) else foreign(head)
        if found is not None:
            raise FileUnsupported(path, f"archive with another file in it ({found})")
        return Readable(data, None, member, copy=copy)
    narrowed = copy.folder / ".narrow"
    narrow(path, source, narrowed, encoding)
    narrowed.replace(data)
    return Readable(data, encoding, member, copy=copy)
