"""Recognise files that are no CSV by their first bytes."""

from __future__ import annotations

from klaviyo_gui.source.encoding import detect_encoding

_SIGNATURES = (
    (b"PK\x03\x04", "ZIP archive"),
    (b"PK\x05\x06", "ZIP archive"),
    (b"\x1f\x8b", "gzip archive"),
    (b"%PDF-", "PDF document"),
    (b"\xd0\xcf\x11\xe0", "old Excel workbook (.xls)"),
)


def foreign(head: bytes) -> str | None:
    """Name what a file looks like if it is no CSV in an encoding that can be read."""
    if head.startswith(b"PK\x03\x04") and b"xl/" in head:
        return "Excel workbook (.xlsx)"
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    encoding = detect_encoding(head)
    if encoding in {"utf-16", "utf-32"}:
        return f"{encoding.upper()} text"
    return "binary file" if b"\0" in head else None
