"""The small panel in which a file's reading is chosen, with the evidence beside it."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from klaviyo_gui.core.errors import SourceError
from klaviyo_gui.language import tr
from klaviyo_gui.source.caret import excerpt
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.raw_lines import raw_lines
from klaviyo_gui.ui.file.parts import Candidate, Part, candidates, is_doubtful, parts_of
from klaviyo_gui.ui.file.words import (
    ENCODINGS,
    ESCAPES,
    QUOTES,
    SEPARATORS,
    encoding_choice,
    quote_choice,
)
from klaviyo_gui.ui.pieces import button, column, frame, row, text
from klaviyo_gui.ui.roomy import follow_type
from klaviyo_gui.ui.station_area import PanelArea
from klaviyo_gui.wording.cells import cell_words, line_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from klaviyo_gui.source.table import CsvFile

_BETWEEN = " │ "
"""Between two cells: of the box drawings, which every font of fixed width has."""
_TOP_LINES = 12
_TOP_SHOWN = 4
_CANDIDATE = 236
_SHOWN = 110
_LINE_MAX = 1_000_000
_NUMBER = 90
_FIELD_EDGE = 8
"""Pixels beside what is written in a field, as the style sheet has them elsewhere."""


class ReadingPanel(QFrame):
    """A popup for some parts of a reading; Escape leaves the file as it is.

    ``chosen(Overrides)`` fires with the first choice, and the panel closes.
    """

    chosen = Signal(object)

    def __init__(
        self, file: CsvFile, overrides: Overrides, parts: Sequence[Part], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self._file = file
        self._overrides = overrides
        self._first: QWidget | None = None
        self._is_done = False
        body = QWidget()
        body.setObjectName("page")
        layout = column(body, gap=10)
        shown: tuple[Candidate, ...] = ()
        for part in parts:
            if part not in parts_of(file):
                continue
            layout.addWidget(text(part.words, "section"))
            found = candidates(file, part)
            if is_doubtful(file, part):
                layout.addWidget(text(_doubt_words(file, part, has_evidence=bool(found)), "muted"))
            if found and found != shown:
                layout.addLayout(self._compared(found))
                shown = found
            self._add_choices(layout, part)
        self._add_end(layout)
        column(self, edge=14).addWidget(PanelArea(tr("How the file is read"), body))

    def open_at(self, place: QPoint) -> None:
        """Open with this corner, moved so that all of it is on the screen."""
        self.adjustSize()
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        self.move(
            max(room.left(), min(place.x(), room.right() - self.width())),
            max(room.top(), min(place.y(), room.bottom() - self.height())),
        )
        self.show()
        if self._first is not None:
            self._first.setFocus()

    def _choose(self, **changes: str | int | None) -> None:
        self._choose_all(replace(self._overrides, **changes))  # type: ignore[arg-type] # each field is one of these

    def _choose_all(self, overrides: Overrides) -> None:
        self.close()
        # A click may come as an activation too, as the system's style has it.
        is_first, self._is_done = not self._is_done, True
        if is_first and overrides != self._overrides:
            self.chosen.emit(overrides)

    def _add(self, layout: QVBoxLayout, widget: QWidget, name: str) -> None:
        widget.setAccessibleName(name)
        layout.addWidget(widget)
        if self._first is None:
            self._first = widget

    def _add_choices(self, layout: QVBoxLayout, part: Part) -> None:
        match part:
            case Part.SEPARATOR:
                self._add_separators(layout)
            case Part.ENCODING:
                known = dict.fromkeys((*ENCODINGS, self._file.encoding))
                words = {each: encoding_choice(each) for each in known}
                self._add_box(layout, "encoding", words, tr("Encoding of the file"))
            case Part.HEADER:
                self._add_header(layout)
            case Part.QUOTES:
                quotes = {each: quote_choice(each) for each in QUOTES}
                escapes = {each: tr(words) for each, words in ESCAPES.items()}
                self._add_box(layout, "quote", quotes, tr("What cells are quoted with"))
                layout.addWidget(text(tr("A quote within a cell is written as"), "small"))
                how = tr("How a quote within a cell is written")
                self._add_box(layout, "escape", escapes, how)
            case Part.SHEET:
                sheets = dict(zip(self._file.sheets, self._file.sheets, strict=True))
                self._add_box(layout, "sheet", sheets, tr("Sheet of the workbook"))

    def _add_box(
        self, layout: QVBoxLayout, field: str, choices: Mapping[str, str], name: str
    ) -> None:
        box = QComboBox()
        chosen = asdict(self._overrides)[field]
        present = {**asdict(self._file.dialect), "encoding": self._file.encoding}
        now = self._file.sheet or "" if field == "sheet" else str(present[field])
        if field == "sheet":
            chosen = now
        else:
            detected = tr("As detected: {choice}", choice=choices.get(now, now))
            box.addItem(detected if chosen is None else tr("As detected"))
        for value, words in choices.items():
            box.addItem(words, value)
        box.setCurrentIndex(0 if chosen is None else max(box.findData(chosen), 0))
        # Of the user's choice only: keys that move through a closed box choose nothing yet.
        box.activated.connect(partial(self._take_box, box, field))
        self._add(layout, box, name)

    def _take_box(self, box: QComboBox, field: str, _at: int) -> None:
        self._choose(**{field: box.currentData()})

    def _add_separators(self, layout: QVBoxLayout) -> None:
        known = {each: tr(words) for each, words in SEPARATORS.items()}
        self._add_box(layout, "delimiter", known, tr("Separator between cells"))
        other = QLineEdit()
        other.setMaxLength(1)
        other.setPlaceholderText(tr("or type another character, then Enter"))
        follow_type(other, minimumWidth=300)
        other.returnPressed.connect(partial(self._take_other, other))
        self._add(layout, other, tr("Another character as separator"))

    def _take_other(self, field: QLineEdit) -> None:
        if field.text():
            self._choose(delimiter=field.text())

    def _add_header(self, layout: QVBoxLayout) -> None:
        now = self._file.dialect.header_line
        layout.addWidget(text(tr("Choose the line that names the columns"), "small"))
        lines = QListWidget()
        lines.setProperty("role", "mono")
        try:
            top = raw_lines(self._file, None, 1, _TOP_LINES)
        except SourceError:
            top = []
        for line, raw in enumerate(top, start=1):
            item = QListWidgetItem(f"{line:>3}  {excerpt(line_words(raw), 0)[0]}")
            item.setData(Qt.ItemDataRole.UserRole, line)
            lines.addItem(item)
        lines.setCurrentRow(min(max(now - 1, 0), lines.count() - 1))
        follow_type(lines, minimumWidth=430)
        lines.setFixedHeight(lines.sizeHintForRow(0) * _TOP_SHOWN + 12)
        lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines.itemClicked.connect(self._take_line)
        lines.itemActivated.connect(self._take_line)
        self._add(layout, lines, tr("First lines of the file"))
        below = row(gap=14)
        number = QSpinBox()
        number.setRange(1, _LINE_MAX)
        number.setValue(now or 1)
        number.setKeyboardTracking(False)
        # The style gives the field within no edges.
        number.lineEdit().setTextMargins(_FIELD_EDGE, 0, _FIELD_EDGE, 0)
        follow_type(number, minimumWidth=_NUMBER, maximumWidth=_NUMBER)
        number.setAccessibleName(tr("Line of the header"))
        use = button(tr("Use this line number"))
        use.clicked.connect(partial(self._take_number, number))
        none = QCheckBox(tr("The file has no header"))
        none.setChecked(not now)
        none.clicked.connect(self._take_none)
        for widget in (number, use, none):
            below.addWidget(widget)
        below.addStretch(1)
        layout.addLayout(below)

    @Slot(QListWidgetItem)
    def _take_line(self, item: QListWidgetItem) -> None:
        self._choose(header_line=item.data(Qt.ItemDataRole.UserRole))

    def _take_number(self, number: QSpinBox) -> None:
        number.interpretText()
        self._choose(header_line=number.value())

    @Slot(bool)
    def _take_none(self, is_none: bool) -> None:
        self._choose(header_line=0 if is_none else None)

    def _compared(self, found: tuple[Candidate, ...]) -> QVBoxLayout:
        whole, beside = column(gap=6), row(gap=8)
        for at, each in enumerate(found):
            card = frame("card")
            follow_type(card, minimumWidth=_CANDIDATE, maximumWidth=_CANDIDATE)
            inner = column(card, edge=10, gap=6)
            words = each.kept if at == 0 else each.used
            inner.addWidget(text(words, "section", wraps=True))
            take = button(tr("Keep this") if at == 0 else tr("Use this"), tip=words)
            take.setAccessibleName(words)
            take.clicked.connect(partial(self._choose, **each.chosen))
            take.setAccessibleDescription("; ".join(_told(*line) for line in each.lines))
            inner.addWidget(take)
            self._first = self._first or take
            for line, cells in each.lines:
                inner.addWidget(text(_told(line, cells), "mono", wraps=True))
            inner.addStretch(1)
            beside.addWidget(card)
        whole.addLayout(beside)
        return whole

    def _add_end(self, layout: QVBoxLayout) -> None:
        plain = Overrides(sheet=self._overrides.sheet, member=self._overrides.member)
        if self._overrides != plain:
            again = button(tr("Detect everything again"))
            again.clicked.connect(partial(self._choose_all, plain))
            layout.addWidget(again)


def _told(place: str, cells: Sequence[str]) -> str:
    shown = _BETWEEN.join(map(cell_words, cells)) or (tr("(part of another row)") if place else "")
    cut = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    return (f"{place}: " if place else "") + excerpt(cut, 0, _SHOWN * 2)[0]


def _doubt_words(file: CsvFile, part: Part, *, has_evidence: bool) -> str:
    if part is Part.ENCODING and file.guess.charset.is_mixed:
        lines = file.guess.charset.mixed_lines[:6]
        if not lines:
            return tr("Some lines seem to be in another encoding.")
        where = ", ".join(map(str, lines))
        return tr("Some lines seem to be in another encoding (line {lines}).", lines=where)
    if has_evidence:
        return tr("Not certain. These lines read differently:")
    return tr("Not certain: please compare it with the rows.")
