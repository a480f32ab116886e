"""What the station Map says and asks about presets, above its panes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QWidget

from klaviyo_gui.language import counted, tr
from klaviyo_gui.ui.chooser import Choice, Chooser
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.pieces import column
from klaviyo_gui.ui.presets.missing import MissingPanel
from klaviyo_gui.ui.presets.naming import NameLine
from klaviyo_gui.ui.presets.offer import OfferLine
from klaviyo_gui.ui.seen import RefreshWhenSeen
from klaviyo_gui.wording.cells import cells_words

if TYPE_CHECKING:
    from klaviyo_gui.core.fit import Ranked
    from klaviyo_gui.ui.presets.drifting import Drifting
    from klaviyo_gui.ui.presets.shelf import PresetShelf
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

FITS = 0.5
"""Share of a preset's columns that a file must have, under whatever name, to look like it."""


class PresetBar(QWidget):
    """Offers what fits, says what came back, asks what drifted; the panes go on below.

    ``apply_requested(name)``, ``compare_requested(name)`` and ``apply_list_requested(place)`` ask
    for what its lines offer.
    """

    apply_requested = Signal(str)
    compare_requested = Signal(str)
    apply_list_requested = Signal(QPoint)

    def __init__(
        self, session: Session, shelf: PresetShelf, drifting: Drifting, theme: Theme
    ) -> None:
        super().__init__()
        self._session = session
        self._shelf = shelf
        self._drifting = drifting
        self._theme = theme
        self._chooser: Chooser | None = None
        self._column = ""
        self._answered = ""
        self.offer = OfferLine()
        self.missing = MissingPanel()
        self.naming = NameLine()
        layout = column(self, gap=8)
        for each in (self.naming, self.offer, self.missing):
            layout.addWidget(each)
        self._seen = RefreshWhenSeen(self, self._refresh, session.turns)
        self._connect()

    @property
    def chooser(self) -> Chooser | None:
        """Return the list of columns that was opened last."""
        return self._chooser

    @property
    def offers(self) -> tuple[Ranked, ...]:
        """Return the presets that the open file looks like, the best first."""
        if self._session.file is None:
            return ()
        return tuple(each for each in self._shelf.shown.fits if _looks_like(each))

    def _connect(self) -> None:
        session = self._session
        for signal in (
            session.file_changed,
            session.mapping_changed,
            session.preset_changed,
            self._shelf.changed,
            self._drifting.changed,
        ):
            signal.connect(self._seen.ask)
        session.file_changed.connect(self._ask_anew)
        self.offer.apply_requested.connect(self.apply_requested)
        self.offer.compare_requested.connect(self.compare_requested)
        self.offer.more_requested.connect(self.apply_list_requested)
        self.offer.anew_requested.connect(session.start_anew)
        self.offer.declined.connect(self._decline)
        self.missing.renamed.connect(session.rename_columns)
        self.missing.without.connect(session.do_without)
        self.missing.anew_requested.connect(session.start_anew)
        self.missing.columns_requested.connect(self._list_columns)

    @Slot()
    def _ask_anew(self) -> None:
        """Forget what was declined for another file, and the name that was asked for."""
        self.naming.hide()
        if self._answered != self._session.kept_under:
            self._answered = ""

    @Slot()
    def _decline(self) -> None:
        self._answered = self._session.kept_under
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        session, offers = self._session, self.offers
        asked = session.row_filter.columns if session.row_filter is not None else ()
        self.missing.show_drifts(self._missing_words(), self._drifting.drifts, asked)
        is_answered = session.file is None or self._answered == session.kept_under
        if session.is_back and not session.missing and not is_answered:
            self.offer.tell_back(session.preset)
        elif offers and not is_answered and self._is_free(offers[0]):
            self.offer.offer(offers[0], len(offers) - 1)
        else:
            self.offer.clear()

    def _is_free(self, offer: Ranked) -> bool:
        """Tell whether somebody may want a preset: none is in use, and nothing came back."""
        session, preset = self._session, self._shelf.shown.presets.get(offer.name)
        is_same = preset is not None and preset.mapping == session.mapping.guessing("")
        return not (session.preset or session.is_back or is_same)

    def _missing_words(self) -> str:
        session = self._session
        count = len(session.missing)
        if session.kept_from:
            return counted(
                count,
                "Your mapping of {file} was kept: {count} column is missing here.",
                "Your mapping of {file} was kept: {count} columns are missing here.",
                file=shortened(session.kept_from),
            )
        if session.is_back:
            return counted(
                count,
                "Your mapping is back as you left it: {count} column is missing here.",
                "Your mapping is back as you left it: {count} columns are missing here.",
            )
        if session.preset:
            return counted(
                count,
                "“{preset}” is applied: {count} column is missing here.",
                "“{preset}” is applied: {count} columns are missing here.",
                preset=shortened(session.preset),
            )
        return counted(
            count,
            "Of your mapping {count} column is missing here.",
            "Of your mapping {count} columns are missing here.",
        )

    @Slot(str, QPoint)
    def _list_columns(self, name: str, place: QPoint) -> None:
        self._column = name
        choices = [
            Choice(each.name, each.name, cells_words(each.samples[:2]))
            for each in self._session.profiles
        ]
        title = tr("Columns for {name}", name=shortened(name))
        self._chooser = Chooser(choices, title, self._theme, self)
        self._chooser.chosen.connect(self._use_column)
        self._chooser.open_at(place)

    @Slot(object)
    def _use_column(self, name: str) -> None:
        self._session.rename_columns({self._column: name})


def _looks_like(found: Ranked) -> bool:
    known = found.fit.present + len(found.fit.renames)
    return found.fit.columns > 0 and known / found.fit.columns >= FITS
