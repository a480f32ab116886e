"""Remedies that fill an empty property, or tell alike events apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Pair, Repeats
from klaviyo_gui.core.remedies.remedy import Known, Remedy, Way
from klaviyo_gui.core.suggest.further import filled_only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.mapping import Mapping

_COLUMNS_MAX = 3
"""Columns that are offered where the one with the id is blank."""


def apart(finding: Finding, mapping: Mapping, known: Known) -> Iterator[Remedy]:
    """Give the events an id, or send each of them for itself."""
    yield from _fill("unique_id", finding, mapping, known)
    yield from other_id(finding, mapping, known)
    after = mapping.with_options(replace(mapping.options, repeats=Repeats.APART))
    yield Remedy(Way.APART, after)


def own_id(finding: Finding, mapping: Mapping, known: Known) -> Iterator[Remedy]:
    """Give the events an id from a column."""
    yield from _fill("unique_id", finding, mapping, known)


def other_id(_finding: Finding, mapping: Mapping, known: Known) -> Iterator[Remedy]:
    """Take the id from another column where its own is blank."""
    pair = mapping.pair(Kind.EVENTS, "unique_id")
    if pair is None or any(isinstance(part, Fixed) for part in (pair.source, *pair.fallback)):
        return
    others = (name for name in known.telling if name not in pair.columns)
    for name in islice(others, _COLUMNS_MAX):
        after = replace(pair, fallback=(*pair.fallback, Column(name)))
        yield Remedy(Way.FALLBACK, mapping.with_pair(Kind.EVENTS, after), name)


def another_id(_finding: Finding, mapping: Mapping, known: Known) -> Iterator[Remedy]:
    """Take the id of every row from a column in which each of them has its own."""
    pair = mapping.pair(Kind.EVENTS, "unique_id")
    if pair is None:
        return
    others = (name for name in known.telling if name not in pair.columns)
    for name in islice(others, _COLUMNS_MAX):
        after = mapping.with_pair(Kind.EVENTS, Pair("unique_id", Column(name)))
        yield Remedy(Way.ANOTHER_ID, after, name)


def time(finding: Finding, mapping: Mapping, known: Known) -> Iterator[Remedy]:
    """Fill the time from a column."""
    yield from _fill("time", finding, mapping, known)


def when_filled(_finding: Finding, mapping: Mapping, _known: Known) -> Iterator[Remedy]:
    """Send one of several events only of rows in which its time is filled."""
    pair, condition = mapping.pair(Kind.EVENTS, "time"), mapping.condition
    if not mapping.further or pair is None or len(pair.columns) != 1 or pair.fallback:
        return
    (column,) = pair.columns
    only = filled_only(column)
    if condition is not None:
        if condition.is_any and len(condition.conditions) > 1:
            # Another condition would let more rows in.
            return
        only = replace(
            condition, conditions=(*condition.conditions, *only.conditions), is_any=False
        )
    yield Remedy(Way.WHEN_FILLED, replace(mapping, condition=only), column)


def who(finding: Finding, mapping: Mapping, known: Known) -> Iterator[Remedy]:
    """Fill another property that says who it is."""
    for target in catalog.sufficient(finding.kind):
        yield from _fill(target, finding, mapping, known)


def _fill(target: str, finding: Finding, mapping: Mapping, known: Known) -> Iterator[Remedy]:
    """Fill an empty property as it was proposed, or as the other kind of record fills it."""
    kind = finding.kind
    if mapping.pair(kind, target) is not None:
        return
    seen: set[Pair] = set()
    for pair in (*_proposed(target, kind, known), *_of_other_kind(target, kind, mapping)):
        is_there = all(name in known.header for name in pair.columns)
        if isinstance(pair.source, Column) and is_there and pair not in seen:
            seen.add(pair)
            yield Remedy(Way.FILL, mapping.with_pair(kind, pair), pair.source.name, target)


def _proposed(target: str, kind: Kind, known: Known) -> Iterator[Pair]:
    yield from (pair for of, pair in known.proposed if (of, pair.target) == (kind, target))


def _of_other_kind(target: str, kind: Kind, mapping: Mapping) -> Iterator[Pair]:
    bare = target.removeprefix(catalog.PERSON)
    other = Kind.PROFILES if kind is Kind.EVENTS else Kind.EVENTS
    there = mapping.pair(other, bare if other is Kind.PROFILES else catalog.PERSON + bare)
    if there is not None and bare in catalog.ID_TARGETS:
        yield replace(there, target=target)
