"""Remedies that send a column as another type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.conversion import DateStyle, MissingHour, Unread
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.remedies.remedy import (
    Known,
    Remedy,
    Way,
    pair_of,
    reading_otherwise,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.mapping import Mapping, Pair


def text(finding: Finding, mapping: Mapping, _known: Known) -> Iterator[Remedy]:
    """Send the column as text, where a custom property takes whatever comes."""
    pair = _custom(finding, mapping)
    if pair is not None and type_of(finding.kind, pair) is not ValueType.TEXT:
        yield Remedy(Way.AS_TEXT, reading_otherwise(finding, mapping, pair, ValueType.TEXT))


def date(finding: Finding, mapping: Mapping, _known: Known) -> Iterator[Remedy]:
    """Send the column as dates, read in one style; a date without a time of day stays one."""
    pair = _custom(finding, mapping)
    if pair is None:
        return
    for style in (DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST):
        after = reading_otherwise(
            finding, mapping, pair, ValueType.TIME, date=style, hour=MissingHour.DATE
        )
        yield Remedy(Way.AS_DATE, after, style, is_of_column=True)


def number(finding: Finding, mapping: Mapping, _known: Known) -> Iterator[Remedy]:
    """Send the column as numbers, and nothing where it holds a text."""
    pair = _custom(finding, mapping)
    if pair is not None:
        after = reading_otherwise(finding, mapping, pair, ValueType.NUMBER, unread=Unread.LEAVE_OUT)
        yield Remedy(Way.AS_NUMBER, after, is_of_column=True)


def _custom(finding: Finding, mapping: Mapping) -> Pair | None:
    """Return what fills the property of a finding, if its type can be chosen."""
    is_free = catalog.is_custom(finding.kind, finding.target)
    return pair_of(finding, mapping) if is_free else None
