"""Home: a large place for a file, and beside it what one may go on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.home.drop_area import DropArea
from klaviyo_gui.ui.home.section import Section
from klaviyo_gui.ui.home.welcome import Welcome
from klaviyo_gui.ui.pieces import column, row
from klaviyo_gui.ui.roomy import follow_type

if TYPE_CHECKING:
    from klaviyo_gui.ui.theme import Theme

_BESIDE = 330
"""Pixels of the entries' width, in which most names of files can be read whole."""

_BESIDE_LEAST = 225
"""The same where there is little room."""


class HomePage(QWidget):
    """Holds the parts; whoever knows what is in them joins their signals.

    ``continue_requested(run)``, ``recent_requested(path)``, ``preset_requested(name)`` and
    ``sample_requested(file name)`` are those of its entries.
    """

    continue_requested = Signal(object)
    recent_requested = Signal(object)
    preset_requested = Signal(object)
    sample_requested = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.drop = DropArea(theme)
        self.welcome = Welcome(theme)
        self.unfinished = Section(tr("Continue"), theme)
        self.recent = Section(tr("Opened before"), theme)
        self.presets = Section(tr("Presets"), theme)
        self.samples = Section(tr("Samples"), theme)
        for section, signal in (
            (self.unfinished, self.continue_requested),
            (self.recent, self.recent_requested),
            (self.presets, self.preset_requested),
            (self.samples, self.sample_requested),
        ):
            section.chosen.connect(signal)
        page = QWidget()
        page.setObjectName("page")
        beside = column(page, gap=14)
        beside.setContentsMargins(0, 0, 8, 0)
        for each in (
            self.welcome,
            self.unfinished,
            self.recent,
            self.presets,
            self.samples,
        ):
            beside.addWidget(each)
        beside.addStretch(1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(page)
        follow_type(self._area, minimumWidth=_BESIDE_LEAST, maximumWidth=_BESIDE)
        layout = row(self, gap=18)
        layout.addWidget(self.drop, 5)
        layout.addWidget(self._area, 3)
