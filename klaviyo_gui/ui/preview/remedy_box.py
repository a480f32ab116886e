"""What can be done about the chosen finding: each way with its effect, and a button to do it."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from klaviyo_gui.core.remedies import Way
from klaviyo_gui.core.shown_event import told_pair
from klaviyo_gui.language import counted, grouped, tr
from klaviyo_gui.ui.models import values
from klaviyo_gui.ui.pieces import button, clear, column, grown, text
from klaviyo_gui.wording.cells import cell_words
from klaviyo_gui.wording.here import advice_here
from klaviyo_gui.wording.remedies import remedy_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLabel, QPushButton

    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.remedies import Remedy
    from klaviyo_gui.sending.effects import Effect, Example

_LINE = 34
"""Characters of a button that stand in one line of the narrowest box."""

_SHOWN = 40
"""Characters of a value that are shown before and after."""


class RemedyBox(QScrollArea):
    """Lists the remedies of one finding; whatever else can be done about it stands in ``others``.

    ``remedy_requested(Remedy, Finding)`` fires with the remedy and what it mends; ``resized`` once
    its words wrap otherwise than before.
    """

    remedy_requested = Signal(object, object)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding: Finding | None = None
        self._remedies: tuple[Remedy, ...] = ()
        self._header: tuple[str, ...] = ()
        self._told: list[QLabel] = []
        self.buttons: list[QPushButton] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("What can be done about it"))
        page = QWidget()
        page.setObjectName("page")
        layout = column(page, gap=6)
        self._advice = grown(text(role="small", wraps=True))
        self._list = column(gap=4)
        self.others = column(gap=4)
        layout.addWidget(self._advice)
        layout.addLayout(self._list)
        layout.addLayout(self.others)
        layout.addStretch(1)
        self.setWidget(page)

    def needed(self) -> int:
        """Return the height in which all of it is seen."""
        page = self.widget()
        layout = page.layout() if page is not None else None
        return layout.totalHeightForWidth(self.viewport().width()) if layout is not None else 0

    @property
    def words(self) -> list[str]:
        """Return what is said of the effect of each remedy."""
        return [each.text() for each in self._told]

    def show_finding(
        self, finding: Finding | None, remedies: Sequence[Remedy], header: tuple[str, ...]
    ) -> None:
        """Offer these remedies of a finding."""
        names = tuple(remedy_words(each, finding) for each in remedies) if finding else ()
        self._finding, self._header = finding, header
        self._remedies = tuple(remedies)
        clear(self._list)
        self.buttons, self._told = [], []
        self._advice.setText(advice_here(finding.code) if finding is not None else "")
        for at, name in enumerate(names):
            press = button("\n".join(wrap(name, _LINE)), "option", tip=name)
            press.setAccessibleName(name)
            # Long texts of cells never widen the box.
            press.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            press.setProperty("at", at)
            press.clicked.connect(self._request)
            effect = grown(text(tr("Counting what it does…"), "small", wraps=True))
            effect.setContentsMargins(10, 0, 4, 4)
            self._list.addWidget(press)
            self._list.addWidget(effect)
            self.buttons.append(press)
            self._told.append(effect)
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.resized.emit()

    def show_effect(self, at: int, effect: Effect | None) -> None:
        """Tell what one of them does, as far as it is counted; None where it cannot be told."""
        if at >= len(self._told) or self._finding is None:
            return
        words = self._effect_words(effect, self._remedies[at])
        self._told[at].setText(words)
        self.buttons[at].setAccessibleDescription(words)

    def _effect_words(self, effect: Effect | None, remedy: Remedy) -> str:
        if effect is None:
            return tr("What it does shows once it is done; it can be undone.")
        said = _clauses(effect, remedy)
        examples = [self._example_words(each, remedy) for each in effect.examples]
        return "\n".join((f"{said[:1].upper()}{said[1:]}.", *filter(None, examples)))

    def _example_words(self, example: Example, remedy: Remedy) -> str:
        """Return a value before and after, with the line where it stands."""
        assert self._finding is not None, "effects are told of a finding"
        kind, target = self._finding.kind, remedy.target or self._finding.target
        if not target or not example.after:
            return ""
        after = values.value(kind, target, values.document(example.after))
        before = self._finding_text(example, remedy, target)
        shown = values.shown(after) or tr("nothing")
        return tr(
            "Line {line}: {before} → {after}",
            line=grouped(example.line),
            before=before[:_SHOWN],
            after=shown[:_SHOWN],
        )

    def _finding_text(self, example: Example, remedy: Remedy, target: str) -> str:
        """Return what the file says in the row, in the column that fills the property."""
        assert self._finding is not None, "asked of a finding"
        if remedy.way is Way.FALLBACK:
            return tr("nothing")
        pair = told_pair(remedy.after, self._finding.kind, target)
        columns = pair.columns if pair is not None else ()
        places = [self._header.index(name) for name in columns if name in self._header]
        cells = [example.cells[at] for at in places if at < len(example.cells)]
        return " ".join(filter(None, map(cell_words, cells))) or tr("nothing")

    @Slot()
    def _request(self) -> None:
        at = self.sender().property("at")
        self.remedy_requested.emit(self._remedies[at], self._finding)


def _clauses(effect: Effect, remedy: Remedy) -> str:
    """Return what a remedy does, the good first, as a sentence without its end."""
    rows = counted(effect.rows, "{count} row", "{count} rows")
    if effect.ready:
        said = counted(
            effect.ready,
            "{count} of {rows} becomes ready",
            "{count} of {rows} become ready",
            rows=rows,
        )
    elif effect.mended:
        said = tr("it mends {mended} of {rows}", mended=grouped(effect.mended), rows=rows)
    else:
        said = tr("it mends none of {rows}", rows=rows)
    if effect.worse:
        worse = counted(effect.worse, "{count} would be held", "{count} would be held")
        said = f"{said}, {worse}"
    if effect.others:
        others = counted(
            effect.others, "{count} other row changes too", "{count} other rows change too"
        )
        said = f"{said}; {others}"
    if remedy.against:
        against = counted(
            remedy.against,
            "{count} other cell would be read no longer",
            "{count} other cells would be read no longer",
        )
        said = f"{said}; {against}"
    return said
