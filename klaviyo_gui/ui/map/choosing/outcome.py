"""What conditions do with the whole file: figures, how far they are counted, and a few rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from klaviyo_gui.core.choice_report import EXAMPLES
from klaviyo_gui.language import grouped, tr
from klaviyo_gui.ui.elided import ElidedLabel
from klaviyo_gui.ui.map.choosing import words
from klaviyo_gui.ui.pieces import column, grown, row, text
from klaviyo_gui.ui.theme import restyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.choice_report import ChoiceReport, Sort

_WHOLE = 1000


class SortCard(QWidget):
    """Rows of one sort: how many, and the first few."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.heading = text(title, "group")
        self.examples = [ElidedLabel(where=Qt.TextElideMode.ElideRight) for _ in range(EXAMPLES)]
        layout: QVBoxLayout = column(self, gap=3)
        layout.addWidget(self.heading)
        for each in self.examples:
            layout.addWidget(each)
        layout.addStretch(1)

    @property
    def told(self) -> list[str]:
        """Return the rows that it tells of."""
        return [each.text() for each in self.examples if each.text()]

    def show_sort(self, sort: Sort, columns: Sequence[str]) -> None:
        """Show this sort."""
        self.heading.setText(f"{self._title} · {grouped(sort.count)}")
        lines = [words.example(each, columns) for each in sort.examples] or [tr(words.NONE)]
        for label, told in zip(self.examples, [*lines, *[""] * EXAMPLES], strict=False):
            label.setText(told)
            label.setVisible(bool(told))
            restyle(label, role="" if sort.examples else "muted")
        self.setAccessibleName(", ".join((self.heading.text(), *lines)))


class Examples(QFrame):
    """Three sorts of rows: side by side, or one below the other where more must be said of each."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.sorts = [
            SortCard(tr(each)) for each in (words.CHOSEN, words.LEFT_OUT, words.UNDECIDED)
        ]
        self._line = row(self, edge=12, gap=14)
        for each in self.sorts:
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            self._line.addWidget(each, 1)

    def show_report(self, report: ChoiceReport, columns: Sequence[str]) -> None:
        """Show the first rows of each sort."""
        is_wide = len(columns) > 1
        way = QBoxLayout.Direction.TopToBottom if is_wide else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(way)
        found = (report.wanted, report.unwanted, report.undecided)
        for card, sort in zip(self.sorts, found, strict=True):
            card.show_sort(sort, columns)
        restyle(self.sorts[-1].heading, tone="warn" if report.undecided.count else "")


class Outcome(QWidget):
    """Says what becomes of rows, and how far they are counted."""

    def __init__(self) -> None:
        super().__init__()
        self._told = grown(text(role="sentence", wraps=True))
        self.bar = QProgressBar()
        self.bar.setRange(0, _WHOLE)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("How far the file is counted"))
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        layout = column(self, gap=6)
        layout.addWidget(self._told)
        layout.addWidget(self.bar)

    @property
    def sentence(self) -> str:
        """Return what it says in words."""
        return self._told.text()

    def show_outcome(self, told: str, share: float | None, *, is_doubtful: bool) -> None:
        """Show this sentence, and how far the count is where one is under way."""
        self._told.setText(told)
        restyle(self._told, tone="warn" if is_doubtful else "")
        self.bar.setVisible(share is not None)
        self.bar.setValue(round((share or 0.0) * _WHOLE))
