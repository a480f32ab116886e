"""Station 2: which column becomes which of Klaviyo's properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QBoxLayout, QWidget

from klaviyo_gui.language import counted, tr
from klaviyo_gui.ui.announcing import announce
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.folding import FoldingSplitter
from klaviyo_gui.ui.map.choosing.desk import ChoosingDesk
from klaviyo_gui.ui.map.columns_pane import ColumnsPane
from klaviyo_gui.ui.map.convert.popover import ConversionPopover
from klaviyo_gui.ui.map.drag import origin_of
from klaviyo_gui.ui.map.existing import Existing
from klaviyo_gui.ui.map.grouping.desk import GroupingDesk
from klaviyo_gui.ui.map.joining.desk import JoiningDesk
from klaviyo_gui.ui.map.lists import Lists
from klaviyo_gui.ui.map.live import LivePane
from klaviyo_gui.ui.map.options import OptionsRow
from klaviyo_gui.ui.map.several.desk import SeveralDesk
from klaviyo_gui.ui.map.steps_bar import StepsBar
from klaviyo_gui.ui.map.summary import SummaryLine
from klaviyo_gui.ui.map.targets import TargetsPane
from klaviyo_gui.ui.models.material import MaterialStore
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import EDGE, button, column, row, text
from klaviyo_gui.ui.remembered import remember
from klaviyo_gui.ui.roomy import follow_type
from klaviyo_gui.ui.wrapped import WrappedLabel

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.map.account_metrics import AccountMetrics
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_HIGH = 360
"""Pixels in which a few columns, properties and values are seen below one another."""

_HANDLE = 12
"""Pixels between two panes, where their edge is drawn."""


class MapStation(QWidget):
    """Joins the three panes; drag, click and keys end in the same actions of the session.

    ``finding_requested(place)`` asks for the rows of a finding.
    """

    finding_requested = Signal(object)

    def __init__(
        self,
        session: Session,
        checker: Checker,
        theme: Theme,
        metrics: AccountMetrics | None = None,
        notice: Notice | None = None,
    ) -> None:
        super().__init__()
        self._session = session
        self._metrics = metrics
        self._checker = checker
        self._theme = theme
        self._popover: ConversionPopover | None = None
        self.notice = notice or Notice(theme)
        self.choosing = ChoosingDesk(session, checker, theme, self)
        materials = MaterialStore(session, checker)
        self.grouping = GroupingDesk(session, checker, materials, theme, self)
        self.joining = JoiningDesk(session, checker, theme, self)
        self.targets = TargetsPane(session, theme)
        self.several = SeveralDesk(session, checker, self.targets, theme, self)
        desks = (self.joining, self.choosing, self.grouping, self.several)
        self.steps_bar = StepsBar([each.chip for each in desks])
        self.lists = Lists(session, self.targets, theme, self, metrics)
        self.columns = ColumnsPane(session, self.targets.kind, theme)
        self.live = LivePane(session, checker, materials, theme)
        self.setAcceptDrops(True)
        self.splitter = splitter = FoldingSplitter(_HANDLE, high=_HIGH)
        heading = row()
        heading.addWidget(text(tr("Map"), "title"))
        hint = tr("Drag a column onto a property, or click one and then the other.")
        heading.addWidget(WrappedLabel(hint, "muted"), 1)
        match = button(tr("Match automatically"), tip=tr("Place every certain proposal (Ctrl+M)"))
        match.clicked.connect(session.match_automatically)
        heading.addWidget(match)
        layout = column(self, edge=EDGE)
        layout.addLayout(heading)
        layout.addWidget(self.notice)
        layout.addWidget(self.joining.line)
        layout.addWidget(self.grouping.line)
        layout.addWidget(self.steps_bar)
        layout.addWidget(splitter, 1)
        self._fill_splitter()
        self.summary = SummaryLine(session, theme)
        layout.addWidget(self.summary)
        layout.addWidget(OptionsRow(session))
        self._connect()
        if metrics is not None:
            self._existing = Existing(session, metrics, self)
            self._existing.changed.connect(self.targets.refresh)

    def add_bar(self, bar: QWidget) -> None:
        """Show this between the heading and the panes."""
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(layout.indexOf(self.notice) + 1, bar)

    def close_work(self) -> None:
        """End the work under way; called once, when the window is gone."""
        for each in (self.choosing, self.grouping, self.several, self.joining):
            each.close()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the columns that the menu speaks of: those in hand, else the selected ones."""
        return self._session.hand or self.columns.view.columns

    @Slot()
    def map_chosen(self) -> None:
        """List the properties for the chosen columns."""
        self.lists.list_targets(self.chosen, self._place())

    @Slot()
    def send_chosen(self) -> None:
        """Send the chosen columns as custom properties."""
        self.targets.place_custom(self.chosen)

    @Slot()
    def leave_out_chosen(self) -> None:
        """Leave the chosen columns out."""
        self._leave_out(self.chosen)

    @Slot()
    def combine_chosen(self) -> None:
        """List the properties that the chosen columns can fill together."""
        self.lists.list_combined(self.chosen, self._place())

    @Slot()
    def add_fixed(self) -> None:
        """List the properties that one text can fill."""
        self.lists.list_fixed(self._place())

    @property
    def popover(self) -> ConversionPopover | None:
        """Return how a property is read, where that was opened last."""
        return self._popover

    @Slot()
    def cycle(self) -> None:
        """Give the focus to the next pane."""
        if self.columns.isAncestorOf(self.focusWidget() or self):
            self.targets.focus_first()
        elif self.targets.isAncestorOf(self.focusWidget() or self):
            self.live.focus_first()
        else:
            self.columns.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put back what is in hand where nothing else needs Escape."""
        if event.key() == Qt.Key.Key_Escape and self._session.in_hand:
            self._session.put_back()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what fills a property anywhere beside the properties."""
        if origin_of(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Empty the property out of which something was dragged."""
        origin = origin_of(event.mimeData())
        if origin is not None:
            event.acceptProposedAction()
            self._session.unmap(*origin)

    def _fill_splitter(self) -> None:
        """Put the panes into it; the record goes below the two between which columns are dragged.

        What holds others gets its place before them: Qt styles all that is in what gets another.
        """
        pair, splitter = FoldingSplitter(_HANDLE), self.splitter
        for within, pane, stretch, least in (
            (splitter, pair, 8, 0),
            (pair, self.columns, 3, 170),
            (pair, self.targets, 5, 280),
            (splitter, self.live, 4, 225),
        ):
            if least:
                follow_type(pane, minimumWidth=least)
            within.addWidget(pane)
            within.setStretchFactor(within.count() - 1, stretch)
        pair.setSizes([260, 420])
        splitter.setSizes([680 + _HANDLE, 330])
        remember(pair, "map.pair")
        remember(splitter, "map")

    def _connect(self) -> None:
        session, view = self._session, self.columns.view
        view.taken.connect(self._toggle_hand)
        view.gathered.connect(self._gather)
        view.put_back.connect(session.put_back)
        view.targets_requested.connect(self.lists.list_targets)
        view.left_out.connect(self._leave_out)
        view.custom_requested.connect(self._place_custom)
        view.onward.connect(self.targets.focus_first)
        view.drag_begun.connect(self._begin_drag)
        view.drag_ended.connect(self._end_drag)
        self.columns.model.target_dropped.connect(self._place_dropped)
        self.columns.model.origin_dropped.connect(self._unmap_dropped)
        self.targets.kind_changed.connect(self.columns.model.show_kind)
        self.targets.kind_changed.connect(self.live.show_kind)
        self.targets.conversion_requested.connect(self._open_conversion)
        self.live.record_changed.connect(self.targets.show_record)
        self.grouping.rows_requested.connect(self.finding_requested)
        session.hand_changed.connect(self._tell_hand)
        onward = QShortcut(QKeySequence("F6"), self)
        onward.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        onward.activated.connect(self.cycle)
        self.live.refresh()

    def _place(self) -> QPoint:
        """Return where a list opens that nothing on the screen has asked for."""
        return self.targets.mapToGlobal(QPoint(0, 0))

    @Slot(object)
    def _toggle_hand(self, columns: tuple[str, ...]) -> None:
        if self._session.hand == columns:
            self._session.put_back()
        else:
            self._session.take(columns)

    @Slot(object)
    def _gather(self, columns: tuple[str, ...]) -> None:
        self._session.take(columns)

    @Slot(object)
    def _place_custom(self, columns: tuple[str, ...]) -> None:
        self.targets.place_custom(columns)

    @Slot(object)
    def _leave_out(self, columns: tuple[str, ...]) -> None:
        """Leave columns out; those that are left out already become undecided again."""
        if set(columns) <= set(self._session.mapping.left_out):
            self._session.leave_undecided(columns)
        else:
            self._session.leave_out(columns)

    @Slot(str, object, str)
    def _place_dropped(self, name: str, kind: Kind, key: str) -> None:
        if kind is self.targets.kind:
            self.targets.place((name,), key)

    @Slot(object, str)
    def _unmap_dropped(self, kind: Kind, key: str) -> None:
        self._session.unmap(kind, key)

    @Slot()
    def _begin_drag(self) -> None:
        self.targets.area.begin_drag()
        self.targets.carry(self.columns.view.columns)

    @Slot()
    def _end_drag(self) -> None:
        self.targets.area.end_drag()
        self.targets.carry(())

    @Slot(str, QPoint)
    def _open_conversion(self, key: str, place: QPoint) -> None:
        kind = self.targets.kind
        self._popover = ConversionPopover(
            self._session, self._checker, (kind, key), self._theme, self
        )
        self._popover.open_at(place)

    @Slot()
    def _tell_hand(self) -> None:
        """Say to screen readers what is in hand and how to go on; the strip says it to the eye."""
        hand = self._session.in_hand
        if not hand:
            return
        what = (
            shortened(hand[0])
            if len(hand) == 1
            else counted(len(hand), "{count} column", "{count} columns")
        )
        words = tr(
            "{columns} in hand. Tab to targets, Enter to place, Escape to put back.", columns=what
        )
        announce(self, words)
