"""Give the columns of a mapping other names, wherever in it they stand."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.mapping import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

    from klaviyo_gui.core.grouping import Grouping
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.repair import Repair
    from klaviyo_gui.core.row_filter import RowFilter


def renamed(mapping: Mapping, names: Table[str, str]) -> Mapping:
    """Return the mapping with columns by their new names, and all else as it was."""
    for kind in Kind:
        pairs = tuple(_renamed(pair, names) for pair in mapping.pairs(kind))
        mapping = mapping.with_pairs(kind, pairs)
    return replace(
        mapping,
        left_out=tuple(names.get(name, name) for name in mapping.left_out),
        repairs=tuple(_repair(each, names) for each in mapping.repairs),
        seen=tuple(
            replace(each, columns=tuple(names.get(name, name) for name in each.columns))
            for each in mapping.seen
        ),
        confirmed=tuple(
            replace(each, column=names.get(each.column, each.column)) for each in mapping.confirmed
        ),
        joins=tuple(
            replace(each, key=tuple((names.get(own, own), other) for own, other in each.key))
            for each in mapping.joins
        ),
        row_filter=_filter(mapping.row_filter, names),
        grouping=_grouping(mapping.grouping, names),
        condition=_filter(mapping.condition, names),
        further=tuple(
            replace(
                each,
                pairs=tuple(_renamed(pair, names) for pair in each.pairs),
                condition=_filter(each.condition, names),
            )
            for each in mapping.further
        ),
    )


def _filter(row_filter: RowFilter | None, names: Table[str, str]) -> RowFilter | None:
    if row_filter is None:
        return None
    conditions = (
        replace(each, column=names.get(each.column, each.column)) for each in row_filter.conditions
    )
    return replace(row_filter, conditions=tuple(conditions))


def _grouping(grouping: Grouping | None, names: Table[str, str]) -> Grouping | None:
    if grouping is None:
        return None
    key, per_item = (
        tuple(names.get(name, name) for name in each) for each in (grouping.key, grouping.per_item)
    )
    return replace(grouping, key=key, per_item=per_item)


def _repair(repair: Repair, names: Table[str, str]) -> Repair:
    zeros = repair.zeros
    if zeros is not None:
        zeros = replace(zeros, country=names.get(zeros.country, zeros.country))
    return replace(repair, column=names.get(repair.column, repair.column), zeros=zeros)


def _renamed(value: Any, names: Table[str, str]) -> Any:  # noqa: ANN401 - whatever a pair holds
    """Return a value in which every column, however deep, has its new name."""
    if isinstance(value, Column):
        return replace(value, name=names.get(value.name, value.name))
    if isinstance(value, tuple):
        return tuple(_renamed(each, names) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        inner = {each.name: _renamed(getattr(value, each.name), names) for each in fields(value)}
        return replace(value, **inner)
    return value
