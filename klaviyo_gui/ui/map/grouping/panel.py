"""The panel that puts rows together: by which column, what is told for each item, and examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QSplitter, QTreeView, QWidget

from klaviyo_gui.core.suggest import are_lines
from klaviyo_gui.language import tr
from klaviyo_gui.ui.map.grouping import words
from klaviyo_gui.ui.map.grouping.contradictions import Contradictions
from klaviyo_gui.ui.map.grouping.examples import examples
from klaviyo_gui.ui.map.grouping.totals import Totals
from klaviyo_gui.ui.map.step_panel import StepPanel
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.models.levels import LevelTable
from klaviyo_gui.ui.models.order_tree import OrderTree
from klaviyo_gui.ui.pieces import button, column, grown, row, text
from klaviyo_gui.ui.remembered import remember
from klaviyo_gui.ui.roomy import follow_type, in_type
from klaviyo_gui.ui.tables import share_room, table
from klaviyo_gui.ui.theme import restyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from klaviyo_gui.core.suggest import GroupingProposal, Level
    from klaviyo_gui.ui.map.grouping.counting import OrderCounting
    from klaviyo_gui.ui.models.material import MaterialStore
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_WHY = 2
_LIST_LEAST, _TREE_LEAST = 136, 100
"""Pixels of the columns and of the orders in the smallest panel: a few of each."""

_FITTED_MAX = 220
"""Pixels of a column of items at first."""


class GroupingPanel(StepPanel):
    """Shows and changes how rows are put together."""

    least = QSize(640, 600)

    def __init__(
        self,
        session: Session,
        materials: MaterialStore,
        counting: OrderCounting,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(session, "grouping", tr(words.TITLE), parent)
        self._session = session
        self._checker = checker = materials.checker
        self._adding = Totals(session, checker, materials)
        self._counting = counting
        self.key = QComboBox()
        self.key.setAccessibleName(tr("Rows with the same text in this column are one order"))
        self.key.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.key.setMinimumContentsLength(16)
        self._told = text(role="sentence", wraps=True)
        self.contradictions = Contradictions(session, checker)
        self._totals = text(wraps=True)
        self.levels = LevelTable(theme, self)
        self.columns = table(self.levels, tr("Columns, told for each item or once per order"))
        share_room(self.columns, (_WHY,))
        self.orders = OrderTree(self)
        self.tree = _tree(self.orders)
        self.group = button(tr("Group rows"), "primary")
        self.ungroup = button(tr("Stop grouping"), tip=tr("Send a record for each row again"))
        self.close_button = button(tr("Close"))
        self._build()
        self._connect()

    @property
    def sentence(self) -> str:
        """Return what is said of the rows that are put together."""
        return self._told.text()

    @property
    def totals(self) -> str:
        """Return what is said of the totals of orders."""
        self._tell_totals()
        return self._totals.text()

    @property
    def shown(self) -> GroupingProposal | None:
        """Return what the first rows tell of the key on show; None without a file."""
        session, grouping = self._session, self._session.grouping
        key = grouping.key if grouping is not None else (self.key.currentText(),)
        return session.grouped_by(key) if set(key) <= set(session.columns) else None

    def open_panel(self) -> None:
        """Show it, for the key in use, else for the one that is proposed."""
        self._list_columns()
        self._refresh()
        self.come_forward()
        (self.columns if self._session.grouping is not None else self.key).setFocus()

    def close_work(self) -> None:
        """End the work under way."""
        self._adding.close()

    # Private

    def _build(self) -> None:
        head = row(gap=8)
        label = text(tr("Order number"))
        label.setBuddy(self.key)
        head.addWidget(label)
        head.addWidget(self.key, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setHandleWidth(12)
        parts.setChildrenCollapsible(False)
        follow_type(self.columns, minimumHeight=_LIST_LEAST)
        follow_type(self.tree, minimumHeight=_TREE_LEAST)
        parts.addWidget(_titled(tr("Columns"), self.columns, tr(words.TICKED)))
        parts.addWidget(_titled(tr(words.SHOWN), self.tree))
        parts.setSizes([330, 230])
        remember(parts, "grouping")
        foot = row(gap=8)
        foot.addWidget(self.ungroup)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.group)
        layout = column(self, edge=18)
        layout.addLayout(head)
        layout.addWidget(grown(text(tr(words.HOW), "muted", wraps=True)))
        layout.addWidget(grown(self._told))
        layout.addWidget(self.contradictions)
        layout.addWidget(parts, 1)
        layout.addWidget(grown(self._totals))
        layout.addLayout(foot)

    def _connect(self) -> None:
        session = self._session
        self.key.activated.connect(self._choose_key)
        self.levels.chosen.connect(session.tell_per_item)
        self.group.clicked.connect(self._group)
        self.ungroup.clicked.connect(session.ungroup)
        self.close_button.clicked.connect(self.close)
        self._counting.changed.connect(self._tell)
        masking.changed.connect(self._refresh_if_seen)
        self._checker.changed.connect(self._tell_totals_soon)
        self._adding.changed.connect(self._tell_totals_soon)
        session.mapping_changed.connect(self._refresh_if_seen)
        session.file_changed.connect(self._take_file)

    @Slot()
    def _take_file(self) -> None:
        if self.isVisible():
            self._list_columns()
            self._refresh()

    @Slot()
    def _tell_totals_soon(self) -> None:
        """Tell them after what else has changed; rows are put together for that first."""
        if self.isVisible():
            self._session.turns.later(self._tell_totals)

    @Slot()
    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self._refresh()

    def _list_columns(self) -> None:
        session = self._session
        names = list(session.header)
        if names != [self.key.itemText(at) for at in range(self.key.count())]:
            self.key.clear()
            self.key.addItems(names)
        proposed = session.proposed_grouping
        key = proposed.grouping.key if proposed is not None else session.likely_key
        if session.grouping is None and key:
            self._show_key(key)

    def _show_key(self, key: tuple[str, ...]) -> None:
        self.key.setCurrentIndex(self.key.findText(key[0], Qt.MatchFlag.MatchExactly))

    @Slot()
    def _refresh(self) -> None:
        session = self._session
        grouping, found, file = session.grouping, self.shown, session.file
        if grouping is not None:
            self._show_key(grouping.key)
        self.group.setVisible(grouping is None)
        self.ungroup.setVisible(grouping is not None)
        now = grouping or (found.grouping if found is not None else None)
        if found is None or now is None or file is None:
            self.levels.show((), (), (), can_choose=False)
            self.orders.show(("",), ())
        else:
            levels = _sorted(found.levels, now.key)
            self.levels.show(levels, now.key, now.per_item, can_choose=grouping is not None)
            self.orders.show(*examples(session.columns, session.first_rows, session.mapping, now))
            self.columns.horizontalHeader().resizeSections()
            self._unfold()
        self._tell()
        self._session.turns.later(self._tell_totals)

    def _unfold(self) -> None:
        self.tree.expandAll()
        for at in range(self.orders.rowCount()):
            self.tree.setFirstColumnSpanned(at, self.tree.rootIndex(), True)
        for at in range(self.orders.columnCount()):
            self.tree.resizeColumnToContents(at)
            self.tree.setColumnWidth(at, min(self.tree.columnWidth(at) + 12, in_type(_FITTED_MAX)))

    @Slot()
    def _tell(self) -> None:
        found, counted = self.shown, self._counted()
        shows_lines = found is not None and found.orders < found.rows
        self.group.setEnabled(shows_lines or (counted is not None and are_lines(*counted)))
        self._told.setText(self._words(found))

    def _words(self, found: GroupingProposal | None) -> str:
        if found is None:
            return ""
        counted = self._counted()
        if counted is not None and are_lines(*counted):
            return words.made(*counted, is_whole=True)
        if found.orders >= found.rows:
            return tr(words.NO_LINES)
        return words.made(found.rows, found.orders, is_whole=False)

    def _tell_totals(self) -> None:
        self._session.turns.forget(self._tell_totals)
        self.contradictions.refresh()
        words_, is_wrong = self._adding.words()
        self._totals.setText(words_)
        self._totals.setVisible(bool(words_))
        restyle(self._totals, tone="warn" if is_wrong else "")

    def _counted(self) -> tuple[int, int] | None:
        """Return the rows and the orders of the whole file by the key on show, once known."""
        counted, found = self._counting.found, self.shown
        if counted is None or found is None or self._counting.key != found.grouping.key:
            return None
        return counted.rows, counted.orders

    @Slot()
    def _choose_key(self) -> None:
        key = (self.key.currentText(),)
        if self._session.grouping is not None:
            self._session.group_by(key)
        else:
            self._refresh()

    @Slot()
    def _group(self) -> None:
        found = self.shown
        if found is not None:
            self._session.group(found.grouping)
            self.columns.setFocus()


def _sorted(levels: Sequence[Level], key: Sequence[str]) -> list[Level]:
    """Return first what there is to decide: what names orders, contradicts, or tells of items.

    What somebody chose moves no column.
    """
    ranked = (
        lambda each: each.column in key,
        lambda each: not each.is_per_item and words.is_contradicted(each),
        lambda each: each.is_per_item,
    )
    return sorted(levels, key=lambda each: [not is_so(each) for is_so in ranked])


def _tree(model: OrderTree) -> QTreeView:
    view = QTreeView()
    view.setModel(model)
    view.setAccessibleName(tr("Three orders with their items"))
    view.setAlternatingRowColors(True)
    view.setUniformRowHeights(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.header().setStretchLastSection(False)
    view.header().setTextElideMode(Qt.TextElideMode.ElideRight)
    return view


def _titled(title: str, view: QWidget, beside: str = "") -> QWidget:
    part = QWidget()
    layout: QVBoxLayout = column(part, gap=6)
    head = row(gap=10)
    head.addWidget(text(title, "section"))
    head.addWidget(text(beside, "small"), 1)
    layout.addLayout(head)
    layout.addWidget(view, 1)
    return part
