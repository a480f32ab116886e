"""The panel that joins a second file: by what, which of its columns, and what is found of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QProgressBar, QWidget

from klaviyo_gui.core.join import Doubles
from klaviyo_gui.language import tr
from klaviyo_gui.ui.elided import ElidedLabel, shortened
from klaviyo_gui.ui.folding import FoldingRow
from klaviyo_gui.ui.map.joining import words
from klaviyo_gui.ui.map.joining.key_pairs import KeyPairs
from klaviyo_gui.ui.map.joining.reason import reason
from klaviyo_gui.ui.map.joining.report import MatchPane
from klaviyo_gui.ui.map.step_panel import StepPanel
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.models.taken import TakenTable
from klaviyo_gui.ui.pieces import button, column, grown, row, text, tool
from klaviyo_gui.ui.roomy import follow_type
from klaviyo_gui.ui.station_area import PanelArea
from klaviyo_gui.ui.tables import share_room, table
from klaviyo_gui.ui.wrapped import WrappedLabel
from klaviyo_gui.wording.joins import MATCHED

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from klaviyo_gui.core.join import Join
    from klaviyo_gui.ui.map.joining.in_hand import JoinInHand
    from klaviyo_gui.ui.map.joining.look import JoinLook
    from klaviyo_gui.ui.second_files import SecondOpened
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_COLUMN, _VALUES = 0, 2
_PERCENT = 100
_MEANING = 240
"""Pixels in which what a choice means is still read with ease."""


class JoiningPanel(StepPanel):
    """Shows and changes how a second file is joined.

    ``another_requested`` asks for one more file to join, ``replacement_requested`` for another
    file in the place of the one on show.
    """

    another_requested = Signal()
    replacement_requested = Signal()

    wished = QSize(860, 740)
    least = QSize(600, 560)

    def __init__(
        self,
        session: Session,
        in_hand: JoinInHand,
        look: JoinLook,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(session, "joining", tr(words.TITLE), parent)
        self._session = session
        self._in_hand = in_hand
        self._look = look
        self.files = QComboBox()
        self.files.setAccessibleName(tr("Which of the joined files is shown"))
        self._title = ElidedLabel(role="section")
        self._reading = ElidedLabel("", "muted")
        self._told = grown(text(wraps=True))
        self.searching = QProgressBar()
        self.searching.setRange(0, _PERCENT)
        self.searching.setTextVisible(False)
        self.searching.setAccessibleName(tr("How far both files are compared"))
        self.stop = button(tr("Stop"), tip=tr("Choose the columns yourself"))
        self.key = KeyPairs()
        self.proposals = QComboBox()
        self.proposals.setAccessibleName(tr("Columns that are proposed"))
        self.taken = TakenTable(theme, self)
        self.columns = table(
            self.taken, tr("Columns of the second file; those with a tick are taken")
        )
        share_room(self.columns, (_COLUMN, _VALUES))
        self.every = tool(tr("All"), tr("Take all columns but those by which it is joined"))
        self.none = tool(tr("None"), tr("Take no column"))
        self.doubles = QComboBox()
        self.doubles.setAccessibleName(tr("Where several rows of the second file belong to one"))
        self._meaning = grown(text(role="small", wraps=True))
        self.matches = MatchPane()
        self.part = button(tr("Stop joining"), tip=tr("Take its columns away, and what they fill"))
        self.another = button(tr("Another file…"), tip=tr("Join one more file"))
        self.replace = button(
            tr("Choose again…"), tip=tr("Take another file in the place of this one")
        )
        self.close_button = button(tr("Close"))
        self.join = button(tr("Join"), "primary")
        self._build()
        self._connect()

    @property
    def sentence(self) -> str:
        """Return what is said of the key."""
        return self._told.text()

    def open_panel(self) -> None:
        """Show what is in hand."""
        self._refresh()
        self.come_forward()
        if self.join.isVisible() and self.join.isEnabled():
            self.join.setFocus()
        else:
            self.close_button.setFocus()

    # Private

    def _build(self) -> None:
        for doubles, (name, _) in words.DOUBLES.items():
            self.doubles.addItem(tr(name), doubles)
        body = QWidget()
        body.setObjectName("page")
        layout = column(body, gap=8)
        layout.addLayout(self._build_head())
        layout.addWidget(self._reading)
        layout.addWidget(text(tr("Rows belong together where"), "section"))
        layout.addWidget(self.key)
        layout.addLayout(self._build_reason())
        layout.addWidget(grown(text(tr(MATCHED), "small", wraps=True)))
        above = row(gap=10)
        above.addWidget(text(tr("Columns"), "section"))
        above.addWidget(WrappedLabel(tr(words.TICKED), "small"), 1)
        above.addWidget(self.every)
        above.addWidget(self.none)
        layout.addLayout(above)
        layout.addWidget(self.columns, 1)
        choice = QWidget()
        rule = row(choice, gap=8)
        asks = text(tr(words.SEVERAL))
        asks.setBuddy(self.doubles)
        rule.addWidget(asks)
        rule.addWidget(self.doubles)
        follow_type(self._meaning, minimumWidth=_MEANING)
        layout.addWidget(FoldingRow(choice, self._meaning, gap=8))
        layout.addWidget(self.matches)
        foot = row(gap=8)
        for each in (self.part, self.replace, self.another):
            foot.addWidget(each)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.join)
        around = column(self, edge=18, gap=8)
        around.addWidget(PanelArea(self.windowTitle(), body), 1)
        around.addLayout(foot)

    def _build_head(self) -> QHBoxLayout:
        head = row(gap=8)
        head.addWidget(self._title, 1)
        head.addWidget(self.files)
        return head

    def _build_reason(self) -> QHBoxLayout:
        reason = row(gap=8)
        reason.addWidget(self._told, 1)
        reason.addWidget(self.searching, 1)
        reason.addWidget(self.stop)
        reason.addWidget(self.proposals)
        return reason

    def _connect(self) -> None:
        in_hand = self._in_hand
        self.files.activated.connect(self._choose_file)
        self.key.changed.connect(in_hand.choose_key)
        self.proposals.activated.connect(self._choose_proposal)
        self.stop.clicked.connect(in_hand.stop)
        self.taken.chosen.connect(in_hand.take)
        self.every.clicked.connect(in_hand.take_all)
        self.none.clicked.connect(in_hand.take_none)
        self.doubles.activated.connect(self._choose_doubles)
        self.matches.stop_requested.connect(self._look.stop)
        self.matches.again_requested.connect(self._look.look_again)
        self.part.clicked.connect(in_hand.part)
        self.another.clicked.connect(self.another_requested)
        self.replace.clicked.connect(self.replacement_requested)
        self.close_button.clicked.connect(self.close)
        self.finished.connect(in_hand.put_down)
        self.join.clicked.connect(self._join)
        in_hand.changed.connect(self._refresh_if_seen)
        masking.changed.connect(self._refresh_if_seen)
        self._look.changed.connect(self._refresh_if_seen)

    @Slot()
    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        in_hand = self._in_hand
        join, second, is_joined = in_hand.join, in_hand.second, in_hand.at is not None
        self._show_files()
        self._show_heading(second)
        self._show_reason()
        self._show_key(join)
        self.taken.show(in_hand.offered)
        self.columns.horizontalHeader().resizeSections()
        self._show_doubles(join)
        self.matches.show_look(in_hand, self._look)
        for each in (self.key, self.columns, self.every, self.none, self.doubles):
            each.setEnabled(join is not None and second is not None)
        self.none.setVisible(not is_joined)
        self.part.setVisible(is_joined)
        self.replace.setVisible(is_joined)
        self.another.setVisible(is_joined or join is None)
        self.join.setVisible(not is_joined)
        self.join.setText(words.join_words(len(join.taken) if join is not None else 0))
        self.join.setEnabled(in_hand.is_possible and second is not None)
        self.join.setToolTip("" if in_hand.is_possible or join is None else self._lacks(join))

    def _show_files(self) -> None:
        """Let somebody go from one joined file to another, where there are several."""
        session = self._session
        names = [shortened(session.second_name(each)) for each in session.mapping.joins]
        if names != [self.files.itemText(at) for at in range(self.files.count())]:
            self.files.clear()
            self.files.addItems(names)
        at = self._in_hand.at
        self.files.setCurrentIndex(at if at is not None else -1)
        self.files.setVisible(len(names) > 1 or (bool(names) and at is None))

    def _show_heading(self, second: SecondOpened | None) -> None:
        first = self._session.file
        name = second.file.path.name if second is not None else self._in_hand.name
        if first is None or not name:
            self._title.setText(tr("No second file"))
            self._reading.setText("")
            return
        self._title.setText(tr("{second} to {first}", second=name, first=first.path.name))
        self._reading.setText(words.reading(second.file) if second is not None else "")
        place = f"{second.file.path}\n" if second is not None else ""
        self._reading.setToolTip(f"{place}{tr(words.READ_OTHERWISE)}")
        self._reading.setAccessibleDescription(tr(words.READ_OTHERWISE))

    def _show_reason(self) -> None:
        """Say why these columns are proposed, or how far it is known."""
        in_hand = self._in_hand
        share = in_hand.looking.share
        for each in (self.searching, self.stop):
            each.setVisible(share is not None)
        if share is not None:
            self.searching.setValue(round(share * _PERCENT))
        self._told.setText(reason(in_hand, self._session))
        proposals = in_hand.proposals or ()
        titles = [words.choice(each) for each in proposals]
        if titles != [self.proposals.itemText(at) for at in range(self.proposals.count())]:
            self.proposals.clear()
            self.proposals.addItems(titles)
        at = next((at for at, each in enumerate(proposals) if in_hand.is_by(each)), -1)
        self.proposals.setCurrentIndex(at)
        self.proposals.setVisible(len(proposals) > 1)

    def _show_key(self, join: Join | None) -> None:
        file, second = self._session.file, self._in_hand.second
        if file is None or second is None or join is None:
            return
        names = file.path.name, second.file.path.name
        self.key.show_pairs(join.key, self._in_hand.key_columns, names)

    def _show_doubles(self, join: Join | None) -> None:
        if join is None:
            return
        self.doubles.setCurrentIndex(self.doubles.findData(join.doubles))
        self._meaning.setText(tr(words.DOUBLES[join.doubles][1]))

    @staticmethod
    def _lacks(join: Join) -> str:
        return tr(words.ONE_COLUMN) if join.key else tr(words.ONE_KEY)

    @Slot()
    def _choose_file(self) -> None:
        self._in_hand.show_join(self.files.currentIndex())

    @Slot()
    def _choose_proposal(self) -> None:
        proposals = self._in_hand.proposals or ()
        at = self.proposals.currentIndex()
        if 0 <= at < len(proposals):
            self._in_hand.choose_proposal(proposals[at])

    @Slot()
    def _choose_doubles(self) -> None:
        # Qt gives back a plain text.
        self._in_hand.choose_doubles(Doubles(self.doubles.currentData()))

    @Slot()
    def _join(self) -> None:
        self._in_hand.commit()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
