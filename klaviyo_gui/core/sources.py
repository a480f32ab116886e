"""The text that a pair takes from the cells of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Column, Fixed, Joined

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Pair, Part, Source

Cells = Sequence[str]
Read = Callable[[Cells], str]


def reader(pair: Pair, header: Sequence[str]) -> Read:
    """Return what reads the text of a pair: its source, or else the first fallback with any."""
    reads = [source_reader(source, header) for source in (pair.source, *pair.fallback)]
    first, *others = reads
    if not others:
        return first

    def read(cells: Cells) -> str:
        for each in reads:
            text = each(cells)
            if text and not text.isspace():
                return text
        return ""

    return read


def source_reader(source: Source, header: Sequence[str]) -> Read:
    """Return what reads one source: a column, a fixed text, or several joined."""
    match source:
        case Column(name):
            return itemgetter(header.index(name))
        case Fixed(text):
            return lambda _cells: text
        case Joined(parts, joiner):  # pragma: no branch - mypy proves that no other is left
            return _joined(parts, joiner, header)


def _joined(parts: tuple[Part, ...], joiner: str, header: Sequence[str]) -> Read:
    """Join what is not blank; blanks around the cells would double those of the joiner."""
    reads = [(source_reader(part, header), isinstance(part, Column)) for part in parts]

    def read(cells: Cells) -> str:
        texts, has_column = [], False
        for each, is_column in reads:
            text = each(cells)
            if is_column:
                text = text.strip()
                has_column |= text != ""
            if text:
                texts.append(text)
        return joiner.join(texts) if has_column else ""

    return read
