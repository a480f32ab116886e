"""Real cells before and after, with how many rows cannot be sent so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.trial import fails
from klaviyo_gui.language import counted, grouped, tr
from klaviyo_gui.ui.copying import Copying
from klaviyo_gui.ui.elided import boxed
from klaviyo_gui.ui.pieces import column, text
from klaviyo_gui.ui.roomy import follow_type, in_type
from klaviyo_gui.ui.theme import restyle
from klaviyo_gui.wording import moment_words, problem_words, value_words
from klaviyo_gui.wording.cells import cell_words, values_shown

if TYPE_CHECKING:
    from klaviyo_gui.core.trial import Trial, Tried
    from klaviyo_gui.ui.theme import Theme

_ROW = 27
_BEFORE = 100
"""Pixels that cells as they are in the file have at least, and as many more as they need."""

_LEAST = 4 * _ROW
_LEAST_WIDTH = 220
_LONGEST = 200

_QUOTED = re.compile(r": [“„]")
"""Where the cell begins within what is said of it."""

_WAITING = {
    Code.DATE_AMBIGUOUS,
    Code.DATE_OTHERWISE,
    Code.NUMBER_AMBIGUOUS,
    Code.NUMBER_OTHERWISE,
    Code.PERCENT_UNSAID,
}
"""What is asked beside it, so that the whole sentence need not stand in every line."""


class _Cells(QTableWidget):
    """A table of two columns, the first of which has what it needs, up to half of the width."""

    def __init__(self) -> None:
        super().__init__(0, 2)
        self.horizontalHeader().setStretchLastSection(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """Give the cells of the file what they need, up to half of what there is."""
        half = self.viewport().width() // 2
        wanted = max(_BEFORE, self.sizeHintForColumn(0))
        self.horizontalHeader().resizeSection(0, min(wanted, half))


class Outcome(QWidget):
    """Up to ten cells as the file has them and as they are sent."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.counts = text(wraps=True)
        self.whole = text(role="small", wraps=True)
        self.view = _Cells()
        self.view.setAccessibleName(tr("Cells before and after"))
        Copying(self.view)
        self.view.setHorizontalHeaderLabels([tr("In the file"), tr("As it is sent")])
        self.view.verticalHeader().hide()
        self._theme.changed.connect(self._fit_rows)
        self._fit_rows()
        self.view.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setTabKeyNavigation(False)
        self.view.setWordWrap(False)
        follow_type(self.view, minimumWidth=_LEAST_WIDTH, minimumHeight=_LEAST)
        layout = column(self, gap=6)
        layout.addWidget(text(tr("Before → after"), "group"))
        layout.addWidget(self.view, 1)
        layout.addWidget(self.counts)
        layout.addWidget(self.whole)

    @Slot()
    def _fit_rows(self) -> None:
        self.view.verticalHeader().setDefaultSectionSize(in_type(_ROW))

    def show_trial(self, trial: Trial, to: ValueType) -> None:
        """Show what was tried."""
        shown = trial.varied()
        self.view.setRowCount(len(shown))
        for at, each in enumerate(shown):
            before = QTableWidgetItem(boxed(" · ".join(map(cell_words, each.before)))[:_LONGEST])
            words, tip = _after(each, to)
            after = QTableWidgetItem(words[:_LONGEST])
            after.setToolTip(tip)
            before.setToolTip("\n".join(map(cell_words, each.before))[:_LONGEST])
            after.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}. {tip}" if tip else words)
            if each.is_failing:
                after.setForeground(QColor(self._theme.tokens.bad))
            elif each.after is None:
                after.setForeground(QColor(self._theme.tokens.muted))
            self.view.setItem(at, 0, before)
            self.view.setItem(at, 1, after)
        self.view.share_width()
        self.counts.setText(_looked(max(trial.rows, 1), trial.failed))
        restyle(self.counts, tone="bad" if trial.failed else "good")

    def show_whole(self, failing: int | None, rows: int) -> None:
        """Show how many rows of the whole file fail; None while it is not known."""
        if failing is None:
            self.whole.setText(tr("The whole file is being checked…"))
        else:
            self.whole.setText(
                counted(
                    failing,
                    "Whole file: {count} of {rows} fails.",
                    "Whole file: {count} of {rows} fail.",
                    rows=counted(rows, "{count} row", "{count} rows"),
                )
            )


def _looked(rows: int, failed: int) -> str:
    """Return how many of the rows that were tried cannot be sent."""
    if failed:
        return counted(
            rows,
            "■ {failed} of the first row cannot be sent so.",
            "■ {failed} of the first {count} rows cannot be sent so.",
            failed=grouped(failed),
        )
    return counted(
        rows,
        "All of the first row can be sent so.",
        "All of the first {count} rows can be sent so.",
    )


def _after(each: Tried, to: ValueType) -> tuple[str, str]:
    """Return what is sent, or in short why nothing is; and the whole of it."""
    tip = "\n".join(problem_words(problem).sentence for problem in each.problems)
    if each.is_failing:
        failing = next(each for each in each.problems if fails(each.code, each.severity))
        if failing.code in _WAITING:
            return tr("■ waits for a choice"), tip
        what = _QUOTED.split(problem_words(failing).what, maxsplit=1)[0]
        return f"■ {what}", tip
    words = boxed(value_words(values_shown(each.after)))
    if to is ValueType.TIME:
        words = moment_words(words)
    return words or tr("nothing"), tip
