"""The sheet: it reads from top to bottom like a cheque, and its button says what it does."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from klaviyo_gui import wording
from klaviyo_gui.core.errors import FlowsChanged
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.time_picture import NO_TIMES
from klaviyo_gui.core.way import Way
from klaviyo_gui.language import tr
from klaviyo_gui.sending.last_time import choice_now
from klaviyo_gui.sending.send import Order
from klaviyo_gui.ui.accounts.choice import DestinationChoice
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.folding import FoldingRow
from klaviyo_gui.ui.pieces import column, flowing, frame, line, text
from klaviyo_gui.ui.roomy import follow_type
from klaviyo_gui.ui.send.alone import RowsAlone
from klaviyo_gui.ui.send.amount import AmountChoice
from klaviyo_gui.ui.send.bar import bar_words, list_bar_words
from klaviyo_gui.ui.send.before import Before
from klaviyo_gui.ui.send.effects import Effects
from klaviyo_gui.ui.send.foot import Foot
from klaviyo_gui.ui.send.guard import Guard
from klaviyo_gui.ui.send.joining import JoinChoice
from klaviyo_gui.ui.send.last_look import LastLook
from klaviyo_gui.ui.send.looking import Looking, Question
from klaviyo_gui.ui.send.lost import LostChoice
from klaviyo_gui.ui.send.problems import ProblemChoice
from klaviyo_gui.ui.send.sentence_button import SentenceButton
from klaviyo_gui.ui.send.words import SheetWords
from klaviyo_gui.wording.flows import UNSEEN_FLOWS

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.core.time_picture import TimePicture
    from klaviyo_gui.sending.account_reader import Memories
    from klaviyo_gui.sending.picked import Lines
    from klaviyo_gui.store.accounts import KnownAccount
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.runner import Runner
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_WIDTH = 720
_LABEL = 100


class Sheet(QWidget):
    """What, to whom, with which effects; then the button that says so.

    ``send_requested`` fires when the button is pressed.
    """

    send_requested = Signal()

    def __init__(
        self,
        session: Session,
        checker: Checker,
        runner: Runner,
        theme: Theme,
        memories: Memories | None = None,
    ) -> None:
        super().__init__()
        self._session = session
        self._book = book = runner.book
        self._checker = checker
        self._runner = runner
        self.to = DestinationChoice(book, theme)
        self.what = flowing(role="sentence")
        self.effects = Effects(session)
        self.looking = Looking(self, memories)
        self.before = Before(session, self.looking)
        self.joining = JoinChoice(session, self.looking, theme)
        self.guard = Guard(session, checker, self.looking)
        self.effects.add(self.before)
        self.effects.add(self.guard)
        self.care = flowing(role="sentence")
        self.time = flowing(role="sentence")
        self.problems = ProblemChoice()
        self.lost = LostChoice()
        self.amount = AmountChoice()
        self._rows_alone = RowsAlone(session, checker)
        self.obstacle = text(role="muted", wraps=True)
        self.sentence = tr("Send")
        self.send = SentenceButton(self.sentence)
        self.send.clicked.connect(self.send_requested)
        for signal in (
            self.amount.changed,
            self.problems.changed,
            self.looking.changed,
            self.guard.changed,
        ):
            signal.connect(self.refresh)
        self.effects.decided.connect(self.before.decide)
        for signal in (session.file_changed, session.preset_changed, runner.finished):
            signal.connect(self.before.ask_again)
        session.preset_changed.connect(self.refresh)
        self.looking.aged.connect(self._renew)
        self.guard.look_requested.connect(self._look_anew)
        self.last_look = LastLook(self.looking, self._agreed)
        self.last_look.is_other.connect(self.guard.typed.clear)
        runner.finished.connect(self.looking.forget)
        runner.start_refused.connect(self._take_refusal)
        book.done.connect(self._look_anew)
        session.file_changed.connect(self._take_file)
        book.chosen_changed.connect(self._take_destination)
        self._build()

    @property
    def words(self) -> SheetWords:
        """Return what there is to say."""
        return SheetWords(
            self._session, self._checker, self._limit, self.amount.line, self._lines or {}
        )

    @property
    def reason(self) -> str:
        """Return why the button cannot be pressed, empty when it can."""
        session = self._session
        if session.file is None:
            return tr("Open a file first.")
        if self._runner.is_running:
            return tr("A run is on.")
        if self.looking.is_looking_again:
            return tr("Looking once more whether the flows are still as told above …")
        obstacle = session.obstacle or self._checker.error
        if obstacle is not None:
            return wording.error_words(obstacle).sentence
        return self.words.unready or self._bar

    @property
    def _times(self) -> TimePicture | None:
        """Return when the events happened, None until the rows are checked."""
        result = self._checker.result
        return result.times if result is not None else None

    @property
    def _limit(self) -> int | None:
        return self.amount.limit(self._checker.result, self._session.mapping.kinds)

    @property
    def _lines(self) -> Lines | None:
        """Return the lines of the one row that is sent, None for a row that cannot be, or all."""
        line = self.amount.line
        return self._rows_alone.at(line) if line is not None else None

    @property
    def _bar(self) -> str:
        """Return what keeps what is chosen from being sent where it goes, empty for nothing."""
        chosen, list_bar = self._book.chosen, self._list_bar
        if list_bar or chosen is None:
            return list_bar
        barred = bar_words(
            chosen,
            self._session.mapping.kinds,
            {} if self.problems.leaves_out else self.words.held,
        )
        if barred:
            return barred
        if self.before.is_awaited:
            return tr("Looking whether the flows are as last time. History can be chosen at once.")
        return self.guard.bar

    @property
    def _list_bar(self) -> str:
        """Return why people cannot join the list that is chosen, empty where they can."""
        joins, chosen = self._session.mapping.joined_list, self._book.chosen
        if joins is None:
            return ""
        report = self.looking.report
        account = chosen.id if chosen is not None else self.looking.account
        name = chosen.name if chosen is not None else tr("Practice")
        is_gone = report is not None and report.joined.is_gone
        is_public = chosen is not None and chosen.way is Way.PUBLIC
        return list_bar_words(joins, account, name, is_gone=is_gone, is_public=is_public)

    def order(self) -> Order | None:
        """Return what the sheet says, None without a file, or for a row that cannot go alone."""
        session, lines = self._session, self._lines
        if session.file is None or (self.amount.line is not None and lines is None):
            return None
        return Order(
            session.file,
            session.mapping,
            session.preset or session.file.path.stem,
            session.is_history,
            # What practice sends harms nobody, so there the good rows always go.
            skips_problems=self._book.chosen is None or self.problems.leaves_out,
            limit=self._limit,
            judged=session.judged,
            amendments=session.amendments,
            only_new=self.amount.is_only_new,
            holds_lost=self.lost.holds,
            history_before=session.history_before,
            agreed=self.looking.agreed(is_history=session.is_history),
            lines=lines,
        )

    def look_again(self) -> None:
        """Look once more, where the button can be pressed; ``last_look`` tells what there is."""
        question = self._question
        if self.send.isEnabled() and question is not None:
            self.last_look.begin(question, partial(self._runner.find.chosen, self._book.chosen))

    def keep_choice(self) -> None:
        """Remember the choice of effects for the next send of a preset to this account.

        What was chosen for one row, such as live to try a flow, is proposed for no other.
        """
        session = self._session
        is_row = self.amount.line is not None
        if is_row or not session.preset or not session.mapping.pairs(Kind.EVENTS):
            return
        now = datetime.now(UTC).astimezone()
        self.looking.keep(
            choice_now(
                self.looking.report,
                self._times or NO_TIMES,
                now,
                is_history=session.is_history,
                history_before=session.history_before,
            )
        )

    @Slot()
    def refresh(self) -> None:
        """Say what is true now."""
        session, result, words = self._session, self._checker.result, self.words
        amounts = words.short_amounts
        unsent = result.tally.total.unsent if result is not None else 0
        self.what.setText(words.what)
        self._look()
        self.before.refresh(self._times)
        self.effects.refresh()
        self.joining.refresh()
        self._join_part.setVisible(bool(session.mapping.pairs(Kind.PROFILES)))
        self.amount.speak_of(is_orders=session.grouping is not None)
        chosen = self._book.chosen
        self.guard.refresh(chosen.name if chosen is not None else "", self.amount.chosen)
        self.lost.refresh(may_start=self.guard.is_grave)
        unseen = tr(UNSEEN_FLOWS) if chosen is not None and words.care else ""
        self.care.setText(" ".join(filter(None, (words.care, unseen))))
        self._care_part.setVisible(bool(self.care.text()))
        way = chosen.way if chosen is not None else Way.PRIVATE
        self.time.setText(words.time(way, self._runner.share))
        self._time_part.setVisible(bool(self.time.text()))
        self._problem_part.setVisible(chosen is not None and bool(words.held))
        self.obstacle.setText(self.reason or words.caution)
        self.sentence = self._sentence(amounts, chosen)
        self.send.say(self.sentence)
        is_decided = session.aside is None
        is_free = is_decided and not (self._runner.is_running or self.looking.is_looking_again)
        self.send.setEnabled(bool(amounts) and unsent > 0 and is_free and not self._bar)

    def _sentence(self, amounts: str, chosen: KnownAccount | None) -> str:
        """Return what the button says: how much goes with which effects where."""
        if not amounts:
            return tr("Send")
        if self.amount.is_only_new:
            amounts = tr("what is new of {amounts}", amounts=amounts)
        effect, onto = self.effects.words, self.joining.words
        if self.amount.line is not None:
            # Of one row perhaps the event alone is sent, or the person.
            lines = self._lines or {}
            effect = effect if Kind.EVENTS in lines else ""
            onto = onto if Kind.PROFILES in lines else ""
        if chosen is None:
            said = tr("Send {amounts}{effect}{onto}", amounts=amounts, effect=effect, onto=onto)
        else:
            said = tr(
                "Send {amounts}{effect} to {account}{onto}",
                amounts=amounts,
                effect=effect,
                account=shortened(chosen.name),
                onto=onto,
            )
        return said[:1].upper() + said[1:]

    @Slot()
    def _ask_again(self) -> None:
        """Decide nothing of one file or account by what was decided of another."""
        self.problems.ask_again()
        self.lost.ask_again()
        self.refresh()

    @Slot()
    def _take_file(self) -> None:
        self.amount.forget_row()
        self._ask_again()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the account once somebody looks at the sheet."""
        super().showEvent(event)
        self.looking.drop_aged()
        self.refresh()

    @Slot()
    def _look_anew(self) -> None:
        """Ask once more, where an account may have another key now."""
        self.looking.forget()
        self.refresh()

    @Slot(object)
    def _take_refusal(self, error: ExpectedError | None) -> None:
        """Show what there is by now, where a run would have started what nobody agreed to."""
        if isinstance(error, FlowsChanged):
            self.guard.typed.clear()
            self._look_anew()

    @Slot()
    def _renew(self) -> None:
        """Let somebody who reads the sheet for long see what is true now."""
        if self.isVisible() and not self._runner.is_running:
            self.looking.renew()

    @Slot()
    def _take_destination(self) -> None:
        """Begin with the choices that can do no harm; live in practice is no live elsewhere."""
        self.before.ask_again()
        self._session.set_history(True)
        self._ask_again()

    # Private

    def _agreed(self) -> tuple[object, ...]:
        """Return all that the press of the button is meant for."""
        order, typed = self.order(), self.guard.typed.text()
        return order, order and id(order.file), self._book.chosen, self.guard.known, typed

    @property
    def _question(self) -> Question | None:
        """Return what the account is asked, None until the rows are checked."""
        result, chosen = self._checker.result, self._book.chosen
        if result is None:
            return None
        place = chosen.id if chosen is not None else ""
        return Question(place, self._session.mapping, result.names, result.has_more_names)

    def _look(self) -> None:
        """Ask what the account tells of what would be sent, where somebody can see it."""
        question, chosen = self._question, self._book.chosen
        place = chosen.id if chosen is not None else ""
        # Until the rows are checked anew, what was seen for another mapping says nothing.
        self.looking.drop_others(place, self._session.mapping)
        if not self.isVisible() or question is None or self._runner.is_running:
            return
        self.looking.ask(question, partial(self._runner.find.chosen, chosen))

    def _build(self) -> None:
        self._problem_part = _part(tr("Rows with\nproblems"), self.problems)
        self._join_part = _part(tr("List"), self.joining)
        self._care_part = _part(tr("Care"), self.care)
        self._time_part = _part(tr("Time"), self.time)
        card = frame("card")
        follow_type(card, maximumWidth=_WIDTH)
        sheet = column(card, edge=24, gap=12)
        for part in (
            _part(tr("To"), self.to),
            _part(tr("What"), self.what),
            self._join_part,
            _part(tr("Effects"), self.effects),
            self._care_part,
            self._problem_part,
            _part(tr("If an answer\nis lost"), self.lost),
            self._time_part,
            _part(tr("How much"), self.amount, is_last=True),
        ):
            sheet.addWidget(part)
        page = QWidget()
        page.setObjectName("page")
        # Else its height is asked for in a width that the card never has.
        follow_type(page, maximumWidth=_WIDTH)
        outer = column(page)
        area = QScrollArea()
        area.setWidget(page)
        # Only now: Qt shows what it is given, and would style all that is in there.
        outer.addWidget(card)
        outer.addStretch(1)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        # It follows the focus of what is in it, and is no stop of its own.
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = column(self)
        layout.addWidget(area, 1)
        layout.addWidget(self._build_foot())

    def _build_foot(self) -> QWidget:
        """Return what is always in sight: why nothing can be sent, or the button."""
        foot = Foot(self.obstacle, self.send)
        follow_type(foot, maximumWidth=_WIDTH)
        return foot


def _part(name: str, widget: QWidget, *, is_last: bool = False) -> QWidget:
    """Return a part of the sheet beside its name, with a line to the one below it."""
    label = text(name, "muted")
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    follow_type(label, minimumWidth=_LABEL, maximumWidth=_LABEL)
    part = QWidget()
    layout = column(part, gap=12)
    layout.addWidget(FoldingRow(label, widget, gap=16))
    if not is_last:
        layout.addWidget(line())
    return part
