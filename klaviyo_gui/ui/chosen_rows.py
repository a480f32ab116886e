"""Which rows of the file are sent, and the steps that choose them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.ui import choosing_edits
from klaviyo_gui.ui.grouped_rows import GroupedRows

if TYPE_CHECKING:
    from klaviyo_gui.core.row_filter import RowFilter


class ChosenRows(GroupedRows):
    """The part of the session that chooses rows; its signals are those it inherits."""

    @property
    def row_filter(self) -> RowFilter | None:
        """Return which rows are wanted; None for all."""
        return self._mapping.row_filter

    @property
    def can_narrow(self) -> bool:
        """Tell whether rows can be left out by one more text."""
        return self.file is not None and choosing_edits.can_narrow(self.row_filter)

    def choose_rows(self, row_filter: RowFilter | None, merging: str = "") -> None:
        """Send these rows; steps that follow one another with the same ``merging`` are one."""
        self._push(choosing_edits.choose_rows(self._mapping, row_filter), merging=merging)

    def only_rows_with(self, column: str, text: str) -> None:
        """Send only rows that have this text in a column, of those that are sent now."""
        if self.can_narrow:
            self.choose_rows(choosing_edits.only_with(self.row_filter, column, text))

    def leave_rows_out_with(self, column: str, text: str) -> None:
        """Send no rows that have this text in a column."""
        if self.can_narrow:
            self.choose_rows(choosing_edits.without(self.row_filter, column, text))
