"""Our own drawings in the colours of the theme."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from klaviyo_gui import paths
from klaviyo_gui.ui.roomy import in_type

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

_SCALE = 2
"""Drawn at twice the size, so that dense screens stay sharp."""

_ON_BUTTON = 16


@cache
def renderer(name: str, colour: str, paper: str = "none") -> QSvgRenderer:
    """Return the drawing of this name in these two colours; without paper it has no ground."""
    text = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    text = text.replace("currentColor", colour).replace("paperColor", paper)
    return QSvgRenderer(QByteArray(text.encode()))


def pixmap(name: str, colour: str, size: int = 20, paper: str = "none") -> QPixmap:
    """Return the drawing as a picture of so many pixels a side at the usual size of type."""
    return _picture(name, colour, in_type(size), paper)


@cache
def _picture(name: str, colour: str, side: int, paper: str) -> QPixmap:
    picture = QPixmap(side * _SCALE, side * _SCALE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer(name, colour, paper).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(_SCALE)
    return picture


def put_on(button: QAbstractButton, name: str, colour: str, paper: str = "none") -> None:
    """Show the drawing on a button, as large as its words."""
    button.setIcon(QIcon(pixmap(name, colour, _ON_BUTTON, paper)))
    button.setIconSize(QSize(in_type(_ON_BUTTON), in_type(_ON_BUTTON)))


def application_icon() -> QIcon:
    """Return the sign of the program."""
    return QIcon(str(paths.resources() / "icons" / "app.svg"))
