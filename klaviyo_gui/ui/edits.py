"""Every edit of a mapping, as the mapping after it with the name that Undo shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core import catalog
from klaviyo_gui.core.conversion import Conversion
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Options, Pair, ValueType
from klaviyo_gui.core.otherwise import Confirmed, chosen_style, otherwise
from klaviyo_gui.core.regrouping import own_key, regrouped
from klaviyo_gui.core.renaming import renamed
from klaviyo_gui.core.suggest import (
    as_text,
    conversion_for,
    is_belied,
    separator_of_lists,
    usual_type,
)
from klaviyo_gui.language import counted, grouped, mark, tr, within
from klaviyo_gui.ui.elided import columns_words, shortened
from klaviyo_gui.wording import repair_words, target_label
from klaviyo_gui.wording.phrases import both
from klaviyo_gui.wording.pill import city

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from collections.abc import Sequence

    from klaviyo_gui.core.contact_list import ContactList
    from klaviyo_gui.core.question import Known
    from klaviyo_gui.core.repair import Repair, Seen
    from klaviyo_gui.core.styles import Written
    from klaviyo_gui.core.suggest import Suggestion

UNKNOWN: Table[str, Any] = MappingProxyType({})
"""Of no column it is known how it is written."""


_CLEARED = {Kind.EVENTS: mark("clear events"), Kind.PROFILES: mark("clear people")}
"""What Undo calls it that no record of a kind is built."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A step: what Undo calls it, and the mapping after it."""

    text: str
    after: Mapping


def place(  # noqa: PLR0913 - what, where, from which column, and all that is known of both
    mapping: Mapping,
    kind: Kind,
    key: str,
    column: str,
    written: Table[str, Written] = UNKNOWN,
    *,
    to: ValueType | None = None,
) -> Edit:
    """Fill a property from a column, read as its cells prove that they are written.

    A type chosen for this property before stays, else it becomes ``to``; what belongs to the data
    of another column goes.
    """
    old = mapping.pair(kind, key)
    usual = to if to is not None else usual_type(key)
    pair = Pair(key, Column(column), old.type if old is not None else usual)
    if old is not None and old.source == pair.source:
        pair = replace(pair, conversion=old.conversion)
    elif old is not None:
        pair = replace(pair, conversion=_without_data(old.conversion))
    after = mapping.with_pair(kind, proven(kind, pair, written))
    return Edit(
        tr("map {column} → {property}", column=shortened(column), property=label(kind, key)), after
    )


def open_proposals(
    mapping: Mapping, kind: Kind, proposals: Sequence[Suggestion]
) -> list[Suggestion]:
    """Return the proposals of a kind whose property is unfilled, one for each property."""
    found: dict[str, Suggestion] = {}
    for each in proposals:
        if each.kind is kind and mapping.pair(kind, each.pair.target) is None:
            found.setdefault(each.pair.target, each)
    return list(found.values())


def accept_all(mapping: Mapping, kind: Kind, proposals: Sequence[Suggestion]) -> Edit:
    """Place every proposal of a kind whose property is unfilled."""
    found = open_proposals(mapping, kind, proposals)
    after, count = mapping, len(found)
    for each in found:
        after = after.with_pair(kind, each.pair)
    return Edit(counted(count, "accept {count} proposal", "accept {count} proposals"), after)


def place_custom(  # noqa: PLR0913 - which columns, where to, and what is known of them
    mapping: Mapping,
    kind: Kind,
    columns: Sequence[str],
    written: Table[str, Written] = UNKNOWN,
    *,
    of_person: bool = False,
    proposals: Sequence[Suggestion] = (),
) -> Edit:
    """Send columns as custom properties under their own names, typed as it was proposed.

    Where something else has the name of a column already, it gets the next one that is free.
    """
    after = mapping
    for column in columns:
        key = own_key(mapping, kind, column, of_person=of_person)
        old = after.pair(kind, key)
        if old is not None and column in old.columns:
            continue
        pair = custom_pair(kind, free_name(after, kind, key), column, proposals)
        after = after.with_pair(kind, proven(kind, pair, written))
    return Edit(tr("send {columns} as custom property", columns=columns_words(columns)), after)


def custom_pair(kind: Kind, key: str, column: str, proposals: Sequence[Suggestion]) -> Pair:
    """Return the pair that sends a column so, read as its certain proposal for itself says."""
    own = {catalog.custom(column), key}
    for each in proposals:
        pair = each.pair
        is_own = pair.source == Column(column) and pair.target.removeprefix(catalog.PERSON) in own
        if each.is_certain and each.kind is kind and is_own:
            return replace(pair, target=key)
    return Pair(key, Column(column))


def free_name(mapping: Mapping, kind: Kind, key: str) -> str:
    """Return a name that nothing else is sent under, so that no column pushes out another."""
    found, number = key, 2
    while mapping.pair(kind, found) is not None:
        found, number = f"{key} ({number})", number + 1
    return found


def fix(mapping: Mapping, kind: Kind, key: str, text: str) -> Edit:
    """Fill a property with the same text in every row; an empty text leaves it unfilled."""
    if not text.strip():
        return unmap(mapping, kind, key)
    old = mapping.pair(kind, key)
    pair = Pair(key, Fixed(text.strip()), old.type if old is not None else None)
    return Edit(
        tr("fixed text for {property}", property=label(kind, key)), mapping.with_pair(kind, pair)
    )


def unmap(mapping: Mapping, kind: Kind, key: str) -> Edit:
    """Leave a property unfilled."""
    return Edit(tr("unmap {property}", property=label(kind, key)), mapping.without(kind, key))


def leave_out(mapping: Mapping, columns: Sequence[str]) -> Edit:
    """Send nothing of these columns."""
    after = mapping.leaving_out(tuple(columns))
    return Edit(tr("leave out {columns}", columns=columns_words(columns)), after)


def do_without(mapping: Mapping, column: str) -> Edit:
    """Fill nothing from a column that the file lacks; another file's column may fill it again.

    Without what names the orders no rows are put together, and without what decides about a further
    event there is none: nothing is sent that was sent under a condition only.
    """
    left_out = mapping.left_out
    further = (
        each
        for each in mapping.further
        if each.condition is None or column not in each.condition.columns
    )
    mapping = replace(mapping, further=tuple(further))
    if mapping.grouping is not None and column in mapping.grouping.key:
        mapping = regrouped(mapping, None, (), ())
    after = replace(mapping.leaving_out((column,)), left_out=left_out)
    return Edit(tr("do without {column}", column=shortened(column)), after)


def rename(mapping: Mapping, names: Table[str, str]) -> Edit:
    """Read columns under other names, old → new, wherever the mapping speaks of them."""
    after = renamed(mapping, names)
    left_out = tuple(name for name in after.left_out if name not in names.values())
    what = tr("use {count} other columns", count=grouped(len(names)))
    if len(names) == 1:
        before, now = next(iter(names.items()))
        what = tr("use {now} for {before}", now=shortened(now), before=shortened(before))
    return Edit(what, replace(after, left_out=left_out))


def clear(mapping: Mapping, kind: Kind) -> Edit:
    """Build no record of this kind."""
    after = mapping.with_pairs(kind, ())
    return Edit(tr(_CLEARED[kind]), only_event(after).after if kind is Kind.EVENTS else after)


def only_event(mapping: Mapping) -> Edit:
    """Let every row have the one event that the panes show, and no further ones."""
    return Edit(tr("one event a row"), replace(mapping, condition=None, further=()))


def set_type(  # noqa: PLR0913 - where it is, what it becomes, and what is known of its column
    mapping: Mapping,
    kind: Kind,
    key: str,
    to: ValueType,
    written: Table[str, Written] = UNKNOWN,
    *,
    cells: Table[str, Sequence[str]] = UNKNOWN,
) -> Edit:
    """Change what the texts of a property become; what is not mapped stays so.

    ``cells`` are some cells of each column: a list is split where they show it.
    """
    pair, after = mapping.pair(kind, key), mapping
    if pair is not None:
        read = proven(kind, replace(pair, type=to), written)
        after = mapping.with_pair(kind, _split(read, cells))
    return Edit(tr("{property} as {to}", property=label(kind, key), to=to), after)


def convert(mapping: Mapping, kind: Kind, pair: Pair, what: str) -> Edit:
    """Change how a property is filled; ``what`` names the change within a sentence."""
    return Edit(f"{what}: {label(kind, pair.target)}", mapping.with_pair(kind, pair))


def choose_style(  # noqa: PLR0913, PLR0917 - what is chosen, and what it is chosen by
    mapping: Mapping, kind: Kind, pair: Pair, what: str, known: Known, column: str = ""
) -> Edit:
    """Change how dates or numbers are read.

    Where a ``column`` was asked about, the style holds for this file whatever its cells speak for.
    """
    after, to = mapping.with_pair(kind, pair), type_of(kind, pair)
    chosen = chosen_style(to, pair.conversion)
    if column and chosen is not None:
        for source in (pair.source, *pair.fallback):
            for each in otherwise(source, to, chosen, known.columns, joined=known.joined):
                if each.column == column:
                    confirmed = Confirmed(column, chosen, each.style, known.size)
                    after = after.with_confirmed(confirmed)
    return Edit(f"{what}: {label(kind, pair.target)}", after)


def ask_anew(mapping: Mapping, proposed: Mapping, known: Known) -> Edit:
    """Take back the styles that were only proposed, and that the whole file disproves."""
    after, labels = mapping, []
    for kind in Kind:
        for pair in mapping.pairs(kind):
            if proposed.pair(kind, pair.target) == pair and _is_disproved(kind, pair, known):
                open_again = replace(pair.conversion, date=None, number=None)
                after = after.with_pair(kind, replace(pair, conversion=open_again))
                labels.append(label(kind, pair.target))
    return Edit(
        tr("ask again how {properties} is written", properties=both(dict.fromkeys(labels))), after
    )


def keep_as_text(mapping: Mapping, proposed: Mapping, known: Known) -> Edit:
    """Take back the types that were only proposed, and that the whole file belies."""
    after, labels = mapping, []
    for kind in Kind:
        for pair in mapping.pairs(kind):
            is_proposed = proposed.pair(kind, pair.target) == pair
            if is_proposed and is_belied(kind, pair, known.cells, known.columns):
                after = after.with_pair(kind, as_text(pair))
                labels.append(label(kind, pair.target))
    return Edit(tr("keep {properties} as text", properties=both(dict.fromkeys(labels))), after)


def _is_disproved(kind: Kind, pair: Pair, known: Known) -> bool:
    to = type_of(kind, pair)
    chosen = chosen_style(to, pair.conversion)
    return any(True for _ in otherwise(pair.source, to, chosen, known.columns))


def join_list(mapping: Mapping, joins: ContactList | None) -> Edit:
    """Let the people who are sent join a list, or none."""
    text = (
        tr("join {name}", name=shortened(joins.name)) if joins is not None else tr("join no list")
    )
    return Edit(text, mapping.joining(joins))


def set_options(mapping: Mapping, options: Options) -> Edit:
    """Change how texts are read where the file does not say."""
    return Edit(tr("change options"), mapping.with_options(options))


def say_zone(mapping: Mapping, zone: str) -> Edit:
    """Say whose clock wrote all times that name no zone."""
    options = replace(mapping.options, time_zone=zone)
    return Edit(tr("times of {zone}", zone=city(zone)), mapping.with_options(options))


def repair(mapping: Mapping, repair: Repair) -> Edit:
    """Mend a damage of a column."""
    words = within(repair_words(repair.code))
    text = tr("{what} in {column}", what=words, column=shortened(repair.column))
    return Edit(text, mapping.with_repair(repair))


def take_back(mapping: Mapping, repair: Repair) -> Edit:
    """Leave a damage of a column as it is."""
    what = tr("leave {column} as it is", column=shortened(repair.column))
    return Edit(what, mapping.without_repair(repair))


def see(mapping: Mapping, seen: Seen) -> Edit:
    """Note that a finding was looked at."""
    is_of_records = seen.columns[:1] in {(kind,) for kind in Kind}
    text = tr("ignore a finding")
    if seen.columns and not is_of_records:
        text = tr("ignore a finding in {column}", column=shortened(seen.columns[0]))
    return Edit(text, mapping.with_seen(seen))


def see_anew(mapping: Mapping, seen: Seen) -> Edit:
    """Let a finding be looked at again."""
    return Edit(tr("put a finding back on the list"), mapping.without_seen(seen))


def proven(kind: Kind, pair: Pair, written: Table[str, Written]) -> Pair:
    """Return a pair read as its column proves and its name says, unless that was chosen."""
    proposed = conversion_for(kind, pair, written).conversion
    kept = pair.conversion
    return replace(
        pair,
        conversion=replace(
            kept,
            date=kept.date or proposed.date,
            number=kept.number or proposed.number,
            hour=proposed.hour,
            zone=proposed.zone,
        ),
    )


def fill(mapping: Mapping, proposal: Mapping) -> Edit:
    """Fill what is unfilled from a proposal; what the user placed is never replaced."""
    after = mapping
    for kind in Kind:
        for pair in proposal.pairs(kind):
            if mapping.pair(kind, pair.target) is None:
                after = after.with_pair(kind, pair)
    return Edit(tr("match automatically"), after)


def _split(pair: Pair, cells: Table[str, Sequence[str]]) -> Pair:
    """Return a pair whose lists are split as the cells show it, unless a sign was chosen."""
    if pair.type is not ValueType.LIST or pair.conversion.separator or len(pair.columns) != 1:
        return pair
    sign = separator_of_lists(cells.get(pair.columns[0], ()))
    return replace(pair, conversion=replace(pair.conversion, separator=sign))


def _without_data(conversion: Conversion) -> Conversion:
    """Return what somebody chose for a property whatever column fills it."""
    return Conversion(trim=conversion.trim, case=conversion.case, hour=conversion.hour)


def label(kind: Kind, key: str) -> str:
    """Return the name of a property for use within a sentence."""
    return shortened(target_label(kind, key))
