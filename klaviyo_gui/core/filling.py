"""The pairs of one kind made ready: one row's cells become the parts of a record.

Most cells are text that goes out as it is. They are taken in one sweep; only what must be joined,
looked up or converted costs a call of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

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
from klaviyo_gui.core.parts import place_of
from klaviyo_gui.core.row_country import by_row_country
from klaviyo_gui.core.row_currency import agreeing
from klaviyo_gui.core.sources import Cells, Read, reader, source_reader
from klaviyo_gui.core.sweep import Cell, Chain, Chained, Constant, Fill, sweep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from klaviyo_gui.core.mapping import Options
    from klaviyo_gui.core.otherwise import Style
    from klaviyo_gui.core.parts import Place
    from klaviyo_gui.core.problem import Code, Problem
    from klaviyo_gui.core.record import Plan


def type_of(kind: Kind, pair: Pair) -> ValueType:
    """Return the type that a pair converts to; Klaviyo's own properties have one type each."""
    target = catalog.find(kind, pair.target)
    if target is not None and not target.is_custom:
        return target.type
    return pair.type or ValueType.TEXT


def filling(plan: Plan, kind: Kind, *, is_swift: bool) -> Fill:
    """Return what fills the parts of a record from the cells of a row.

    Swift, the length of plain texts is not looked at; the caller sees to it by the whole record.
    Pairs of several stages come last: what they make goes in behind the rest.
    """
    placed = ((pair, place_of(kind, pair.target)) for pair in plan.mapping.pairs(kind))
    return fill_of(placed, plan, kind, is_swift=is_swift)


def fill_of(
    placed: Iterable[tuple[Pair, Place]], plan: Plan, kind: Kind, *, is_swift: bool
) -> Fill:
    """Return what fills with these pairs the part that is told of each, at the end of its path."""
    steps = [_step_of(pair, place, plan, kind, is_swift=is_swift) for pair, place in placed]
    return sweep(sorted(steps, key=_order))


def _order(step: Constant | Cell | Chained) -> int:
    """Sort texts that go out as they are before what is converted, and both before chains."""
    if isinstance(step, Chained):
        return 2
    return 0 if isinstance(step, Cell) and step.convert is None else 1


def _step_of(
    pair: Pair, place: Place, plan: Plan, kind: Kind, *, is_swift: bool
) -> Constant | Cell | Chained:
    """Return what fills one property, by what it costs."""
    mapping, header = plan.mapping, plan.header
    part, path = place
    if is_swift and _is_plain(kind, pair) and len(path) == 1:
        return Cell(header.index(pair.columns[0]), part, path[0])
    to = type_of(kind, pair)
    other = companion(mapping, kind, pair.target, to)
    if other is not None:
        return Chained(_with_companion(pair, other, plan, kind), part, path)
    is_changed_first = pair.fallback and change(pair.target, pair.conversion) is not None
    if is_changed_first or any(_doubts(pair, plan, kind)):
        return Chained(_any_chain(pair, plan, kind), part, path)
    convert = converter(pair.target, to, mapping.options, plan.planned_at, pair.conversion)
    if len(path) == 1 and not pair.fallback:
        match pair.source:
            case Column(name):
                return Cell(header.index(name), part, path[0], convert)
            case Fixed(text):
                problems: list[Problem] = []
                value = convert(text, problems) if text and not text.isspace() else None
                if isinstance(value, str | int | float) and not problems:
                    return Constant(value, part, path[0])
    return Chained(_step(reader(pair, header), convert), part, path)


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
        own_options = replace(options, phone_country=code, guessed_country="")
        return _any_chain(own, plan, kind, own_options)

    by = read if _is_plain(kind, other) else said
    return by_row_country(by, chain, made, pair.conversion.country)


def _same(text: str, _problems: list[Problem]) -> Value:
    return text


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
