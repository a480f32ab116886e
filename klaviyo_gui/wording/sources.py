"""What fills a property, in words."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.event_target import OF
from klaviyo_gui.core.mapping import Column, Fixed, Joined
from klaviyo_gui.language import tr
from klaviyo_gui.wording.phrases import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.core.mapping import Kind, Pair, Part


def source_words(pair: Pair) -> str:
    """Return what fills a property: ``FIRST + LAST, else “friend”``."""
    return ", ".join(filter(None, (first_words(pair), fallback_words(pair))))


def first_words(pair: Pair) -> str:
    """Return what comes first in it: ``FIRST + LAST``."""
    match pair.source:
        case Joined(parts, _):
            return " + ".join(map(part_words, parts))
        case Column() | Fixed() as part:  # pragma: no branch - mypy proves that no other is left
            return part_words(part)


def fallback_words(pair: Pair) -> str:
    """Return what stands in where that is blank: ``else NICKNAME, else “friend”``, or nothing."""
    return ", ".join(map(else_words, pair.fallback))


def else_words(part: Part) -> str:
    """Return one of what stands in: ``else NICKNAME``."""
    return tr("else {part}", part=part_words(part))


def part_words(part: Part) -> str:
    """Return one part of it: the name of a column, or a text in quotes."""
    return part.name if isinstance(part, Column) else quoted(part.text)


def target_label(kind: Kind, key: str) -> str:
    """Return the plain name of a property, with that of its event where a row has several."""
    return _called(kind, key, attrgetter("shown_label"))


def target_name(kind: Kind, key: str) -> str:
    """Return the same as it is in every language, to name what is sent."""
    return _called(kind, key, attrgetter("label"))


def _called(kind: Kind, key: str, said: Callable[[Target], str]) -> str:
    target = catalog.find(kind, key)
    if target is None:
        event, of, own = key.partition(OF)
        return f"{event}, {_called(kind, own, said)}" if of else key
    return said(target)
