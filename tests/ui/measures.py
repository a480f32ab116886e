"""How much room the words of a window need, and how much they have."""

import re

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionToolButton,
    QToolButton,
)

from klaviyo_gui.ui.elided import ElidedButton, ElidedLabel

ANY_WIDTH = 1000

_BEARING = 0.02
"""What letters of large type reach beyond their width, in parts of it; a label counts on less."""


def room(widget):
    """Return the pixels in which the text of a widget is painted."""
    if isinstance(widget, QLabel):
        margins = 2 * widget.margin() + max(widget.indent(), 0)
        return widget.contentsRect().width() - margins
    if isinstance(widget, QPushButton):
        option = QStyleOptionButton()
        widget.initStyleOption(option)
        element = QStyle.SubElement.SE_PushButtonContents
        return widget.style().subElementRect(element, option, widget).width()
    option = QStyleOptionToolButton()
    widget.initStyleOption(option)
    content = QSize(ANY_WIDTH, widget.fontMetrics().height())
    kind = QStyle.ContentsType.CT_ToolButton
    around = widget.style().sizeFromContents(kind, option, content, widget).width() - ANY_WIDTH
    return widget.width() - around


def need(widget):
    """Return the pixels that its longest line needs, of words that wrap the longest part of one."""
    words = widget.text().replace("&&", "&")
    is_wrapped = isinstance(widget, QLabel) and widget.wordWrap()
    parts = re.split(r"[\s\u200b]+|(?<=\w-)(?=\w)", words) if is_wrapped else words.splitlines()
    is_plain = isinstance(widget, QLabel) and widget.buddy() is None
    flags = Qt.TextFlag.TextSingleLine if is_plain else Qt.TextFlag.TextShowMnemonic
    widths = (widget.fontMetrics().size(flags, each).width() for each in parts)
    return max(widths, default=0)


def is_icon(widget):
    """Tell whether a button shows its picture alone."""
    is_alone = widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    return is_alone and not widget.icon().isNull()


def boxes(window):
    """Return what boxes of choices show less of than all."""
    shown = []
    for box in window.findChildren(QComboBox):
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)
        words, room = box.currentText(), field.width()
        if box.lineEdit() is not None:
            margins = box.lineEdit().textMargins()
            room = box.lineEdit().contentsRect().width() - margins.left() - margins.right() - 4
        if box.isVisible() and box.fontMetrics().horizontalAdvance(words) > room:
            shown.append((words, room))
    return shown


def cut(window):
    """Return what shows less of its words than all, and does not say so by an ellipsis."""
    return [
        (each.text(), need(each), room(each))
        for kind in (QLabel, QPushButton, QToolButton)
        for each in window.findChildren(kind)
        if each.isVisible()
        and each.window() is window
        and not isinstance(each, ElidedLabel | ElidedButton)
        and not (kind is QToolButton and is_icon(each))
        and not (kind is QToolButton and is_told_whole(each))
        and need(each) > room(each) * (1 + _BEARING)
    ]


def is_told_whole(button):
    """Tell whether the tip of a button, which Qt cuts by an ellipsis, has all of its words."""
    return bool(button.text()) and button.text().replace("&&", "&") in button.toolTip()


def ticks(window):
    """Return the choices to tick whose words have less room than they need."""
    return [
        (each.text(), each.sizeHint().width(), each.width())
        for kind in (QCheckBox, QRadioButton)
        for each in window.findChildren(kind)
        if each.isVisible() and each.window() is window and each.sizeHint().width() > each.width()
    ]


def low(window):
    """Return the labels that are lower than the lines of their words."""
    found = []
    for each in window.findChildren(QLabel):
        if not each.isVisible() or each.window() is not window or not each.text():
            continue
        lines = each.text().count("\n") + 1
        needed = lines * each.fontMetrics().height()
        if each.wordWrap() and each.hasHeightForWidth():
            needed = each.heightForWidth(each.width())
        if each.height() < needed:
            found.append((each.text(), needed, each.height()))
    return found


def flat(window):
    """Return the controls that are lower than a line of their words."""
    return [
        (type(each).__name__, each.accessibleName(), each.height())
        for kind in (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox)
        for each in window.findChildren(kind)
        if each.isVisible()
        and each.window() is window
        and each.height() < each.fontMetrics().height()
        and not (isinstance(each, QToolButton) and is_icon(each))
    ]


def outside(window):
    """Return the labels and buttons of which a part lies outside of what they stand in.

    What lies in the page of a scroll area can be scrolled to.
    """
    return [
        (each.text(), each.geometry().getRect())
        for kind in (QLabel, QAbstractButton)
        for each in window.findChildren(kind)
        if each.isVisible()
        and each.window() is window
        and each.text()
        and not is_within(each, window)
    ]


def sideways(window):
    """Return the pages that are wider than their room: whoever reads a line scrolls for each."""
    return [
        (each.accessibleName(), each.horizontalScrollBar().maximum())
        for each in window.findChildren(QScrollArea)
        if each.isVisible()
        and each.window() is window
        and each.widget() is not None
        and each.widget().width() > each.viewport().width()
    ]


def is_within(widget, window):
    """Tell whether all of a widget lies in its parents, up to the page of a scroll area."""
    box, parent = widget.rect(), widget.parentWidget()
    place = widget
    while parent is not None and place is not window:
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            return True
        at = widget.mapTo(parent, QPoint(0, 0))
        if not parent.rect().contains(box.translated(at)):
            return False
        place, parent = parent, parent.parentWidget()
    return True
