"""Make a file readable as CSV, through a working copy where it is none itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from klaviyo_gui.core.errors import FileChanged, FileUnsupported, SourceError
from klaviyo_gui.language import told
from klaviyo_gui.source.archive import GZIP, ZIP, is_workbook, unpack_gzip, unpack_zip
from klaviyo_gui.source.excerpts import excerpts
from klaviyo_gui.source.hidden import hidden_charset, hidden_texts
from klaviyo_gui.source.mainframe import EBCDIC, is_unlined, telling_lines
from klaviyo_gui.source.opening import explained, opened
from klaviyo_gui.source.signature import (
    BINARY,
    MAINFRAME,
    is_binary,
    is_gzip,
    is_zip,
    password_protected,
    signed,
)
from klaviyo_gui.source.stamp import stamp_of
from klaviyo_gui.source.wide import narrow
from klaviyo_gui.source.workbook import LINE_FEED, Sheets, write_sheet
from klaviyo_gui.source.working_copy import WorkingCopy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from klaviyo_gui.source.charset import Charset
    from klaviyo_gui.source.dialect import Overrides
    from klaviyo_gui.source.excerpts import Excerpt
    from klaviyo_gui.source.readings import Reading
    from klaviyo_gui.source.stamp import Stamp

_HEAD = 256 * 1024
_PLAIN = "utf-8"


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Readable:
    """Where the text of a file can be read, and what is known of it.

    ``encoding`` is that of the user's file if the copy has another one, with all that is known of
    it in ``charset`` and lines in ``texts`` that its candidates read differently; ``member`` is
    the name within an archive; ``sheets`` are those of a workbook; ``line_feed`` as in Dialect;
    ``copy`` is None where the file itself is read.
    """

    data: Path
    encoding: str | None = None
    member: str | None = None
    sheets: Sheets | None = None
    line_feed: str = ""
    copy: WorkingCopy | None = None
    charset: Charset | None = None
    texts: tuple[Reading, ...] = ()


_Key = tuple[str, "Stamp", str | None, str | None, str | None]
_guard = Lock()
_known: WeakValueDictionary[_Key, Readable] = WeakValueDictionary()


def readable(path: Path, stamp: Stamp, overrides: Overrides) -> Readable:
    """Find the text of a file, or make a copy of it that serves as long as it is the same.

    FileUnsupported and the like if it is no text and holds none; FileChanged if it is still
    being written.
    """
    with opened(path) as file:
        head = file.read(_HEAD)
        if not (is_gzip(head) or is_zip(head)):
            found = password_protected(path, head) or signed(head)
            taken = () if found is not None else excerpts(file, is_counted=False)
            charset = hidden_charset(taken, overrides.encoding) if taken else None
            if charset is None or charset.encoding == _PLAIN:
                found = found or _no_text(head)
                if found is not None:
                    raise FileUnsupported(path, found)
                return _plain(Readable(path), taken, charset)
    key = (str(path), stamp, overrides.encoding, overrides.sheet, overrides.member)
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


def _no_text(head: bytes) -> str | None:
    if is_unlined(head):
        return MAINFRAME
    return BINARY if is_binary(head) else None


def _plain(read: Readable, taken: Sequence[Excerpt], charset: Charset | None) -> Readable:
    """Add to what is read in place what else it may be."""
    if charset is None:
        return read
    return replace(read, charset=charset, texts=hidden_texts(taken, charset))


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
        sheets = write_sheet(path, data, overrides.sheet)
        return Readable(data, "utf-8", sheets=sheets, line_feed=LINE_FEED, copy=copy)
    member = None
    source = path
    if is_gzip(head) or is_zip(head):
        wanted = overrides.member
        member = unpack_gzip(path, data) if is_gzip(head) else unpack_zip(path, data, wanted)
        source = data
    with source.open("rb") as file:
        head = file.read(_HEAD)
        found = GZIP if is_gzip(head) else ZIP if is_zip(head) else signed(head)
        taken = () if found is not None else excerpts(file, is_counted=False)
    charset = hidden_charset(taken, overrides.encoding) if taken else None
    if charset is None or charset.encoding == _PLAIN:
        found = found or _no_text(head)
        if found is not None:
            raise FileUnsupported(
                path, told("an archive with another file in it ({kind})", kind=found)
            )
        return _plain(Readable(data, None, member, copy=copy), taken, charset)
    if charset.encoding in EBCDIC and overrides.encoding is None:
        with source.open("rb") as file:
            taken = (taken[0], *telling_lines(file))
        charset = hidden_charset(taken, None) or charset
    narrowed = copy.folder / ".narrow"
    narrow(path, source, narrowed, charset.encoding)
    narrowed.replace(data)
    texts = hidden_texts(taken, charset)
    return Readable(data, charset.encoding, member, copy=copy, charset=charset, texts=texts)
