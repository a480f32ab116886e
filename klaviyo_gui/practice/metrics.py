"""The metrics of a practice Klaviyo, and what properties their events have had."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.practice.ids import short_id
from klaviyo_gui.practice.shop import API, FOUND, KnownProperty

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from klaviyo_gui.practice.database import Database
    from klaviyo_gui.practice.received import Attributes
    from klaviyo_gui.practice.shop import Integration, Metric

# Recorded are "numeric" and "string"; "List" is the specification's example, the others a guess.
_TYPES = {bool: "boolean", int: "numeric", float: "numeric", str: "string", list: "List"}
_COLUMNS = "number, id, name, integration, created, updated"


@dataclass(frozen=True, slots=True)
class StoredMetric:
    """A metric as it is shown; ``updated`` is when its last event came, as an ISO 8601 text."""

    number: int
    id: str
    name: str
    integration: dict[str, Any]
    created: str
    updated: str


class Metrics:
    """Keeps the metrics: those from before, and those that events made."""

    def __init__(self, database: Database, found: Iterable[Metric]) -> None:
        self._database = database
        with database.transaction() as connection:
            for metric in found:
                number = _number(connection, metric.name, metric.integration, FOUND)
                _add_properties(connection, number, metric.properties)

    def listed(self, after: int, limit: int, integration: str | None) -> list[StoredMetric]:
        """Return metrics beyond the number ``after``, of one integration if it is named."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM metrics WHERE number > ?1"  # noqa: S608 - constant
                " AND (?2 IS NULL OR json_extract(integration, '$.name') = ?2)"
                " ORDER BY number LIMIT ?3",
                (after, integration, limit),
            ).fetchall()
        return [_metric(row) for row in rows]

    def found(self, wanted: str) -> StoredMetric | None:
        """Return the metric of this id, None when there is none."""
        with self._database.transaction() as connection:
            row = connection.execute(
                f"SELECT {_COLUMNS} FROM metrics WHERE id = ?",  # noqa: S608 - constant
                (wanted,),
            ).fetchone()
        return None if row is None else _metric(row)

    def properties(self, metric: StoredMetric) -> list[KnownProperty]:
        """Return the properties that events of the metric have had, in the order of their names."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                "SELECT name, type, sample FROM metric_properties WHERE metric = ? ORDER BY name",
                (metric.number,),
            ).fetchall()
        return [KnownProperty(name, type_, orjson.loads(sample)) for name, type_, sample in rows]


def metric_id(name: str, source: Integration) -> str:
    """Return the id of a metric."""
    return short_id("metric", source.key, name)


def note_events(connection: sqlite3.Connection, events: Iterable[Attributes], at: str) -> None:
    """Keep what stored events tell of their metrics.

    The type of a property stays what it was at first.
    """
    seen: dict[str, Attributes] = {}
    for event in events:
        values = seen.setdefault(event["metric"], {})
        values.update(event["properties"])
        for name in ("value", "value_currency"):
            if event.get(name) is not None:
                values[f"${name}"] = event[name]
    for metric, values in seen.items():
        known = [
            KnownProperty(
                name,
                _TYPES.get(type(value), "object"),
                value if isinstance(value, bool | int | float | str) else None,
            )
            for name, value in values.items()
        ]
        _add_properties(connection, _number(connection, metric, API, at), known)


def _number(connection: sqlite3.Connection, name: str, source: Integration, at: str) -> int:
    """Return the number of a metric that had an event then; it is made if there was none."""
    key = metric_id(name, source)
    connection.execute(
        "INSERT INTO metrics (id, name, integration, created, updated) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET updated = max(updated, excluded.updated)",
        (key, name, orjson.dumps(_integration(source)).decode(), at, at),
    )
    (number,) = connection.execute("SELECT number FROM metrics WHERE id = ?", (key,)).fetchone()
    return int(number)


def _integration(source: Integration) -> dict[str, Any]:
    category = {"name": source.category} if source.category_is_object else source.category
    shown = {**asdict(source), "category": category}
    del shown["category_is_object"]
    return shown


def _add_properties(
    connection: sqlite3.Connection, metric: int, properties: Iterable[KnownProperty]
) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO metric_properties VALUES (?, ?, ?, ?)",
        [(metric, each.name, each.inferred_type, orjson.dumps(each.sample)) for each in properties],
    )


def _metric(row: tuple[Any, ...]) -> StoredMetric:
    number, key, name, integration, created, updated = row
    return StoredMetric(number, key, name, orjson.loads(integration), created, updated)
