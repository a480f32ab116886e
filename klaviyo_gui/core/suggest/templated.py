"""The automatic mapping to an event of known shape: a template laid over a file's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.conversion import Conversion
from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.looks import looks_like_number
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Pair, ValueType
from klaviyo_gui.core.memory import Memory
from klaviyo_gui.core.suggest import reasons
from klaviyo_gui.core.suggest.fitting import are_mostly, can_be, samples_of
from klaviyo_gui.core.suggest.listing import list_separator
from klaviyo_gui.core.suggest.proposal import suggest, suggest_custom
from klaviyo_gui.core.suggest.suggestion import Suggestion
from klaviyo_gui.language import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from klaviyo_gui.core.suggest.fitting import Samples
    from klaviyo_gui.core.templates import Detail, Template

_NOTHING = Memory()


def suggest_template(
    template: Template,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    memory: Memory = _NOTHING,
) -> tuple[Suggestion, ...]:
    """Return the proposed pairs for events of this shape; a column may fill several properties.

    What belongs to Klaviyo is proposed as for any event, what belongs to the template by its own
    names, and every column that is left as a custom property.
    """
    names = {folded(name): name for name in reversed(header)}
    samples = samples_of(header, rows)
    usual = suggest(header, rows, (Kind.EVENTS,), memory)
    metric = Pair("metric", Fixed(template.metric))
    own = [Suggestion(Kind.EVENTS, metric, tr(reasons.TEMPLATE), is_certain=True)]
    for each in usual:
        target = catalog.find(Kind.EVENTS, each.pair.target)
        is_own = target is not None and not target.is_custom
        if is_own and each.pair.target not in {"metric", *template.names}:
            own.append(each)
    here = (_named_here(template, key, names, samples) for key in template.names)
    details = (_detail(template, detail, names, samples) for detail in template.details)
    placed = (*own, *filter(None, here), *filter(None, details))
    used = {each.pair.source.name for each in placed if isinstance(each.pair.source, Column)}
    return (*placed, *suggest_custom(header, rows, used, memory))


def _named_here(
    template: Template, key: str, names: Mapping[str, str], samples: Samples
) -> Suggestion | None:
    """Return the proposal for one of Klaviyo's properties by the template's own names."""
    target = catalog.find(Kind.EVENTS, key)
    column = next((names[name] for name in template.names[key] if name in names), None)
    if target is None or column is None:
        return None
    reason, doubt = reasons.meant_in(tr(target.label), template.metric), template.doubts.get(key)
    pair = Pair(key, Column(column))
    if not can_be(target, samples[column]):
        return Suggestion(Kind.EVENTS, pair, reasons.belied(reason), is_certain=False)
    if doubt is not None:
        return Suggestion(Kind.EVENTS, pair, reasons.doubted(reason, doubt), is_certain=False)
    return Suggestion(Kind.EVENTS, pair, reason, is_certain=True)


def _detail(
    template: Template, detail: Detail, names: Mapping[str, str], samples: Samples
) -> Suggestion | None:
    own_name = folded(detail.name)
    column = next((names[name] for name in (own_name, *detail.names) if name in names), None)
    if column is None:
        return None
    pair = Pair(catalog.custom(detail.name), Column(column), detail.type)
    reason = reasons.meant_in(detail.name, template.metric)
    cells = samples[column]
    if detail.is_list:
        separator = list_separator(cells)
        if separator is None:
            return Suggestion(Kind.EVENTS, pair, reasons.listed(reason), is_certain=False)
        chosen = Conversion(separator=separator)
        pair = Pair(pair.target, pair.source, ValueType.LIST, chosen)
        return Suggestion(Kind.EVENTS, pair, reasons.split(reason, separator), is_certain=True)
    if detail.type is ValueType.NUMBER and cells and not are_mostly(cells, looks_like_number, 1):
        return Suggestion(Kind.EVENTS, pair, reasons.belied(reason), is_certain=False)
    return Suggestion(Kind.EVENTS, pair, reason, is_certain=True)
