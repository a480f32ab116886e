"""What whole joined files tell of their cells, told of the columns that the joined ones became."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from klaviyo_gui.core.join import Join
    from klaviyo_gui.core.judged import Judged


def with_joined(judged: Judged, joined: Iterable[tuple[Join, Judged]]) -> Judged:
    """Return the judgement of a file with those of the files that are joined to it.

    Only the cells of second files are judged so: their headers and totals are never joined.
    """
    for join, second in joined:
        names = {taken.column: taken.name for taken in join.taken}
        own = set(names.values())
        judged = replace(
            judged,
            columns=frozenset(each for each in judged.columns if each[0] not in own)
            | {(names[name], code) for name, code in second.columns if name in names},
            zeros=(
                *(each for each in judged.zeros if each[0] not in own),
                *(
                    (names[name], replace(zeros, country=names.get(zeros.country, "")))
                    for name, zeros in second.zeros
                    # Without its country nobody knows of which rows it holds.
                    if name in names and (not zeros.country or zeros.country in names)
                ),
            ),
            written=(
                *(each for each in judged.written if each[0] not in own),
                *((names[name], written) for name, written in second.written if name in names),
            ),
        )
    return judged
