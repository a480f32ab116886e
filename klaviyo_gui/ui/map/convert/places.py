"""Where times and phone numbers come from, where the text itself does not say."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from klaviyo_gui.core import catalog
from klaviyo_gui.core.conversion import CallingCode, MissingHour
from klaviyo_gui.core.countries import folded
from klaviyo_gui.core.country_names import names_in
from klaviyo_gui.language import in_use, mark, tr
from klaviyo_gui.ui.computer import zones
from klaviyo_gui.ui.map.convert.searchable import SearchableBox
from klaviyo_gui.ui.map.convert.section import Section, narrow_box
from klaviyo_gui.ui.pieces import text
from klaviyo_gui.wording.pill import CALLING_CODE_WORDS, city, zone_words

if TYPE_CHECKING:
    from klaviyo_gui.ui.map.convert.section import Subject
    from klaviyo_gui.ui.models.choices import Choice

_HOURS = {
    MissingHour.MIDNIGHT: mark("midnight"),
    MissingHour.NOON: mark("noon"),
    MissingHour.DATE: mark("the date alone"),
    MissingHour.HOLD: mark("hold the row"),
}

_CALLING_CODE = mark("Without a plus, digits that begin with its code")
_CALLING_CODES = {
    None: mark("are left out where they can be read both ways"),
    CallingCode.WRITTEN: mark("have the code written"),
    CallingCode.MISSING: mark("are all behind the code"),
}


class ZoneSection(Section):
    """The zone of times without one, and what becomes of dates without a time of day."""

    def __init__(self) -> None:
        super().__init__(tr("In this column, times without a zone are of"))
        self.zone = SearchableBox(
            tr("In this column, times without a zone are of"), "", zone_choices(in_use())
        )
        self.zone.chosen.connect(self._choose_zone)
        self.hour = narrow_box()
        self.hour.setAccessibleName(tr("A date without a time of day becomes"))
        self.hour.activated.connect(self._choose_hour)
        self.body.addWidget(self.zone)
        self.body.addWidget(text(tr("A date without a time of day becomes"), "group"))
        self.body.addWidget(self.hour)

    def refresh(self, subject: Subject) -> None:
        """Show what was chosen for this pair, and else that of the whole file."""
        conversion = subject.pair.conversion
        default = zone_words(subject.options.time_zone) or tr("not said")
        self.zone.call_first(tr("as for all columns ({default})", default=default))
        self.zone.show_value(conversion.zone)
        self.hour.clear()
        # The moment of an event needs an hour.
        is_custom = catalog.is_custom(subject.kind, subject.pair.target)
        for hour, words in _HOURS.items():
            if hour is not MissingHour.DATE or is_custom or conversion.hour is hour:
                self.hour.addItem(tr(words), hour.value)
        self.hour.setCurrentIndex(self.hour.findData(conversion.hour.value))

    @Slot(str)
    def _choose_zone(self, zone: str) -> None:
        self.ask(
            tr("times of {place}", place=city(zone)) if zone else tr("zone as for all columns"),
            zone=zone,
        )

    @Slot()
    def _choose_hour(self) -> None:
        hour = MissingHour(self.hour.currentData())
        self.ask(tr("dates without a time: {choice}", choice=tr(_HOURS[hour])), hour=hour)


class CountrySection(Section):
    """The country of phone numbers without one, and whether its code may stand there bare."""

    def __init__(self) -> None:
        super().__init__(tr("Numbers without a country code are of"))
        self.country = SearchableBox(
            tr("Numbers without a country code are of"), "", _countries(in_use())
        )
        self.country.chosen.connect(self._choose)
        self.calling_code = narrow_box()
        self.calling_code.setAccessibleName(tr(_CALLING_CODE))
        for way, words in _CALLING_CODES.items():
            self.calling_code.addItem(tr(words), way.value if way is not None else "")
        self.calling_code.activated.connect(self._choose_code)
        self.body.addWidget(self.country)
        self.body.addWidget(text(tr(_CALLING_CODE), "group"))
        self.body.addWidget(self.calling_code)

    def refresh(self, subject: Subject) -> None:
        """Show what was chosen for this pair, and else that of the whole file."""
        options = subject.options
        default = options.country or tr("none")
        if not options.phone_country and options.guessed_country:
            default = tr("{country}, guessed", country=default)
        self.country.call_first(tr("as for all columns ({default})", default=default))
        conversion = subject.pair.conversion
        self.country.show_value(conversion.country)
        chosen = conversion.calling_code
        self.calling_code.setCurrentIndex(self.calling_code.findData(chosen or ""))

    @Slot(str)
    def _choose(self, country: str) -> None:
        self.ask(
            tr("phones of {country}", country=country)
            if country
            else tr("country as for all columns"),
            country=country,
        )

    @Slot()
    def _choose_code(self) -> None:
        data = self.calling_code.currentData()
        way = CallingCode(data) if data else None
        choice = tr(CALLING_CODE_WORDS[way]) if way else tr("no choice")
        self.ask(tr("phones: {choice}", choice=choice), calling_code=way)


@cache
def zone_choices(_language: str) -> tuple[Choice, ...]:
    """Return all time zones with what they are called in a language, the one in use."""
    return tuple((name, zone_words(name)) for name in zones())


@cache
def _countries(language: str) -> tuple[Choice, ...]:
    """Return the names of all countries whose numbers can be read, in order."""
    from phonenumbers import SUPPORTED_REGIONS  # noqa: PLC0415 - no start needs it

    names = names_in(language)
    ordered = sorted(SUPPORTED_REGIONS, key=lambda code: folded(names[code]))
    return tuple((code, f"{names[code]} ({code})") for code in ordered)
