"""The sign of the program as the icons that Windows and macOS know, drawn from its SVG."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from pathlib import Path

ICO_SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Those of Windows at 100, 125, 150 and 200 % (Microsoft, *Construct your Windows app's icon*)."""

ICNS_KINDS: Final = {
    b"icp4": 16,
    b"icp5": 32,
    b"icp6": 64,
    b"ic07": 128,
    b"ic08": 256,
    b"ic09": 512,
    b"ic10": 1024,
    b"ic11": 32,
    b"ic12": 64,
    b"ic13": 256,
    b"ic14": 512,
}
"""Kinds of pictures in an .icns by their pixels; the last four and ic10 are for dense screens."""

_ICO_LARGEST: Final = 256
"""An .ico has one byte for a side, in which 0 stands for this."""


def png(drawing: Path, size: int) -> bytes:
    """Return a drawing as a PNG of so many pixels a side."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.read_bytes())).render(painter, QRectF(picture.rect()))
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert picture.save(buffer, "PNG"), "Qt always writes PNG"  # type: ignore[call-overload]
    return bytes(content.data())


def ico(drawing: Path) -> bytes:
    """Return a drawing as an .ico of PNG pictures (Microsoft, *ICONDIR*)."""
    pictures = [png(drawing, size) for size in ICO_SIZES]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    entries = b""
    for size, picture in zip(ICO_SIZES, pictures, strict=True):
        side = size % _ICO_LARGEST
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return head + entries + b"".join(pictures)


def icns(drawing: Path) -> bytes:
    """Return a drawing as an .icns of PNG pictures."""
    pictures = {kind: png(drawing, size) for kind, size in ICNS_KINDS.items()}
    body = b"".join(
        kind + struct.pack(">I", len(picture) + 8) + picture for kind, picture in pictures.items()
    )
    return b"icns" + struct.pack(">I", len(body) + 8) + body
