"""Our own drawings in the colours of the theme."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from klaviyo_gui import paths

_SCALE = 2
"""Drawn at twice the size, so that dense screens stay sharp."""


@cache
def renderer(name: str, colour: str, paper: str = "none") -> QSvgRenderer:
    """Return the drawing of this name in these two colours; without paper it has no ground."""
    text = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    text = text.replace("currentColor", colour).replace("paperColor", paper)
    return QSvgRenderer(QByteArray(text.encode()))


@cache
def pixmap(name: str, colour: str, size: int = 20, paper: str = "none") -> QPixmap:
    """Return the drawing as a picture of so many pixels a side."""
    picture = QPixmap(size * _SCALE, size * _SCALE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer(name, colour, paper).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(_SCALE)
    return picture


def icon(name: str, colour: str, size: int = 20, paper: str = "none") -> QIcon:
    """Return the drawing for a button."""
    return QIcon(pixmap(name, colour, size, paper))


def application_icon() -> QIcon:
    """Return the sign of the program."""
    return QIcon(str(paths.resources() / "icons" / "app.svg"))
