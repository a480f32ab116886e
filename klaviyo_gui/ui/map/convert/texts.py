"""Changes of a text: blanks around it, its letters, parts of it replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from klaviyo_gui.core.conversion import LetterCase
from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.elided import ElidedLabel
from klaviyo_gui.ui.map.convert.section import Section, narrow_box, tab_before
from klaviyo_gui.ui.masking import VeiledField
from klaviyo_gui.ui.pieces import button, clear, column, row, text, tool
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QToolButton

    from klaviyo_gui.ui.map.convert.section import Subject

_CASES = {
    None: mark("letters as they are"),
    LetterCase.LOWER: mark("all lower case"),
    LetterCase.UPPER: mark("ALL UPPER CASE"),
    LetterCase.TITLE: mark("First Letters Upper Case"),
}


class TextSection(Section):
    """Trim, letters, replacements in order, domains of addresses that are exchanged."""

    def __init__(self) -> None:
        super().__init__(tr("Text"))
        self.trim = QCheckBox(tr("Take away blanks around it"))
        self.trim.clicked.connect(self._trim)
        self.case = narrow_box()
        self.case.setAccessibleName(tr("Letters"))
        for case, words in _CASES.items():
            self.case.addItem(tr(words), case.value if case is not None else "")
        self.case.activated.connect(self._set_case)
        self.lines: list[ReplaceLine] = []
        self.domains: list[QToolButton] = []
        self._rows, self._domains = column(gap=4), column(gap=4)
        self.add = button(tr("Replace a part…"), tip=tr("Replace a part of the text by another"))
        self.add.clicked.connect(self._add_line)
        self.body.addWidget(self.trim)
        self.body.addWidget(self.case)
        self.body.addLayout(self._rows)
        self.body.addLayout(self._domains)
        last = row()
        last.addWidget(self.add)
        last.addStretch(1)
        self.body.addLayout(last)

    def refresh(self, subject: Subject) -> None:
        """Show what was chosen."""
        conversion = subject.pair.conversion
        self.trim.setChecked(conversion.trim)
        self.case.setCurrentIndex(list(_CASES).index(conversion.case))
        pairs = conversion.replace
        while len(self.lines) < len(pairs):
            self._new_line()
        for at, line in enumerate(self.lines):
            before, after = pairs[at] if at < len(pairs) else ("", "")
            line.old.setText(before)
            line.new.setText(after)
            line.setVisible(at < len(pairs))
        self._list_domains(conversion.domains)

    def _list_domains(self, pairs: tuple[tuple[str, str], ...]) -> None:
        clear(self._domains)
        self.domains = []
        for at, (typed, meant) in enumerate(pairs):
            shown = QWidget()
            line = row(shown, gap=6)
            before, after = cell_words(typed), cell_words(meant)
            away = tool("✕", tr("Send {domain} as it is written", domain=before), role="")
            away.setProperty("at", at)
            away.clicked.connect(self._drop_domain)
            line.addWidget(ElidedLabel(f"{before} → {after}"), 1)
            line.addWidget(away)
            self._domains.addWidget(shown)
            self.domains.append(away)

    @Slot()
    def _drop_domain(self) -> None:
        subject, at = self._subject, self.sender().property("at")
        if subject is not None:
            pairs = subject.pair.conversion.domains
            self.ask(
                tr("“{domain}” as written", domain=pairs[at][0]),
                domains=(*pairs[:at], *pairs[at + 1 :]),
            )

    @Slot(bool)
    def _trim(self, is_wanted: bool) -> None:
        self.ask(
            tr("blanks around it taken away") if is_wanted else tr("blanks around it kept"),
            trim=is_wanted,
        )

    @Slot()
    def _set_case(self) -> None:
        code = self.case.currentData()
        case = LetterCase(code) if code else None
        self.ask(tr(_CASES[case]), case=case)

    @Slot()
    def _add_line(self) -> None:
        hidden = (line for line in self.lines if line.isHidden())
        line = next(hidden, None) or self._new_line()
        line.show()
        line.old.setFocus()

    def _new_line(self) -> ReplaceLine:
        line = ReplaceLine(len(self.lines) + 1)
        line.old.editingFinished.connect(self._take_lines)
        line.new.editingFinished.connect(self._take_lines)
        self.lines.append(line)
        self._rows.addWidget(line)
        tab_before(self.add, [each for one in self.lines for each in (one.old, one.new)])
        return line

    @Slot()
    def _take_lines(self) -> None:
        pairs = tuple((line.old.text(), line.new.text()) for line in self.lines if line.old.text())
        subject = self._subject
        if subject is not None and subject.pair.conversion.replace != pairs:
            self.ask(tr("replacements"), replace=pairs)


class ReplaceLine(QWidget):
    """A part of the text, and what stands in its place."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.old, self.new = VeiledField(self), VeiledField(self)
        self.old.setAccessibleName(
            tr("Part {number} to replace; empty it to take the rule away", number=number)
        )
        self.new.setAccessibleName(tr("What stands in place of part {number}", number=number))
        self.old.setPlaceholderText(tr("this"))
        self.new.setPlaceholderText(tr("nothing"))
        line = row(self, gap=6)
        line.addWidget(self.old, 1)
        line.addWidget(text("→", "muted"))
        line.addWidget(self.new, 1)
