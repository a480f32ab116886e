"""The columns that the mapping has and the file lacks: a question for each, answered in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from klaviyo_gui.language import counted, tr
from klaviyo_gui.preset_words import drift_words, evidence_words
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.flow import FlowLayout
from klaviyo_gui.ui.pieces import button, column, named, row, text, tool
from klaviyo_gui.ui.roomy import in_type
from klaviyo_gui.ui.theme import restyle
from klaviyo_gui.ui.wrapped import WrappedLabel

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QToolButton

    from klaviyo_gui.core.fit import Drift

ROWS_SHOWN = 12
"""Questions on show at once; those behind follow as the first are answered."""

_HEIGHT_MOST = 124
"""Pixels of the list, so that the panes below keep their room."""


class MissingPanel(QFrame):
    """Hidden while no column is missing.

    ``renamed(names)`` fires with old → new names that somebody chose; ``columns_requested(column,
    place)`` for the list of the file's columns; ``without(column)`` when nothing is to fill what
    it filled; ``anew_requested`` when the mapping is to be begun anew.
    """

    renamed = Signal(object)
    columns_requested = Signal(str, QPoint)
    without = Signal(str)
    anew_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._drifts: tuple[Drift, ...] = ()
        self._asked: frozenset[str] = frozenset()
        self._others: dict[str, QToolButton] = {}
        self.setProperty("role", "notice")
        restyle(self, tone="warn")
        self._title = WrappedLabel(role="section")
        words = tr(
            "What they fill stays as it is, and nothing can be sent, until each is answered."
        )
        self._all = button(
            "", tip=tr("Take every new name that means the same, as one step that can be undone")
        )
        self._all.clicked.connect(self._use_all)
        anew = button(
            tr("Start anew"), tip=tr("Replace the mapping by what is proposed for this file")
        )
        anew.clicked.connect(self.anew_requested)
        heading = row(gap=8)
        heading.addWidget(self._title, 1)
        heading.addWidget(self._all)
        heading.addWidget(anew)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(tr("Columns that are missing"))
        layout = column(self, edge=12, gap=6)
        layout.addLayout(heading)
        layout.addWidget(WrappedLabel(words, "muted"))
        layout.addWidget(self._area)
        self.hide()

    @property
    def sentence(self) -> str:
        """Return what it says and asks."""
        if not self._drifts:
            return ""
        return " ".join((self._title.text(), *map(drift_words, self._drifts)))

    def show_drifts(
        self, title: str, drifts: tuple[Drift, ...], asked: Collection[str] = ()
    ) -> None:
        """Ask of these columns, under this title; by those ``asked`` for rows are chosen."""
        is_news = (drifts, frozenset(asked)) != (self._drifts, self._asked)
        self._drifts, self._asked = drifts, frozenset(asked)
        self._title.setText(title)
        sure = sum(1 for each in drifts if each.is_sure)
        is_all = all(each.is_sure for each in drifts if each.now)
        self._all.setText(
            tr("Use all {count}", count=sure)
            if is_all
            else tr("Use the {count} sure ones", count=sure)
        )
        self._all.setVisible(sure > 1)
        if is_news and drifts:
            self._build()
        self.setAccessibleName(self.sentence)
        self.setVisible(bool(drifts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list the height that it needs in the new width."""
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        """Ask anew; the focus stays in the list for whoever answers by keys."""
        had_focus = self._area.isAncestorOf(self.focusWidget() or self)
        page = QWidget()
        page.setObjectName("page")
        layout = column(page, gap=2)
        first: QToolButton | None = None
        self._others = {}
        for drift in self._drifts[:ROWS_SHOWN]:
            line, answer = self._line(drift)
            layout.addWidget(line)
            first = first or answer
        rest = len(self._drifts) - ROWS_SHOWN
        if rest > 0:
            layout.addWidget(
                text(
                    counted(rest, "… and {count} column more", "… and {count} columns more"),
                    "small",
                )
            )
        layout.addStretch(1)
        self._area.setWidget(page)
        self._fit()
        if had_focus and first is not None:
            first.setFocus()

    def _fit(self) -> None:
        """Give the list the height that it needs in its width, as far as the panes can spare it."""
        page = self._area.widget()
        if page is not None:
            needed = page.heightForWidth(self._area.viewport().width())
            self._area.setFixedHeight(min(needed, in_type(_HEIGHT_MOST)))

    def _line(self, drift: Drift) -> tuple[QWidget, QToolButton]:
        line = QWidget()
        inner = row(line, gap=8)
        reason = evidence_words(drift)
        words, deeds = QWidget(), QWidget()
        said = FlowLayout(words, gap=8)
        said.addWidget(WrappedLabel(drift_words(drift)))
        said.addWidget(WrappedLabel(reason, "small"))
        deeds.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        beside = row(deeds, gap=8)
        inner.addWidget(words, 1, alignment=Qt.AlignmentFlag.AlignVCenter)
        inner.addWidget(deeds)
        name, answers = shortened(drift.column), []
        if drift.now:
            now = shortened(drift.now)
            use = tool(
                tr("Use {name}", name=now),
                tr(
                    "Use {name} for {column}: {reason}",
                    name=drift.now,
                    column=drift.column,
                    reason=reason,
                ),
            )
            use.clicked.connect(partial(self._use, drift.column, drift.now))
            answers.append(use)
        other = tool(tr("Another column…"), tr("Choose a column for {name}", name=name))
        self._others[drift.column] = other
        other.clicked.connect(partial(self._list, drift.column))
        without = tool(tr("Do without"), tr("Fill nothing from {name}", name=name), "quiet")
        without.clicked.connect(partial(self._do_without, drift.column))
        if drift.column in self._asked:
            # Without the condition more rows would be sent than somebody wished.
            without.setEnabled(False)
            named(
                without,
                tr(
                    "Choose another column, or others in Choose rows… (Ctrl+R): rows are chosen by "
                    "{name}",
                    name=name,
                ),
            )
        for each in (*answers, other, without):
            beside.addWidget(each)
        return line, (*answers, other)[0]

    @Slot()
    def _use_all(self) -> None:
        self.renamed.emit({each.column: each.now for each in self._drifts if each.is_sure})

    def _use(self, before: str, now: str, _is_checked: bool = False) -> None:
        self.renamed.emit({before: now})

    def _do_without(self, name: str, _is_checked: bool = False) -> None:
        self.without.emit(name)

    def _list(self, name: str, _is_checked: bool = False) -> None:
        at = self._others[name]
        self.columns_requested.emit(name, at.mapToGlobal(QPoint(0, at.height())))
