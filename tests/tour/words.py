"""All words of a window, each with what it is to whoever reads or hears it."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabWidget,
    QWidget,
)

ROWS = 40
"""Rows of a model that are read: more than any list of the tour shows at once."""

_ROLES = Qt.ItemDataRole
_READ_ROLES = frozenset({_ROLES.DisplayRole, _ROLES.ToolTipRole, _ROLES.AccessibleTextRole})
_HEARD_ROLES = (
    *(_ROLES.DisplayRole, _ROLES.EditRole, _ROLES.ToolTipRole, _ROLES.StatusTipRole),
    *(_ROLES.WhatsThisRole, _ROLES.AccessibleTextRole, _ROLES.AccessibleDescriptionRole),
)
_OWN = tuple(Qt.ItemDataRole(Qt.ItemDataRole.UserRole + at) for at in range(12))
"""Roles of our own models, which our delegates paint; in those of Qt they are painted by nobody."""


class Part(Enum):
    """What words are."""

    TITLE = auto()
    TIP = auto()
    NAME = auto()
    DESCRIPTION = auto()
    LABEL = auto()
    PLACEHOLDER = auto()
    TAB = auto()
    ACTION = auto()
    GROUP = auto()
    CHOICE = auto()
    ENTRY = auto()
    LISTED = auto()
    """A heading or a cell of a list or a table, as it is read."""
    SPOKEN = auto()
    TYPED = auto()
    BESIDE = auto()
    """What a list or a table holds besides, for whoever paints it, edits it or hears it."""


SAID = frozenset(
    {
        *(Part.TITLE, Part.TIP, Part.NAME, Part.DESCRIPTION),
        *(Part.LABEL, Part.PLACEHOLDER, Part.TAB, Part.ACTION),
    }
)
"""What a window says by itself, but for what it lists."""

READ = SAID | {Part.GROUP, Part.CHOICE, Part.ENTRY, Part.LISTED}
"""What a window says, with its lists and menus."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words with what they are, and where they stand."""

    part: Part
    where: str
    words: str


def words_of(window, parts=READ):
    """Return the words of these parts of a window."""
    return [each.words for each in read(window) if each.part in parts]


def read(window):
    """Yield all words of a window and of what is visible in it."""
    found = [Text(Part.TITLE, "title", window.windowTitle())]
    for each in (window, *window.findChildren(QWidget)):
        if each.isVisible() or each is window:
            found += (
                Text(part, f"{where} of {_place(each)}", said)
                for part, where, said in _of_widget(each)
            )
    found += [Text(Part.ENTRY, "menu", each.title()) for each in window.findChildren(QMenu)]
    found += [
        Text(Part.ACTION, f"action {each.objectName()}", said)
        for each in window.findChildren(QAction)
        for said in (each.text(), each.toolTip(), each.statusTip())
    ]
    return (each for each in found if each.words)


def _place(widget):
    name = widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} {name[:40]!r}"


def _of_widget(widget):
    for said in (widget.toolTip(), widget.statusTip(), widget.whatsThis()):
        yield Part.TIP, "tip", said
    yield Part.NAME, "name", widget.accessibleName()
    yield Part.DESCRIPTION, "description", widget.accessibleDescription()
    heard = QAccessible.queryAccessibleInterface(widget)
    parts = QAccessible.Text
    for part in (parts.Name, parts.Description, parts.Value) if heard is not None else ():
        yield Part.SPOKEN, f"spoken {part.name}", heard.text(part)
    for kind, of_kind in _OF_KIND.items():
        if isinstance(widget, kind):
            yield from of_kind(widget)


def _of_field(field):
    yield Part.TYPED, "text", field.displayText()
    yield Part.PLACEHOLDER, "placeholder", field.placeholderText()
    popup = field.completer().popup() if field.completer() is not None else None
    if popup is not None and popup.isVisible():
        yield from _of_model(popup.model())


_OF_KIND = {
    QLabel: lambda widget: [(Part.LABEL, "text", widget.text())],
    QAbstractButton: lambda widget: [(Part.LABEL, "text", widget.text())],
    QLineEdit: _of_field,
    QPlainTextEdit: lambda widget: [(Part.TYPED, "text", widget.toPlainText())],
    QComboBox: lambda box: [(Part.CHOICE, "choice", box.itemText(at)) for at in range(box.count())],
    QTabWidget: lambda tabs: [(Part.TAB, "tab", tabs.tabText(at)) for at in range(tabs.count())],
    QGroupBox: lambda box: [(Part.GROUP, "title", box.title())],
    QMenu: lambda menu: [(Part.ENTRY, "entry", each.text()) for each in menu.actions()],
    QAbstractItemView: lambda view: _of_model(view.model()),
}
"""How the words of each kind of widget are read, beside what any of them may have."""


def _of_model(model, parent=QModelIndex()):  # noqa: B008 - Qt's own default
    if model is None:
        return
    is_ours = not type(model).__module__.startswith("PySide6")
    roles = (*_HEARD_ROLES, *_OWN) if is_ours else _HEARD_ROLES
    rows = min(model.rowCount(parent), ROWS)
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for at in range(columns):
        for role in roles:
            said = _text(model.headerData(at, Qt.Orientation.Horizontal, role))
            yield _listed(role), f"heading {at}", said
    for row in range(rows):
        said = _text(model.headerData(row, Qt.Orientation.Vertical))
        yield Part.BESIDE, f"heading of row {row}", said
        for at in range(columns):
            index = model.index(row, at, parent)
            for role in roles:
                where = f"role {int(role)} of row {row}, column {at}"
                yield _listed(role), where, _text(index.data(role))
            if at == 0 and model.rowCount(index):
                yield from _of_model(model, index)


def _listed(role):
    return Part.LISTED if role in _READ_ROLES else Part.BESIDE


def _text(value):
    return value if isinstance(value, str) else ""
