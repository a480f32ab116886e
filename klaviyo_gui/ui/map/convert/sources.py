"""What fills a property: columns joined, and what stands in where they are blank."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from klaviyo_gui.core.mapping import Column, Joined
from klaviyo_gui.language import tr
from klaviyo_gui.ui.map.convert.parts import PartsEditor
from klaviyo_gui.ui.map.convert.section import Section
from klaviyo_gui.ui.pieces import row, text
from klaviyo_gui.ui.roomy import follow_type

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Part, Source
    from klaviyo_gui.ui.map.convert.section import Subject


class JoinedSection(Section):
    """The parts of a joined source in their order, and what stands between them."""

    def __init__(self) -> None:
        super().__init__(tr("Joined from"))
        self.parts = PartsEditor(tr("Joined from"))
        self.parts.changed.connect(self._take_parts)
        self.joiner = QLineEdit()
        self.joiner.setAccessibleName(tr("Between the parts"))
        follow_type(self.joiner, maximumWidth=90)
        self.joiner.editingFinished.connect(self._take_joiner)
        line = row(gap=6)
        line.addWidget(text(tr("Between them"), "muted"))
        line.addWidget(self.joiner)
        line.addStretch(1)
        self.body.addWidget(self.parts)
        self.body.addLayout(line)

    def refresh(self, subject: Subject) -> None:
        """Show the parts."""
        source = subject.pair.source
        if isinstance(source, Joined):
            self.parts.show_parts(source.parts, subject.header, least=1)
            self.joiner.setText(source.joiner)

    @Slot(object)
    def _take_parts(self, parts: tuple[Part, ...]) -> None:
        subject = self._subject
        # Texts alone would be no join: they stand only beside a column that is filled.
        if subject is None or not any(isinstance(each, Column) for each in parts):
            return
        source: Source = parts[0]
        if len(parts) > 1:
            source = Joined(parts, self.joiner.text())
        self.changed.emit(replace(subject.pair, source=source), tr("join columns"))

    @Slot()
    def _take_joiner(self) -> None:
        subject = self._subject
        if subject is None or not isinstance(subject.pair.source, Joined):
            return
        source = replace(subject.pair.source, joiner=self.joiner.text())
        if source != subject.pair.source:
            self.changed.emit(replace(subject.pair, source=source), tr("what joins the columns"))


class BlankSection(Section):
    """What stands in where nothing is there, in order; with nothing, it is left out."""

    def __init__(self) -> None:
        super().__init__(tr("Where it is blank"))
        self.note = text(role="small", wraps=True)
        self.body.addWidget(self.note)
        self.parts = PartsEditor(tr("Where it is blank"), add=tr("Use instead…"))
        self.parts.changed.connect(self._take)
        self.body.addWidget(self.parts)

    def refresh(self, subject: Subject) -> None:
        """Show what stands in."""
        fallback = subject.pair.fallback
        self.note.setText(
            tr("The first of these that is not blank is sent:")
            if fallback
            else tr("It is left out, and what Klaviyo knows stays.")
        )
        names = [name for name in subject.header if Column(name) != subject.pair.source]
        self.parts.show_parts(fallback, names, least=0)

    @Slot(object)
    def _take(self, parts: tuple[Part, ...]) -> None:
        subject = self._subject
        if subject is not None:
            pair = replace(subject.pair, fallback=parts)
            self.changed.emit(
                pair, tr("use instead of blanks") if parts else tr("leave blanks out")
            )
