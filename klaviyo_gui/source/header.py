"""Give every column a name of its own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from klaviyo_gui.source.names import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def column_names(raw_header: Iterable[str]) -> tuple[str, ...]:
    """Name the columns of a header: on one line each, without what nobody sees, each once."""
    return unique_names(map(shown_name, raw_header))


def unique_names(raw: Iterable[str]) -> tuple[str, ...]:
    """Name each column: a repeated name gets a number behind it, a blank one its position."""
    wanted = [
        name if name.strip() else _numbered(position) for position, name in enumerate(raw, start=1)
    ]
    given = set(wanted)
    used: set[str] = set()
    repeats: dict[str, int] = {}
    names = []
    for name in wanted:
        unique = name
        while unique in used or (unique in given and unique != name):
            repeats[name] = repeats.get(name, 1) + 1
            unique = f"{name} ({repeats[name]})"
        used.add(unique)
        names.append(unique)
    return tuple(names)


def numbered_names(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Name the columns of rows without a header, as many as most of the rows have."""
    width, _ = Counter(map(len, rows)).most_common(1)[0]
    return tuple(_numbered(position) for position in range(1, 1 + width))


def _numbered(position: int) -> str:
    return f"Column {position}"
