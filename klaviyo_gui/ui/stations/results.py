"""Station 5: what became of a run, and earlier runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSplitter, QStackedWidget, QWidget

from klaviyo_gui import wording
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.ui.cards import card_list
from klaviyo_gui.ui.models.runs import RunsModel
from klaviyo_gui.ui.models.table import TextTable
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import EDGE, button, column, plural, row, text
from klaviyo_gui.ui.tables import table
from klaviyo_gui.ui.tile import Tile

if TYPE_CHECKING:
    from klaviyo_gui.store.results import Results
    from klaviyo_gui.ui.archive import Archive
    from klaviyo_gui.ui.theme import Theme

_STATES = {
    State.ACCEPTED: "accepted",
    State.REFUSED: "refused",
    State.HELD: "held here",
    State.UNKNOWN: "unknown",
    State.UNSENT: "not sent",
}


def verdict(results: Results) -> str:
    """Return what became of a run, in one sentence."""
    total = results.tally.total
    tally = results.tally
    parts = []
    if tally.events.read:
        parts.append(wording.count(tally.events.accepted, Kind.EVENTS))
    if tally.profiles.read:
        # Rows of the same person are sent as one, so rows are what can be counted here.
        parts.append(f"the people of {plural(tally.profiles.accepted, 'row')}")
    accepted = f"{' and '.join(parts)} accepted" if parts else "Nothing was sent"
    rest = total.refused + total.unknown + total.unsent
    end = {"done": "", "paused": " The run is paused.", "stopped": " The run was stopped."}
    if rest:
        more = f"; {plural(rest, 'record')} need a look."
    elif total.held:
        more = f"; {plural(total.held, 'record')} held here."
    else:
        more = ", every single record."
    return accepted + more + end.get(results.summary.state, "")


class ResultsStation(QWidget):
    """The verdict, the figures, the rows that were not accepted and why; and the list of runs."""

    def __init__(self, archive: Archive, theme: Theme) -> None:
        super().__init__()
        self._archive = archive
        self.notice = Notice(theme)
        self.rows = TextTable(("File line", "What", "State", "Reason", "What to do"), self)
        self._causes = TextTable(("Count", "What", "State", "Cause"), self)
        self.runs = RunsModel(self)
        self._list = card_list("Earlier runs", self.runs, theme)
        self._verdict = text(role="big", wraps=True)
        self._about = text(role="muted", wraps=True)
        self._save = button("Save results…", tip="Accepted rows, rows not accepted, and a report")
        self._save.clicked.connect(self.choose_folder)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_empty())
        self._stack.addWidget(self._build_page())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(18)
        split.setChildrenCollapsible(False)
        split.addWidget(self._stack)
        split.addWidget(self._build_runs())
        split.setSizes([760, 280])
        split.setStretchFactor(0, 1)
        layout = column(self, edge=EDGE)
        layout.addLayout(self._build_heading())
        layout.addWidget(self.notice)
        layout.addWidget(split, 1)
        self._list.clicked.connect(self._open_run)
        self._list.activated.connect(self._open_run)
        archive.results_changed.connect(self._refresh)
        archive.history_changed.connect(self._refresh_runs)
        archive.saved.connect(self._tell_saved)
        archive.refused.connect(self.notice.say_error)
        self._refresh()

    @property
    def verdict(self) -> str:
        """Return the sentence on show."""
        return self._verdict.text()

    @property
    def tiles(self) -> dict[State, Tile]:
        """Return the figures."""
        return self._tiles

    def _build_heading(self) -> QHBoxLayout:
        heading = row()
        heading.addWidget(text("Results", "title"))
        heading.addStretch(1)
        heading.addWidget(self._save)
        return heading

    def _build_empty(self) -> QWidget:
        page = QWidget()
        layout = column(page)
        layout.addStretch(1)
        for words, role in (
            ("No results yet", "big"),
            ("What Klaviyo accepts and refuses is told here, row by row.", "muted"),
        ):
            label = text(words, role)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addStretch(2)
        return page

    def _build_page(self) -> QWidget:
        tones = {State.ACCEPTED: "good", State.REFUSED: "bad", State.UNSENT: ""}
        self._tiles = {
            state: Tile(words, tones.get(state, "warn")) for state, words in _STATES.items()
        }
        tiles = row()
        for tile in self._tiles.values():
            tiles.addWidget(tile, 1)
        causes = table(self._causes, "Causes")
        causes.horizontalHeader().setStretchLastSection(True)
        causes.setMaximumHeight(190)
        for at, width in enumerate((80, 90, 150)):
            causes.setColumnWidth(at, width)
        rows = table(self.rows, "Rows not accepted")
        rows.horizontalHeader().setStretchLastSection(True)
        for at, width in enumerate((80, 80, 130, 340)):
            rows.setColumnWidth(at, width)
        page = QWidget()
        layout = column(page, gap=10)
        layout.addWidget(self._verdict)
        layout.addWidget(self._about)
        layout.addLayout(tiles)
        layout.addWidget(text("Causes", "section"))
        layout.addWidget(causes)
        layout.addWidget(text("Rows that were not accepted", "section"))
        layout.addWidget(rows, 1)
        return page

    def _build_runs(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(200)
        layout = column(side, gap=8)
        layout.addWidget(text("Earlier runs", "section"))
        layout.addWidget(self._list, 1)
        return side

    @Slot()
    def _refresh(self) -> None:
        results = self._archive.results
        self._save.setEnabled(results is not None)
        self._stack.setCurrentIndex(0 if results is None else 1)
        if results is None:
            return
        run = results.summary
        self._verdict.setText(verdict(results))
        self._about.setText(
            f"{run.file} → {run.account}, {run.created.replace('T', ' ')[:16]}, "
            f"{plural(run.requests, 'request')} in {wording.duration(run.seconds)}"
        )
        for state, tile in self._tiles.items():
            tile.show_count(getattr(results.tally.total, state.value))
        rows = [
            (
                f"{each.line:,}",
                wording.KIND_WORDS[each.kind][0],
                _STATES[each.state],
                *wording.exception_words(each),
            )
            for each in self._archive.rows
        ]
        self.rows.show(rows)
        self._causes.show(self._cause_rows(results))

    def _cause_rows(self, results: Results) -> list[tuple[str, ...]]:
        said = {
            (each.kind, each.state, each.code): wording.exception_words(each)[0]
            for each in reversed(self._archive.rows)
        }
        return [
            (
                f"{cause.records:,}",
                wording.KIND_WORDS[cause.kind][cause.records != 1],
                _STATES[cause.state],
                said.get((cause.kind, cause.state, cause.code), cause.detail or cause.code),
            )
            for cause in results.causes
        ]

    @Slot()
    def _refresh_runs(self) -> None:
        self.runs.show(self._archive.runs)

    @Slot(QModelIndex)
    def _open_run(self, index: QModelIndex) -> None:
        self.notice.dismiss()
        self._archive.show(self.runs.run(index))

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder and save the results on show there."""
        if self._archive.results is None:
            self.notice.say("There are no results to save yet.", tone="warn")
            return
        chosen = QFileDialog.getExistingDirectory(self, "Save results into a folder")
        if chosen:
            self._archive.save(Path(chosen))

    @Slot(object)
    def _tell_saved(self, files: tuple[Path, ...]) -> None:
        names = ", ".join(path.name for path in files)
        self.notice.say("The results are saved.", f"{names} in {files[0].parent}", "good")
