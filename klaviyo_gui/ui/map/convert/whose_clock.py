"""Whose clock wrote the times that name no zone: asked of one column, answered for the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from klaviyo_gui.core.convert import ASSUMED_ZONE, converter
from klaviyo_gui.core.question import Asks
from klaviyo_gui.language import clock, in_use, mark, tr
from klaviyo_gui.ui.computer import own_zone
from klaviyo_gui.ui.map.convert.places import zone_choices
from klaviyo_gui.ui.map.convert.searchable import SearchableBox
from klaviyo_gui.ui.map.convert.styles import StyleSection
from klaviyo_gui.ui.map.convert.ways import Way
from klaviyo_gui.ui.pieces import text
from klaviyo_gui.wording.cells import cell_words
from klaviyo_gui.wording.pill import city

if TYPE_CHECKING:
    from klaviyo_gui.core.problem import Problem
    from klaviyo_gui.ui.map.convert.section import Subject

_CELL_SHOWN = 30
_OTHER = mark("another…")


class ClockSection(StyleSection):
    """A few likely zones with what they make of a cell, and a box of all others.

    One file is nearly always written by one clock: ``zone_chosen(zone)`` asks for all its columns.
    """

    zone_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(tr("Whose clock wrote the times"), Asks.ZONE)
        self.other = SearchableBox(
            tr("Another clock wrote the times"), tr(_OTHER), zone_choices(in_use())
        )
        self.other.chosen.connect(self._choose_other)
        self.known = text(role="small", wraps=True)
        self.body.addWidget(self.known)
        self.body.addWidget(self.other)
        self.title.setWordWrap(True)

    def refresh(self, subject: Subject) -> None:
        """Show the likely zones, unless no cell needs one or the column has its own."""
        said = subject.options.time_zone
        self.setVisible(bool(subject.zoneless) and not subject.pair.conversion.zone)
        cell = cell_words(subject.zoneless).strip()[:_CELL_SHOWN]
        self.title.setText(tr("Whose clock wrote “{cell}”?", cell=cell))
        before, own = subject.zone_before, own_zone()
        likely = filter(None, (before, own, ASSUMED_ZONE, said))
        ways = [Way(zone, city(zone), _read(subject, zone)) for zone in dict.fromkeys(likely)]
        self.known.setText(_known(own, before))
        self.known.setVisible(bool(own or before))
        self.ways.show_ways(ways, said, is_open=not said)
        self.other.show_value("")

    @Slot(object)
    def choose(self, value: object) -> None:
        """Ask for this zone."""
        self.zone_chosen.emit(str(value))

    @Slot(str)
    def _choose_other(self, zone: str) -> None:
        if zone:
            self.zone_chosen.emit(zone)


def _known(own: str, before: str) -> str:
    """Return why zones are likely; which of them is right, only a person knows."""
    chosen = tr("{place} was chosen before.", place=city(before)) if before else ""
    told = tr("This computer is set to {place}.", place=city(own)) if own else ""
    return " ".join(filter(None, (chosen, told)))


def _read(subject: Subject, zone: str) -> str:
    """Return the time of day that a zone makes of the cell, with its distance from Greenwich.

    The day is always that of the cell, which stands above; seconds take room and tell nothing.
    """
    problems: list[Problem] = []
    options = replace(subject.options, time_zone=zone)
    pair = subject.pair
    read = converter(pair.target, subject.type, options, subject.now, pair.conversion)
    value = read(subject.zoneless, problems) if subject.zoneless else None
    if not isinstance(value, str):
        return ""
    moment = datetime.fromisoformat(value)
    return f"{cell_words(clock(moment))} ({value[-len('+00:00') :]})"
