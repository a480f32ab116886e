"""All that can be read, heard or copied of what is on show, and which cells of files it tells."""

import csv
import re
from functools import cache

from PySide6.QtCore import QAbstractListModel, QBuffer, QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAction, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
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

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_OWN = tuple(Qt.ItemDataRole(Qt.ItemDataRole.UserRole + at) for at in range(12))
"""Roles of our own models, which our delegates paint; in those of Qt they are painted by nobody."""


def texts(windows):
    """Return every text of these windows, each with where it stands."""
    found = []
    for window in windows:
        found.append(("title", window.windowTitle()))
        for each in (window, *window.findChildren(QWidget)):
            if each.isVisible() or each is window:
                found += [(_place(each, what), words) for what, words in _of_widget(each)]
        found += [
            (f"action {each.objectName()}", words)
            for each in window.findChildren(QAction)
            for words in (each.text(), each.toolTip(), each.statusTip())
        ]
        found += [(f"painted in {type(window).__name__}", words) for words in painted(window)]
    return [(where, words) for where, words in found if words]


def _place(widget, what):
    name = widget.accessibleName() or widget.objectName()
    return f"{what} of {type(widget).__name__} {name[:40]!r}"


def _of_widget(widget):
    for words in (widget.toolTip(), widget.statusTip(), widget.whatsThis()):
        yield "tip", words
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    heard = QAccessible.queryAccessibleInterface(widget)
    parts = QAccessible.Text
    for part in (parts.Name, parts.Description, parts.Value) if heard is not None else ():
        yield f"spoken {part.name}", heard.text(part)
    for kind, read in _READ.items():
        if isinstance(widget, kind):
            yield from read(widget)


def _of_field(field):
    yield "text", field.displayText()
    yield "placeholder", field.placeholderText()
    popup = field.completer().popup() if field.completer() is not None else None
    if popup is not None and popup.isVisible():
        yield from _of_model(popup.model())


_READ = {
    QLabel: lambda widget: [("text", widget.text())],
    QAbstractButton: lambda widget: [("text", widget.text())],
    QLineEdit: _of_field,
    QPlainTextEdit: lambda widget: [("text", widget.toPlainText())],
    QComboBox: lambda box: [("choice", box.itemText(at)) for at in range(box.count())],
    QTabWidget: lambda tabs: [("tab", tabs.tabText(at)) for at in range(tabs.count())],
    QGroupBox: lambda box: [("title", box.title())],
    QMenu: lambda menu: [("entry", each.text()) for each in menu.actions()],
    QAbstractItemView: lambda view: _of_model(view.model()),
}
"""How the words of each kind of widget are read, beside what any of them may have."""


def _of_model(model, parent=QModelIndex()):  # noqa: B008 - Qt's own default
    if model is None:
        return
    roles = _ROLES if type(model).__module__.startswith("PySide6") else (*_ROLES, *_OWN)
    rows = min(model.rowCount(parent), ROWS)
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for at in range(columns):
        for role in roles:
            yield f"heading {at}", _words(model.headerData(at, Qt.Orientation.Horizontal, role))
    for row in range(rows):
        yield f"heading of row {row}", _words(model.headerData(row, Qt.Orientation.Vertical))
        for at in range(columns):
            index = model.index(row, at, parent)
            for role in roles:
                yield f"role {int(role)} of row {row}, column {at}", _words(index.data(role))
            if at == 0 and model.rowCount(index):
                yield from _of_model(model, index)


def _words(value):
    return value if isinstance(value, str) else ""


def painted(window):
    """Return the texts that a window draws, whoever draws them."""
    store = QBuffer()
    store.open(QBuffer.OpenModeFlag.WriteOnly)
    picture = QSvgGenerator()
    picture.setOutputDevice(store)
    picture.setSize(QSize(window.size()))
    picture.setViewBox(QRect(window.rect()))
    painter = QPainter(picture)
    try:
        window.render(painter, QPoint())
    finally:
        painter.end()
    content = bytes(store.data().data()).decode("utf-8", "replace")
    return [_plain(each) for each in re.findall(r"<text[^>]*>(.*?)</text>", content, re.DOTALL)]


def _plain(words):
    for sign, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        words = words.replace(sign, letter)
    return words.strip()


def cells(folder):
    """Return the texts of all cells of the files of a folder that are like no word of a window."""
    files = sorted(folder.rglob("*.csv"))
    return frozenset().union(*(_cells_of(each, each.stat().st_mtime_ns) for each in files))


@cache
def _cells_of(path, _changed_at):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return frozenset(filter(_is_telling, (cell.strip() for row in rows for cell in row)))


_LEAST = 4

_SAID_ANYWAY = frozenset({"1234.50"})
"""What the program gives as an example by itself."""


def _is_telling(cell):
    """Tell whether a cell is long enough, and no plain word that a window says by itself."""
    is_word = cell.isascii() and cell.isalpha()
    return len(cell) >= _LEAST and not is_word and cell not in _SAID_ANYWAY


def told(said, wanted):
    """Return where texts tell one of these cells, the beginning of a long one, or a part of it."""
    begun = _by_beginning(wanted)
    found = ((where, _first(words, begun)) for where, words in said)
    return [(where, cell) for where, cell in found if cell]


@cache
def _by_beginning(wanted):
    """Return what is looked for by its first letters, the longest first."""
    begun = {each[:_BEGINNING] for each in wanted}
    parts = {part for each in wanted for part in _PARTS.findall(each) if len(part) >= _LEAST}
    found = {}
    for each in sorted(begun | parts, key=len, reverse=True):
        found.setdefault(each[:_LEAST], []).append(each)
    return found


def _first(words, begun):
    """Return the first of them that stands in a text, and begins there where a word may."""
    for place in _MAY_BEGIN.finditer(words):
        at = place.start()
        for each in begun.get(words[at : at + _LEAST], ()):
            if words.startswith(each, at):
                return each
    return ""


_MAY_BEGIN = re.compile(r"(?<![\w.,:-])(?=\S)")


_PARTS = re.compile(r"[\w.]+\.(?:io|com)|[^\W\d_]*[^\W\d_\x00-\x7f]\w*")
"""Domains, and words with a letter that English has not."""

_BEGINNING = 12


def on_show():
    """Return the windows that are on show."""
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]
