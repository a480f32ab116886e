"""Every saved preset in one list, with all that can be done with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from klaviyo_gui.language import tr
from klaviyo_gui.ui.copying import Copying
from klaviyo_gui.ui.flow import FlowLayout
from klaviyo_gui.ui.models.shelf import FIT, NAME, USE, ShelfModel, moment_words
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import button, column, row, text
from klaviyo_gui.ui.presets.telling import damage_words, told
from klaviyo_gui.ui.roomy import RoomyDialog, follow_type
from klaviyo_gui.ui.tables import table

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from klaviyo_gui.core.errors import ExpectedError, PresetError
    from klaviyo_gui.ui.presets.shelf import PresetShelf
    from klaviyo_gui.ui.presets.shelving import Done, Versions
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_WISHED, _LEAST = QSize(820, 480), QSize(640, 360)
_SIDE = 190
_NUMBER = Qt.ItemDataRole.UserRole


class ManageDialog(RoomyDialog):
    """Stands beside the window, which goes on; whatever it does can be had back.

    ``apply_requested(name)`` fires for the preset to be used, ``import_requested`` when a file
    with presets is to be chosen.
    """

    apply_requested = Signal(str)
    import_requested = Signal()

    def __init__(self, session: Session, shelf: PresetShelf, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._shelf = shelf
        self._wanted = self._told = ""
        self.setWindowTitle(tr("Presets"))
        self.give_room("presets", _LEAST, _WISHED)
        self.notice = Notice(theme)
        self.model = ShelfModel(self)
        self.table = table(self.model, tr("Presets"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        top = self.table.horizontalHeader()
        top.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for at in (FIT, USE):
            top.setSectionResizeMode(at, QHeaderView.ResizeMode.ResizeToContents)
        self._none = text(
            tr("No presets yet. Map a file and save it with Ctrl+S, or import one."),
            "muted",
            wraps=True,
        )
        self.versions = QListWidget()
        self.versions.setAccessibleName(tr("Earlier versions"))
        self.versions.setSpacing(4)
        Copying(self.versions)
        self.restore = button(
            tr("Restore"), tip=tr("Bring this version back; the one in use is kept too")
        )
        self.apply = button(tr("Apply"), tip=tr("Use this mapping, as one step that can be undone"))
        self.rename = button(tr("Rename"), tip=tr("Write another name (F2)"))
        self.duplicate = button(tr("Duplicate"), tip=tr("Copy it under the next free name"))
        self.export = button(tr("Export…"), tip=tr("Save it as a file to give away"))
        self.delete = button(
            tr("Delete"), tip=tr("Take it out of use; it can be brought back (Del)")
        )
        self._build()
        self._connect()
        self._refresh()

    def _build(self) -> None:
        follow_type(self.versions, minimumWidth=_SIDE, maximumWidth=_SIDE)
        side = column(gap=8)
        for each in (text(tr("Earlier versions"), "group"), self.versions, self.restore):
            side.addWidget(each)
        lists = row()
        lists.addWidget(self.table, 1)
        lists.addLayout(side)
        deeds = QWidget()
        line = FlowLayout(deeds, gap=8)
        for each in (self.apply, self.rename, self.duplicate, self.export, self.delete):
            line.addWidget(each)
        take_in = button(tr("Import…"), tip=tr("Take in a preset (.json) or an old config.py"))
        take_in.clicked.connect(self.import_requested)
        close = button(tr("Close"))
        close.clicked.connect(self.close)
        foot = row(gap=8)
        foot.addWidget(deeds, 1)
        foot.addWidget(take_in, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(close, 0, Qt.AlignmentFlag.AlignBottom)
        layout = column(self, edge=18)
        layout.addWidget(self.notice)
        layout.addWidget(self._none)
        layout.addLayout(lists, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        shelf = self._shelf
        self.model.rename_requested.connect(shelf.rename)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.table.doubleClicked.connect(self._apply_current)
        self.versions.currentRowChanged.connect(self._show_restore)
        self.versions.itemActivated.connect(self._restore)
        self.apply.clicked.connect(self._apply_current)
        self.rename.clicked.connect(self._edit_current)
        self.duplicate.clicked.connect(self._duplicate)
        self.export.clicked.connect(self.choose_export)
        self.delete.clicked.connect(self._delete)
        self.restore.clicked.connect(self._restore)
        self.notice.acted.connect(self._bring_back)
        use = QShortcut(QKeySequence(Qt.Key.Key_Return), self.table)
        use.setContext(Qt.ShortcutContext.WidgetShortcut)
        use.activated.connect(self._apply_current)
        gone = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        gone.setContext(Qt.ShortcutContext.WidgetShortcut)
        gone.activated.connect(self._delete)
        shelf.changed.connect(self._refresh)
        shelf.versions_listed.connect(self._show_versions)
        shelf.done.connect(self._tell)
        shelf.refused.connect(self._refuse)
        shelf.damaged.connect(self._tell_damaged)

    @property
    def current(self) -> str:
        """Return the preset that is chosen."""
        return self.model.name(self.table.currentIndex().row())

    def choose(self, name: str) -> None:
        """Choose a preset, the first one where there is none of this name."""
        row_of = max(self.model.row(name), 0)
        self.table.setCurrentIndex(self.model.index(row_of, NAME))

    def open_with(self, name: str) -> None:
        """Come to the front, with this preset chosen."""
        self.notice.hide()
        self._shelf.refresh()
        self.choose(name)
        self.show()
        self.activateWindow()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """List the versions of the chosen preset."""
        super().showEvent(event)
        self._show_current()

    @Slot()
    def choose_export(self) -> None:
        """Ask where a copy is to be saved."""
        name = self.current
        path, _ = QFileDialog.getSaveFileName(
            self, tr("Export preset"), f"{name}.json", tr("Presets (*.json)")
        )
        if path:
            self._shelf.export(name, Path(path))

    @Slot()
    def _refresh(self) -> None:
        name, self._wanted = self._wanted or self.current, ""
        self.model.show_shelf(self._shelf.shown, has_file=self._session.file is not None)
        is_empty = self.model.rowCount() == 0
        self._none.setVisible(is_empty)
        self.table.setVisible(not is_empty)
        if is_empty:
            self._show_current()
        else:
            self.choose(name)

    @Slot()
    def _show_current(self) -> None:
        name, is_deleted = self.current, self.model.is_deleted(self.table.currentIndex().row())
        for each in (self.apply, self.rename, self.duplicate, self.export, self.delete):
            each.setEnabled(bool(name) and not is_deleted)
        self.versions.clear()
        self.restore.setEnabled(False)
        # They lie on the disk: nobody looks at them as long as the list is not open.
        if name and self.isVisible():
            self._shelf.list_versions(name)

    @Slot(object)
    def _show_versions(self, versions: Versions) -> None:
        if versions.name != self.current:
            return
        self.versions.clear()
        for each in versions.found:
            item = QListWidgetItem(moment_words(each.written.isoformat()))
            item.setData(_NUMBER, each.number)
            self.versions.addItem(item)
        if versions.found:
            self.versions.setCurrentRow(0)

    @Slot()
    def _show_restore(self) -> None:
        self.restore.setEnabled(self.versions.currentItem() is not None)

    @Slot()
    def _apply_current(self) -> None:
        if self.apply.isEnabled():
            self.apply_requested.emit(self.current)

    @Slot()
    def _edit_current(self) -> None:
        index = self.model.index(self.table.currentIndex().row(), NAME)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.setCurrentIndex(index)
        self.table.edit(index)

    @Slot()
    def _duplicate(self) -> None:
        self._shelf.duplicate(self.current)

    @Slot()
    def _delete(self) -> None:
        if self.delete.isEnabled():
            self._shelf.delete(self.current)

    @Slot()
    def _restore(self) -> None:
        item = self.versions.currentItem()
        if item is not None:
            self._shelf.restore(self.current, item.data(_NUMBER))

    @Slot()
    def _bring_back(self) -> None:
        self._shelf.restore(self._told)

    @Slot(object)
    def _tell(self, event: Done) -> None:
        said = told(event)
        self.notice.say(said.title, said.words, "good", action=said.action)
        self._told = said.name
        # It is in the list once the shelf was read anew.
        self._wanted = said.name

    @Slot(object)
    def _refuse(self, error: ExpectedError | None) -> None:
        self.notice.say_error(error)

    @Slot(object)
    def _tell_damaged(self, errors: tuple[PresetError, ...]) -> None:
        title, words = damage_words(errors)
        self.notice.say(title, words)
