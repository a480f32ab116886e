"""Begins the guided sample in a window, and ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from klaviyo_gui import paths
from klaviyo_gui.ui.guide.bar import GuideBar
from klaviyo_gui.ui.home.samples import ORDERS
from klaviyo_gui.ui.status import Station

if TYPE_CHECKING:
    from klaviyo_gui.ui.window import Window


class GuideDesk(QObject):
    """Opens the sample orders with practice chosen; another file, or an account, ends the tour."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._bar: GuideBar | None = None
        window.session.file_changed.connect(self._end_elsewhere)
        window.book.chosen_changed.connect(self._end_elsewhere)

    @property
    def bar(self) -> GuideBar | None:
        """Return the bar while somebody is led."""
        return self._bar

    def begin(self) -> None:
        """Begin from the first station, whatever was on show."""
        window = self._window
        # Nothing of a tour ever reaches an account.
        window.book.choose("")
        window.session.open_sample()
        window.show_station(Station.FILE)
        if self._bar is None:
            self._bar = bar = GuideBar()
            bar.station_requested.connect(window.show_station)
            bar.ended.connect(self.end)
            window.lead_with(bar)
        self._bar.follow(Station.FILE)
        self._bar.begin()

    def follow(self, station: Station) -> None:
        """Show the card of the station on show, while somebody is led."""
        if self._bar is not None:
            self._bar.follow(station)

    @Slot()
    def end(self) -> None:
        """End the tour, if somebody is led."""
        bar, self._bar = self._bar, None
        if bar is not None:
            focus = self._window.focusWidget()
            if focus is not None and bar.isAncestorOf(focus):
                self._window.rail.button(self._window.station).setFocus()
            bar.hide()
            bar.deleteLater()

    # Slots

    @Slot()
    def _end_elsewhere(self) -> None:
        """End where the cards no longer tell what is so: they are of the sample in practice."""
        file = self._window.session.file
        is_sample = file is None or file.path == paths.resources() / "samples" / ORDERS
        if not is_sample or self._window.book.chosen is not None:
            self.end()
