"""The rows as lines of orders: what is proposed for them, and the steps that put them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from klaviyo_gui.core.memory import Memory
from klaviyo_gui.core.suggest import (
    grouped_by,
    suggest_grouped,
    with_conversions,
    with_types,
)
from klaviyo_gui.ui import grouping_edits
from klaviyo_gui.ui.joined_files import JoinedFiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.grouping import Grouping
    from klaviyo_gui.core.suggest import GroupingProposal, Suggestion


class GroupedRows(JoinedFiles):
    """The part of the session that puts rows together; its signals are those it inherits."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by_grouping: dict[Grouping, tuple[Suggestion, ...]] = {}
        self._by_key: dict[tuple[str, ...], GroupingProposal] = {}

    @property
    def grouping(self) -> Grouping | None:
        """Return how the rows are put together; None where each is a record of its own."""
        return self._mapping.grouping

    @property
    def proposed_grouping(self) -> GroupingProposal | None:
        """Return how the rows look like lines of orders; None where they do not."""
        return self._opened.grouping if self._opened is not None else None

    @property
    def likely_key(self) -> tuple[str, ...]:
        """Return by which column rows may be lines of orders that stand far apart; often none."""
        return self._opened.likely_key if self._opened is not None else ()

    def grouped_by(self, key: tuple[str, ...]) -> GroupingProposal:
        """Return what the first rows tell when they are put together by these columns."""
        found = self._by_key.get(key)
        if found is None:
            proposed = self.proposed_grouping
            if proposed is not None and proposed.grouping.key == key:
                found = proposed
            else:
                found = grouped_by(key, self.columns, self._head)
            self._by_key[key] = found
        return found

    @Slot()
    def group_as_proposed(self) -> None:
        """Put the rows together as it is proposed."""
        proposed = self.proposed_grouping
        if proposed is not None:
            self.group(proposed.grouping)

    def group(self, grouping: Grouping) -> None:
        """Put the rows together into orders so."""
        self._push(grouping_edits.group(self._mapping, grouping, self._proposing))

    def group_by(self, key: tuple[str, ...]) -> None:
        """Put the rows together by these columns, each column told as the first rows show it."""
        self.group(self.grouped_by(key).grouping)

    @Slot()
    def ungroup(self) -> None:
        """Let every row be a record of its own again."""
        if self.grouping is not None:
            self._push(grouping_edits.ungroup(self._mapping, self._proposing))

    def tell_per_item(self, column: str, is_per_item: bool) -> None:
        """Let a column tell of one item each, or of the whole order."""
        if self.grouping is not None:
            edit = grouping_edits.tell_per_item(
                self._mapping, column, is_per_item, self.columns, self._proposing
            )
            self._push(edit)

    # Private

    @property
    def _memory(self) -> Memory:
        return self._opened.memory if self._opened is not None else Memory()

    @property
    def _head(self) -> Sequence[Sequence[str]]:
        return self.first_rows.cells

    def _proposing(self, grouping: Grouping | None) -> tuple[Suggestion, ...]:
        """Return what is proposed where rows are put together so, as far as a key is there."""
        if grouping is None or self.file is None or not set(grouping.key) <= set(self.columns):
            return super()._proposing(None)
        found = self._by_grouping.get(grouping)
        if found is None:
            known, memory = self._known, self._memory
            found = suggest_grouped(grouping, self.columns, self._head, memory=memory)
            found = with_types(found, known.cells, known.columns) if self._whole else found
            found = self._by_grouping[grouping] = with_conversions(found, known.columns)
        return found

    def _note_profiles(self) -> None:
        super()._note_profiles()
        self._by_grouping.clear()
        self._by_key.clear()
