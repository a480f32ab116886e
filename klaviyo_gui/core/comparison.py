"""What two mappings have in common and what not, as values."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.mapping import Kind

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Mapping, Pair

_STEPS = ("joins", "row_filter", "grouping")


@dataclass(frozen=True, slots=True)
class Change:
    """A property that is filled otherwise; None stands for unfilled, before or after."""

    kind: Kind
    target: str
    before: Pair | None
    after: Pair | None


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting, by its name, that has another value."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column of which only one of the two says that it is not sent."""

    column: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything in which a second mapping differs from a first one."""

    changes: tuple[Change, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    has_other_repairs: bool = False
    options: tuple[Setting, ...] = ()
    reading: tuple[Setting, ...] = ()
    steps: tuple[Setting, ...] = ()
    """What is done with rows before records are built of them, by the names of a mapping."""

    @property
    def is_same(self) -> bool:
        """Tell whether nothing differs."""
        return self == Comparison()


def compare(
    before: Mapping, after: Mapping, read_before: object = None, read_after: object = None
) -> Comparison:
    """Return in what a mapping differs from an earlier one; the order of pairs is no difference.

    ``read_before`` and ``read_after`` are values of one dataclass: how the file of each is read.
    """
    changes = (
        Change(kind, target, was, is_now)
        for kind in Kind
        for target in _targets(before, after, kind)
        if (was := before.pair(kind, target)) != (is_now := after.pair(kind, target))
    )
    reading = () if read_before is None else _settings(read_before, read_after)
    left_out = (
        LeftOut(column, column in after.left_out)
        for column in dict.fromkeys((*before.left_out, *after.left_out))
        if (column in before.left_out) != (column in after.left_out)
    )
    return Comparison(
        tuple(changes),
        tuple(left_out),
        set(before.repairs) != set(after.repairs),
        (*_settings(before.options, after.options), *_lists(before, after)),
        reading,
        tuple(
            Setting(name, was, is_now)
            for name in _STEPS
            if (was := getattr(before, name)) != (is_now := getattr(after, name))
        ),
    )


def _targets(before: Mapping, after: Mapping, kind: Kind) -> tuple[str, ...]:
    pairs = (*before.pairs(kind), *after.pairs(kind))
    return tuple(dict.fromkeys(pair.target for pair in pairs))


def _lists(before: Mapping, after: Mapping) -> tuple[Setting, ...]:
    if before.contact_list == after.contact_list:
        return ()
    was, is_now = (
        # Two lists may have one name.
        f"{each.name} ({each.id})" if each is not None else ""
        for each in (before.contact_list, after.contact_list)
    )
    return (Setting("list", was, is_now),)


def _settings(before: Any, after: Any) -> tuple[Setting, ...]:  # noqa: ANN401 - any dataclass
    found = (
        # What was guessed for one file is no part of a mapping.
        Setting(field.name, getattr(before, field.name), getattr(after, field.name))
        for field in fields(before)
        if field.name != "guessed_country"
    )
    return tuple(each for each in found if each.before != each.after)
