"""Everything about how one property is filled, in a popup beside its pill."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QPoint, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from klaviyo_gui.core import catalog
from klaviyo_gui.core.convert import can_be_left_out
from klaviyo_gui.core.mapping import Fixed, Joined, ValueType
from klaviyo_gui.core.question import is_contradiction, telling_percent
from klaviyo_gui.core.record import type_of
from klaviyo_gui.core.shown_event import told_as
from klaviyo_gui.core.trial import fails, texts_before_table
from klaviyo_gui.core.zoneless import zoneless
from klaviyo_gui.language import tr
from klaviyo_gui.ui.elided import ElidedLabel
from klaviyo_gui.ui.map.asking import question_of
from klaviyo_gui.ui.map.convert.outcome import Outcome
from klaviyo_gui.ui.map.convert.places import CountrySection, ZoneSection
from klaviyo_gui.ui.map.convert.section import Section, Subject
from klaviyo_gui.ui.map.convert.sources import BlankSection, JoinedSection
from klaviyo_gui.ui.map.convert.styles import DatesSection, NumbersSection, PercentSection
from klaviyo_gui.ui.map.convert.table import TableSection
from klaviyo_gui.ui.map.convert.texts import TextSection
from klaviyo_gui.ui.map.convert.trying import Trying
from klaviyo_gui.ui.map.convert.types import EmailSection, TypeSection
from klaviyo_gui.ui.map.convert.unread import UnreadSection
from klaviyo_gui.ui.map.convert.whose_clock import ClockSection
from klaviyo_gui.ui.map.convert.words import ListSection, YesNoSection
from klaviyo_gui.ui.pieces import clear, column, frame, row, text, tool
from klaviyo_gui.ui.roomy import follow_type, screen_room, zoomed
from klaviyo_gui.ui.theme import restyle
from klaviyo_gui.wording import question_words, source_words, target_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.mapping import Kind, Pair
    from klaviyo_gui.core.trial import Trial
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_SIZE = (790, 540)
_CONTROLS = 330
_MARGINS = QMargins(8, 8, 8, 8)
"""Pixels between it and the edges of the window."""

_SECTIONS: dict[ValueType, tuple[type[Section], ...]] = {
    ValueType.TEXT: (TextSection, TableSection),
    ValueType.NUMBER: (NumbersSection, PercentSection),
    ValueType.YES_NO: (YesNoSection,),
    ValueType.TIME: (DatesSection, ClockSection, ZoneSection),
    ValueType.EMAIL: (EmailSection,),
    ValueType.PHONE: (CountrySection,),
    ValueType.LIST: (ListSection,),
}


class ConversionPopover(QFrame):
    """Controls on the left, real cells before and after on the right; Escape closes it.

    Every choice is a step of the session that can be undone, also from here.
    """

    def __init__(
        self,
        session: Session,
        checker: Checker,
        place: tuple[Kind, str],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName(tr("How {property} is filled", property=target_label(*place)))
        self._session = session
        self._checker = checker
        self._kind, self._key = place
        self._sections: list[Section] = []
        self._trying = Trying(session, self)
        self._trying.tried.connect(self._show_trial)
        self.outcome = Outcome(theme)
        self._band = frame("notice")
        self._question = text(wraps=True)
        column(self._band, edge=8, gap=2).addWidget(self._question)
        restyle(self._band, tone="warn")
        self._build()
        self.resize(zoomed(QSize(*_SIZE), self))
        session.mapping_changed.connect(self.refresh)
        session.written_changed.connect(self.refresh)
        session.seconds_changed.connect(self.refresh)
        session.file_changed.connect(self.close)
        session.shown_event_changed.connect(self.close)
        checker.changed.connect(self._show_whole)
        self.refresh()

    @property
    def sections(self) -> list[Section]:
        """Return the parts of its controls."""
        return self._sections

    @property
    def question(self) -> str:
        """Return what is asked, empty for nothing."""
        return "" if self._band.isHidden() else self._question.text()

    @property
    def is_trying(self) -> bool:
        """Tell whether cells are still being tried."""
        return self._trying.is_on

    def open_at(self, place: QPoint) -> None:
        """Open with this corner, moved so that all of it is on the screen."""
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        above = self.parentWidget()
        within = (
            above.window().geometry().marginsRemoved(_MARGINS) & room if above is not None else room
        )
        wanted = self.size().expandedTo(self.sizeHint())
        if within.size().expandedTo(wanted) == within.size():
            room = within
        self.resize(wanted.boundedTo(room.size()).boundedTo(screen_room(self)))
        self.move(
            max(room.left(), min(place.x(), room.right() - self.width())),
            max(room.top(), min(place.y(), room.bottom() - self.height())),
        )
        self.show()
        if self.question and any(each.focus_choice() for each in self._sections):
            return
        first = next(filter(_takes_tab, _in_order(self._page)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def refresh(self) -> None:
        """Show the pair as it is now; one that is gone has no conversion."""
        pair = self._session.seen.pair(self._kind, self._key)
        if pair is None or self._session.file is None or not self._is_there(pair):
            self.close()
            return
        subject = self._subject(pair)
        wanted = self._wanted(subject)
        if wanted != [type(each) for each in self._sections]:
            self._arrange(wanted)
        self._title.setText(f"{target_label(self._kind, self._key)}  ←  {source_words(pair)}")
        self._band.setVisible(subject.asked is not None)
        if subject.asked is not None:
            self._question.setText(f"▲ {question_words(subject.asked).sentence}")
        for section in self._sections:
            section.show_subject(subject)
        self._trying.begin(self._kind, pair)
        self._show_whole()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo as in the window, which this popup keeps the keys from."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._session.undo_stack.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._session.undo_stack.redo()
        else:
            super().keyPressEvent(event)

    # Private

    def _build(self) -> None:
        self._title = ElidedLabel(role="section", most=_SIZE[0])
        shut = tool("✕", tr("Close (Escape)"))
        shut.clicked.connect(self.close)
        heading = row(gap=8)
        heading.addWidget(self._title, 1)
        heading.addWidget(shut)
        self._page = QWidget()
        self._page.setObjectName("page")
        self._controls = column(self._page, gap=10)
        self._controls.setContentsMargins(0, 0, 8, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(tr("Choices"))
        area.setWidget(self._page)
        follow_type(area, minimumWidth=_CONTROLS, maximumWidth=_CONTROLS)
        both = row(gap=16)
        both.addWidget(area)
        both.addWidget(self.outcome, 1)
        layout = column(self, edge=14, gap=10)
        layout.addLayout(heading)
        layout.addWidget(self._band)
        layout.addLayout(both, 1)

    def _wanted(self, subject: Subject) -> list[type[Section]]:
        """Return the controls that fit the type and the source; none that is in use is hidden."""
        wanted: list[type[Section]] = []
        if catalog.is_custom(self._kind, self._key):
            wanted.append(TypeSection)
        if isinstance(subject.pair.source, Joined):
            wanted.append(JoinedSection)
        wanted += _SECTIONS[subject.type]
        conversion = subject.pair.conversion
        if can_be_left_out(self._key, subject.type):
            wanted.append(UnreadSection)
        changes = conversion.trim, conversion.replace, conversion.domains, conversion.case
        if any(changes):
            wanted.append(TextSection)
        if conversion.table:
            wanted.append(TableSection)
        if not isinstance(subject.pair.source, Fixed):
            wanted.append(BlankSection)
        return list(dict.fromkeys(wanted))

    def _arrange(self, wanted: list[type[Section]]) -> None:
        clear(self._controls)
        self._sections = [section() for section in wanted]  # type: ignore[call-arg] # each knows its title
        for section in self._sections:
            is_style = isinstance(section, (DatesSection, NumbersSection))
            section.changed.connect(self._choose_style if is_style else self._convert)
            if isinstance(section, TypeSection):
                section.type_chosen.connect(self._set_type)
            if isinstance(section, ClockSection):
                section.zone_chosen.connect(self._session.say_zone)
            self._controls.addWidget(section)
        self._controls.addStretch(1)

    def _subject(self, pair: Pair) -> Subject:
        session = self._session
        to, known = type_of(self._kind, pair), session.known
        cells = (cell for each in (pair.source, *pair.fallback) for cell in known.some(each))
        rows = session.first_rows.cells
        plan = session.plan
        return Subject(
            self._kind,
            pair,
            to,
            session.mapping.options,
            session.columns,
            plan.planned_at,
            known.written(pair.source),
            question_of(session, self._kind, pair),
            telling_percent(cells),
            zoneless(pair, session.written, session.cells) if to is ValueType.TIME else "",
            session.zone_before,
            partial(texts_before_table, session.seen, session.columns, pair, rows, plan.planned_at),
        )

    def _is_there(self, pair: Pair) -> bool:
        return set(pair.columns) <= set(self._session.columns)

    @Slot(object, str)
    def _convert(self, pair: Pair, what: str) -> None:
        self._session.convert(self._kind, pair, what)

    @Slot(object, str)
    def _choose_style(self, pair: Pair, what: str) -> None:
        """Read dates or numbers so; where the file speaks against it, that was seen just now."""
        now = self._session.seen.pair(self._kind, self._key)
        asked = question_of(self._session, self._kind, now) if now is not None else None
        column = asked.column if asked is not None and is_contradiction(asked) else ""
        self._session.choose_style(self._kind, pair, what, column)

    @Slot(object)
    def _set_type(self, to: ValueType) -> None:
        self._session.set_type(self._kind, self._key, to)

    @Slot(object)
    def _show_trial(self, trial: Trial) -> None:
        pair = self._session.seen.pair(self._kind, self._key)
        if pair is not None:
            self.outcome.show_trial(trial, type_of(self._kind, pair))

    @Slot()
    def _show_whole(self) -> None:
        result, session = self._checker.result, self._session
        told, failing = told_as(session.mapping, session.shown_event, self._key), None
        if result is not None:
            failing = sum(
                each.count
                for each in result.findings
                if (each.kind, each.target) == (self._kind, told)
                and fails(each.code, each.severity)
            )
        self.outcome.show_whole(failing, session.row_count)
        self.outcome.whole.setVisible(result is not None or self._checker.is_busy)


def _in_order(page: QWidget) -> Iterator[QWidget]:
    """Yield what is on a page in the order in which Tab reaches it."""
    each = page.nextInFocusChain()
    while each is not None and each is not page:
        if page.isAncestorOf(each):
            yield each
        each = each.nextInFocusChain()


def _takes_tab(widget: QWidget) -> bool:
    focus = Qt.FocusPolicy.TabFocus
    return widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & focus == focus
