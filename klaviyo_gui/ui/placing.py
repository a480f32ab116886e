"""The edits of a mapping that concern several columns, or a property that is already filled."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Mapping, Pair
from klaviyo_gui.core.nesting import check_names
from klaviyo_gui.core.regrouping import own_key
from klaviyo_gui.language import counted, tr
from klaviyo_gui.ui import edits
from klaviyo_gui.ui.edits import UNKNOWN, Edit
from klaviyo_gui.ui.elided import columns_words

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from collections.abc import Sequence

    from klaviyo_gui.core.mapping import Part, Source
    from klaviyo_gui.core.styles import Written
    from klaviyo_gui.core.suggest import Suggestion


class Way(StrEnum):
    """How columns join what fills a property already, or one another."""

    REPLACE = "replace"
    COMBINE = "combine"
    FALLBACK = "fallback"


def ways(
    mapping: Mapping, kind: Kind, key: str, columns: Sequence[str], missing: Sequence[str] = ()
) -> tuple[Way, ...]:
    """Return the ways among which somebody must choose; one where nothing is to be asked.

    None is left where the columns fill the property already. What the file lacks is not asked for,
    and the turn of a column never comes behind a text that is always there.
    """
    pair = mapping.pair(kind, key)
    if pair is not None and pair.columns and set(pair.columns) <= set(missing):
        pair = None
    if not columns or (pair is not None and set(columns) <= set(pair.columns)):
        return ()
    if pair is not None:
        is_text = isinstance(pair.source, Fixed)
        return tuple(way for way in Way if not (is_text and way is Way.FALLBACK))
    return (Way.REPLACE,) if len(columns) == 1 else (Way.COMBINE, Way.FALLBACK)


def meet(  # noqa: PLR0913 - all that a drop says
    mapping: Mapping,
    kind: Kind,
    key: str,
    columns: Sequence[str],
    way: Way,
    *,
    written: Table[str, Written] = UNKNOWN,
) -> Edit:
    """Let columns join what fills a property; where nothing does, they join one another."""
    old = mapping.pair(kind, key)
    new = [Column(name) for name in columns if old is None or name not in old.columns]
    if way is Way.REPLACE or old is None:
        start = edits.place(mapping, kind, key, columns[0], written)
        pair = start.after.pair(kind, key)
        assert pair is not None, "it was placed just now"
        if len(columns) == 1:
            return start
        parts: tuple[Part, ...] = tuple(map(Column, columns))
        if way is Way.FALLBACK:
            pair = replace(pair, fallback=parts[1:])
        else:
            # What one column proves of its texts does not hold for several of them in one.
            pair = edits.proven(kind, Pair(key, Joined(parts), pair.type), written)
        text = tr(
            "map {columns} → {property}",
            columns=columns_words(columns),
            property=edits.label(kind, key),
        )
        return Edit(text, mapping.with_pair(kind, pair))
    if way is Way.FALLBACK:
        pair = replace(old, fallback=in_turn(old.fallback, new))
        text = tr(
            "use {columns} where {property} is blank",
            columns=columns_words(columns),
            property=edits.label(kind, key),
        )
    else:
        pair = replace(old, source=_joined(old.source, new))
        text = tr(
            "combine {columns} into {property}",
            columns=columns_words(columns),
            property=edits.label(kind, key),
        )
    return Edit(text, mapping.with_pair(kind, pair))


def in_turn(before: Sequence[Part], more: Sequence[Part]) -> tuple[Part, ...]:
    """Return what falls back on what: a text is the last of them, for it is never blank."""
    texts = [part for part in before if isinstance(part, Fixed)]
    others = [part for part in before if not isinstance(part, Fixed)]
    return tuple(dict.fromkeys((*others, *more, *texts)))


def leave_undecided(mapping: Mapping, columns: Sequence[str]) -> Edit:
    """Take back that these columns are left out."""
    kept = tuple(name for name in mapping.left_out if name not in columns)
    return Edit(
        tr("leave {columns} undecided", columns=columns_words(columns)),
        replace(mapping, left_out=kept),
    )


def undecided(mapping: Mapping, header: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of a file of which nobody has said what becomes of them."""
    decided = {*mapping.columns(), *mapping.left_out}
    return tuple(name for name in header if name not in decided)


def rest_as_custom(
    mapping: Mapping, kind: Kind, header: Sequence[str], proposals: Sequence[Suggestion]
) -> Edit:
    """Send every undecided column as a custom property, typed as it was proposed."""
    columns = undecided(mapping, header)
    after = mapping
    for name in columns:
        key = edits.free_name(after, kind, own_key(mapping, kind, name))
        after = after.with_pair(kind, edits.custom_pair(kind, key, name, proposals))
    text = counted(
        len(columns),
        "send {count} more column as custom property",
        "send {count} more columns as custom property",
    )
    return Edit(text, after)


def rest_left_out(mapping: Mapping, header: Sequence[str]) -> Edit:
    """Leave out every undecided column."""
    columns = undecided(mapping, header)
    text = counted(len(columns), "leave out {count} more column", "leave out {count} more columns")
    return Edit(text, mapping.leaving_out(columns))


def use_shape(
    mapping: Mapping, metric: str, found: Sequence[Suggestion], before: Sequence[Suggestion]
) -> Edit:
    """Give the events a known shape: its name, and every certain pair that is not filled yet.

    Where a column was sent under its own name by proposal alone, its name in the shape takes over.
    """
    certain = [each.pair for each in found if each.is_certain]
    own_names = {pair.target: pair for pair in (each.pair for each in before)}
    used = {
        pair.source
        for pair in certain
        if catalog.is_custom(Kind.EVENTS, pair.target) and own_names.get(pair.target) != pair
    }
    kept = tuple(
        pair
        for pair in mapping.events
        if not (
            catalog.is_custom(Kind.EVENTS, pair.target)
            and own_names.get(pair.target) == pair
            and pair.source in used
        )
    )
    after = mapping.with_pairs(Kind.EVENTS, kept)
    left_out = set(mapping.left_out)
    for pair in certain:
        is_free = after.pair(Kind.EVENTS, pair.target) is None
        if pair.target == "metric" or (is_free and left_out.isdisjoint(pair.columns)):
            after = after.with_pair(Kind.EVENTS, pair)
    return Edit(tr("make it {metric}", metric=metric), after)


def rename(mapping: Mapping, kind: Kind, key: str, name: str) -> Edit:
    """Send a custom property under another name, in the same place.

    Raises the MappingError where that name cannot be beside the others.
    """
    of_person = kind is Kind.EVENTS and key.startswith(catalog.PERSON)
    wanted = catalog.custom(name.strip(), of_person=of_person)
    pairs = mapping.pairs(kind)
    if not name.strip() or wanted == key or mapping.pair(kind, key) is None:
        return Edit("rename", mapping)
    renamed = tuple(replace(pair, target=wanted) if pair.target == key else pair for pair in pairs)
    others = (pair.target for pair in pairs if pair.target != key)
    check_names(kind, (*others, wanted))
    text = tr(
        "rename {property} → {other}",
        property=edits.label(kind, key),
        other=edits.label(kind, wanted),
    )
    return Edit(text, mapping.with_pairs(kind, renamed))


def _joined(source: Source, new: Sequence[Column]) -> Source:
    if isinstance(source, Joined):
        return replace(source, parts=(*source.parts, *new))
    return Joined((source, *new))
