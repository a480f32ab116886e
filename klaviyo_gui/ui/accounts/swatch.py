"""The colour of an account, as a small square beside its name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from klaviyo_gui.store.accounts import COLOURS
from klaviyo_gui.ui.tokens import RADII

if TYPE_CHECKING:
    from klaviyo_gui.store.accounts import KnownAccount
    from klaviyo_gui.ui.theme import Theme

_SIDE = 14
_SCALE = 2
"""Drawn at twice the size, so that dense screens stay sharp."""


def swatch(account: KnownAccount, theme: Theme) -> QIcon:
    """Return the colour of an account in the theme in use."""
    name = account.colour if account.colour in COLOURS else COLOURS[0]
    return _square(getattr(theme.tokens, name))


@cache
def _square(colour: str) -> QIcon:
    picture = QPixmap(_SIDE * _SCALE, _SIDE * _SCALE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(
        QRectF(picture.rect()).adjusted(2, 2, -2, -2), RADII.round_small, RADII.round_small
    )
    painter.end()
    picture.setDevicePixelRatio(_SCALE)
    icon = QIcon(picture)
    # A row in hand would tint it otherwise.
    icon.addPixmap(picture, QIcon.Mode.Selected)
    return icon
