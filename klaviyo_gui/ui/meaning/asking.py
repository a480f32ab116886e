"""Finds out what has the focus: whoever shows it tells, else its own name and description do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QMenu, QMenuBar, QTableView, QTreeView

from klaviyo_gui.ui.meaning.meaning import Meaning
from klaviyo_gui.ui.meaning.subjects import Tells
from klaviyo_gui.ui.meaning.words import meaning_of
from klaviyo_gui.ui.menu_words import plain

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QMainWindow, QWidget

    from klaviyo_gui.ui.meaning.subjects import Subject
    from klaviyo_gui.ui.session import Session


def asked(focus: QWidget | None, window: QMainWindow) -> QWidget:
    """Return the widget that is meant: a menu has the focus only to be asked by it."""
    if focus is None or isinstance(focus, (QMenu, QMenuBar)):
        return window.focusWidget() or window
    return focus


def meaning_at(focus: QWidget, session: Session) -> Meaning | None:
    """Return what has the focus, None where nothing can be told of it."""
    subject = _subject(focus)
    if subject is not None:
        return meaning_of(subject, session)
    said = _own_words(focus)
    if said is not None:
        return said
    # It has no more to say than its name; where it stands tells at least what that is for.
    window = focus.window()
    subject = window.subject() if isinstance(window, Tells) else None
    return meaning_of(subject, session) if subject is not None else None


def _subject(focus: QWidget) -> Subject | None:
    """Return what somebody within the window tells of it."""
    at: QWidget | None = focus
    while at is not None and not at.isWindow():
        found = at.subject() if isinstance(at, Tells) else None
        if found is not None:
            return found
        at = at.parentWidget()
    return None


def _own_words(focus: QWidget) -> Meaning | None:
    """Return what a control says of itself, None where that is its name alone."""
    if isinstance(focus, QAbstractItemView) and focus.currentIndex().isValid():
        return _of_entry(focus, focus.currentIndex())
    interface = QAccessible.queryAccessibleInterface(focus)
    name = plain(interface.text(QAccessible.Text.Name))
    said = dict.fromkeys((focus.toolTip(), interface.text(QAccessible.Text.Description)))
    told = tuple(words for words in said if words and words != name)
    return Meaning(name, told) if name and told else None


def _of_entry(view: QAbstractItemView, index: QModelIndex) -> Meaning | None:
    """Return what an entry of a list says, of a table with the name of its column."""
    roles = Qt.ItemDataRole
    title = str(index.data(roles.DisplayRole) or "")
    heading = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
    spoken = (index.data(each) for each in (roles.AccessibleTextRole, roles.ToolTipRole))
    said = dict.fromkeys(str(words) for words in spoken if words and str(words) != title)
    if heading and isinstance(view, (QTableView, QTreeView)):
        return Meaning(str(heading), tuple(filter(None, (title, *said))))
    if title and said:
        return Meaning(title, tuple(said))
    description = view.accessibleDescription()
    return Meaning(title, (description,)) if title and description else None
