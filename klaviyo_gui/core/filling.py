"""The pairs of one kind made ready: one row's cells become the parts of a record.

Most cells are text that goes out as it is. They are taken in one sweep; only what must be joined,
looked up or converted costs a call of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from klaviyo_gui.core import catalog
from klaviyo_gui.core.companion import companion
from klaviyo_gui.core.conversion import AS_IT_IS
from klaviyo_gui.core.convert import Change, Converter, Value, after, change, converter, reading
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Pair, Part, Source, ValueType
from klaviyo_gui.core.nesting import path_of
from klaviyo_gui.core.row_country import by_row_country
from klaviyo_gui.core.row_currency import agreeing

if TYPE_CHECKING:
    from datetime import datetime

    from klaviyo_gui.core.mapping import Mapping, Options
    from klaviyo_gui.core.problem import Problem

Cells = Sequence[str]
Read = Callable[[Cells], str]
Chain = Callable[[Cells, "list[Problem]"], Value]


class Parts(NamedTuple):
    """What the pairs of one row fill, by where it stands in the record."""

    event: dict[str, Any]
    properties: dict[str, Any]
    person: dict[str, Any]
    location: dict[str, Any]
    custom: dict[str, Any]
    """Custom properties of the person."""

    @property
    def attributes(self) -> dict[str, Any]:
        """Return the person with all that belongs to it."""
        attributes = self.person
        if self.location:
            attributes["location"] = self.location
        if self.custom:
            attributes["properties"] = self.custom
        return attributes


Fill = Callable[[Cells, "list[Problem]"], Parts]


class _Ready(NamedTuple):
    """Plain texts by part, pairs that read and convert, and those of several stages."""

    plain: tuple[tuple[tuple[int, str], ...], ...]
    steps: tuple[tuple[Read, Converter, int, str], ...]
    chains: tuple[tuple[Chain, int, tuple[str, ...]], ...]


_AT = {name: at for at, name in enumerate(Parts._fields)}


def type_of(kind: Kind, pair: Pair) -> ValueType:
    """Return the type that a pair converts to; Klaviyo's own properties have one type each."""
    target = catalog.find(kind, pair.target)
    if target is not None and not target.is_custom:
        return target.type
    return pair.type or ValueType.TEXT


def filling(
    mapping: Mapping, header: Sequence[str], kind: Kind, now: datetime, *, is_swift: bool
) -> Fill:
    """Return what fills the parts of a record from the cells of a row.

    Swift, the length of plain texts is not looked at; the caller sees to it by the whole record.
    """
    plain, steps, chains = _ready(mapping, header, kind, now, is_swift=is_swift)
    events, properties, person, location, custom = plain

    def fill(cells: Cells, problems: list[Problem]) -> Parts:
        parts = Parts(
            {name: text for at, name in events if (text := cells[at]) and not text.isspace()},
            {name: text for at, name in properties if (text := cells[at]) and not text.isspace()},
            {name: text for at, name in person if (text := cells[at]) and not text.isspace()},
            {name: text for at, name in location if (text := cells[at]) and not text.isspace()},
            {name: text for at, name in custom if (text := cells[at]) and not text.isspace()},
        )
        for read, convert, part, name in steps:
            text = read(cells)
            if text and not text.isspace():
                value = convert(text, problems)
                if value is not None:
                    parts[part][name] = value
        for chain, part, path in chains:
            value = chain(cells, problems)
            if value is not None:
                _put(parts[part], path, value)
        return parts

    return fill


def _ready(
    mapping: Mapping, header: Sequence[str], kind: Kind, now: datetime, *, is_swift: bool
) -> _Ready:
    """Sort the pairs by what each of them costs."""
    plain: tuple[list[tuple[int, str]], ...] = tuple([] for _ in Parts._fields)
    steps: list[tuple[Read, Converter, int, str]] = []
    chains: list[tuple[Chain, int, tuple[str, ...]]] = []
    for pair in mapping.pairs(kind):
        part, path = place_of(kind, pair.target)
        if is_swift and _is_plain(kind, pair) and len(path) == 1:
            plain[_AT[part]].append((header.index(pair.columns[0]), path[0]))
            continue
        other = companion(mapping, kind, pair.target, type_of(kind, pair))
        if other is not None:
            chain = _with_companion(pair, other, header, mapping.options, kind, now)
            chains.append((chain, _AT[part], path))
        elif len(path) > 1 or (pair.fallback and change(pair.target, pair.conversion) is not None):
            chains.append((_any_chain(pair, header, mapping.options, kind, now), _AT[part], path))
        else:
            chosen = (pair.target, type_of(kind, pair), mapping.options, now, pair.conversion)
            steps.append((_reader(pair, header), converter(*chosen), _AT[part], path[0]))
    return _Ready(tuple(map(tuple, plain)), tuple(steps), tuple(chains))


def _any_chain(
    pair: Pair, header: Sequence[str], options: Options, kind: Kind, now: datetime
) -> Chain:
    """Return what reads and converts a pair of any kind."""
    return _chain_to(
        pair, header, reading(pair.target, type_of(kind, pair), options, now, pair.conversion)
    )


def _chain_to(pair: Pair, header: Sequence[str], then: Converter) -> Chain:
    """Return what reads the text of a pair, changes it and hands it on."""
    changed = change(pair.target, pair.conversion)
    if pair.fallback and changed is not None:
        return _chain(pair, header, changed, then)
    return _step(_reader(pair, header), after(changed, then))


def _with_companion(  # noqa: PLR0913, PLR0917 - what any pair is read by, and its companion
    pair: Pair, other: Pair, header: Sequence[str], options: Options, kind: Kind, now: datetime
) -> Chain:
    """Return what reads a pair in the light of another one of the same row."""
    chain = _any_chain(pair, header, options, kind, now)
    sent, read = _any_chain(other, header, options, kind, now), _reader(other, header)
    if type_of(kind, pair) is ValueType.NUMBER:
        return agreeing(pair.target, chain, _chain_to(pair, header, _same), sent)

    def said(cells: Cells) -> Value:
        """Tell the country of a row as it is sent, or else as the file has it."""
        return sent(cells, []) or read(cells)

    def made(code: str) -> Chain:
        own = replace(pair, conversion=replace(pair.conversion, country=""))
        return _any_chain(own, header, replace(options, phone_country=code), kind, now)

    return by_row_country(said, chain, made)


def _same(text: str, _problems: list[Problem]) -> Value:
    return text


def _put(content: dict[str, Any], path: tuple[str, ...], value: Value) -> None:
    """Put a value at the end of its path, and make the objects on the way."""
    for name in path[:-1]:
        content = content.setdefault(name, {})
    content[path[-1]] = value


def _is_plain(kind: Kind, pair: Pair) -> bool:
    return (
        isinstance(pair.source, Column)
        and not pair.fallback
        and pair.conversion == AS_IT_IS
        and type_of(kind, pair) is ValueType.TEXT
        and pair.target != "value_currency"
    )


def place_of(kind: Kind, key: str) -> tuple[str, tuple[str, ...]]:
    """Return the part of a record into which a property goes, with the path to it there."""
    if kind is Kind.EVENTS and not key.startswith(catalog.PERSON):
        name = key.removeprefix(catalog.CUSTOM)
        return ("event", (key,)) if name == key else ("properties", path_of(name))
    key = key.removeprefix(catalog.PERSON)
    if key.startswith(catalog.CUSTOM):
        return "custom", path_of(key.removeprefix(catalog.CUSTOM))
    if key.startswith("location."):
        return "location", (key.removeprefix("location."),)
    return "person", (key,)


def _reader(pair: Pair, header: Sequence[str]) -> Read:
    """Return what reads the text of a pair: its source, or else the first fallback with any."""
    reads = [_source(source, header) for source in (pair.source, *pair.fallback)]
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


def _step(read: Read, convert: Converter) -> Chain:
    """Return what reads and converts at once, for values that go into an inner object."""

    def step(cells: Cells, problems: list[Problem]) -> Value:
        text = read(cells)
        return convert(text, problems) if text and not text.isspace() else None

    return step


def _chain(pair: Pair, header: Sequence[str], changed: Change, then: Converter) -> Chain:
    """Return what takes the first text that is not blank once it is changed.

    A fixed text to fall back on stands for itself, and is not changed.
    """
    first, *others = ((_source(each, header), each) for each in (pair.source, *pair.fallback))
    reads = [(first[0], False), *((read, isinstance(each, Fixed)) for read, each in others)]

    def chain(cells: Cells, problems: list[Problem]) -> Value:
        for read, is_final in reads:
            text: str | None = read(cells)
            if text and not is_final and not text.isspace():
                text = changed(text, problems)
                if text is None:
                    return None
            if text and not text.isspace():
                return then(text, problems)
        return None

    return chain


def _source(source: Source, header: Sequence[str]) -> Read:
    match source:
        case Column(name):
            return itemgetter(header.index(name))
        case Fixed(text):
            return lambda _cells: text
        case Joined(parts, joiner):  # pragma: no branch - mypy proves that no other is left
            return _joined(parts, joiner, header)


def _joined(parts: tuple[Part, ...], joiner: str, header: Sequence[str]) -> Read:
    """Join what is not blank; blanks around the cells would double those of the joiner."""
    reads = [(_source(part, header), isinstance(part, Column)) for part in parts]

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
