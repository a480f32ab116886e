"""Recognise files that are no CSV by their first bytes."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from klaviyo_gui.language import told
from klaviyo_gui.source.opening import opened

if TYPE_CHECKING:
    from pathlib import Path

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SIGNATURES = (
    (b"%PDF-", told("a PDF document")),
    (_COMPOUND[:4], told("an old Excel workbook (.xls)")),
    (b"\xfd7zXZ\0", told("an xz archive")),
    (b"\x28\xb5\x2f\xfd", told("a Zstandard archive")),
    (b"7z\xbc\xaf\x27\x1c", told("a 7-Zip archive")),
    (b"Rar!\x1a\x07", told("a RAR archive")),
    (b"SQLite format 3\0", told("an SQLite database")),
    (b"{\\rtf", told("an RTF document")),
)

BINARY = told("a file of bytes that are no text")
"""What is neither text nor anything known."""

MAINFRAME = told("text of a mainframe (EBCDIC) in which no line ends")

_PAGES = (b"<!doctype html", b"<html", b"<?xml", b"<table")

# A list or an object whose first name is in quotes; no row of cells begins so.
_JSON = re.compile(rb"""(?:\[\s*)?\{\s*"[^"\r\n]{0,200}"\s*:""")

PROGRAM_DATA = told("data that programs exchange, and no table")

_TAR_AT = 257

# Tabulators, line ends, form feeds and the end of a DOS file belong to text, and so do two control
# characters that separate cells.
_PRINTED = bytes([*b"\t\n\v\f\r\x1a\x01\x1f", *range(0x20, 0x100)])
_CONTROLS_FREE = 8
_CONTROLS_SHARE = 100
_A_TABLE = 2
"""Lines of the smallest table."""

# Of the format of compound files: [MS-CFB] 2.2, Compound File Header, and 2.6, directories.
_SECTOR_SHIFT_AT = 30
_DIRECTORY_AT = 48
_DIRECTORY_SIZE = 64 * 1024
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_SHIFTS = (9, 12)


def is_gzip(head: bytes) -> bool:
    """Tell whether a file begins like a gzip archive."""
    return head.startswith(b"\x1f\x8b")


def is_zip(head: bytes) -> bool:
    """Tell whether a file begins like a ZIP archive, which a workbook is too."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def signed(head: bytes) -> str | None:
    """Name what a file is by the signature that it begins with; None without a known one."""
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    if head[4:10] == b"1AY&SY":
        return told("a bzip2 archive")
    if head.startswith(b"PAR1") and b"\0" in head:
        return told("a Parquet file")
    if head[_TAR_AT : _TAR_AT + 5] == b"ustar":
        return told("a tar archive")
    return _marked_up(head.removeprefix(b"\xef\xbb\xbf").lstrip())


def _marked_up(text: bytes) -> str | None:
    if text[:14].lower().startswith(_PAGES):
        is_table = b"<tr" in text.lower() and b"<form" not in text.lower()
        return told("a web page with a table") if is_table else told("a web page or XML file")
    return PROGRAM_DATA if _JSON.match(text) else None


def is_binary(head: bytes) -> bool:
    """Tell text with a few bytes astray, which are damage, from what was never text.

    Behind a header and a row there may be any number of NUL bytes: a disk that lost the rest.
    """
    text = head.rstrip(b"\0")
    if len(text.splitlines()) < _A_TABLE:
        text = head
    controls = text.translate(None, _PRINTED)
    return len(controls) > max(_CONTROLS_FREE, len(text) // _CONTROLS_SHARE)


def password_protected(path: Path, head: bytes) -> str | None:
    """Name a workbook that only a password opens: an old kind of file around the new one."""
    if not head.startswith(_COMPOUND) or len(head) < _DIRECTORY_AT + 4:
        return None
    (shift,) = struct.unpack_from("<H", head, _SECTOR_SHIFT_AT)
    (sector,) = struct.unpack_from("<I", head, _DIRECTORY_AT)
    if shift not in _SHIFTS:
        return None
    with opened(path) as file:
        file.seek((sector + 1) << shift)
        directory = file.read(_DIRECTORY_SIZE)
    return told("a password-protected Excel workbook") if _PROTECTED in directory else None
