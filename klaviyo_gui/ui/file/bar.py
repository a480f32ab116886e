"""How the open file is read, as a sentence of chips that can be changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QWidget

from klaviyo_gui.language import counted, tr
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.file.panel import ReadingPanel
from klaviyo_gui.ui.file.parts import Part, is_doubtful, parts_of
from klaviyo_gui.ui.file.words import dialect_words, encoding_words, header_words, row_words
from klaviyo_gui.ui.flow import FlowLayout
from klaviyo_gui.ui.meaning.subjects import PartSubject, has_keys
from klaviyo_gui.ui.pieces import text, tool
from klaviyo_gui.ui.theme import restyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.ui.meaning.subjects import Subject
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_BELOW = 4


class DialectBar(QWidget):
    """Shows a chip for each part of the reading, amber with a sign where it is doubtful."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._panel: ReadingPanel | None = None
        self._chips: dict[Part, QToolButton] = {}
        layout = FlowLayout(self)
        for part in (Part.SHEET, Part.SEPARATOR, Part.ENCODING, Part.HEADER, Part.QUOTES):
            chip = QToolButton()
            chip.setProperty("role", "fact")
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            chip.clicked.connect(partial(self.open_panel, part))
            self._chips[part] = chip
            layout.addWidget(chip)
        self._columns, self._rows = self._fact(), self._fact()
        self._remembered = text(tr("As you chose for such files before"), "fact")
        self._again = tool(
            tr("Detect again"), tr("Detect how the file is read, without what you chose")
        )
        self._again.clicked.connect(self._detect_again)
        for widget in (self._columns, self._rows, self._remembered, self._again):
            layout.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        session.file_changed.connect(self._refresh_soon)
        session.count_changed.connect(self.refresh)
        session.index_changed.connect(self.refresh)
        session.file_refused.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.refresh()

    @property
    def sentence(self) -> str:
        """Return the whole sentence."""
        file = self._session.file
        if file is None:
            return ""
        chips = (self._words(file, part) for part in self._chips if part in parts_of(file))
        return " · ".join((*chips, self._columns.text(), self._rows.text()))

    @property
    def panel(self) -> ReadingPanel | None:
        """Return the panel that stands open."""
        return self._panel

    def chip(self, part: Part) -> QToolButton:
        """Return the chip of a part."""
        return self._chips[part]

    def subject(self) -> Subject | None:
        """Return the part of the reading whose chip has the focus."""
        file = self._session.file
        part = next((part for part, chip in self._chips.items() if has_keys(chip)), None)
        if file is None or part is None:
            return None
        return PartSubject(part, self._words(file, part), is_doubtful(file, part))

    def open_panel(self, part: Part) -> None:
        """Open the panel of one chip below it."""
        self._open((part,), self._chips[part])

    @Slot()
    def open_all(self) -> None:
        """Open the panel with all that can be chosen."""
        self._open(tuple(Part), self)

    @Slot()
    def refresh(self) -> None:
        """Show how the file is read now."""
        self._session.turns.forget(self.refresh)
        file = self._session.file
        if file is None:
            for widget in (*self._chips.values(), self._remembered, self._again):
                widget.hide()
            return
        present = parts_of(file)
        for part, chip in self._chips.items():
            chip.setVisible(part in present)
            if part in present:
                self._show(file, part, chip)
        self._columns.setText(counted(len(file.header), "{count} column", "{count} columns"))
        self._rows.setText(row_words(self._session))
        for widget in (self._remembered, self._again):
            widget.setVisible(self._session.is_remembered)

    @Slot()
    def _refresh_soon(self) -> None:
        """Show it once the first rows of the file are on the screen."""
        self._session.turns.later(self.refresh)

    def _fact(self) -> QLabel:
        return text(role="fact")

    def _open(self, parts: Sequence[Part], below: QWidget) -> None:
        file = self._session.file
        if file is None:
            return
        panel = ReadingPanel(file, self._session.overrides, parts, self)
        panel.chosen.connect(self._session.reopen)
        panel.destroyed.connect(self._forget_panel)
        self._panel = panel
        panel.open_at(below.mapToGlobal(QPoint(0, below.height() + _BELOW)))

    @Slot()
    def _forget_panel(self) -> None:
        self._panel = None

    @Slot()
    def _detect_again(self) -> None:
        self._session.reopen(Overrides())

    def _words(self, file: CsvFile, part: Part) -> str:
        separator, quotes = dialect_words(file.dialect, len(file.header))
        return {
            Part.SHEET: tr("Sheet {name}", name=file.sheet),
            Part.SEPARATOR: separator,
            Part.ENCODING: encoding_words(file.encoding),
            Part.HEADER: header_words(file.dialect.header_line),
            Part.QUOTES: quotes,
        }[part]

    def _show(self, file: CsvFile, part: Part, chip: QToolButton) -> None:
        words, is_doubted = self._words(file, part), is_doubtful(file, part)
        colours = self._theme.tokens
        shape = "alert" if is_doubted else "chevron"
        colour = colours.warn if is_doubted else colours.muted
        icons.put_on(chip, shape, colour, colours.surface)
        chip.setText(words)
        if is_doubted:
            name = tr("{part}: {words}, not certain; change", part=part.words, words=words)
            tip = tr("{part}, not certain. Click to change it.", part=part.words)
        else:
            name = tr("{part}: {words}; change", part=part.words, words=words)
            tip = tr("{part}. Click to change it.", part=part.words)
        chip.setAccessibleName(name)
        chip.setToolTip(tip)
        restyle(chip, tone="warn" if is_doubted else "")
