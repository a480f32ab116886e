"""Station 5: what became of a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QStackedWidget,
    QWidget,
)

from klaviyo_gui import wording
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.language import counted, grouped, mark, tr
from klaviyo_gui.sending.unfinished import UNFINISHED
from klaviyo_gui.store.journal import Exceptional
from klaviyo_gui.ui.archive import FOUND_SHOWN, ROWS_SHOWN
from klaviyo_gui.ui.empty import Empty
from klaviyo_gui.ui.flow import FlowLayout
from klaviyo_gui.ui.folding import FoldingRow
from klaviyo_gui.ui.masking import VeiledField, masking
from klaviyo_gui.ui.models.runs import moment
from klaviyo_gui.ui.models.table import TextTable
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import EDGE, GAP, button, column, flowing, row, text
from klaviyo_gui.ui.roomy import follow_type
from klaviyo_gui.ui.run.obstacle import obstacle_words
from klaviyo_gui.ui.tables import stretch_words, table, wrap_words
from klaviyo_gui.ui.tile import Tile, Tiles
from klaviyo_gui.ui.when_empty import WhenEmpty
from klaviyo_gui.wording.amounts import amount, in_state
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.store.results import FoundRow, Results
    from klaviyo_gui.ui.accounts.book import AccountBook
    from klaviyo_gui.ui.archive import Archive
    from klaviyo_gui.ui.theme import Theme

_STATES = {
    State.ACCEPTED: mark("accepted"),
    State.REFUSED: mark("refused"),
    State.HELD: mark("held here"),
    State.UNKNOWN: mark("unknown"),
    State.UNSENT: mark("not sent"),
}

_AMOUNTS = {
    State.REFUSED: mark("{records} refused"),
    State.HELD: mark("{records} held here"),
    State.UNKNOWN: mark("{records} unknown"),
    State.UNSENT: mark("{records} not sent"),
}

_OF_ROWS = {
    State.ACCEPTED: mark("accepted"),
    State.REFUSED: mark("refused"),
    State.HELD: mark("held"),
    State.UNKNOWN: mark("unknown"),
    State.UNSENT: mark("unsent"),
}
_OF_RECORDS = {Kind.EVENTS: mark("event {state}"), Kind.PROFILES: mark("person {state}")}


_OPEN = {
    State.UNSENT: (
        mark("Not sent yet."),
        mark("Press “Continue” above."),
    ),
    State.UNKNOWN: (
        mark("Sent, but no answer said whether Klaviyo took it."),
        mark(
            "Press “Continue” above. The same request goes again; Klaviyo counts it once, but "
            "whether a flow starts twice nobody promises."
        ),
    ),
}
"""Records without a reason of their own: the run ended before their answer."""

_NONE = mark("What Klaviyo accepts and refuses is told here, row by row.")
_LONG = mark("Those of a run with many rows take a moment.")
_READING = 2
"""The page that is shown as long as results are read."""
_ENDS = {"paused": mark("The run is paused."), "stopped": mark("The run was stopped.")}


def verdict(results: Results) -> str:
    """Return what became of a run, in one sentence."""
    tally = results.tally
    if not tally.total.read:
        said = tr("Nothing was sent: this run had no row to send.")
        return " ".join(filter(None, (said, tr(_ENDS.get(results.summary.state, "")))))
    accepted = in_state(tally, State.ACCEPTED)
    said = tr("{records} accepted", records=accepted) if accepted else tr("Nothing accepted")
    rest = [
        tr(words, records=records)
        for state, words in _AMOUNTS.items()
        if (records := in_state(tally, state))
    ]
    if rest:
        said = f"{said}; {', '.join(rest)}."
    else:
        said = tr("{accepted}, every single record.", accepted=said)
    return " ".join(filter(None, (said, tr(_ENDS.get(results.summary.state, "")))))


def cause_rows(results: Results) -> list[tuple[str, ...]]:
    """Return each cause with its count, its state, and what to do about it."""
    lines = []
    left = {(kind, state): _count(results, kind, state) for kind in Kind for state in _OPEN}
    for cause in results.causes:
        example = Exceptional(cause.kind, 0, cause.state, cause.code, cause.detail, cause.field)
        if (cause.kind, cause.state) in left:
            left[cause.kind, cause.state] -= cause.records
        lines.append(
            (
                amount(cause.kind, cause.records),
                tr(_STATES[cause.state]),
                *wording.exception_words(example),
            )
        )
    still_open = [
        (amount(kind, records), tr(_STATES[state]), *map(tr, _OPEN[state]))
        for (kind, state), records in left.items()
        if records
    ]
    return [*still_open, *lines]


def found_rows(found: Sequence[FoundRow]) -> list[tuple[str, ...]]:
    """Return rows that were looked for, with what became of them."""
    lines: list[tuple[str, ...]] = []
    for each in found:
        reasons = list(dict.fromkeys(map(wording.exception_words, each.troubles)))
        reason = " ".join(why for why, _ in reasons)
        advice = " ".join(dict.fromkeys(what for _, what in reasons if what))
        cells = " · ".join(filter(None, map(cell_words, each.cells)))
        lines.append((grouped(each.line), cells, _row_state(each), reason, advice))
    return lines


def _row_state(found: FoundRow) -> str:
    """Return the state of a row, or where its records differ that of each."""
    states = found.states
    if len(set(states.values())) <= 1:
        return next((tr(_OF_ROWS[state]) for state in states.values()), "")
    return ", ".join(
        tr(_OF_RECORDS[kind], state=tr(_OF_ROWS[state])) for kind, state in states.items()
    )


def no_rows_words(results: Results, text: str) -> str:
    """Return why no row is listed, where none is; ``text`` is what was looked for."""
    total = results.tally.total
    if text:
        return tr("No row holds “{text}”.", text=cell_words(text))
    if not total.read:
        return tr("This run had no row to send.")
    if results.summary.is_erased:
        return tr("The rows of this run were erased after their time.")
    if total.accepted == total.read:
        return tr("Every row was accepted.")
    return tr("Rows without an answer are counted above.")


def _count(results: Results, kind: Kind, state: State) -> int:
    count: int = getattr(results.tally.of(kind), state)
    return count


def _note(results: Results, listed: int) -> str:
    """Return which rows the table leaves out, empty when it has all."""
    total = results.tally.total
    if total.read - total.accepted == listed:
        return ""
    if listed == ROWS_SHOWN:
        return tr(
            "The first {count} are listed; the saved results hold every row.",
            count=grouped(ROWS_SHOWN),
        )
    return tr("Rows without an answer are counted above; the saved results list every one.")


def _about(results: Results) -> list[str]:
    """Return what is told of a run below its verdict, line by line."""
    run = results.summary
    requests = counted(
        run.requests,
        "{count} request in {time}",
        "{count} requests in {time}",
        time=wording.duration(run.seconds),
    )
    about = [f"{run.file} → {run.account}, {moment(run.created)}, {requests}"]
    if results.events:
        about.append(tr("Accepted: {events}.", events=wording.event_count_words(results.events)))
    if run.retry_of:
        about.append(tr("Refused rows of run {run}, sent again.", run=run.retry_of))
    if results.again:
        runs = ", ".join(results.again)
        about.append(tr("Refused rows were sent again in {runs}.", runs=runs))
    if run.is_erased:
        about.append(tr("Its rows were erased after their time; counts and hashes are kept."))
    return about


class ResultsStation(QWidget):
    """The verdict, the figures, the rows that were not accepted and why, and any row looked for.

    ``continue_requested(run)`` fires when somebody wants a run to go on that has not come to its
    end, and ``again_requested(run)`` when refused rows are to be sent again;
    ``practice_requested(run)`` when its practice Klaviyo is to be looked into.
    """

    continue_requested = Signal(str)
    again_requested = Signal(str)
    practice_requested = Signal(str)

    def __init__(self, archive: Archive, book: AccountBook, theme: Theme) -> None:
        super().__init__()
        self._archive = archive
        self._book = book
        self.notice = Notice(theme)
        self.rows = TextTable(
            (tr("File line"), tr("What"), tr("State"), tr("Reason"), tr("What to do")), self
        )
        self.causes = TextTable((tr("How many"), tr("State"), tr("Cause"), tr("What to do")), self)
        self._continue = button(tr("Continue"), tip=tr("Send what this run has not sent yet"))
        self._continue.clicked.connect(self._ask_to_continue)
        self._again = button(
            tr("Send refused rows again…"), tip=tr("Those that have been put right")
        )
        self._again.clicked.connect(self.ask_to_send_again)
        self._look = button(
            tr("Look into practice…"),
            tip=tr("The people of its practice Klaviyo, and their events"),
        )
        self._look.clicked.connect(self._ask_to_look)
        self._search = VeiledField()
        self._search.setPlaceholderText(tr("Find a person or any cell, then Enter"))
        self._search.setAccessibleName(tr("Find rows of this run"))
        self._search.setClearButtonEnabled(True)
        self._search.returnPressed.connect(self._find)
        self._search.textChanged.connect(self._forget_found)
        self._rows_title = text(tr("Rows that were not accepted"), "section")
        self._verdict = flowing(role="big")
        self._about = flowing(role="muted")
        self._about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note = flowing(role="small")
        self._save = button(
            tr("Save results…"), tip=tr("Accepted rows, rows not accepted, and a report")
        )
        self._save.clicked.connect(self.choose_folder)
        self._stack = QStackedWidget()
        self._stack.addWidget(Empty(tr("No results yet"), tr(_NONE)))
        self._stack.addWidget(self._build_page())
        self._stack.addWidget(Empty(tr("Reading the results…"), tr(_LONG)))
        layout = column(self, edge=EDGE)
        layout.addWidget(self._build_heading())
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)
        archive.results_changed.connect(self._refresh)
        archive.reading_changed.connect(self._show_page)
        archive.found_changed.connect(self._refresh_rows)
        archive.saved.connect(self._tell_saved)
        archive.refused.connect(self.notice.say_error)
        masking.changed.connect(self._refresh)
        book.changed.connect(self._refresh_way_on)
        self._refresh()

    @property
    def verdict(self) -> str:
        """Return the sentence on show."""
        return self._verdict.text()

    @property
    def about(self) -> str:
        """Return what is told of the run below the sentence."""
        return self._about.text()

    def look_for(self, text: str) -> None:
        """Look for rows of the run on show in which a cell holds this text."""
        self._search.setText(text)
        self._find()

    @property
    def tiles(self) -> dict[State, Tile]:
        """Return the figures."""
        return self._tiles

    def _build_heading(self) -> FoldingRow:
        actions = QWidget()
        side = FlowLayout(actions, GAP, to_end=True)
        for each in (self._look, self._continue, self._again, self._save):
            side.addWidget(each)
        return FoldingRow(text(tr("Results"), "title"), actions, gap=GAP)

    def _build_page(self) -> QWidget:
        tones = {State.ACCEPTED: "good", State.REFUSED: "bad", State.UNSENT: ""}
        self._tiles = {
            state: Tile(tr(words), tones.get(state, "warn")) for state, words in _STATES.items()
        }
        causes = table(self.causes, tr("Causes"))
        follow_type(causes, maximumHeight=190)
        stretch_words(causes, 2)
        wrap_words(causes)
        self._no_causes = WhenEmpty(causes)
        rows = table(self.rows, tr("Rows not accepted"))
        stretch_words(rows, 3)
        self._no_rows = WhenEmpty(rows)
        page = QWidget()
        layout = column(page, gap=10)
        layout.addWidget(self._verdict)
        layout.addWidget(self._about)
        layout.addWidget(Tiles(self._tiles.values()))
        layout.addWidget(text(tr("Causes"), "section"))
        layout.addWidget(causes, 1)
        heading = row()
        heading.addWidget(self._rows_title)
        heading.addStretch(1)
        heading.addWidget(self._search, 1)
        layout.addLayout(heading)
        layout.addWidget(rows, 1)
        layout.addWidget(self._note)
        return page

    @property
    def _is_other(self) -> bool:
        """Tell whether results of another run than the one on show are being read."""
        results, awaited = self._archive.results, self._archive.reading
        return bool(awaited) and (results is None or results.summary.run != awaited)

    @Slot()
    def _refresh(self) -> None:
        results = self._archive.results
        self._again.setVisible(results is not None and bool(results.tally.total.refused))
        self._look.setVisible(results is not None and results.summary.is_practice)
        self._show_page()
        if results is None:
            return
        self._verdict.setText(verdict(results))
        for state, tile in self._tiles.items():
            tile.show_counts(
                {kind: _count(results, kind, state) for kind in Kind if results.tally.of(kind).read}
            )
        self.causes.show(cause_rows(results))
        has_any = bool(results.tally.total.read)
        self._no_causes.say(tr("Nothing went wrong.") if has_any else tr("Nothing was sent."))
        self._refresh_rows()

    @Slot()
    def _refresh_way_on(self) -> None:
        """Offer to continue what is not at its end, or say what keeps that from being done here."""
        results = self._archive.results
        is_open = results is not None and results.summary.state in UNFINISHED
        self._continue.setVisible(is_open)
        if results is None:
            return
        obstacle = obstacle_words(results.summary, self._book) if is_open else ""
        self._continue.setEnabled(not (obstacle or self._is_other))
        self._about.setText("\n".join(filter(None, (*_about(results), obstacle))))

    @Slot()
    def _show_page(self) -> None:
        """Show the results, or that there are none, or that those of another run are read."""
        results, is_other = self._archive.results, self._is_other
        self._stack.setCurrentIndex(_READING if is_other else int(results is not None))
        self._save.setEnabled(results is not None and not is_other)
        for each in (self._again, self._look):
            each.setEnabled(not is_other)
        self._refresh_way_on()

    @Slot()
    def _refresh_rows(self) -> None:
        results, text = self._archive.results, self._archive.text
        if results is None:
            return
        if text:
            found = self._archive.found
            self.rows.show(found_rows(found))
            self._rows_title.setText(
                counted(
                    len(found),
                    "{count} row with “{text}”",
                    "{count} rows with “{text}”",
                    text=cell_words(text),
                )
            )
            is_cut = len(found) == FOUND_SHOWN
            note = tr("The first {count} are listed.", count=grouped(FOUND_SHOWN)) if is_cut else ""
        else:
            rows = [
                (
                    grouped(each.line),
                    tr(wording.KIND_WORDS[each.kind][0]),
                    tr(_STATES[each.state]),
                    *wording.exception_words(each),
                )
                for each in self._archive.rows
            ]
            self.rows.show(rows)
            self._rows_title.setText(tr("Rows that were not accepted"))
            note = _note(results, len(rows))
        self._no_rows.say(no_rows_words(results, text))
        self._note.setText(note)
        self._note.setVisible(bool(note))

    @Slot()
    def _find(self) -> None:
        self._archive.find(self._search.text())

    @Slot(str)
    def _forget_found(self, text: str) -> None:
        if not text and self._archive.text:
            self._archive.find("")

    @Slot()
    def _ask_to_continue(self) -> None:
        if self._archive.results is not None:
            self.notice.dismiss()
            self.continue_requested.emit(self._archive.results.summary.run)

    @Slot()
    def ask_to_send_again(self) -> None:
        """Ask for the refused rows of the run on show to be sent again, where that can be."""
        results = self._archive.results
        if results is None:
            return
        if not results.tally.total.refused:
            self.notice.say(tr("No row of this run was refused."), tone="warn")
            return
        run = results.summary
        if not run.is_practice and self._book.of_run(run) is None:
            self.notice.say(
                tr("{account} is no account that is known here.", account=run.account),
                tr(
                    "Add it by its key (menu Account), or use: {command}",
                    command="klaviyo-gui retry " + run.run,
                ),
                "warn",
            )
            return
        self.notice.dismiss()
        self.again_requested.emit(run.run)

    @Slot()
    def _ask_to_look(self) -> None:
        if self._archive.results is not None:
            self.practice_requested.emit(self._archive.results.summary.run)

    def focus_search(self) -> None:
        """Let the next letters say who is looked for."""
        self._search.setFocus()
        self._search.selectAll()

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder and save the results on show there."""
        if self._archive.results is None:
            self.notice.say(tr("There are no results to save yet."), tone="warn")
            return
        chosen = QFileDialog.getExistingDirectory(self, tr("Save results into a folder"))
        if chosen:
            self._archive.save(Path(chosen))

    @Slot(object)
    def _tell_saved(self, files: tuple[Path, ...]) -> None:
        names = ", ".join(path.name for path in files)
        told = tr("{files} in {folder}", files=names, folder=files[0].parent)
        if masking.is_on:
            told = tr("{where}. They hold true values, by which rows can be put right.", where=told)
        self.notice.say(tr("The results are saved."), told, "good")
