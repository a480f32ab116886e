"""Typing another text for a cell: all of its text, and nothing is an edit that nobody typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QToolTip

from klaviyo_gui.language import grouped, tr
from klaviyo_gui.ui.announcing import announce
from klaviyo_gui.ui.masking import REFUSED, VeiledField, masking

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from klaviyo_gui.ui.cards import Index

EDITED_MAX = 100_000
"""Characters of a cell that can be typed anew: to lay out more in one line stalls the window."""


def too_long_words() -> str:
    """Return why a cell cannot be edited in its place."""
    return tr(
        "Longer than {most} characters: it cannot be edited here. "
        "Find and replace changes it all the same.",
        most=grouped(EDITED_MAX),
    )


_NO_LIMIT = 2**31 - 1
"""Qt cuts a text at 32,767 characters if nothing else is said, when it is shown already."""

_IS_FILLED = "isFilled"

_NO_LETTER = re.compile("[\ud800-\udfff]")
"""Bytes that are no letter; Qt would leave them out, and what is gone is not seen."""


def typeable(text: str) -> str:
    """Return a cell as its editor shows it: bytes that are no letter as the sign for that."""
    return _NO_LETTER.sub("\N{REPLACEMENT CHARACTER}", text)


class CellEditing(QStyledItemDelegate):
    """Edits texts in one line, whatever they hold: line feeds stay, and are typed by pasting."""

    def createEditor(  # type: ignore[override] # Qt takes none for what cannot be edited
        self, parent: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> QLineEdit | None:
        """Return a field that takes the whole text; none while it may not be seen."""
        if masking.is_on:
            QToolTip.showText(parent.mapToGlobal(option.rect.bottomLeft()), tr(REFUSED), parent)
            announce(parent, tr(REFUSED))
            return None
        field = VeiledField(parent)
        field.setMaxLength(_NO_LIMIT)
        field.setFrame(False)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill a new field; what is typed stays, whatever is said anew of the cell meanwhile.

        Lists that say themselves anew, such as masked, would write into the field what they say.
        """
        if not editor.property(_IS_FILLED):
            super().setEditorData(editor, index)
            editor.setProperty(_IS_FILLED, True)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand on what was typed; what was only looked at stays as it is to the letter."""
        assert isinstance(editor, QLineEdit), "this delegate makes no other"
        if editor.isModified():
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)
