"""The properties of an event itself."""

from __future__ import annotations

from klaviyo_gui.core.catalog.limits import METRIC_NAME_MAX, UNIQUE_ID_MAX
from klaviyo_gui.core.catalog.names import hints, names
from klaviyo_gui.core.catalog.target import Group, Target
from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.language import mark, told

WHAT = (
    Target(
        "metric",
        Group.WHAT,
        mark("Event name"),
        ValueType.TEXT,
        mark("What happened, such as Placed Order. A new name creates a new metric for good."),
        "Placed Order",
        names("metric"),
        is_required=True,
        legacy="event",
        limit=told("At most {count} characters; capitals count.", count=METRIC_NAME_MAX),
        hints=hints("metric"),
    ),
    Target(
        "time",
        Group.WHAT,
        mark("Time"),
        ValueType.TIME,
        mark("When it happened. Events of which nothing says it can get the time of sending."),
        "2022-11-08T00:00:00+00:00",
        names("time"),
        is_advised=True,
        legacy="time",
        limit=mark("After 1990, at most a year ahead, kept to the second."),
        importer=("Timestamp",),
        hints=hints("time"),
    ),
    Target(
        "value",
        Group.WHAT,
        mark("Value"),
        ValueType.NUMBER,
        mark("The amount of money, as a number; it becomes revenue."),
        "150.75",
        names("value"),
        is_advised=True,
        legacy="$value",
        limit=mark("A number, without a sign of currency."),
        importer=("$value",),
        hints=hints("value"),
    ),
    Target(
        "value_currency",
        Group.WHAT,
        mark("Currency"),
        ValueType.TEXT,
        mark("Three letters by ISO 4217."),
        "USD",
        names("value_currency"),
        legacy="$value_currency",
        limit=mark("Three letters."),
    ),
    Target(
        "unique_id",
        Group.WHAT,
        mark("Event id"),
        ValueType.TEXT,
        mark(
            "Makes this event recognisable, such as the order number: it is then counted once. "
            "Without it an id is made from the content."
        ),
        "31625",
        names("unique_id"),
        is_advised=True,
        legacy="$event_id",
        limit=told("At most {count} characters.", count=UNIQUE_ID_MAX),
        importer=("$event_id",),
        hints=hints("unique_id"),
    ),
)
