"""The earlier versions of the mapping in hand, each beside it, so that one can be had back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QWidget

from klaviyo_gui.core.errors import PresetError
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.language import counted, mark, tr
from klaviyo_gui.store.drafts import draft_versions
from klaviyo_gui.store.presets import load
from klaviyo_gui.ui.copying import Copying
from klaviyo_gui.ui.models.shelf import moment_words
from klaviyo_gui.ui.models.table import TextTable
from klaviyo_gui.ui.pieces import button, column, row, text
from klaviyo_gui.ui.presets.differing import differing, said_of
from klaviyo_gui.ui.roomy import RoomyDialog, follow_type
from klaviyo_gui.ui.tables import stretch_words, table
from klaviyo_gui.ui.when_empty import WhenEmpty
from klaviyo_gui.ui.work import WorkQueue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent

    from klaviyo_gui.store.presets import Preset
    from klaviyo_gui.ui.session import Session

_WISHED, _LEAST = QSize(820, 460), QSize(560, 320)
_SIDE = 190
_NONE = mark(
    "No earlier versions yet. Every change of the mapping is kept by itself; the last ten versions "
    "are listed here."
)
_ABOUT = mark("Kept by itself for files with these columns. The mapping in hand stays among them.")


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version of the mapping, and when it was new."""

    moment: str
    preset: Preset

    @property
    def words(self) -> str:
        """Return what tells it from others of the same minute."""
        mapping = self.preset.mapping
        count = sum(1 for kind in Kind for _ in mapping.every_pair(kind))
        filled = counted(count, "{count} property filled", "{count} properties filled")
        return f"{self.moment}\n{filled}"


@dataclass(frozen=True, slots=True)
class Found:
    """All versions that can be had back, the latest first, and how many others are damaged."""

    versions: tuple[Earlier, ...] = ()
    damaged: int = 0


class EarlierDialog(RoomyDialog):
    """Stands beside the window, which goes on.

    ``wanted(earlier)`` fires when a version is to be had back.
    """

    wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._found = Found()
        self._work = WorkQueue(self)
        self._work.told.connect(self._take)
        self.setWindowTitle(tr("Earlier versions of this mapping"))
        self.give_room("earlier", _LEAST, _WISHED)
        self.versions = QListWidget()
        self.versions.setAccessibleName(tr("Earlier versions of this mapping"))
        follow_type(self.versions, minimumWidth=_SIDE, maximumWidth=_SIDE)
        self.versions.setSpacing(4)
        Copying(self.versions)
        self.model = TextTable((tr("What"), tr("Now"), tr("In this version")), self)
        self._table = table(self.model, tr("Differences"))
        stretch_words(self._table, 0)
        WhenEmpty(self._table, tr("Nothing differs."))
        self._words = text(role="muted", wraps=True)
        self._count = text(role="group")
        self.use = button(
            tr("Bring back"), tip=tr("Use this mapping, as one step that can be undone")
        )
        self._build()
        self.use.clicked.connect(self._ask)
        self.versions.currentRowChanged.connect(self._show_current)
        self.versions.itemDoubleClicked.connect(self._ask)
        session.mapping_changed.connect(self._compare_anew)
        session.file_changed.connect(self._refresh)

    @property
    def sentence(self) -> str:
        """Return what it says of the version that is chosen."""
        return self._count.text()

    @property
    def note(self) -> str:
        """Return what it says of all versions."""
        return self._words.text()

    @Slot()
    def open_list(self) -> None:
        """Come to the front with the versions as they are now."""
        self._refresh_list()
        self.show()
        self.activateWindow()
        self.versions.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_work(self) -> None:
        """Close it, and wait for what is being read."""
        self.close()
        self._work.close()

    # Overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring back what is chosen by Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.versions.hasFocus():
            self._ask()
        else:
            super().keyPressEvent(event)

    # Private

    def _build(self) -> None:
        right = column(gap=8)
        right.addWidget(self._count)
        right.addWidget(self._table, 1)
        lists = row()
        lists.addWidget(self.versions)
        lists.addLayout(right, 1)
        close = button(tr("Close"))
        close.clicked.connect(self.close)
        foot = row(gap=8)
        foot.addStretch(1)
        foot.addWidget(self.use)
        foot.addWidget(close)
        layout = column(self, edge=18)
        layout.addWidget(self._words)
        layout.addLayout(lists, 1)
        layout.addLayout(foot)

    @Slot()
    def _refresh(self) -> None:
        if self.isVisible():
            self._refresh_list()

    def _refresh_list(self) -> None:
        self._found = Found()
        self._work.begin(partial(_reading, self._session.kept_under))

    @Slot(object)
    def _take(self, found: object) -> None:
        if isinstance(found, Found):
            self._found = found
            self.versions.clear()
            self.versions.addItems([each.words for each in found.versions])
            self.versions.setCurrentRow(0)
            self.versions.setVisible(bool(found.versions))
            words = tr(_ABOUT if found.versions else _NONE)
            if found.damaged:
                damaged = counted(
                    found.damaged,
                    "{count} version cannot be read.",
                    "{count} versions cannot be read.",
                )
                words = f"{words} {damaged}"
            self._words.setText(words)
            self._show_current()

    @Slot()
    def _compare_anew(self) -> None:
        if self.isVisible():
            self._show_current()

    @property
    def _current(self) -> Earlier | None:
        at = self.versions.currentRow()
        versions = self._found.versions
        return versions[at] if 0 <= at < len(versions) else None

    @Slot()
    def _show_current(self) -> None:
        earlier = self._current
        if earlier is None:
            self.model.show([])
            self._count.setText("")
            self._table.setVisible(False)
            self.use.setEnabled(False)
            return
        now = self._session.made_preset(self._session.preset)
        found = differing(now, earlier.preset)
        self.model.show(found)
        said = tr("{differences} from the mapping now", differences=said_of(found))
        self._count.setText(said)
        self._table.setVisible(True)
        self.use.setEnabled(bool(found))

    @Slot()
    def _ask(self) -> None:
        if self._current is not None and self.use.isEnabled():
            self.close()
            self.wanted.emit(self._current)


def _reading(shape: str) -> Iterator[Found]:
    found: list[Earlier] = []
    damaged = 0
    for version in draft_versions(shape) if shape else ():
        try:
            preset = load(version.path)
        except PresetError:
            damaged += 1
        else:
            found.append(Earlier(moment_words(version.written.isoformat()), preset))
    yield Found(tuple(found), damaged)
