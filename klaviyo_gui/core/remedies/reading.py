"""Remedies that read the cells of a column otherwise, or mend what damaged them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core import catalog
from klaviyo_gui.core.companion import companion
from klaviyo_gui.core.contradictions import contradictions
from klaviyo_gui.core.conversion import CallingCode, DateStyle, MissingHour, NumberStyle, Percent
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.otherwise import chosen_style
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.remedies.remedy import Known, Remedy, Way, pair_of, reading_otherwise
from klaviyo_gui.core.repair import Repair
from klaviyo_gui.core.styles import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.mapping import Mapping, Pair
    from klaviyo_gui.core.styles import Seen, Written


def dates(finding: Finding, mapping: Mapping, known: Known) -> Iterator[Remedy]:
    """Read the dates of the column in one style."""
    pair = pair_of(finding, mapping)
    if pair is None:
        return
    seen = _written(pair, known).dates
    for style in (DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST):
        after = reading_otherwise(finding, mapping, pair, date=style)
        yield Remedy(Way.DATES, after, style, against=_against(seen, style))


def numbers(finding: Finding, mapping: Mapping, known: Known) -> Iterator[Remedy]:
    """Read the numbers of the column in one style."""
    pair = pair_of(finding, mapping)
    if pair is None:
        return
    seen = _written(pair, known).numbers
    for style in NumberStyle:
        after = reading_otherwise(finding, mapping, pair, number=style)
        yield Remedy(Way.NUMBERS, after, style, against=_against(seen, style))


def confirm(finding: Finding, mapping: Mapping, known: Known) -> Iterator[Remedy]:
    """Say that the style of the column is right for this file, whatever some cells speak for."""
    pair = pair_of(finding, mapping)
    if pair is None or known.judged is None:
        return
    chosen, after = chosen_style(type_of(finding.kind, pair), pair.conversion), mapping
    for each in contradictions(mapping, known.judged):
        if each.column in pair.columns and each.style is chosen:
            after = after.with_confirmed(each)
    if chosen is not None:
        yield Remedy(Way.CONFIRM, after, chosen)


def percent(finding: Finding, mapping: Mapping, _known: Known) -> Iterator[Remedy]:
    """Say what a percentage becomes."""
    pair = pair_of(finding, mapping)
    for way in Percent if pair is not None else ():
        assert pair is not None, "else there is no way"
        yield Remedy(Way.PERCENT, reading_otherwise(finding, mapping, pair, percent=way), way)


def hour(finding: Finding, mapping: Mapping, _known: Known) -> Iterator[Remedy]:
    """Say what a date without a time of day becomes."""
    pair = pair_of(finding, mapping)
    if pair is None:
        return
    is_custom = pair.target.startswith((catalog.CUSTOM, catalog.PERSON + catalog.CUSTOM))
    for hour in (MissingHour.DATE, MissingHour.MIDNIGHT, MissingHour.NOON):
        if hour is not MissingHour.DATE or is_custom:
            yield Remedy(Way.HOUR, reading_otherwise(finding, mapping, pair, hour=hour), hour)


def zone(_finding: Finding, mapping: Mapping, known: Known) -> Iterator[Remedy]:
    """Say whose clock wrote the times."""
    for zone in known.zones:
        after = mapping.with_options(replace(mapping.options, time_zone=zone))
        yield Remedy(Way.ZONE, after, zone)


def country(finding: Finding, mapping: Mapping, known: Known) -> Iterator[Remedy]:
    """Say from which country the numbers are, where their rows do not."""
    pair = pair_of(finding, mapping)
    if pair is None or companion(mapping, finding.kind, pair.target, ValueType.PHONE) is not None:
        # A number that is none of the country of its own row is none of any other.
        return
    yield from _by_country(finding, mapping, pair, known)


def country_unknown(finding: Finding, mapping: Mapping, known: Known) -> Iterator[Remedy]:
    """Say from which country the numbers are whose rows name one that nobody understands."""
    pair = pair_of(finding, mapping)
    if pair is not None:
        yield from _by_country(finding, mapping, pair, known)


def calling_code(finding: Finding, mapping: Mapping, _known: Known) -> Iterator[Remedy]:
    """Say whether numbers that can be read both ways begin with their country's code."""
    pair = pair_of(finding, mapping)
    for way in CallingCode if pair is not None else ():
        assert pair is not None, "else there is no way"
        after = reading_otherwise(finding, mapping, pair, calling_code=way)
        yield Remedy(Way.CALLING_CODE, after, way)


def mend(finding: Finding, mapping: Mapping, known: Known) -> Iterator[Remedy]:
    """Mend the damage in every column that fills the property."""
    pair = pair_of(finding, mapping)
    after = mapping
    for column in pair.columns if pair is not None else ():
        judged = known.judged
        zeros = dict(judged.zeros).get(column) if judged is not None else None
        is_unsure = finding.code is Code.DATE_MADE and (
            judged is None or (column, finding.code) not in judged.columns
        )
        if is_unsure or (finding.code is Code.ZEROS_LOST and zeros is None):
            continue
        is_zeros = finding.code is Code.ZEROS_LOST
        after = after.with_repair(Repair(column, finding.code, zeros if is_zeros else None))
    yield Remedy(Way.MEND, after, finding.code)


def _by_country(finding: Finding, mapping: Mapping, pair: Pair, known: Known) -> Iterator[Remedy]:
    for code in known.countries:
        yield Remedy(Way.COUNTRY, reading_otherwise(finding, mapping, pair, country=code), code)


def _written(pair: Pair, known: Known) -> Written:
    columns = pair.columns
    return known.written.get(columns[0], UNSEEN) if len(columns) == 1 else UNSEEN


def _against(seen: Seen[Any], style: object) -> int:
    """Count the cells that only another style reads."""
    return sum(count for other, count, _ in seen.only if other is not style)
