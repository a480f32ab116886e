"""Station 2: which column becomes which of Klaviyo's properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QWidget

from klaviyo_gui.core import catalog
from klaviyo_gui.core.errors import ColumnsMissing
from klaviyo_gui.ui.chooser import Choice, Chooser
from klaviyo_gui.ui.elided import ElidedLabel, shortened
from klaviyo_gui.ui.map.columns import ColumnsPane
from klaviyo_gui.ui.map.convert.popover import ConversionPopover
from klaviyo_gui.ui.map.live import LivePane
from klaviyo_gui.ui.map.options import OptionsRow
from klaviyo_gui.ui.map.targets import TargetsPane
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import EDGE, button, column, plural, row, text
from klaviyo_gui.wording import target_label

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme


class MapStation(QWidget):
    """Joins the three panes; drag, click and keys end in the same actions of the session."""

    def __init__(self, session: Session, checker: Checker, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._checker = checker
        self._theme = theme
        self._popover: ConversionPopover | None = None
        self._chooser: Chooser | None = None
        self._asked: tuple[str, ...] = ()
        self._key = ""
        self.notice = Notice(theme)
        self.targets = TargetsPane(session, theme)
        self.columns = ColumnsPane(session, self.targets.kind, theme)
        self.live = LivePane(session, checker, theme)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(12)
        splitter.setChildrenCollapsible(False)
        for pane, stretch, least in (
            (self.columns, 3, 165),
            (self.targets, 5, 280),
            (self.live, 4, 225),
        ):
            pane.setMinimumWidth(least)
            splitter.addWidget(pane)
            splitter.setStretchFactor(splitter.count() - 1, stretch)
        splitter.setSizes([260, 420, 330])
        heading = row()
        heading.addWidget(text("Map", "title"))
        hint = "Drag a column onto a property, or click one and then the other."
        heading.addWidget(ElidedLabel(hint, "muted"), 1)
        match = button("Match automatically", tip="Place every certain proposal (Ctrl+M)")
        match.clicked.connect(session.match_automatically)
        heading.addWidget(match)
        layout = column(self, edge=EDGE)
        layout.addLayout(heading)
        layout.addWidget(self.notice)
        layout.addWidget(splitter, 1)
        layout.addWidget(OptionsRow(session))
        self._connect()

    @property
    def chooser(self) -> Chooser | None:
        """Return the list that was opened last."""
        return self._chooser

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
        if event.key() == Qt.Key.Key_Escape and self._session.hand:
            self._session.put_back()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        session, view = self._session, self.columns.view
        view.taken.connect(self._toggle_hand)
        view.put_back.connect(session.put_back)
        view.targets_requested.connect(self._list_targets)
        view.left_out.connect(session.leave_out)
        view.custom_requested.connect(self._place_custom)
        view.onward.connect(self.targets.focus_first)
        view.drag_begun.connect(self.targets.area.begin_drag)
        view.drag_ended.connect(self.targets.area.end_drag)
        self.columns.model.target_dropped.connect(self._place_dropped)
        self.targets.kind_changed.connect(self.columns.model.show_kind)
        self.targets.kind_changed.connect(self.live.show_kind)
        self.targets.columns_requested.connect(self._list_columns)
        self.targets.custom_columns_requested.connect(self._list_custom)
        self.targets.conversion_requested.connect(self._open_conversion)
        self.live.record_changed.connect(self.targets.show_record)
        session.mapping_changed.connect(self._tell_missing)
        session.file_changed.connect(self._tell_missing)
        session.preset_refused.connect(self.notice.say_error)
        self.notice.acted.connect(session.start_anew)
        self.targets.first_used.connect(self._tell_first_used)
        onward = QShortcut(QKeySequence("F6"), self)
        onward.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        onward.activated.connect(self.cycle)
        self.live.refresh()

    def _open(self, choices: list[Choice], name: str, place: QPoint) -> Chooser:
        self._chooser = Chooser(choices, name, self._theme, self)
        self._chooser.open_at(place)
        return self._chooser

    def _columns_as_choices(self) -> list[Choice]:
        session = self._session
        used = set(session.mapping.columns(self.targets.kind))
        return [
            Choice(
                each.name,
                each.name,
                " · ".join(each.samples[:2]),
                "mapped" if each.name in used else "",
            )
            for each in session.profiles
        ]

    @Slot(object)
    def _toggle_hand(self, columns: tuple[str, ...]) -> None:
        if self._session.hand == columns:
            self._session.put_back()
        else:
            self._session.take(columns)

    @Slot(object)
    def _place_custom(self, columns: tuple[str, ...]) -> None:
        self._session.place_custom(columns, self.targets.kind)

    @Slot(str, object, str)
    def _place_dropped(self, name: str, kind: Kind, key: str) -> None:
        self._session.place((name,), kind, key)

    @Slot(object, QPoint)
    def _list_targets(self, columns: tuple[str, ...], place: QPoint) -> None:
        kind, mapping = self.targets.kind, self._session.mapping
        choices = [
            Choice(
                target.key,
                target.label,
                target.meaning,
                "filled" if mapping.pair(kind, target.key) is not None else "",
            )
            for target in catalog.targets(kind)
        ]
        custom = "Custom property"
        choices.append(Choice("", custom, f"Send it under its own name, {columns[0]}"))
        self._asked = columns
        self._open(choices, f"Properties for {columns[0]}", place).chosen.connect(
            self._place_chosen
        )

    @Slot(object)
    def _place_chosen(self, key: str) -> None:
        if key:
            self._session.place(self._asked, self.targets.kind, key)
        else:
            self._session.place_custom(self._asked, self.targets.kind)

    @Slot(str, QPoint)
    def _list_columns(self, key: str, place: QPoint) -> None:
        self._key = key
        name = f"Columns for {target_label(self.targets.kind, key)}"
        self._open(self._columns_as_choices(), name, place).chosen.connect(self._place_column)

    @Slot(object)
    def _place_column(self, name: str) -> None:
        self._session.place((name,), self.targets.kind, self._key)

    @Slot(bool, QPoint)
    def _list_custom(self, of_person: bool, place: QPoint) -> None:
        chooser = self._open(self._columns_as_choices(), "Columns for a custom property", place)
        chooser.chosen.connect(self._custom_person if of_person else self._custom_event)

    @Slot(object)
    def _custom_event(self, name: str) -> None:
        self._session.place_custom((name,), self.targets.kind)

    @Slot(object)
    def _custom_person(self, name: str) -> None:
        self._session.place_custom((name,), self.targets.kind, of_person=True)

    @Slot(str, QPoint)
    def _open_conversion(self, key: str, place: QPoint) -> None:
        kind = self.targets.kind
        self._popover = ConversionPopover(
            self._session, self._checker, (kind, key), self._theme, self
        )
        self._popover.open_at(place)

    @Slot()
    def _tell_missing(self) -> None:
        missing, kept = self._session.missing, shortened(self._session.kept_from)
        if not missing:
            self.notice.dismiss()
        elif kept:
            are = f"{plural(len(missing), 'column')} {'is' if len(missing) == 1 else 'are'}"
            self.notice.say(
                f"Your mapping of {kept} was kept: {are} missing here.",
                ", ".join(f"“{shortened(name)}”" for name in missing),
                "warn",
                action="Start anew",
            )
        else:
            self.notice.say_error(ColumnsMissing(missing, self._session.header))

    @Slot(str, int)
    def _tell_first_used(self, name: str, count: int) -> None:
        self.notice.say(
            f"Of {count} columns the first was used: {shortened(name)}.",
            "A property holds one column. To send them all, drop them on a dashed field below.",
            "warn",
        )
