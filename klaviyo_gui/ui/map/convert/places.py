"""Where times and phone numbers come from, where the text itself does not say."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Slot

from klaviyo_gui.core import catalog
from klaviyo_gui.core.conversion import CallingCode, MissingHour
from klaviyo_gui.ui.computer import zones
from klaviyo_gui.ui.map.convert.searchable import SearchableBox
from klaviyo_gui.ui.map.convert.section import Section, narrow_box
from klaviyo_gui.ui.pieces import text
from klaviyo_gui.wording.pill import CALLING_CODE_WORDS, city, zone_words

if TYPE_CHECKING:
    from klaviyo_gui.ui.map.convert.section import Subject

_HOURS = {
    MissingHour.MIDNIGHT: "midnight",
    MissingHour.NOON: "noon",
    MissingHour.DATE: "the date alone",
    MissingHour.HOLD: "hold the row",
}

_CALLING_CODE = "Without a plus, digits that begin with its code"
_CALLING_CODES = {
    None: "are left out where they can be read both ways",
    CallingCode.WRITTEN: "have the code written",
    CallingCode.MISSING: "are all behind the code",
}


class ZoneSection(Section):
    """The zone of times without one, and what becomes of dates without a time of day."""

    def __init__(self) -> None:
        super().__init__("In this column, times without a zone are of")
        names = zones()
        self.zone = SearchableBox(
            "In this column, times without a zone are of",
            {"": "", **{name: zone_words(name) for name in names}},
        )
        self.zone.chosen.connect(self._choose_zone)
        self.hour = narrow_box()
        self.hour.setAccessibleName("A date without a time of day becomes")
        self.hour.activated.connect(self._choose_hour)
        self.body.addWidget(self.zone)
        self.body.addWidget(text("A date without a time of day becomes", "group"))
        self.body.addWidget(self.hour)

    def refresh(self, subject: Subject) -> None:
        """Show what was chosen for this pair, and else that of the whole file."""
        conversion = subject.pair.conversion
        default = zone_words(subject.options.time_zone) or "not said"
        self.zone.setItemText(0, f"as for all columns ({default})")
        self.zone.show_value(conversion.zone)
        self.hour.clear()
        # The moment of an event needs an hour.
        is_custom = catalog.is_custom(subject.kind, subject.pair.target)
        for hour, words in _HOURS.items():
            if hour is not MissingHour.DATE or is_custom or conversion.hour is hour:
                self.hour.addItem(words, hour.value)
        self.hour.setCurrentIndex(self.hour.findData(conversion.hour.value))

    @Slot(str)
    def _choose_zone(self, zone: str) -> None:
        self.ask(f"times of {city(zone)}" if zone else "zone as for all columns", zone=zone)

    @Slot()
    def _choose_hour(self) -> None:
        hour = MissingHour(self.hour.currentData())
        self.ask(f"dates without a time: {_HOURS[hour]}", hour=hour)


class CountrySection(Section):
    """The country of phone numbers without one, and whether its code may stand there bare."""

    def __init__(self) -> None:
        super().__init__("Numbers without a country code are of")
        self.country = SearchableBox(
            "Numbers without a country code are of", {"": "", **_countries()}
        )
        self.country.chosen.connect(self._choose)
        self.calling_code = narrow_box()
        self.calling_code.setAccessibleName(_CALLING_CODE)
        for way, words in _CALLING_CODES.items():
            self.calling_code.addItem(words, way.value if way is not None else "")
        self.calling_code.activated.connect(self._choose_code)
        self.body.addWidget(self.country)
        self.body.addWidget(text(_CALLING_CODE, "group"))
        self.body.addWidget(self.calling_code)

    def refresh(self, subject: Subject) -> None:
        """Show what was chosen for this pair, and else that of the whole file."""
        options = subject.options
        is_guess = not options.phone_country and bool(options.guessed_country)
        default = f"{options.country or 'none'}{', guessed' if is_guess else ''}"
        self.country.setItemText(0, f"as for all columns ({default})")
        conversion = subject.pair.conversion
        self.country.show_value(conversion.country)
        chosen = conversion.calling_code
        self.calling_code.setCurrentIndex(self.calling_code.findData(chosen or ""))

    @Slot(str)
    def _choose(self, country: str) -> None:
        self.ask(
            f"phones of {country}" if country else "country as for all columns", country=country
        )

    @Slot()
    def _choose_code(self) -> None:
        data = self.calling_code.currentData()
        way = CallingCode(data) if data else None
        self.ask(f"phones: {CALLING_CODE_WORDS[way] if way else 'no choice'}", calling_code=way)


@cache
def _countries() -> dict[str, str]:
    """Return the names of all countries whose numbers can be read, in order."""
    from phonenumbers import SUPPORTED_REGIONS  # noqa: PLC0415 - no start needs it

    names = {
        code: QLocale.territoryToString(QLocale.codeToTerritory(code)) for code in SUPPORTED_REGIONS
    }
    ordered = sorted(names.items(), key=lambda each: each[1])
    return {code: f"{name} ({code})" for code, name in ordered}
