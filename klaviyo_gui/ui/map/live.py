"""The right pane of Map: one record as it will be sent, while it is being mapped."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QToolButton,
    QWidget,
)

from klaviyo_gui import wording
from klaviyo_gui.core.mapping import Kind, ValueType
from klaviyo_gui.core.problem import Severity
from klaviyo_gui.core.record import type_of
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.elided import ElidedLabel, shortened
from klaviyo_gui.ui.map.search import ProblemSearch
from klaviyo_gui.ui.models import values
from klaviyo_gui.ui.models.built import Built, BuiltRecords
from klaviyo_gui.ui.models.pages import Pages
from klaviyo_gui.ui.pieces import button, column, named, plural, row, text
from klaviyo_gui.ui.seen import RefreshWhenSeen

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Pair
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_NAME_MOST = 130
"""Pixels of a property's name on the card."""

_PLACE_MOST = 60
"""Pixels that the number of the row asks for; it gets what is left of the line."""

_DATE_LENGTH = len("2024-05-31")

_SHOWN = 200
"""Characters of one value on the card."""


def headline(kind: Kind, content: dict[str, Any]) -> tuple[str, str]:
    """Return what happened in a sentence, and when with how much in another."""
    prefix = "profile." if kind is Kind.EVENTS else ""
    names = (values.value(kind, prefix + key, content) for key in ("first_name", "last_name"))
    who = " ".join(name for name in names if name)
    if not who:
        ids = (
            values.value(kind, prefix + key, content)
            for key in ("email", "phone_number", "external_id")
        )
        who = next((each for each in ids if each), "Somebody")
    if kind is Kind.PROFILES:
        return who, str(values.value(kind, "email", content) or "")
    metric = values.value(kind, "metric", content)
    amount = values.shown(values.value(kind, "value", content))
    currency = values.value(kind, "value_currency", content) or ""
    when = _moment(values.value(kind, "time", content))
    return f"{who} · {metric}", " · ".join(filter(None, (when, f"{amount} {currency}".strip())))


_NEXT = "Next problem"


class LivePane(QWidget):
    """A card in words, with the exact request under Details.

    ``record_changed(built)`` fires when another record is on show, None when there is none.
    """

    record_changed = Signal(object)

    def __init__(self, session: Session, checker: Checker, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._checker = checker
        self._theme = theme
        self._kind = Kind.EVENTS
        self._number = 0
        self._records: BuiltRecords | None = None
        self._built: Built | None = None
        self._back, self._onward = QToolButton(), QToolButton()
        self._place = ElidedLabel(most=_PLACE_MOST)
        self._next_problem = button(_NEXT, tip="Go to the next row with a problem")
        self._search = ProblemSearch(self)
        self._search.found.connect(self._go)
        self._search.ended.connect(self._tell_clean)
        self._search.moved.connect(self._tell_searched)
        layout = column(self, gap=8)
        layout.addLayout(self._build_heading())
        layout.addLayout(self._build_place())
        self._tabs = self._build_tabs()
        layout.addWidget(self._tabs, 1)
        self._seen = RefreshWhenSeen(self, self.refresh)
        session.file_changed.connect(self._restart)
        session.index_changed.connect(self._seen.ask)
        session.mapping_changed.connect(self._seen.ask)
        session.plan_changed.connect(self._seen.ask)
        checker.changed.connect(self._take_repeats)
        theme.changed.connect(self._paint_icons)
        self._has_repeats = False
        self._paint_icons()
        self.refresh()

    @property
    def number(self) -> int:
        """Return the number of the row on show, counted from 0."""
        return self._number

    @property
    def sentence(self) -> str:
        """Return what the card says."""
        return f"{self._title.text()} {self._below.text()}".replace("\u200b", "")

    @property
    def details(self) -> str:
        """Return the request on show."""
        return self._details.toPlainText()

    def show_kind(self, kind: Kind) -> None:
        """Show records of this kind."""
        self._kind = kind
        self.refresh()

    def focus_first(self) -> None:
        """Give the focus to the first button that can be pressed, else to the tabs."""
        for widget in (self._onward, self._back, self._next_problem, self._tabs):
            if widget.isEnabled():
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return

    @Slot()
    def refresh(self) -> None:
        """Build the record anew, by the mapping as it is now."""
        session = self._session
        self._records = self._built = None
        if (
            session.file is not None
            and session.mapping.pairs(self._kind)
            and session.obstacle is None
        ):
            pages = Pages(session.file, session.index)
            result = self._checker.result
            repeats = result.repeats if result is not None else None
            self._records = BuiltRecords(pages, session.plan, self._kind, repeats)
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
        if self._search.is_on:
            self._show()
        elif self._is_known_clean():
            self._tell_clean(self._session.row_count)
        elif self._records is not None:
            self._search.begin(self._records, self._number, self._session.row_count)
            self._tell_searched(0)

    def _is_known_clean(self) -> bool:
        """Tell whether the check of the whole file found no problem of this kind of record."""
        result = self._checker.result
        return result is not None and not any(
            each.kind is self._kind and each.severity is not Severity.NOTE
            for each in result.findings
        )

    @Slot(int)
    def _tell_searched(self, rows: int) -> None:
        self._next_problem.setText("Stop the search")
        self._place.setText(f"{rows:,} rows searched…")

    @Slot(int)
    def _tell_clean(self, rows: int) -> None:
        self._next_problem.setText(_NEXT)
        is_all = self._session.index is not None
        rows_said = plural(rows, "row")
        self._place.setText(
            f"No problem in {rows_said}" if is_all else f"No problem in the first {rows_said}"
        )

    def _build_heading(self) -> QHBoxLayout:
        named(self._back, "Record before")
        named(self._onward, "Next record")
        self._back.clicked.connect(self.step_back)
        self._onward.clicked.connect(self.step_on)
        self._next_problem.clicked.connect(self.find_problem)
        heading = row(gap=6)
        heading.addWidget(text("One record, live", "section"))
        heading.addStretch(1)
        heading.addWidget(self._back)
        heading.addWidget(self._onward)
        return heading

    def _build_place(self) -> QHBoxLayout:
        place = row(gap=6)
        place.addWidget(self._place, 1)
        place.addWidget(self._next_problem)
        return place

    def _build_tabs(self) -> QTabWidget:
        self._title, self._below = text(role="big", wraps=True), text(role="muted", wraps=True)
        self._problems = text(wraps=True)
        for words in (self._title, self._below, self._problems):
            # A name without a blank never widens the card.
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(14)
        self._form.setVerticalSpacing(6)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        page = QWidget()
        page.setObjectName("page")
        inner = column(page, edge=16, gap=8)
        inner.addWidget(self._title)
        inner.addWidget(self._below)
        inner.addWidget(self._problems)
        inner.addLayout(self._form)
        inner.addStretch(1)
        self._card = card = QScrollArea()
        card.setWidgetResizable(True)
        card.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card.setFrameShape(QFrame.Shape.NoFrame)
        card.setWidget(page)
        card.setAccessibleName("The record in words")
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setProperty("role", "mono")
        self._details.setAccessibleName("The request exactly as it is sent")
        tabs = QTabWidget()
        tabs.addTab(card, "Record")
        tabs.addTab(self._details, "Details")
        tabs.setAccessibleName("One record")
        return tabs

    @Slot(int)
    def _go(self, number: int) -> None:
        if 0 <= number < self._session.row_count:
            self._number = number
            self._show()

    @Slot()
    def _restart(self) -> None:
        self._number = 0
        self._card.verticalScrollBar().setValue(0)
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
        self._back.setIcon(icons.icon("previous", colour))
        self._onward.setIcon(icons.icon("next", colour))

    def _show(self) -> None:
        self._search.stop()
        self._next_problem.setText(_NEXT)
        count = self._session.row_count
        self._number = min(self._number, max(count - 1, 0))
        built = self._records.record(self._number) if self._records is not None else None
        self._built = built
        self._place.setText(f"{self._number + 1:,} of {count:,}" if count else "no rows")
        self._back.setEnabled(self._number > 0)
        self._onward.setEnabled(self._number + 1 < count)
        self._next_problem.setEnabled(built is not None)
        while self._form.rowCount():
            self._form.removeRow(0)
        self._show_problems(built)
        if built is None:
            self._show_obstacle()
        elif built.body:
            self._show_body(values.document(built.body))
            self._details.setPlainText(values.pretty(built.body))
        else:
            self._title.setText(f"This row is {'left out' if built.is_left_out else 'held'}")
            self._below.setText(f"File line {built.line:,}: nothing is sent for it.")
            self._details.setPlainText("Nothing is sent for this row.")
        self.record_changed.emit(built)

    def _show_problems(self, built: Built | None) -> None:
        lines = []
        for problem in built.problems if built is not None else ():
            words = wording.problem_words(problem)
            label = (
                f"{shortened(wording.target_label(self._kind, problem.target))}: "
                if problem.target
                else ""
            )
            sign = {Severity.HOLD: "■", Severity.WARN: "▲", Severity.NOTE: "○"}[problem.severity]
            lines.append(f"{sign} {label}{words.sentence}")
        if built is not None and built.lines:
            lines.append(f"○ One person from file lines {', '.join(map(str, built.lines))}.")
        self._problems.setText("\n".join(lines))
        self._problems.setVisible(bool(lines))

    def _show_obstacle(self) -> None:
        obstacle = self._session.obstacle
        self._details.setPlainText("")
        if self._session.file is None:
            self._title.setText("No file yet")
            self._below.setText("Open one in File.")
        elif not self._session.mapping.pairs(self._kind):
            self._title.setText(f"No {wording.KIND_WORDS[self._kind][1]}")
            self._below.setText("Place a column on one of the properties to begin.")
        elif obstacle is not None:
            words = wording.error_words(obstacle)
            self._title.setText(words.what)
            self._below.setText(words.advice)

    def _words(self, pair: Pair, content: dict[str, Any]) -> str:
        value = values.value(self._kind, pair.target, content)
        is_time = type_of(self._kind, pair) is ValueType.TIME
        return _moment(value) if is_time else wording.value_words(value)

    def _show_body(self, content: dict[str, Any]) -> None:
        title, below = headline(self._kind, content)
        # An e-mail address may break after its @, so that it never widens the card.
        self._title.setText(title.replace("@", "@\u200b"))
        self._below.setText(below)
        self._below.setVisible(bool(below))
        for pair in self._session.mapping.pairs(self._kind):
            shown = self._words(pair, content)
            if shown:
                label = wording.target_label(self._kind, pair.target)
                name = ElidedLabel(label, "muted", most=_NAME_MOST)
                said = text(shown[:_SHOWN], wraps=True)
                said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
                said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._form.addRow(name, said)


def _moment(iso: str | None) -> str:
    if not iso or len(iso) == _DATE_LENGTH:
        # What is sent as a date has no time of day that could be shown.
        return wording.moment_words(iso or "")
    moment = datetime.fromisoformat(iso)
    return f"{moment.day} {moment:%B %Y, %H:%M}"
