"""What the panels of conditions look like: parts that scroll, and below them what they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from klaviyo_gui.ui.pieces import column, line, row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QPushButton


def fill_panel(
    panel: QWidget,
    name: str,
    parts: Iterable[QWidget],
    outcome: QWidget,
    buttons: tuple[QPushButton, QPushButton],
) -> None:
    """Lay out a panel; the name is that of the parts, the buttons stand left and right."""
    page = QWidget()
    page.setObjectName("page")
    inner = column(page, edge=2, gap=14)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    area.setWidget(page)
    # Only now: Qt shows what it is given, and would style all that is in there.
    for each in parts:
        inner.addWidget(each)
    inner.addStretch(1)
    left, right = buttons
    foot = row(gap=8)
    foot.addWidget(left)
    foot.addStretch(1)
    foot.addWidget(right)
    layout = column(panel, edge=18)
    layout.addWidget(area, 1)
    layout.addWidget(line())
    layout.addWidget(outcome)
    layout.addLayout(foot)
