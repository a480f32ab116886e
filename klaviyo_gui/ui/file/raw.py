"""The drawer with the raw text: the first lines, or the damaged ones with a caret below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

from klaviyo_gui.core.errors import SourceError
from klaviyo_gui.language import tr
from klaviyo_gui.source.caret import excerpt, place
from klaviyo_gui.source.raw_lines import raw_lines
from klaviyo_gui.wording import error_words
from klaviyo_gui.wording.cells import line_words

if TYPE_CHECKING:
    from klaviyo_gui.source.faults import Fault
    from klaviyo_gui.source.index import Index
    from klaviyo_gui.source.table import CsvFile

_TOP = 40
_PLACES = 4
_NUMBER = "{:>6}  "
_NARROWEST = 20


class RawText(QPlainTextEdit):
    """Shows lines of the file as they are, with signs for what cannot be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setProperty("role", "mono")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setAccessibleName(tr("Raw text of the file"))
        self.setTabChangesFocus(True)

    def show_top(self, file: CsvFile) -> None:
        """Show the first lines."""
        try:
            lines = raw_lines(file, None, 1, _TOP)
        except SourceError as error:
            self.setPlainText(error_words(error).sentence)
            return
        numbered = enumerate(lines, start=1)
        shown = (_NUMBER.format(at) + excerpt(line_words(each), 0)[0] for at, each in numbered)
        self.setPlainText("\n".join(shown))

    def show_fault(self, file: CsvFile, index: Index | None, fault: Fault) -> None:
        """Show the first lines of a damage, each with a caret below its place."""
        parts = []
        for line in fault.lines[:_PLACES]:
            try:
                found = raw_lines(file, index, line)
            except SourceError as error:
                parts.append(error_words(error).sentence)
                break
            if found:
                at = place(found[0], fault, file.dialect, len(file.header))
                words, caret = excerpt(line_words(found[0]), at, self._characters())
                parts.append(f"{_NUMBER.format(line)}{words}\n{_NUMBER.format('')}{caret}")
        self.setPlainText("\n".join(parts))

    def _characters(self) -> int:
        """Return how many characters of a line fit, with the signs for what is cut."""
        room = self.viewport().width() // max(self.fontMetrics().horizontalAdvance("0"), 1)
        return max(room - len(_NUMBER.format("")) - 4, _NARROWEST)
