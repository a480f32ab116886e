"""What can be done about one finding: mend it, with its effect shown before, or leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QVBoxLayout, QWidget

from klaviyo_gui.core.problem import Severity
from klaviyo_gui.language import counted, tr
from klaviyo_gui.source.causes import Recovery
from klaviyo_gui.source.mending import repair_of
from klaviyo_gui.ui.elided import boxed
from klaviyo_gui.ui.file.answers import Answer, answer_to, repair_in, seen_of
from klaviyo_gui.ui.pieces import button, column, grown, row, text, tool
from klaviyo_gui.wording import phrases, repair_words
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.repair import Repair
    from klaviyo_gui.source.faults import Fault

_SHOWN = 28
"""Characters of an example."""


class Answering(QWidget):
    """The effect of a repair on real cells, and the buttons.

    ``repair_requested(repair)`` and ``take_back_requested(repair)`` fire for the repair of the
    finding, ``seen_requested(seen)`` when somebody leaves it as it is.
    """

    repair_requested = Signal(object)
    take_back_requested = Signal(object)
    seen_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, is_narrow: bool = False) -> None:
        super().__init__(parent)
        self._fault: Fault | None = None
        self._repair: Repair | None = None
        self._effect = grown(text(role="small", wraps=True))
        self.mend: QAbstractButton = tool("", "") if is_narrow else button("")
        self.take_back, self.ignore = (
            tool(words, words) if is_narrow else button(words, "segment")
            for words in (tr("Take the repair back"), tr("Ignore"))
        )
        self.ignore.setToolTip(tr("I have seen it; leave it as it is"))
        self.mend.clicked.connect(self._ask_repair)
        self.take_back.clicked.connect(self._ask_take_back)
        self.ignore.clicked.connect(self._ask_seen)
        layout: QVBoxLayout = column(self, gap=6)
        layout.addWidget(self._effect)
        buttons: QBoxLayout = column(gap=2) if is_narrow else row(gap=6)
        for each in (self.mend, self.take_back, self.ignore):
            buttons.addWidget(each, alignment=Qt.AlignmentFlag.AlignLeft)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.hide()

    @property
    def effect(self) -> str:
        """Return what it says that the repair does, or did."""
        return self._effect.text()

    def show_fault(self, fault: Fault | None, mapping: Mapping, judged: Judged | None) -> None:
        """Offer what can be done about a finding; nothing where there is none."""
        self._fault = fault
        if fault is None:
            self.hide()
            return
        had_focus = self.mend.hasFocus() or self.take_back.hasFocus() or self.ignore.hasFocus()
        answer = answer_to(fault, mapping)
        made = repair_in(mapping, fault)
        self._repair = made or repair_of(fault, judged)
        self._effect.setText(_effect_words(fault, self._repair, answer))
        self._effect.setVisible(bool(self._effect.text()))
        self.mend.setVisible(self._repair is not None and made is None)
        self.take_back.setVisible(made is not None)
        self.ignore.setVisible(answer is Answer.OPEN)
        if self._repair is not None:
            what, where = repair_words(self._repair.code), self._repair.column
            tip = tr("{repair} in {column}; it can be undone", repair=what, column=where)
            self.mend.setText(what)
            self.mend.setToolTip(tip)
            self.mend.setAccessibleName(tr("{repair} in {column}", repair=what, column=where))
        self.show()
        if had_focus:
            self.focus_first()

    def focus_first(self) -> None:
        """Give the focus to the first button that can be pressed."""
        for each in (self.mend, self.take_back, self.ignore):
            if not each.isHidden():
                each.setFocus()
                return

    @Slot()
    def _ask_repair(self) -> None:
        self.repair_requested.emit(self._repair)

    @Slot()
    def _ask_take_back(self) -> None:
        self.take_back_requested.emit(self._repair)

    @Slot()
    def _ask_seen(self) -> None:
        if self._fault is not None:
            self.seen_requested.emit(seen_of(self._fault))


def _effect_words(fault: Fault, repair: Repair | None, answer: Answer) -> str:
    """Return what a repair makes of real cells, with how many there are."""
    if repair is None:
        return tr("Ignored; its rows stay held back.") if _is_held(fault, answer) else ""
    shown = " · ".join(
        f"{_cut(found)} → {_cut(mended)}" if mended else tr("{cell} → blank", cell=_cut(found))
        for found, mended in fault.examples
        if mended or repair.code == "excel_error"
    )
    if answer is Answer.MENDED:
        return tr("Mended: {examples}", examples=shown)
    if fault.recovery is Recovery.LIKELY:
        return counted(
            fault.count,
            "{count} cell: {examples}; look whether that is right.",
            "{count} cells: {examples}; look whether that is right.",
            examples=shown,
        )
    return counted(
        fault.count, "{count} cell: {examples}.", "{count} cells: {examples}.", examples=shown
    )


def _is_held(fault: Fault, answer: Answer) -> bool:
    return answer is Answer.SEEN and fault.severity is Severity.HOLD


def _cut(value: str) -> str:
    whole = boxed(cell_words(value))
    shown = whole if len(whole) <= _SHOWN else f"{whole[:_SHOWN]}…"
    return phrases.quoted(shown)
