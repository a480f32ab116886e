"""The edits that join a second file, change how it is joined, and take it away again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.language import tr
from klaviyo_gui.ui.edits import Edit
from klaviyo_gui.ui.elided import columns_words, shortened
from klaviyo_gui.wording.joins import DOUBLES_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.join import Join
    from klaviyo_gui.core.mapping import Mapping


def join(mapping: Mapping, joined: Join) -> Edit:
    """Join one more file."""
    return Edit(
        tr("join {file}", file=shortened(joined.file)),
        replace(mapping, joins=(*mapping.joins, joined)),
    )


def change(mapping: Mapping, at: int, joined: Join) -> Edit:
    """Join a file otherwise; what its columns filled that are taken no more is empty then."""
    before = mapping.joins[at]
    joins = (*mapping.joins[:at], joined, *mapping.joins[at + 1 :])
    kept = {each.name for each in joined.taken}
    gone = tuple(each.name for each in before.taken if each.name not in kept)
    after = _without(replace(mapping, joins=joins), gone)
    return Edit(_what(before, joined), after)


def part(mapping: Mapping, at: int) -> Edit:
    """Join a file no more; what its columns filled is empty then."""
    before = mapping.joins[at]
    joins = (*mapping.joins[:at], *mapping.joins[at + 1 :])
    after = _without(replace(mapping, joins=joins), tuple(each.name for each in before.taken))
    return Edit(tr("stop joining {file}", file=shortened(before.file)), after)


def _without(mapping: Mapping, columns: Sequence[str]) -> Mapping:
    """Return a mapping that fills nothing from columns which are not there any more.

    What chooses rows by them stays, and is asked about: without it more would be sent.
    """
    if not columns:
        return mapping
    names, grouping = frozenset(columns), mapping.grouping
    if grouping is not None:
        per_item = tuple(each for each in grouping.per_item if each not in names)
        grouping = replace(grouping, per_item=per_item)
    left_out = tuple(each for each in mapping.left_out if each not in names)
    after = mapping.leaving_out(tuple(columns))
    return replace(
        after,
        left_out=left_out,
        grouping=grouping,
        repairs=tuple(each for each in after.repairs if each.column not in names),
        confirmed=tuple(each for each in after.confirmed if each.column not in names),
    )


def _what(before: Join, after: Join) -> str:
    """Return what Undo calls a change."""
    file = shortened(before.file)
    if before.doubles is not after.doubles:
        return tr(
            "{rule} where {file} has several", rule=tr(DOUBLES_WORDS[after.doubles]), file=file
        )
    if before.key != after.key:
        return tr(
            "join {file} by {columns}",
            file=file,
            columns=columns_words([first for first, _ in after.key]),
        )
    was, now = ({each.column for each in joined.taken} for joined in (before, after))
    names = [each.column for joined in (before, after) for each in joined.taken]
    changed = [name for name in dict.fromkeys(names) if name in was ^ now]
    if not (was < now or now < was):
        return tr("take other columns of {file}", file=file)
    columns = columns_words(changed)
    if was < now:
        return tr("take {columns} of {file}", columns=columns, file=file)
    return tr("leave out {columns} of {file}", columns=columns, file=file)
