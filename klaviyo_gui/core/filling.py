"""The pairs of one kind made ready: one row's cells become the parts of a record.

Most cells are text that goes out as it is. They are taken in one sweep; only what must be joined,
looked up or converted costs a call of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from klaviyo_gui.core import catalog
from klaviyo_gui.core.companion import companion
from klaviyo_gui.core.conversion import AS_IT_IS
from klaviyo_gui.core.convert import (
    Change,
    Converter,
    Value,
    after,
    change,
    converter,
    has_form,
    reading,
)
from klaviyo_gui.core.convert.value import held
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Pair, ValueType
from klaviyo_gui.core.otherwise import CODES, chosen_style, otherwise, read_differently
from klaviyo_gui.core.parts import CUSTOM, LOCATION, PERSON, Parts, place_of
from klaviyo_gui.core.row_country import by_row_country
from klaviyo_gui.core.row_currency import agreeing
from klaviyo_gui.core.sources import Cells, Read, reader, source_reader
from klaviyo_gui.core.sweep import sweep

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Options
    from klaviyo_gui.core.otherwise import Style
    from klaviyo_gui.core.problem import Code, Problem
    from klaviyo_gui.core.record import Plan

Chain = Callable[[Cells, "list[Problem]"], Value]


Fill = Callable[[Cells, "list[Problem]"], Parts]


class _Ready(NamedTuple):
    """Plain texts with their places, pairs that read and convert, and those of several stages."""

    plain: tuple[tuple[int, int, str], ...]
    steps: tuple[tuple[Read, Converter, int, str], ...]
    chains: tuple[tuple[Chain, int, tuple[str, ...]], ...]


def type_of(kind: Kind, pair: Pair) -> ValueType:
    """Return the type that a pair converts to; Klaviyo's own properties have one type each."""
    target = catalog.find(kind, pair.target)
    if target is not None and not target.is_custom:
        return target.type
    return pair.type or ValueType.TEXT


def filling(plan: Plan, kind: Kind, *, is_swift: bool) -> Fill:
    """Return what fills the parts of a record from the cells of a row.

    Swift, the length of plain texts is not looked at; the caller sees to it by the whole record.
    """
    plain, steps, chains = _ready(plan, kind, is_swift=is_swift)
    taken = sweep(plain)

    def fill(cells: Cells, problems: list[Problem]) -> Parts:
        parts = taken(cells)
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
        if parts[LOCATION]:
            parts[PERSON]["location"] = parts[LOCATION]
        if parts[CUSTOM]:
            parts[PERSON]["properties"] = parts[CUSTOM]
        return parts

    return fill


def _ready(plan: Plan, kind: Kind, *, is_swift: bool) -> _Ready:
    """Sort the pairs by what each of them costs."""
    mapping, header = plan.mapping, plan.header
    plain: list[tuple[int, int, str]] = []
    steps: list[tuple[Read, Converter, int, str]] = []
    chains: list[tuple[Chain, int, tuple[str, ...]]] = []
    for pair in mapping.pairs(kind):
        part, path = place_of(kind, pair.target)
        if is_swift and _is_plain(kind, pair) and len(path) == 1:
            plain.append((header.index(pair.columns[0]), part, path[0]))
            continue
        other = companion(mapping, kind, pair.target, type_of(kind, pair))
        if other is not None:
            chains.append((_with_companion(pair, other, plan, kind), part, path))
        elif (
            len(path) > 1
            or (pair.fallback and change(pair.target, pair.conversion) is not None)
            or any(_doubts(pair, plan, kind))
        ):
            chains.append((_any_chain(pair, plan, kind), part, path))
        else:
            to, options = type_of(kind, pair), mapping.options
            chosen = (pair.target, to, options, plan.planned_at, pair.conversion)
            steps.append((reader(pair, header), converter(*chosen), part, path[0]))
    return _Ready(tuple(plain), tuple(steps), tuple(chains))


def _any_chain(pair: Pair, plan: Plan, kind: Kind, options: Options | None = None) -> Chain:
    """Return what reads and converts a pair of any kind; by other options where there are any."""
    to = type_of(kind, pair)
    now = plan.planned_at
    then = reading(pair.target, to, options or plan.mapping.options, now, pair.conversion)
    chosen, doubts = chosen_style(to, pair.conversion), _doubts(pair, plan, kind)
    if chosen is None or not any(doubts):
        return _chain_to(pair, plan.header, then)
    thens = [
        _watched(pair.target, CODES[to], read_differently(chosen, others, now.date()), then)
        if others
        else then
        for others in doubts
    ]
    return _chain(pair, plan.header, change(pair.target, pair.conversion), thens)


def _doubts(pair: Pair, plan: Plan, kind: Kind) -> list[tuple[Style, ...]]:
    """Return the other styles in which the columns of each source of a pair are written, too."""
    judged, to = plan.judged, type_of(kind, pair)
    chosen = chosen_style(to, pair.conversion)
    if judged is None or chosen is None:
        return []
    known = dict(judged.written), plan.mapping.confirmed, judged.size, dict(judged.joined)
    return [
        tuple(dict.fromkeys(each.style for each in otherwise(source, to, chosen, *known)))
        for source in (pair.source, *pair.fallback)
    ]


def _watched(
    target: str, code: Code, is_doubtful: Callable[[str], bool], then: Converter
) -> Converter:
    """Return what holds a text that means another thing in another style of its column."""

    def convert(text: str, problems: list[Problem]) -> Value:
        if is_doubtful(text):
            problems.append(held(code, target, text))
            return None
        return then(text, problems)

    return convert


def _chain_to(pair: Pair, header: Sequence[str], then: Converter) -> Chain:
    """Return what reads the text of a pair, changes it and hands it on."""
    changed = change(pair.target, pair.conversion)
    if pair.fallback and changed is not None:
        return _chain(pair, header, changed, [then] * (1 + len(pair.fallback)))
    return _step(reader(pair, header), after(changed, then))


def _with_companion(pair: Pair, other: Pair, plan: Plan, kind: Kind) -> Chain:
    """Return what reads a pair in the light of another one of the same row."""
    header, options = plan.header, plan.mapping.options
    chain = _any_chain(pair, plan, kind)
    sent, read = _any_chain(other, plan, kind), reader(other, header)
    if type_of(kind, pair) is ValueType.NUMBER:
        return agreeing(pair.target, chain, _chain_to(pair, header, _same), sent)

    def said(cells: Cells) -> str:
        """Tell the country of a row as it is sent, or else as the file has it."""
        value = sent(cells, [])
        return value if value and isinstance(value, str) else read(cells)

    def made(code: str) -> Chain:
        own = replace(pair, conversion=replace(pair.conversion, country=""))
        return _any_chain(own, plan, kind, replace(options, phone_country=code))

    by = read if _is_plain(kind, other) else said
    return by_row_country(by, chain, made, pair.conversion.country)


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
        and not has_form(pair.target)
    )


def _step(read: Read, convert: Converter) -> Chain:
    """Return what reads and converts at once, for values that go into an inner object."""

    def step(cells: Cells, problems: list[Problem]) -> Value:
        text = read(cells)
        return convert(text, problems) if text and not text.isspace() else None

    return step


def _chain(
    pair: Pair, header: Sequence[str], changed: Change | None, thens: Sequence[Converter]
) -> Chain:
    """Return what takes the first text that is not blank once it is changed.

    A fixed text to fall back on stands for itself, and is not changed. Each source has what reads
    its texts.
    """
    sources = (pair.source, *pair.fallback)
    reads = [
        (source_reader(each, header), changed is None or (at > 0 and isinstance(each, Fixed)), then)
        for at, (each, then) in enumerate(zip(sources, thens, strict=True))
    ]

    def chain(cells: Cells, problems: list[Problem]) -> Value:
        for read, is_final, then in reads:
            text: str | None = read(cells)
            if text and changed is not None and not is_final and not text.isspace():
                text = changed(text, problems)
                if text is None:
                    return None
            if text and not text.isspace():
                return then(text, problems)
        return None

    return chain
