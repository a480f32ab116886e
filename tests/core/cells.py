"""What the tests of the core share: one cell converted, one row built."""

from datetime import UTC, datetime

import orjson

from klaviyo_gui.core.conversion import Conversion
from klaviyo_gui.core.convert import converter
from klaviyo_gui.core.mapping import Column, Kind, Mapping, Options, Pair, ValueType
from klaviyo_gui.core.record import Plan, compile_plan

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEXT_OPTIONS = Options("UTC")
"""A zone is said, so that what is not about zones says nothing of them."""


def converted(text, to, options=TEXT_OPTIONS, *, target=None, **conversion):
    """Return the value of one cell and the codes of its problems; a time is that of an event."""
    problems = []
    target = target or ("time" if to == "time" else "target")
    convert = converter(target, ValueType(to), options, NOW, Conversion(**conversion))
    value = convert(text, problems)
    return value, [problem.code.value for problem in problems]


def pairs(drawn):
    """Return pairs from ``{target: column name or source}``."""
    return tuple(
        Pair(target, Column(source) if isinstance(source, str) else source)
        for target, source in drawn.items()
    )


def event_mapping(drawn, options=TEXT_OPTIONS):
    return Mapping(events=pairs(drawn), options=options)


def profile_mapping(drawn, options=TEXT_OPTIONS):
    return Mapping(profiles=pairs(drawn), options=options)


def build(mapping, row, *, planned_at=NOW, is_history=True, history_before=None):
    """Return the record of one row, drawn as ``{column: cell}``."""
    plan = Plan(mapping, tuple(row), planned_at, is_history, history_before=history_before)
    kind = Kind.EVENTS if mapping.events else Kind.PROFILES
    return compile_plan(plan, kind)(tuple(row.values()))


def codes(record):
    return [problem.code.value for problem in record.problems]


def attributes(record):
    """Return the attributes of a record that is sent."""
    return orjson.loads(record.body)["attributes"]


def event(record):
    """Return the one event of an event record."""
    (found,) = attributes(record)["events"]["data"]
    return found["attributes"]


def person(record):
    """Return the attributes of the person of an event record."""
    return attributes(record)["profile"]["data"]["attributes"]
