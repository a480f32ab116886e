"""Station 5: what became of a run, and earlier runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSplitter, QStackedWidget, QWidget

from klaviyo_gui import wording
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.store.journal import Exceptional
from klaviyo_gui.ui.archive import ROWS_SHOWN
from klaviyo_gui.ui.cards import card_list
from klaviyo_gui.ui.models.runs import RunsModel, moment
from klaviyo_gui.ui.models.table import TextTable
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import EDGE, button, column, row, text
from klaviyo_gui.ui.tables import stretch_words, table
from klaviyo_gui.ui.tile import Tile
from klaviyo_gui.wording import plural
from klaviyo_gui.wording.amounts import amount, in_state

if TYPE_CHECKING:
    from collections.abc import Sequence

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


_RESUME = "klaviyo-gui resume"
_OPEN = {
    State.UNSENT: (
        "Not sent yet.",
        "Continue with: {resume}",
    ),
    State.UNKNOWN: (
        "Sent, but no answer said whether Klaviyo took it.",
        "Continue with: {resume}. The same request goes again; Klaviyo counts it once.",
    ),
}
"""Records without a reason of their own: the run ended before their answer."""


def verdict(results: Results) -> str:
    """Return what became of a run, in one sentence."""
    tally = results.tally
    accepted = in_state(tally, State.ACCEPTED)
    said = f"{accepted} accepted" if accepted else "Nothing accepted"
    rest = [
        f"{in_state(tally, state)} {words}"
        for state, words in _STATES.items()
        if state is not State.ACCEPTED and in_state(tally, state)
    ]
    said += f"; {', '.join(rest)}." if rest else ", every single record."
    end = {"paused": " The run is paused.", "stopped": " The run was stopped."}
    return said + end.get(results.summary.state, "")


def cause_rows(results: Results, rows: Sequence[Exceptional]) -> list[tuple[str, ...]]:
    """Return each cause with its count, its state, and what to do about it."""
    known = {(each.kind, each.state, each.code): each for each in reversed(rows)}
    lines = []
    left = {(kind, state): _count(results, kind, state) for kind in Kind for state in _OPEN}
    for cause in results.causes:
        found = known.get((cause.kind, cause.state, cause.code))
        example = Exceptional(
            cause.kind, 0, cause.state, cause.code, cause.detail, found.field if found else ""
        )
        if (cause.kind, cause.state) in left:
            left[cause.kind, cause.state] -= cause.records
        lines.append(
            (
                amount(cause.kind, cause.records),
                _STATES[cause.state],
                *wording.exception_words(example),
            )
        )
    resume = f"{_RESUME} {results.summary.run}"
    still_open = [
        (
            amount(kind, records),
            _STATES[state],
            _OPEN[state][0],
            _OPEN[state][1].format(resume=resume),
        )
        for (kind, state), records in left.items()
        if records
    ]
    return [*still_open, *lines]


def _count(results: Results, kind: Kind, state: State) -> int:
    count: int = getattr(results.tally.of(kind), state)
    return count


def _note(results: Results, listed: int) -> str:
    """Return which rows the table leaves out, empty when it has all."""
    total = results.tally.total
    if total.read - total.accepted == listed:
        return ""
    if listed == ROWS_SHOWN:
        return f"The first {ROWS_SHOWN:,} are listed; the saved results hold every row."
    return "Rows without an answer are counted above; the saved results list every one."


class ResultsStation(QWidget):
    """The verdict, the figures, the rows that were not accepted and why; and the list of runs."""

    def __init__(self, archive: Archive, theme: Theme) -> None:
        super().__init__()
        self._archive = archive
        self.notice = Notice(theme)
        self.rows = TextTable(("File line", "What", "State", "Reason", "What to do"), self)
        self.causes = TextTable(("How many", "State", "Cause", "What to do"), self)
        self.runs = RunsModel(self)
        self._list = card_list("Earlier runs", self.runs, theme)
        self._verdict = text(role="big", wraps=True)
        self._about = text(role="muted", wraps=True)
        self._about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note = text(role="small", wraps=True)
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
    def about(self) -> str:
        """Return what is told of the run below the sentence."""
        return self._about.text()

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
        causes = table(self.causes, "Causes")
        causes.setMaximumHeight(190)
        stretch_words(causes, 2)
        rows = table(self.rows, "Rows not accepted")
        stretch_words(rows, 3)
        page = QWidget()
        layout = column(page, gap=10)
        layout.addWidget(self._verdict)
        layout.addWidget(self._about)
        layout.addLayout(tiles)
        layout.addWidget(text("Causes", "section"))
        layout.addWidget(causes, 1)
        layout.addWidget(text("Rows that were not accepted", "section"))
        layout.addWidget(rows, 1)
        layout.addWidget(self._note)
        return page

    def _build_runs(self) -> QWidget:
        self._side = side = QWidget()
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
        about = (
            f"{run.file} → {run.account}, {moment(run.created)}, "
            f"{plural(run.requests, 'request')} in {wording.duration(run.seconds)}"
        )
        if in_state(results.tally, *_OPEN):
            # Whole and to be copied: in the table it may be cut.
            about += f"\nTo continue: {_RESUME} {run.run}"
        self._about.setText(about)
        for state, tile in self._tiles.items():
            tile.show_counts(
                {kind: _count(results, kind, state) for kind in Kind if results.tally.of(kind).read}
            )
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
        self.causes.show(cause_rows(results, self._archive.rows))
        self._note.setText(_note(results, len(rows)))
        self._note.setVisible(bool(self._note.text()))

    @Slot()
    def _refresh_runs(self) -> None:
        self.runs.show(self._archive.runs)
        self._side.setVisible(bool(self._archive.runs))

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
