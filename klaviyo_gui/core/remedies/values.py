"""Remedies that say what single values mean, or do without them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.conversion import Others, Unread
from klaviyo_gui.core.convert import can_be_left_out
from klaviyo_gui.core.convert.domains import meant_domain
from klaviyo_gui.core.convert.signs import likely_currency, signs_in
from klaviyo_gui.core.convert.value import SHOWN
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import Fixed
from klaviyo_gui.core.remedies.remedy import Known, Remedy, Way, pair_of, reading_otherwise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.mapping import Mapping, Pair

_SLIPS = ((" at ", "@"), ("(at)", "@"), ("[at]", "@"), (" dot ", "."), ("mailto:", ""), (",", "."))
"""What stands in an address instead of a sign, and the sign; each is shown before it is done."""

_CURRENCY = "value_currency"
_CURRENCIES = ("EUR", "USD", "GBP")

_TABLE_MAX = 3
"""Values of the table that are offered for one that it does not name."""

_SLIPS_MAX = 3
"""Slips of domains that are offered each for itself, beside all of them together."""


def named_texts(finding: Finding) -> tuple[str, ...]:
    """Return the texts of a finding that are known to their end, so that they can be named."""
    return tuple(text for text in finding.texts if len(text) < SHOWN)


def table(finding: Finding, mapping: Mapping, _known: Known) -> Iterator[Remedy]:
    """Name the value in the table, or say what becomes of others."""
    pair = pair_of(finding, mapping)
    if pair is None:
        return
    values = tuple(dict.fromkeys(new for _, new in pair.conversion.table if new))
    for value in values[:_TABLE_MAX] if named_texts(finding) else ():
        yield Remedy(Way.TABLE, _tabled(finding, mapping, pair, value), value)
    for others in (Others.KEEP, Others.LEAVE_OUT):
        yield Remedy(Way.OTHERS, reading_otherwise(finding, mapping, pair, others=others), others)


def currency(finding: Finding, mapping: Mapping, _known: Known) -> Iterator[Remedy]:
    """Say which currency is meant."""
    pair = pair_of(finding, mapping)
    if pair is not None and named_texts(finding):
        for code in _CURRENCIES:
            yield Remedy(Way.CURRENCY, _tabled(finding, mapping, pair, code), code)


def yes_no(finding: Finding, mapping: Mapping, _known: Known) -> Iterator[Remedy]:
    """Say which of the two is meant."""
    pair = pair_of(finding, mapping)
    texts = named_texts(finding)
    if pair is not None and texts:
        yes, no = (*pair.conversion.yes, *texts), (*pair.conversion.no, *texts)
        yield Remedy(Way.YES, reading_otherwise(finding, mapping, pair, yes=yes))
        yield Remedy(Way.NO, reading_otherwise(finding, mapping, pair, no=no))


def trim(finding: Finding, mapping: Mapping, _known: Known) -> Iterator[Remedy]:
    """Take blanks around the text away."""
    pair = pair_of(finding, mapping)
    if pair is not None:
        yield Remedy(Way.TRIM, reading_otherwise(finding, mapping, pair, trim=True))


def address(finding: Finding, mapping: Mapping, _known: Known) -> Iterator[Remedy]:
    """Write the sign that an address has instead of what stands there."""
    pair = pair_of(finding, mapping)
    for old, new in _SLIPS if pair is not None else ():
        assert pair is not None, "else there is no slip"
        if any(old in text.strip() for text in finding.texts):
            replaced = (*pair.conversion.replace, (old, new))
            yield Remedy(
                Way.REPLACE, reading_otherwise(finding, mapping, pair, replace=replaced), old
            )


def domains(finding: Finding, mapping: Mapping, known: Known) -> Iterator[Remedy]:
    """Exchange the domains that are slips of the finger, all of them or one alone."""
    pair = pair_of(finding, mapping)
    if pair is None:
        return
    typed = (*known.slips, *(text.strip().rpartition("@")[2].lower() for text in finding.texts))
    found = tuple((each, meant) for each in dict.fromkeys(typed) if (meant := meant_domain(each)))
    ways = (found, *((each,) for each in found[:_SLIPS_MAX])) if len(found) > 1 else (found,)
    for way in ways if found else ():
        kept = tuple(each for each in pair.conversion.domains if each not in way)
        after = reading_otherwise(finding, mapping, pair, domains=(*kept, *way))
        yield Remedy(Way.DOMAINS, after, ", ".join(map(" → ".join, way)))


def written_currency(finding: Finding, mapping: Mapping, _known: Known) -> Iterator[Remedy]:
    """Send all sums with the currency that they are written in, where one is said for all.

    Where each row says its own, nothing tells which of the two cells is right.
    """
    pair = mapping.pair(finding.kind, _CURRENCY)
    if pair is None or not isinstance(pair.source, Fixed):
        return
    signs = (sign for text in finding.texts for sign in signs_in(text))
    for code in dict.fromkeys(map(likely_currency, signs)):
        after = mapping.with_pair(finding.kind, replace(pair, source=Fixed(code)))
        yield Remedy(Way.ALL_SUMS, after, code, is_of_column=True)


def unread(finding: Finding, mapping: Mapping, _known: Known) -> Iterator[Remedy]:
    """Do without the values that cannot be read."""
    pair = pair_of(finding, mapping)
    if pair is not None and can_be_left_out(finding.target, type_of(finding.kind, pair)):
        after = reading_otherwise(finding, mapping, pair, unread=Unread.LEAVE_OUT)
        yield Remedy(Way.BLANK, after)


def _tabled(finding: Finding, mapping: Mapping, pair: Pair, value: str) -> Mapping:
    """Return the mapping in which the named texts of a finding become this value."""
    texts = named_texts(finding)
    rest = tuple(each for each in pair.conversion.table if each[0] not in texts)
    table = (*rest, *((text, value) for text in texts))
    return reading_otherwise(finding, mapping, pair, table=table)
