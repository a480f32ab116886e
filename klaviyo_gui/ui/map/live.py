"""The right pane of Map: one record as it will be sent, while it is being mapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from klaviyo_gui import wording
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import is_worth_a_look
from klaviyo_gui.language import counted, grouped, mark, tr
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.elided import ElidedLabel
from klaviyo_gui.ui.map.pane_title import pane_title
from klaviyo_gui.ui.map.record_card import RecordCard
from klaviyo_gui.ui.map.search import ProblemSearch
from klaviyo_gui.ui.models.built import BuiltRecords
from klaviyo_gui.ui.pieces import button, column, named, row
from klaviyo_gui.ui.seen import RefreshWhenSeen

if TYPE_CHECKING:
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.models.built import Built
    from klaviyo_gui.ui.models.material import MaterialStore
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_PLACE_MOST = 60
"""Pixels that the number of the row asks for; it gets what is left of the line."""

_NEXT = mark("Next problem")
_NONE = {Kind.EVENTS: mark("No events"), Kind.PROFILES: mark("No people")}


class LivePane(QWidget):
    """Goes through the records one by one, or to the next one with a problem.

    ``record_changed(built)`` fires when another record is on show, None when there is none.
    """

    record_changed = Signal(object)

    def __init__(
        self, session: Session, checker: Checker, materials: MaterialStore, theme: Theme
    ) -> None:
        super().__init__()
        self._session = session
        self._checker = checker
        self._theme = theme
        self._kind = Kind.EVENTS
        self._number = 0
        self._count = 0
        self._materials = materials
        self._records: BuiltRecords | None = None
        self._back, self._onward = QToolButton(), QToolButton()
        self._place = ElidedLabel(most=_PLACE_MOST)
        self._next_problem = button(tr(_NEXT), tip=tr("Go to the next row with a problem"))
        self._search = ProblemSearch(self)
        self._search.found.connect(self._go)
        self._search.ended.connect(self._tell_clean)
        self._search.moved.connect(self._tell_searched)
        layout = column(self, gap=8)
        layout.addLayout(self._build_heading())
        layout.addLayout(self._build_place())
        self._card = RecordCard()
        layout.addWidget(self._card, 1)
        self._seen = RefreshWhenSeen(self, self.refresh, session.turns, is_patient=True)
        session.file_changed.connect(self._restart)
        session.index_changed.connect(self._seen.ask)
        session.mapping_changed.connect(self._seen.ask)
        session.plan_changed.connect(self._seen.ask)
        session.shown_event_changed.connect(self._seen.ask)
        session.seconds_changed.connect(self._seen.ask)
        checker.changed.connect(self._take_repeats)
        theme.changed.connect(self._paint_icons)
        self._has_repeats = False
        self._paint_icons()
        self.refresh()

    @property
    def number(self) -> int:
        """Return the number of the row on show, counted from 0."""
        self._seen.catch_up()
        return self._number

    @property
    def sentence(self) -> str:
        """Return what the card says."""
        self._seen.catch_up()
        return self._card.sentence

    @property
    def details(self) -> str:
        """Return the request on show."""
        self._seen.catch_up()
        return self._card.details

    def show_kind(self, kind: Kind) -> None:
        """Show records of this kind."""
        self._kind = kind
        self.refresh()

    def focus_first(self) -> None:
        """Give the focus to the first button that can be pressed, else to the tabs."""
        for widget in (self._onward, self._back, self._next_problem, self._card):
            if widget.isEnabled():
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return

    @Slot()
    def refresh(self) -> None:
        """Build the record anew, by the mapping as it is now."""
        session = self._session
        self._records, self._count = None, session.row_count
        can_build = bool(session.mapping.pairs(self._kind)) and session.obstacle is None
        material = self._materials.now() if can_build else None
        if material is not None:
            result = self._checker.result
            repeats = result.repeats_of(self._kind) if result is not None else None
            self._count = material.count
            pages, plan, originals = material.pages(), material.plan, material.originals
            self._records = BuiltRecords(pages, plan, self._kind, repeats, originals=originals)
        self._show()

    @Slot()
    def step_back(self) -> None:
        """Show the record before."""
        self._go(self._number - 1)

    @Slot()
    def step_on(self) -> None:
        """Show the next record."""
        self._go(self._number + 1)

    @Slot()
    def find_problem(self) -> None:
        """Look for the next record with a problem, from the start again after the end.

        A second press stops it.
        """
        self._seen.catch_up()
        if self._search.is_on:
            self._show()
        elif self._is_known_clean():
            self._tell_clean(self._count)
        elif self._records is not None:
            self._search.begin(self._records, self._number, self._count)
            self._tell_searched(0)

    def _is_known_clean(self) -> bool:
        """Tell whether the check of the whole file found no problem of this kind of record."""
        result = self._checker.result
        return result is not None and not any(
            each.kind is self._kind and is_worth_a_look(each.code, each.severity)
            for each in result.findings
        )

    @Slot(int)
    def _tell_searched(self, rows: int) -> None:
        self._next_problem.setText(tr("Stop the search"))
        self._place.setText(counted(rows, "{count} row searched…", "{count} rows searched…"))

    @Slot(int)
    def _tell_clean(self, rows: int) -> None:
        self._next_problem.setText(tr(_NEXT))
        is_all = self._session.index is not None
        self._place.setText(
            counted(rows, "No problem in {count} row", "No problem in {count} rows")
            if is_all
            else counted(
                rows, "No problem in the first {count} row", "No problem in the first {count} rows"
            )
        )

    def _build_heading(self) -> QHBoxLayout:
        named(self._back, tr("Record before"))
        named(self._onward, tr("Next record"))
        self._back.clicked.connect(self.step_back)
        self._onward.clicked.connect(self.step_on)
        self._next_problem.clicked.connect(self.find_problem)
        heading = row(gap=6)
        heading.addWidget(pane_title(tr("One record, live")))
        heading.addStretch(1)
        heading.addWidget(self._back)
        heading.addWidget(self._onward)
        return heading

    def _build_place(self) -> QHBoxLayout:
        place = row(gap=6)
        place.addWidget(self._place, 1)
        place.addWidget(self._next_problem)
        return place

    @Slot(int)
    def _go(self, number: int) -> None:
        self._seen.catch_up()
        if 0 <= number < self._count:
            self._number = number
            self._show()

    @Slot()
    def _restart(self) -> None:
        self._number = 0
        self._card.scroll_to_top()
        self._seen.ask()

    @Slot()
    def _take_repeats(self) -> None:
        has_repeats = self._checker.result is not None
        if has_repeats is not self._has_repeats:
            self._has_repeats = has_repeats
            self._seen.ask()

    @Slot()
    def _paint_icons(self) -> None:
        colour = self._theme.tokens.text
        icons.put_on(self._back, "previous", colour)
        icons.put_on(self._onward, "next", colour)

    def _show(self) -> None:
        self._search.stop()
        self._next_problem.setText(tr(_NEXT))
        count = self._count
        self._number = min(self._number, max(count - 1, 0))
        built = self._records.record(self._number) if self._records is not None else None
        self._place.setText(
            tr("{number} of {all}", number=grouped(self._number + 1), all=grouped(count))
            if count
            else tr("no rows")
        )
        self._back.setEnabled(self._number > 0)
        self._onward.setEnabled(self._number + 1 < count)
        self._next_problem.setEnabled(built is not None)
        if built is not None:
            self._show_record(built)
        else:
            self._show_obstacle()
        self.record_changed.emit(built)

    def _show_record(self, built: Built) -> None:
        session, kind = self._session, self._kind
        event = session.shown_name if kind is Kind.EVENTS else ""
        why = wording.unsent_words(event, session.seen.condition) if event else ""
        self._card.show_record(kind, built, session.seen.pairs(kind), event, why)

    def _show_obstacle(self) -> None:
        obstacle = self._session.obstacle
        if self._session.file is None:
            self._card.show_reason(tr("No file yet"), tr("Open one in File."))
        elif not self._session.mapping.pairs(self._kind):
            self._card.show_reason(
                tr(_NONE[self._kind]),
                tr("Place a column on one of the properties to begin."),
            )
        elif obstacle is not None:
            words = wording.error_words(obstacle)
            self._card.show_reason(words.what, words.advice)
        elif self._session.mapping.has_steps:
            self._card.show_reason(
                tr("Not known yet"), tr("It is shown once all rows are made ready.")
            )
        else:
            self._card.show_reason("", "")
