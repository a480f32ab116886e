"""The damage of a file by cause, as a list of cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from klaviyo_gui.core.mapping import Mapping
from klaviyo_gui.core.problem import Severity
from klaviyo_gui.language import counted, mark, tr
from klaviyo_gui.source.causes import Recovery, told_severity
from klaviyo_gui.ui.cards import CardRole
from klaviyo_gui.ui.elided import boxed
from klaviyo_gui.ui.file.answers import Answer, answer_to
from klaviyo_gui.ui.models.causes import CausesModel, lines_words
from klaviyo_gui.wording import fault_words
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from klaviyo_gui.source.faults import Fault

_MARKS = {
    Severity.HOLD: ("stop", "bad"),
    Severity.WARN: ("alert", "warn"),
    Severity.NOTE: ("info", "muted"),
}
_ANSWERED = {Answer.MENDED: ("tick", "good"), Answer.SEEN: ("tick", "muted")}
_NO_ANSWERS = Mapping()
_RECOVERIES = {
    Recovery.EXACT: mark("nothing is lost"),
    Recovery.LIKELY: mark("likely to be recovered"),
    Recovery.LOST: mark("cannot be recovered"),
}
_EXAMPLE = 40


class FaultsModel(CausesModel["Fault"]):
    """Shows what was found in a file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mapping = _NO_ANSWERS

    def show(self, causes: Sequence[Fault], mapping: Mapping = _NO_ANSWERS) -> None:
        """Show these with the answers in a mapping."""
        is_news, self._mapping = mapping != self._mapping, mapping
        super().show(causes)
        if is_news and causes:
            self.dataChanged.emit(self.index(0), self.index(len(causes) - 1))

    def _name(self, cause: Fault) -> str:
        return cause.code

    def _card(self, cause: Fault) -> dict[int, str]:
        answer = answer_to(cause, self._mapping)
        shape, tone = _mark(cause) if answer is Answer.OPEN else _ANSWERED[answer]
        words = fault_words(cause)
        more = " · ".join(filter(None, (tr(answer.value), *_places(cause), _example(cause))))
        return {
            Qt.ItemDataRole.DisplayRole: words.what,
            CardRole.BELOW: words.advice,
            CardRole.MORE: more,
            CardRole.MARK: shape,
            CardRole.TONE: tone,
            Qt.ItemDataRole.AccessibleTextRole: f"{more}: {words.sentence}",
        }


def _mark(fault: Fault) -> tuple[str, str]:
    """Return shape and tone."""
    return _MARKS[told_severity(fault.severity, fault.recovery)]


def _places(fault: Fault) -> tuple[str, str, str]:
    return (
        counted(fault.count, "{count} time", "{count} times"),
        lines_words(fault.lines, fault.count),
        tr(_RECOVERIES[fault.recovery]),
    )


def _example(fault: Fault) -> str:
    if not fault.examples:
        return ""
    found, mended = (boxed(cell_words(each))[:_EXAMPLE] for each in fault.examples[0])
    if mended:
        return tr("“{cell}” reads “{mended}”", cell=found, mended=mended)
    return tr("for example “{cell}”", cell=found)
