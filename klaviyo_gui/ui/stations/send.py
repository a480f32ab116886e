"""Station 4: a sheet like a cheque, and behind it the page of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from klaviyo_gui import wording
from klaviyo_gui.core.errors import RunOngoing
from klaviyo_gui.core.findings import is_undated, is_zone_unsaid
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.question import Asks
from klaviyo_gui.sending.send import Order
from klaviyo_gui.ui.map.asking import questions
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import EDGE, button, column, frame, line, row, text
from klaviyo_gui.ui.run.page import RunPage
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.wording import plural
from klaviyo_gui.wording.amounts import amount

if TYPE_CHECKING:
    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.core.tally import State
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.runner import Runner
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme
    from klaviyo_gui.ui.tile import Tile

TRIAL = 10
"""Rows of a trial."""

_SHEET_WIDTH = 720
_UNDATED = "Nothing says when it happened: every event would be dated now. Choose in Map."
_UNSAID = "The time zone is assumed: say in Map whose clock wrote the times."


class SendStation(QWidget):
    """What, to whom, with which effects; then the button that says so.

    ``results_requested`` fires when the results of the finished run are wanted.
    """

    results_requested = Signal()

    def __init__(self, session: Session, checker: Checker, runner: Runner, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._checker = checker
        self._runner = runner
        self._is_ongoing_told = False
        self.notice = Notice(theme)
        self.page = RunPage(runner, theme)
        self.page.results_requested.connect(self.results_requested)
        self.page.sheet_requested.connect(self.show_sheet)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_sheet())
        self._stack.addWidget(self.page)
        layout = column(self, edge=EDGE)
        layout.addWidget(text("Send", "title"))
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)
        session.plan_changed.connect(self._refresh)
        for signal in (session.file_changed, session.mapping_changed):
            signal.connect(self._take_change)
        checker.changed.connect(self._refresh)
        runner.changed.connect(self._refresh)
        runner.start_refused.connect(self._tell_refusal)
        runner.finished.connect(self._forget_refusal)
        self._refresh()

    @property
    def words(self) -> str:
        """Return the sentence on the button."""
        return self._send.text()

    @property
    def is_ready(self) -> bool:
        """Tell whether the button can be pressed."""
        return self._send.isEnabled()

    @property
    def tiles(self) -> dict[State, Tile]:
        """Return the big figures of the run."""
        return self.page.tiles

    @Slot()
    def start(self) -> None:
        """Send what the sheet says; while a run is on, only say so."""
        file = self._session.file
        if file is None:
            return
        name = self._session.preset or file.path.stem
        limit = TRIAL if self._trial.isChecked() else None
        session = self._session
        order = Order(
            file,
            session.mapping,
            name,
            session.is_history,
            limit=limit,
            judged=session.judged,
            amendments=session.amendments,
            only_new=self._only_new.isChecked(),
            holds_lost=self._hold.isChecked(),
        )
        if not self._runner.is_running:
            self.notice.dismiss()
            self.page.begin()
        self._runner.start(order)

    def choose_trial(self, *, is_trial: bool) -> None:
        """Send the first rows only, or everything."""
        (self._trial if is_trial else self._all).setChecked(True)
        self._refresh()

    def choose_only_new(self, *, is_chosen: bool) -> None:
        """Leave out what was sent to the same place before, or send it all the same."""
        self._only_new.setChecked(is_chosen)

    @Slot()
    def show_sheet(self) -> None:
        """Go back to the sheet, for another run."""
        if not self._runner.is_running:
            self._stack.setCurrentIndex(0)

    # Construction

    def _build_sheet(self) -> QWidget:
        self._to = text("Practice Klaviyo", "sentence")
        self._what = text(role="sentence", wraps=True)
        self._care = text(role="sentence", wraps=True)
        self._history = QRadioButton("As history: no flows start, nobody gets a message")
        self._live = QRadioButton("Live: new events may start flows that send messages")
        self._resend = QRadioButton("Send that part again, unchanged: nothing arrives twice")
        self._hold = QRadioButton("Hold it, for me to decide")
        self._all = QRadioButton("Everything")
        self._trial = QRadioButton(f"A trial with the first {TRIAL} rows")
        self._only_new = QCheckBox("Only what this computer has not sent there yet")
        for usual in (self._history, self._resend, self._all):
            usual.setChecked(True)
        self._effects, self._lost, self._amount = (QButtonGroup(self) for _ in range(3))
        for group, choices in (
            (self._effects, (self._history, self._live)),
            (self._lost, (self._resend, self._hold)),
            (self._amount, (self._all, self._trial)),
        ):
            for choice in choices:
                group.addButton(choice)
        self._effects.buttonClicked.connect(self._choose_effects)
        self._amount.buttonClicked.connect(self._refresh)
        self._only_new.toggled.connect(self._refresh)
        card = frame("card")
        card.setMaximumWidth(_SHEET_WIDTH)
        sheet = column(card, edge=26, gap=13)
        practice = text(
            "On this computer, without a network: try as often as you like.", "small", wraps=True
        )
        effects = (self._history, self._live)
        for name, widgets in (
            ("To", (self._to, practice)),
            ("What", (self._what,)),
            ("Effects", effects),
            ("Care", (self._care,)),
            ("If an answer\nis lost", (self._resend, self._hold)),
            ("How much", (self._all, self._trial, self._only_new)),
        ):
            sheet.addLayout(self._build_part(name, widgets))
            sheet.addWidget(line())
        self._send = button("Send", "primary")
        self._send.clicked.connect(self.start)
        self._obstacle = text(role="muted", wraps=True)
        foot = row()
        foot.addWidget(self._obstacle, 1)
        foot.addWidget(self._send)
        sheet.addLayout(foot)
        page = QWidget()
        page.setObjectName("page")
        outer = column(page)
        outer.addWidget(card)
        outer.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        # It follows the focus of what is in it, and is no stop of its own.
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        return area

    def _build_part(self, name: str, widgets: tuple[QWidget, ...]) -> QHBoxLayout:
        label = text(name, "muted")
        label.setFixedWidth(100)
        part = row(gap=16)
        part.addWidget(label, alignment=Qt.AlignmentFlag.AlignTop)
        right = column(gap=4)
        for widget in widgets:
            right.addWidget(widget)
        part.addLayout(right, 1)
        return part

    # Private

    def _amounts(self) -> str:
        """Return what the run would send, in words."""
        result, mapping = self._checker.result, self._session.mapping
        if result is None:
            return ""
        if self._trial.isChecked():
            return f"the first {plural(min(TRIAL, result.rows), 'row')}"
        parts = []
        if mapping.pairs(Kind.EVENTS):
            parts.append(wording.count(result.tally.events.unsent, Kind.EVENTS))
        if mapping.pairs(Kind.PROFILES):
            parts.append(wording.count(result.people, Kind.PROFILES))
        return " and ".join(parts)

    def _sheet_words(self, amounts: str) -> str:
        """Return the same as a sentence, with the rows where people stand in several."""
        result = self._checker.result
        if result is None or not amounts:
            return "Nothing is ready yet"
        rows = result.tally.profiles.unsent
        if rows != result.people and not self._trial.isChecked():
            amounts += f", from {amount(Kind.PROFILES, rows)}"
        return amounts[:1].upper() + amounts[1:]

    def _care_words(self) -> str:
        """Return what is held back of what would be sent, blank until it is known."""
        result = self._checker.result
        if result is None:
            return ""
        rows = min(TRIAL, result.rows) if self._trial.isChecked() else result.rows
        kinds = self._session.mapping.kinds
        held = {kind: number for kind in kinds if (number := result.held[kind].below(rows))}
        said = "No record is held back."
        if held:
            parts = " and ".join(amount(kind, number) for kind, number in held.items())
            one = sum(held.values()) == 1
            stay, are = ("stays", "it is") if one else ("stay", "they are")
            said = f"{parts} with problems {stay} here; {are} listed in Preview."
        return " ".join(filter(None, (said, self._amended_words(rows))))

    def _amended_words(self, rows: int) -> str:
        """Return what somebody changed of the rows, blank for nothing."""
        result, amendments = self._checker.result, self._session.amendments
        left_out = result.left_out.below(rows) if result is not None else 0
        stay = "stays" if left_out == 1 else "stay"
        left_out_words = f"{plural(left_out, 'row')} that you left out {stay} here too."
        is_edited = bool(amendments.edited or amendments.replacements)
        edited_words = "Cells are sent as you edited them; the file stays as it is."
        return " ".join(
            words
            for words, is_true in ((left_out_words, left_out), (edited_words, is_edited))
            if is_true
        )

    @Slot()
    def _take_change(self) -> None:
        """Show the sheet of what is open now; what was sent before is told in Results."""
        if self._runner.phase is Phase.FINISHED and not self._runner.is_current:
            self._stack.setCurrentIndex(0)
        self._refresh()

    @Slot(object)
    def _tell_refusal(self, error: ExpectedError | None) -> None:
        self._is_ongoing_told = isinstance(error, RunOngoing)
        self.notice.say_error(error)

    @Slot()
    def _forget_refusal(self) -> None:
        """Take back that a run is on, once it is not."""
        if self._is_ongoing_told:
            self._is_ongoing_told = False
            self.notice.dismiss()

    @Slot()
    def _refresh(self) -> None:
        self._refresh_sheet()
        self._show_page()

    def _refresh_sheet(self) -> None:
        session, result = self._session, self._checker.result
        amounts = self._amounts()
        has_events = bool(session.mapping.pairs(Kind.EVENTS))
        unsent = result.tally.total.unsent if result is not None else 0
        self._what.setText(self._sheet_words(amounts))
        for choice in (self._history, self._live):
            choice.setEnabled(has_events)
        self._history.setChecked(session.is_history)
        self._live.setChecked(not session.is_history)
        self._care.setText(self._care_words())
        self._obstacle.setText(self._reason() or self._caution())
        effect = (" as history" if session.is_history else " live") if has_events else ""
        new = "what is new of " if self._only_new.isChecked() else ""
        self._send.setText(f"Send {new}{amounts}{effect}" if amounts else "Send")
        is_decided = session.aside is None
        is_free = is_decided and not self._runner.is_running
        self._send.setEnabled(bool(amounts) and unsent > 0 and is_free)

    def _reason(self) -> str:
        """Return why the button cannot be pressed, empty when it can."""
        session = self._session
        if session.file is None:
            return "Open a file first."
        if self._runner.is_running:
            return "A run is on."
        obstacle = session.obstacle or self._checker.error
        if obstacle is not None:
            return wording.error_words(obstacle).sentence
        return self._unready_words()

    def _unready_words(self) -> str:
        """Return why the check lets nothing be sent, empty when it does."""
        if self._checker.has_faulted:
            return "The check stopped by a fault of the program. Check again in Preview."
        if self._session.aside is not None:
            return "Decide in Preview what becomes of your earlier changes of these rows."
        if self._checker.is_stopped:
            return "The check was stopped before its end. Check again in Preview."
        result = self._checker.result
        if result is None:
            return "The file is being checked."
        return "" if result.tally.total.unsent else "Every record is held back."

    def _caution(self) -> str:
        """Return what to think of before the button is pressed, empty for nothing."""
        # What is said of the zone below says more of it.
        waiting = [each for each in questions(self._session) if each.asks is not Asks.ZONE]
        if waiting:
            are = "is" if len(waiting) == 1 else "are"
            return f"{plural(len(waiting), 'choice')} in Map {are} not made: what waits is held."
        result = self._checker.result
        if result is not None and is_undated(result.findings):
            return _UNDATED
        return _UNSAID if result is not None and is_zone_unsaid(result.findings) else ""

    def _show_page(self) -> None:
        """Show the run once one begins, and the sheet where none could."""
        if self._runner.phase in {Phase.NONE, Phase.FAILED}:
            self._stack.setCurrentIndex(0)
        elif self._runner.phase is Phase.PLANNING:
            self._stack.setCurrentIndex(1)

    @Slot()
    def _choose_effects(self) -> None:
        self._session.set_history(self._history.isChecked())
