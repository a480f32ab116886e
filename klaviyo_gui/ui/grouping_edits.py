"""The edits that put rows together into orders, and tell what is told once of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.regrouping import regrouped
from klaviyo_gui.language import tr
from klaviyo_gui.ui.edits import Edit
from klaviyo_gui.ui.elided import columns_words, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from klaviyo_gui.core.grouping import Grouping
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.suggest import Suggestion

    Proposing = Callable[[Grouping | None], Sequence[Suggestion]]
    """Returns what is proposed where rows are put together so."""


def group(mapping: Mapping, grouping: Grouping, proposing: Proposing) -> Edit:
    """Put the rows together into orders, or by another key than before."""
    after = _regrouped(mapping, grouping, proposing)
    return Edit(tr("group rows by {columns}", columns=columns_words(grouping.key)), after)


def ungroup(mapping: Mapping, proposing: Proposing) -> Edit:
    """Let every row be a record of its own again."""
    return Edit(tr("stop grouping rows"), _regrouped(mapping, None, proposing))


def tell_per_item(
    mapping: Mapping, column: str, is_per_item: bool, header: Sequence[str], proposing: Proposing
) -> Edit:
    """Let a column tell of one item each, or of the whole order."""
    grouping = mapping.grouping
    if grouping is None:
        return Edit("", mapping)
    chosen = {*grouping.per_item, column} if is_per_item else {*grouping.per_item} - {column}
    per_item = tuple(name for name in header if name in chosen)
    after = _regrouped(mapping, replace(grouping, per_item=per_item), proposing)
    how = tr("for each item") if is_per_item else tr("once per order")
    return Edit(tr("send {column} {how}", column=shortened(column), how=how), after)


def _regrouped(mapping: Mapping, grouping: Grouping | None, proposing: Proposing) -> Mapping:
    return regrouped(mapping, grouping, proposing(mapping.grouping), proposing(grouping))
