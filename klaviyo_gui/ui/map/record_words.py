"""One record in words, as the card of the live pane says it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from klaviyo_gui import wording
from klaviyo_gui.core import catalog
from klaviyo_gui.core.listed import listed
from klaviyo_gui.core.mapping import Kind, ValueType
from klaviyo_gui.core.nesting import path_of
from klaviyo_gui.core.problem import Severity
from klaviyo_gui.core.record import type_of
from klaviyo_gui.core.sent import entries_in
from klaviyo_gui.language import clock, grouped, long_day, tr
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.models import values
from klaviyo_gui.wording.cells import are_masked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from klaviyo_gui.core.mapping import Pair
    from klaviyo_gui.ui.models.built import Built

_DATE_LENGTH = len("2024-05-31")

_ITEMS = 12
"""Items of an order that are told; an order of a hundred would take the card with them."""

_SIGNS = {Severity.HOLD: "■", Severity.WARN: "▲", Severity.NOTE: "○"}


def headline(kind: Kind, content: dict[str, Any]) -> tuple[str, str]:
    """Return what happened in a sentence, and when with how much in another."""
    prefix = "profile." if kind is Kind.EVENTS else ""
    names = (values.value(kind, prefix + key, content) for key in ("first_name", "last_name"))
    who = " ".join(name for name in names if name)
    if not who:
        ids = (
            values.value(kind, prefix + key, content)
            for key in ("email", "phone_number", "external_id")
        )
        who = next((each for each in ids if each), tr("Somebody"))
    if kind is Kind.PROFILES:
        return who, str(values.value(kind, "email", content) or "")
    metric = values.value(kind, "metric", content)
    amount = values.shown(values.value(kind, "value", content))
    currency = values.value(kind, "value_currency", content) or ""
    when = _moment(values.value(kind, "time", content))
    return f"{who} · {metric}", " · ".join(filter(None, (when, f"{amount} {currency}".strip())))


def pair_value(kind: Kind, pair: Pair, content: dict[str, Any]) -> str:
    """Return what a pair brought to a record."""
    value = values.value(kind, pair.target, content)
    if type_of(kind, pair) is not ValueType.TIME:
        return wording.value_words(value)
    return ", ".join(map(_moment, value)) if isinstance(value, list) else _moment(value)


def told(kind: Kind, pairs: Iterable[Pair], content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a record says, each with its name: property by property, and item by item."""
    lists: set[tuple[str, ...]] = set()
    for pair in pairs:
        name = pair.target.removeprefix(catalog.CUSTOM)
        found = listed(path_of(name)) if kind is Kind.EVENTS and name != pair.target else None
        items = entries_in(name, _properties(content)) if found is not None else []
        if found is None or not found.inner or not items:
            yield wording.target_label(kind, pair.target), pair_value(kind, pair, content)
        elif found.path not in lists:
            lists.add(found.path)
            for number, item in enumerate(items[:_ITEMS], 1):
                yield f"{'.'.join(found.path)} {number}", wording.value_words(item)
            if len(items) > _ITEMS:
                yield "", tr("and {count} more", count=grouped(len(items) - _ITEMS))


def _properties(content: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON value
    return content["attributes"]["events"]["data"][0]["attributes"]["properties"]


def remarks(kind: Kind, built: Built) -> tuple[str, ...]:
    """Return the problems of a record, and from which lines of the file it is one person."""
    lines = []
    for problem in built.problems:
        label = (
            f"{shortened(wording.target_label(kind, problem.target))}: " if problem.target else ""
        )
        sentence = wording.problem_words(problem).sentence
        lines.append(f"{_SIGNS[problem.severity]} {label}{sentence}")
    if built.lines:
        lines.append(
            tr("○ One person from file lines {lines}.", lines=", ".join(map(str, built.lines)))
        )
    return tuple(lines)


def _moment(iso: str | None) -> str:
    if not iso or len(iso) == _DATE_LENGTH:
        # What is sent as a date has no time of day that could be shown.
        return wording.moment_words(iso or "")
    if are_masked():
        return iso
    moment = datetime.fromisoformat(iso)
    return f"{long_day(moment)}, {clock(moment)}"
