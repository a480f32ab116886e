"""Every style of a mapping that a file contradicts, as somebody would confirm it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.otherwise import Confirmed, chosen_style, otherwise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.core.mapping import Mapping


def contradictions(mapping: Mapping, judged: Judged) -> tuple[Confirmed, ...]:
    """Return what would have to be confirmed of this file, each once; nothing where all is."""
    return tuple(dict.fromkeys(_found(mapping, judged)))


def _found(mapping: Mapping, judged: Judged) -> Iterator[Confirmed]:
    known = dict(judged.written), mapping.confirmed, judged.size, dict(judged.joined)
    for kind in Kind:
        for pair in mapping.every_pair(kind):
            to = type_of(kind, pair)
            chosen = chosen_style(to, pair.conversion)
            if chosen is not None:
                for source in (pair.source, *pair.fallback):
                    for each in otherwise(source, to, chosen, *known):
                        yield Confirmed(each.column, chosen, each.style, judged.size)
