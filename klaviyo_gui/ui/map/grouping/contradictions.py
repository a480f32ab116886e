"""Orders whose lines say two things where one is told: by column, with the way to their rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from klaviyo_gui.core.problem import Code
from klaviyo_gui.language import tr
from klaviyo_gui.ui.elided import ElidedLabel, one_line, shortened
from klaviyo_gui.ui.map.grouping import words
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.models.pages import Pages
from klaviyo_gui.ui.pieces import clear, column, row, text, tool
from klaviyo_gui.wording import target_label
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.grouping import Grouping
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.session import Session

SHOWN = 3
"""Columns that are told of; the others are on the list of what was found."""


class Contradictions(QWidget):
    """Hidden while the whole file is not checked, and where no order contradicts itself.

    ``rows_requested(place)`` asks for the rows of a finding.
    """

    rows_requested = Signal(object)

    def __init__(self, session: Session, checker: Checker) -> None:
        super().__init__()
        self._session = session
        self._checker = checker
        self._shown: tuple[Finding, ...] = ()
        self._is_masked = False
        self._told: list[str] = []
        self._layout = column(self, gap=2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def told(self) -> list[str]:
        """Return what it says, a sentence for each column."""
        return self._told if not self.isHidden() else []

    def refresh(self) -> None:
        """Tell what the check of the whole file has found."""
        grouping, result = self._session.grouping, self._checker.result
        found: tuple[Finding, ...] = ()
        if grouping is not None and result is not None:
            # Of a column that fills properties of events and of people, the first is enough.
            by_line = {
                (each.lines, each.texts): each
                for each in reversed(result.findings)
                if each.code is Code.LINES_DIFFER
            }
            found = tuple(sorted(by_line.values(), key=lambda each: -each.count))
        is_same = (found, masking.is_on) == (self._shown, self._is_masked)
        if grouping is not None and not is_same:
            self._show(found, grouping)
        self._shown, self._is_masked = found, masking.is_on
        self.setVisible(bool(found))

    def _show(self, found: tuple[Finding, ...], grouping: Grouping) -> None:
        clear(self._layout)
        self._told = [self._words(each, grouping) for each in found[:SHOWN]]
        for each, told in zip(found, self._told, strict=False):
            line = QWidget()
            inner = row(line, gap=8)
            label = ElidedLabel(f"▲ {told}")
            label.setProperty("tone", "warn")
            show = tool(tr("Show them"), tr("Show the rows of these orders: {told}", told=told))
            show.clicked.connect(partial(self._ask, each))
            inner.addWidget(label, 1)
            inner.addWidget(show)
            self._layout.addWidget(line)
        if len(found) > SHOWN:
            more = words.more_columns(len(found) - SHOWN)
            self._told.append(more)
            self._layout.addWidget(text(more, "small"))

    def _words(self, finding: Finding, grouping: Grouping) -> str:
        label = shortened(target_label(finding.kind, finding.target))
        other = finding.related[0] if finding.related else 0
        shown = one_line(cell_words(finding.texts[0])) if finding.texts else ""
        name = self._order_at(finding.lines[0], grouping)
        return words.two_things(label, finding.count, name, (finding.lines[0], other), shown)

    def _order_at(self, line: int, grouping: Grouping) -> str:
        """Return what the order is called that has this line, empty where that cannot be read."""
        session, file = self._session, self._session.file
        if file is None:
            return ""
        pages = Pages(file, session.index)
        number = pages.number_of(line)
        rows = pages.row(number) if number is not None else None
        cells = rows.cells[0] if rows is not None and len(rows) else []
        places = [session.header.index(name) for name in grouping.key if name in session.header]
        texts = (cells[at].strip() for at in places if at < len(cells))
        return shortened(" ".join(map(cell_words, texts)))

    def _ask(self, finding: Finding, _is_checked: bool = False) -> None:
        self.rows_requested.emit(finding.place)
