"""Remedies that give events or properties other names, or do without a property."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.conversion import Others
from klaviyo_gui.core.errors import NamesClash
from klaviyo_gui.core.mapping import Fixed, Kind
from klaviyo_gui.core.nesting import check_names
from klaviyo_gui.core.remedies.remedy import Known, Remedy, Way, pair_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.conversion import Conversion
    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.mapping import Mapping, Part

_OWN_SIGN = "$"


def alike(_finding: Finding, mapping: Mapping, known: Known) -> Iterator[Remedy]:
    """Write every name that only letters tell apart as the more frequent one."""
    pair = mapping.pair(Kind.EVENTS, "metric")
    meant = dict(known.alike)
    if pair is None or not meant:
        return

    def corrected(part: Part) -> Part:
        # A text to fall back on stands for itself, and is looked up in no table.
        if not isinstance(part, Fixed):
            return part
        name = part.text.strip()
        return Fixed(meant[name]) if name in meant else part

    changed = replace(
        pair,
        conversion=_writing_otherwise(pair.conversion, meant),
        fallback=tuple(map(corrected, pair.fallback)),
    )
    detail = json.dumps([*meant.items()], ensure_ascii=False)
    yield Remedy(Way.NAMES, mapping.with_pair(Kind.EVENTS, changed), detail)


def _writing_otherwise(conversion: Conversion, meant: dict[str, str]) -> Conversion:
    """Return the conversion that writes names otherwise, and does nothing else with any other.

    What becomes of values that a table does not name is of no account while there is none. Where
    they do not pass as they are, every name comes from the table, and only what it says is wrong.
    """
    before = tuple((old, meant.get(new.strip(), new)) for old, new in conversion.table)
    others = conversion.others if before else Others.KEEP
    more = meant.items() if others is Others.KEEP else ()
    table = dict((*more, *before))
    return replace(conversion, table=tuple(table.items()), others=others)


def without_sign(finding: Finding, mapping: Mapping, _known: Known) -> Iterator[Remedy]:
    """Take away the sign by which the name of a property is one of Klaviyo's own."""
    pair = pair_of(finding, mapping)
    before, custom, reserved = finding.target.partition(catalog.CUSTOM)
    name = reserved.lstrip(_OWN_SIGN)
    target = f"{before}{custom}{name}"
    if pair is None or not name:
        return
    pairs = mapping.pairs(finding.kind)
    renamed = tuple(replace(each, target=target) if each is pair else each for each in pairs)
    try:
        check_names(finding.kind, (each.target for each in renamed))
    except NamesClash:
        return
    yield Remedy(Way.RENAME, mapping.with_pairs(finding.kind, renamed), name, target)


def without(finding: Finding, mapping: Mapping, _known: Known) -> Iterator[Remedy]:
    """Do without a custom property that Klaviyo would not take."""
    if catalog.is_custom(finding.kind, finding.target):
        yield Remedy(Way.WITHOUT, mapping.without(finding.kind, finding.target))
