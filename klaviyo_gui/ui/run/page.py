"""The calm page of a run: large figures, a bar, the reason for any wait, and what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from klaviyo_gui import wording
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State, Tally
from klaviyo_gui.language import grouped, mark, tr
from klaviyo_gui.sending.progress import ANSWERS_LOST, RunState
from klaviyo_gui.store.journal import Exceptional
from klaviyo_gui.ui.announcing import announce
from klaviyo_gui.ui.folding import FoldingRow
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.models.table import TextTable
from klaviyo_gui.ui.pieces import GAP, button, column, flowing, row, text
from klaviyo_gui.ui.run.bar import PATTERNS, RunBar, Swatch
from klaviyo_gui.ui.run.question import Question
from klaviyo_gui.ui.run.resuming import Resuming
from klaviyo_gui.ui.run.tempo import Tempo
from klaviyo_gui.ui.run.words import (
    announcement,
    pace_words,
    question_words,
    state_words,
    subject_words,
    unrefused_words,
)
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.ui.tables import stretch_words, table
from klaviyo_gui.ui.tile import Tile, Tiles
from klaviyo_gui.ui.when_empty import WhenEmpty

if TYPE_CHECKING:
    from collections.abc import Iterable

    from klaviyo_gui.sending.progress import RefusedRow
    from klaviyo_gui.ui.runner import Runner
    from klaviyo_gui.ui.theme import Theme

REFUSALS_KEPT = 1_000
"""Rows of the table: the newest; Results has them all."""

_TILES = {
    State.ACCEPTED: (mark("accepted"), "good"),
    State.REFUSED: (mark("refused"), "bad"),
    State.UNKNOWN: (mark("unknown"), "warn"),
    State.UNSENT: (mark("waiting"), ""),
    State.HELD: (mark("held here"), "warn"),
}


class RunPage(QWidget):
    """Shows the run while it goes on, and how it ended.

    ``results_requested`` and ``sheet_requested`` fire when the user wants to go there,
    ``rest_requested`` when it is all that a trial left.
    """

    results_requested = Signal()
    sheet_requested = Signal()
    rest_requested = Signal()

    def __init__(self, runner: Runner, theme: Theme) -> None:
        super().__init__()
        self._runner = runner
        self._said = ""
        self._refused: tuple[RefusedRow, ...] = ()
        self.setAccessibleName(tr("The run"))
        self._subject = flowing(role="muted")
        self._state = flowing(role="big")
        self.bar = RunBar(theme)
        self._pace = text(role="muted")
        self._waiting = text(role="muted", wraps=True)
        self.question = Question()
        self.resuming = Resuming(runner, self)
        self.tempo = Tempo(runner)
        self.tiles = {
            state: Tile(tr(words), tone, Swatch(state, theme) if state in PATTERNS else None)
            for state, (words, tone) in _TILES.items()
        }
        self.refusals = TextTable(
            (tr("File line"), tr("What"), tr("Reason"), tr("What to do")), self
        )
        self._table = table(self.refusals, tr("Refused by Klaviyo"))
        stretch_words(self._table, 2)
        self._nothing = WhenEmpty(self._table)
        self._build()
        runner.changed.connect(self._refresh)
        runner.refused.connect(self._list_refusals)
        masking.changed.connect(self._list_anew)
        self._refresh()

    @property
    def has_focus(self) -> bool:
        """Tell whether the keys go to the page or to anything on it."""
        widget = QApplication.focusWidget()
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def begin(self) -> None:
        """Show nothing of the run before."""
        self._refused = ()
        self.refusals.show(())

    # Construction

    def _build(self) -> None:
        head = row(gap=16)
        head.addWidget(self._pace)
        head.addWidget(self._waiting, 1)
        layout = column(self)
        for widget in (self._subject, self._state, self.bar):
            layout.addWidget(widget)
        layout.addLayout(head)
        layout.addWidget(Tiles(self.tiles.values()))
        layout.addWidget(self.question)
        layout.addWidget(text(tr("Refused by Klaviyo"), "section"))
        layout.addWidget(self._table, 1)
        layout.addWidget(self._build_foot())
        self.question.accepted.connect(self._go_on)

    def _build_foot(self) -> QWidget:
        self.pause = button(tr("Pause"))
        self.pause.clicked.connect(self._runner.turn_pause)
        self.stop = button(tr("Stop after current requests"))
        self.stop.clicked.connect(self._runner.stop)
        self._again = button(tr("Back to the sheet"))
        self._again.clicked.connect(self.sheet_requested)
        self.rest = button(
            tr("Go on to the rest"),
            tip=tr("Choose everything that was not sent yet; the sheet shows it before it goes"),
        )
        self.rest.clicked.connect(self.rest_requested)
        self._see = button(tr("See the results"), "primary")
        self._see.clicked.connect(self.results_requested)
        deeds, rest = QWidget(), QWidget()
        line = row(deeds)
        for widget in (self.pause, self.stop, self._again, self.rest):
            line.addWidget(widget)
        line.addStretch(1)
        line = row(rest)
        line.addWidget(self.tempo, 1)
        line.addStretch(0)
        line.addWidget(self._see)
        return FoldingRow(deeds, rest, gap=GAP)

    # Private

    @property
    def _has_rest(self) -> bool:
        """Tell whether a trial has ended well, of a mapping and rows that are still the same."""
        order, result = self._runner.order, self._runner.result
        if order is None or result is None or not self._runner.is_current:
            return False
        if order.lines is not None:
            return result.state is RunState.DONE
        if order.limit is None:
            return False
        is_whole = max(result.tally.of(kind).read for kind in Kind) < order.limit
        return result.state is RunState.DONE and not is_whole

    @Slot()
    def _go_on(self) -> None:
        result = self._runner.result
        if result is not None:
            self.resuming.go_on(result.run, sends_lost=result.detail == ANSWERS_LOST)

    @Slot()
    def _refresh(self) -> None:
        runner = self._runner
        self._subject.setText(subject_words(runner))
        self._state.setText(state_words(runner))
        pace, waiting = pace_words(runner)
        self._pace.setText(pace)
        self._pace.setVisible(bool(pace))
        self._waiting.setText(waiting)
        self._nothing.say(unrefused_words(runner))
        self._show_counts()
        self._show_question()
        is_sending = runner.phase is Phase.SENDING
        has_focus = self.has_focus
        self.pause.setText(tr("Go on") if runner.is_paused else tr("Pause"))
        self.pause.setVisible(runner.is_running)
        self.pause.setEnabled(is_sending)
        self.stop.setVisible(runner.is_running)
        self.stop.setEnabled(runner.phase is not Phase.STOPPING)
        self.tempo.setVisible(runner.is_running)
        for widget in (self._see, self._again):
            widget.setVisible(runner.phase is Phase.FINISHED)
        self.rest.setVisible(self._has_rest)
        if has_focus and runner.phase is Phase.FINISHED and (self.hasFocus() or not self.has_focus):
            self._see.setFocus()
        self._announce()

    def _show_counts(self) -> None:
        runner = self._runner
        latest = runner.result or runner.progress
        tally = latest.tally if latest is not None else Tally()
        kinds = [kind for kind in Kind if tally.of(kind).read]
        for state, tile in self.tiles.items():
            tile.show_counts({kind: getattr(tally.of(kind), state) for kind in kinds})
        total = tally.total
        if latest is not None:
            counts = {state: getattr(total, state) for state in PATTERNS}
            self.bar.show_counts(counts, total.read - total.held)
        elif runner.planning is not None:
            self.bar.show_prepared(runner.planning.done / max(runner.planning.total, 1))
        else:
            self.bar.show_prepared(0.0)

    def _show_question(self) -> None:
        result = self._runner.result
        is_asked = (
            self._runner.phase is Phase.FINISHED
            and result is not None
            and result.state is not RunState.DONE
            and bool(result.tally.total.unsent + result.tally.total.unknown)
            and self._runner.progress is not None
        )
        if is_asked and result is not None:
            self.question.ask(*question_words(result))
        else:
            self.question.hide()

    def _announce(self) -> None:
        """Let a screen reader say what changed, every tenth of the way and no oftener."""
        said = announcement(self._runner) if self._runner.phase is not Phase.NONE else ""
        if said != self._said:
            self._said = said
            announce(self, said)

    @Slot(object)
    def _list_refusals(self, rows: tuple[RefusedRow, ...]) -> None:
        self._refused = (*reversed(rows), *self._refused)[:REFUSALS_KEPT]
        self.refusals.put_first(_refusal_lines(rows[-REFUSALS_KEPT:]), REFUSALS_KEPT)

    @Slot()
    def _list_anew(self) -> None:
        """Say what Klaviyo answered with values as they may be seen now."""
        self.refusals.show(_refusal_lines(self._refused))
        self._refresh()


def _refusal_lines(rows: Iterable[RefusedRow]) -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = []
    for each in rows:
        found = Exceptional(each.kind, each.line, State.REFUSED, each.code, each.detail, each.field)
        one = tr(wording.KIND_WORDS[each.kind][0])
        lines.append((grouped(each.line), one, *wording.exception_words(found)))
    return lines
