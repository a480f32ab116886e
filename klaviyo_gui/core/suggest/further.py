"""What is proposed for another event of the same row: its name, and what it says.

A second date beside that of the order is the sign of one. Whatever else is told of the order is
told of what happened to it later as well.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.conversion import AS_IT_IS
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.listed import listed
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Pair, ValueType
from klaviyo_gui.core.nesting import flat, path_of
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.core.suggest import reasons
from klaviyo_gui.core.suggest.afterwards import metric_of
from klaviyo_gui.core.suggest.suggestion import Suggestion
from klaviyo_gui.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.core.listed import Listed
    from klaviyo_gui.core.mapping import Mapping

_LINE_TOTALS = ("RowTotal",)
_PRICE, _QUANTITY = "ItemPrice", "Quantity"
_ORDER = catalog.custom("OrderId")
"""The order that a line belongs to, as Klaviyo spells it of an Ordered Product."""

_UNTOLD = frozenset({"order", "orders", "event", "at", "on", "date", "time", "the"})
"""Words of names that tell nothing of what happened."""


@dataclass(frozen=True, slots=True)
class EventProposal:
    """Another event that the columns speak of: its name, and which of them says when it was."""

    name: str
    column: str


def propose_events(mapping: Mapping, usual: Sequence[Suggestion]) -> tuple[EventProposal, ...]:
    """Return the events that dates speak of which no event of a row has for its time.

    ``usual`` is what is proposed for the main event.
    """
    names = {_name_of(pairs) for pairs in mapping.every_event}
    found: dict[str, EventProposal] = {}
    for column in _dates_left(mapping, usual):
        name = metric_of(column)
        if name and name not in names:
            found.setdefault(name, EventProposal(name, column))
    return tuple(found.values())


def begun(mapping: Mapping, name: str, usual: Sequence[Suggestion]) -> FurtherEvent:
    """Return another event of this name as it begins: with all that is told of the main one.

    Its time is that of a date which is left, if one of them may be meant.
    """
    time = _time_of(name, mapping, usual)
    taken = set(time.columns) if time is not None else set()
    own = (
        pair
        for pair in mapping.events
        if pair.target not in {"metric", "time"}
        and not pair.target.startswith(catalog.PERSON)
        and taken.isdisjoint(pair.columns)
    )
    times = () if time is None else (time,)
    return FurtherEvent((Pair("metric", Fixed(name)), *times, *own))


def begun_of_lines(mapping: Mapping, name: str) -> FurtherEvent:
    """Return an event of each line of an order as it begins: what is told of its item, and whose.

    It happened when the order did. What it is worth is what a line costs, where a column tells it.
    """
    main = {pair.target: pair for pair in mapping.events}
    details = of_lines(mapping.events)
    named = {pair.target.removeprefix(catalog.CUSTOM): pair for pair in details}
    pairs = [Pair("metric", Fixed(name))]
    pairs += [main["time"]] if "time" in main else []
    price = next((named[each] for each in _LINE_TOTALS if each in named), None)
    if price is None and _QUANTITY not in named:
        price = named.get(_PRICE)
    if price is not None:
        currency = [main["value_currency"]] if "value_currency" in main else []
        pairs += [replace(price, target="value", type=None), *currency]
    order = main.get(_ORDER) or main.get("unique_id")
    if order is not None and _ORDER.removeprefix(catalog.CUSTOM) not in named:
        pairs.append(replace(order, target=_ORDER, type=ValueType.TEXT))
    return FurtherEvent((*pairs, *details), is_per_item=True)


def of_lines(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return the details of items as properties of one line, under the same names."""
    found: dict[str, Pair] = {}
    for pair in pairs:
        entry = _entry(pair.target)
        if entry is not None and entry.inner:
            key = catalog.custom(".".join(map(flat, entry.inner)))
            found.setdefault(key, replace(pair, target=key))
    return tuple(found.values())


def suggest_further(
    mapping: Mapping, at: int, usual: Sequence[Suggestion]
) -> tuple[Suggestion, ...]:
    """Return what is proposed for this event of a row, where it is not the main one.

    Another event happens at another time, and has a name of its own. A line of an order has what
    the order says of its items.
    """
    event = mapping.further[at - 1]
    kept = [each for each in usual if each.kind is not Kind.EVENTS or _is_shared(each)]
    if event.is_per_item:
        items = [each for each in kept if _entry(each.pair.target) is not None]
        others = (each for each in kept if _entry(each.pair.target) is None)
        each_line = [replace(was, pair=now) for was in items for now in of_lines((was.pair,))]
        return (*filter(_is_of_lines, others), *each_line, *_price_of_one(event))
    time = _time_of(event.name, mapping, usual)
    if time is not None:
        kept.append(Suggestion(Kind.EVENTS, time, tr(reasons.DATE_LEFT), is_certain=False))
    return tuple(kept)


def filled_only(column: str) -> RowFilter:
    """Return the condition that a column is filled."""
    return RowFilter((Condition(column, Ask.IS_FILLED),))


def _entry(target: str) -> Listed | None:
    """Return the list of items to which a property adds; None where it adds to none."""
    if not target.startswith(catalog.CUSTOM):
        return None
    return listed(path_of(target.removeprefix(catalog.CUSTOM)))


def _is_shared(suggestion: Suggestion) -> bool:
    return suggestion.pair.target not in {"metric", "time"}


def _is_of_lines(suggestion: Suggestion) -> bool:
    """Tell whether what is proposed of an order may be said of each of its lines.

    By its id all lines would be one event, and its value would count once for each of them.
    """
    is_of_event = suggestion.kind is Kind.EVENTS
    return not is_of_event or suggestion.pair.target not in {"unique_id", "value"}


def _price_of_one(event: FurtherEvent) -> Iterator[Suggestion]:
    """Propose what one piece costs for the value of a line, which may be of several."""
    price = event.pair(catalog.custom(_PRICE))
    if price is not None:
        value = replace(price, target="value", type=None)
        yield Suggestion(Kind.EVENTS, value, tr(reasons.PRICE_OF_ONE), is_certain=False)


def _name_of(pairs: Sequence[Pair]) -> str:
    sources = [pair.source for pair in pairs if pair.target == "metric"]
    return next((each.text.strip() for each in sources if isinstance(each, Fixed)), "")


def _time_of(name: str, mapping: Mapping, usual: Sequence[Suggestion]) -> Pair | None:
    """Return what says when an event of this name happened, if a date that is left may."""
    left = _dates_left(mapping, usual)
    told = [column for column in left if metric_of(column) == name]
    if not told:
        # A date that tells of something else that happened is none of this.
        free = [column for column in left if not metric_of(column)]
        words = _words(name)
        told = [column for column in free if not words.isdisjoint(_words(column))]
        told = told or (free if len(free) == 1 else [])
    return left[told[0]] if told else None


def _dates_left(mapping: Mapping, usual: Sequence[Suggestion]) -> dict[str, Pair]:
    """Return the columns of dates that are no event's time, each as it would fill one."""
    used = {
        name
        for pairs in mapping.every_event
        for pair in pairs
        if pair.target == "time"
        for name in pair.columns
    }
    found: dict[str, Pair] = {}
    for column, pair in _dates(mapping, usual):
        if column not in used:
            found.setdefault(column, pair)
    return found


def _dates(mapping: Mapping, usual: Sequence[Suggestion]) -> Iterator[tuple[str, Pair]]:
    """Yield every column that holds dates as far as anybody knows, as it would fill a time."""
    proposed = (each.pair for each in usual if each.kind is Kind.EVENTS)
    for pair in (*mapping.events, *proposed):
        is_date = pair.target == "time" or pair.type is ValueType.TIME
        if is_date and isinstance(pair.source, Column):
            style = replace(AS_IT_IS, date=pair.conversion.date)
            yield pair.source.name, Pair("time", pair.source, conversion=style)


def _words(name: str) -> set[str]:
    return set(folded(name).split()) - _UNTOLD
