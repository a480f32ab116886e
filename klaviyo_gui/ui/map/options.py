"""The options row of Map: what the file itself does not say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QFrame, QLineEdit, QWidget

from klaviyo_gui.core.convert import ASSUMED_ZONE
from klaviyo_gui.core.country_names import names_in
from klaviyo_gui.core.mapping import Repeats, Undated, has_times
from klaviyo_gui.language import in_use, mark, tr
from klaviyo_gui.ui.computer import zones
from klaviyo_gui.ui.flow import FlowLayout
from klaviyo_gui.ui.pieces import column, text
from klaviyo_gui.ui.undoing import StepKeys
from klaviyo_gui.wording.pill import UNSAID_ZONE, zone_words

if TYPE_CHECKING:
    from klaviyo_gui.ui.session import Session

_COUNTRIES = "AT AU BE BR CA CH DE DK ES FI FR GB IE IN IT JP MX NL NO NZ PL PT SE SG US ZA"
"""Those of most senders; for one column all others can be chosen as well."""

_REPEATS = {Repeats.FIRST: mark("send the first only"), Repeats.APART: mark("keep every one")}
_UNDATED = {Undated.UNSAID: mark("not chosen"), Undated.SENDING: mark("time of sending")}


_WIDE, _USUAL = 14, 9
"""Shares of the row: what is said of a time zone is longer than the rest."""


class OptionsRow(QFrame):
    """Time zone, phone country, identical rows, events without a time; a change can be undone.

    The last is shown only where no column says when the events happened.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("role", "card")
        self._zone = QComboBox()
        for name in (ASSUMED_ZONE, *(name for name in zones() if name != ASSUMED_ZONE)):
            self._zone.addItem(zone_words(name), name)
        self._zone.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self._zone.model(), self._zone)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._typed = QLineEdit()
        StepKeys(self._typed)
        self._zone.setLineEdit(self._typed)
        self._zone.setCompleter(completer)
        self._country = QComboBox()
        self._country.addItem(tr("none"), "")
        names = names_in(in_use())
        for code in _COUNTRIES.split():
            self._country.addItem(f"{names[code]} ({code})", code)
        self._repeats = QComboBox()
        for repeats, words in _REPEATS.items():
            self._repeats.addItem(tr(words), repeats.value)
        self._undated = QComboBox()
        for undated, words in _UNDATED.items():
            self._undated.addItem(tr(words), undated.value)
        self._parts: dict[QComboBox, QWidget] = {}
        layout = FlowLayout(self, gap=8, fills=True)
        layout.setContentsMargins(12, 8, 12, 10)
        for words, box in (
            (tr("Times without a zone"), self._zone),
            (tr("Phones without a country"), self._country),
            (tr("Identical rows"), self._repeats),
            (tr("Events without a time"), self._undated),
        ):
            self._parts[box] = part = _part(words, box, _WIDE if box is self._zone else _USUAL)
            layout.addWidget(part)
        self._mistake = text(role="small")
        self._mistake.setProperty("tone", "bad")
        self._mistake.hide()
        layout.addWidget(self._mistake)
        self._typed.editingFinished.connect(self._change)
        self._zone.activated.connect(self._change)
        self._country.activated.connect(self._change)
        self._repeats.activated.connect(self._change)
        self._undated.activated.connect(self._change)
        session.mapping_changed.connect(self._refresh)
        self._refresh()

    @property
    def undated(self) -> QComboBox:
        """Return what offers the choice for events without a time."""
        return self._undated

    @Slot()
    def _change(self) -> None:
        zone = self._zone.currentText().strip()
        at = self._zone.findText(zone, Qt.MatchFlag.MatchExactly)
        at = at if at >= 0 else self._zone.findData(zone)
        is_known = at >= 0
        self._mistake.setText("" if is_known else tr("No such time zone"))
        self._mistake.setVisible(not is_known)
        if is_known:
            options = replace(
                self._session.mapping.options,
                time_zone=self._zone.itemData(at),
                phone_country=self._country.currentData(),
                repeats=Repeats(self._repeats.currentData()),
                undated=Undated(self._undated.currentData()),
            )
            self._session.set_options(options)

    @Slot()
    def _refresh(self) -> None:
        mapping = self._session.mapping
        options = mapping.options
        has_undated = bool(mapping.events) and not has_times(mapping)
        self._parts[self._undated].setVisible(has_undated)
        self._undated.setCurrentIndex(self._undated.findData(options.undated.value))
        self._show_zone(options.time_zone)
        guess = options.guessed_country
        # A guess holds for this file as long as nobody chooses; it is saved in no preset.
        country = f"{names_in(in_use()).get(guess, guess)} ({guess})"
        guessed = tr("{country}, guessed", country=country) if guess else tr("none")
        self._country.setItemText(0, guessed)
        if self._country.findData(options.phone_country) < 0:
            self._country.addItem(options.phone_country, options.phone_country)
        self._country.setCurrentIndex(self._country.findData(options.phone_country))
        self._repeats.setCurrentIndex(self._repeats.findData(options.repeats.value))
        for box in self._parts:
            # Where the window is narrow, a long name of a country or a zone is cut.
            box.setToolTip(box.currentText())

    def _show_zone(self, zone: str) -> None:
        """Show a zone; that none was said can be chosen only while it is so."""
        is_offered = self._zone.itemData(0) == ""
        if is_offered and zone:
            self._zone.removeItem(0)
        elif not is_offered and not zone:
            self._zone.insertItem(0, tr(UNSAID_ZONE), "")
        self._zone.setCurrentText(zone_words(zone) or tr(UNSAID_ZONE))
        self._typed.setCursorPosition(0)


def _part(words: str, box: QComboBox, share: int) -> QWidget:
    """Return a box below its name, with this share of what room there is."""
    label = text(words, "small")
    label.setBuddy(box)
    box.setAccessibleName(words)
    line = box.lineEdit()
    if line is not None:
        line.setAccessibleName(words)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)
    part = QWidget()
    policy = part.sizePolicy()
    policy.setHorizontalStretch(share)
    part.setSizePolicy(policy)
    lines = column(part, gap=2)
    lines.addWidget(label)
    lines.addWidget(box)
    return part
