"""One way to mend a finding: the mapping after it, and what distinguishes it from other ways."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.core.mapping import Mapping, Pair, ValueType
    from klaviyo_gui.core.styles import Written


class Way(StrEnum):
    """What a remedy does; its words belong to the shells."""

    DATES = "dates"
    """Read dates in the style that the detail names."""
    NUMBERS = "numbers"
    """Read numbers in the style that the detail names."""
    PERCENT = "percent"
    HOUR = "hour"
    """What a date without a time of day becomes."""
    ZONE = "zone"
    """Say the time zone of all times that name none."""
    COUNTRY = "country"
    """Read phone numbers without a country code as those of this country."""
    CALLING_CODE = "calling code"
    """Say whether phone numbers begin with their country's code where both can be read."""
    MEND = "mend"
    """Mend the damage of the column."""
    OTHERS = "others"
    """What becomes of values that the table does not name."""
    TABLE = "table"
    """Name the value in the table: the detail is what it becomes."""
    BLANK = "blank"
    """Send nothing for what cannot be read, whatever it is: the record goes without it."""
    CURRENCY = "currency"
    """Read the texts that are no currency as this one."""
    ALL_SUMS = "all sums"
    """Send every sum with the currency that the detail names."""
    YES = "yes"
    NO = "no"
    AS_TEXT = "as text"
    AS_DATE = "as date"
    """Send the text as a date, read in the style that the detail names."""
    AS_NUMBER = "as number"
    """Send the text as a number, and nothing where it is none."""
    NAMES = "names"
    """Write names of events as others: the detail has pairs of them, as JSON."""
    RENAME = "rename"
    """Send the property under the name that the detail says."""
    WITHOUT = "without"
    """Send the property of no row."""
    APART = "apart"
    """Send events of one content each for itself."""
    WHEN_FILLED = "when filled"
    """Send one of several events only of rows in which the column of the detail is filled."""
    TRIM = "trim"
    REPLACE = "replace"
    """Write one text instead of another: the detail is what stands there."""
    FILL = "fill"
    """Fill an empty property from the column that the detail names."""
    ANOTHER_ID = "another id"
    """Take the id from the column that the detail names, in every row."""
    FALLBACK = "fallback"
    """Where the property is blank, use the column that the detail names."""
    CONFIRM = "confirm"
    """Say that the style in use, which the detail names, is right for this file all the same."""
    FIRST_JOINED = "first joined"
    """Where the joined file that the detail names has several rows for one, take the first."""
    LAST_JOINED = "last joined"
    DOMAINS = "domains"
    """Exchange the domains of addresses that the detail names, each with what is meant."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A changed mapping; ``detail`` tells apart remedies of one way, ``target`` is what it fills.

    ``against`` counts the cells of the whole column that it would read no longer.
    ``is_of_rows`` tells that its effect shows in each row by itself, and ``is_of_column`` that rows
    which have nothing of the finding are read otherwise as well.
    """

    way: Way
    after: Mapping
    detail: str = ""
    target: str = ""
    against: int = 0
    is_of_rows: bool = True
    is_of_column: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the mapping.

    How columns are written, what the whole file tells of them, which time zones and countries come
    into question, what was proposed for empty properties, in which columns every row has a text of
    its own, which slips of domains the rows hold, the most frequent first, and which names of
    events seem to be slips, each with the one that is meant.
    """

    header: tuple[str, ...] = ()
    written: Table[str, Written] = field(default_factory=dict)
    judged: Judged | None = None
    zones: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    proposed: tuple[tuple[Kind, Pair], ...] = ()
    telling: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()
    alike: tuple[tuple[str, str], ...] = ()


def pair_of(finding: Finding, mapping: Mapping) -> Pair | None:
    """Return what fills the property of a finding."""
    return mapping.pair(finding.kind, finding.target)


def reading_otherwise(
    finding: Finding,
    mapping: Mapping,
    pair: Pair,
    to: ValueType | None = None,
    **changes: Any,  # noqa: ANN401 - the fields of a conversion
) -> Mapping:
    """Return the mapping in which this pair reads its texts otherwise, or as another type."""
    conversion = replace(pair.conversion, **changes)
    changed = replace(pair, type=to or pair.type, conversion=conversion)
    after = mapping.with_pair(finding.kind, changed)
    other, target = _counterpart(finding.kind, pair.target)
    same = mapping.pair(other, target)
    if same is not None and replace(same, target=pair.target) == pair:
        # One column says one thing of a person, in whichever record it goes.
        after = after.with_pair(other, replace(changed, target=target))
    return after


def _counterpart(kind: Kind, target: str) -> tuple[Kind, str]:
    """Return where the other kind of record has this property of a person, if it can have it."""
    if kind is Kind.EVENTS:
        bare = target.removeprefix(catalog.PERSON)
        return Kind.PROFILES, bare if bare != target else ""
    return Kind.EVENTS, catalog.PERSON + target
