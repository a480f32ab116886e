"""The flows of a practice Klaviyo: what an event, or a new member of a list, sets going."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from klaviyo_gui.practice.ids import short_id
from klaviyo_gui.practice.metrics import metric_id
from klaviyo_gui.practice.shop import FOUND, INTEGRATIONS, STATUSES, Flow

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from klaviyo_gui.practice.database import Database

_COLUMNS = "id, name, status, archived, by_list, created, updated"
_SAVE = "INSERT INTO flows (id, name, status, archived, by_list, cause, created, updated)"


@dataclass(frozen=True, slots=True)
class StoredFlow:
    """A flow as it is shown; times are ISO 8601 texts."""

    id: str
    name: str
    status: str
    archived: bool
    by_list: bool
    created: str
    updated: str


class Flows:
    """Keeps the flows: those from before, and those that somebody has made or changed since."""

    def __init__(self, database: Database, found: Iterable[Flow]) -> None:
        self._database = database
        with database.transaction() as connection:
            connection.executemany(
                f"{_SAVE} VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [_row(flow, FOUND) for flow in found],
            )

    def save(self, flows: Iterable[Flow], at: str) -> None:
        """Make these flows, or change those of the same names."""
        with self._database.transaction() as connection:
            connection.executemany(
                f"{_SAVE} VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                " status = excluded.status, archived = excluded.archived,"
                " by_list = excluded.by_list, cause = excluded.cause, updated = excluded.updated",
                [_row(flow, at) for flow in flows],
            )

    def started_by(self, cause: str) -> list[StoredFlow]:
        """Return the flows that the metric, or the list, of this id starts."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM flows WHERE cause = ? ORDER BY number",  # noqa: S608 - constant
                (cause,),
            ).fetchall()
        return [_flow(row) for row in rows]


def told_flows(content: list[dict[str, Any]]) -> list[Flow]:
    """Return flows from what was told of them; or raise what says that it is not understood."""
    flows = []
    for told in content:
        integration = INTEGRATIONS[told.get("integration", "api")]
        flow = Flow(**{**told, "integration": integration})
        if flow.status not in STATUSES or bool(flow.metric) == bool(flow.list_id):
            raise ValueError(told)
        flows.append(flow)
    return flows


def live_flows(connection: sqlite3.Connection, cause: str) -> list[int]:
    """Return the numbers of the flows that send messages for this metric or list."""
    rows = connection.execute(
        "SELECT number FROM flows WHERE cause = ? AND status = 'live' AND NOT archived", (cause,)
    )
    return [number for (number,) in rows]


def _row(flow: Flow, at: str) -> tuple[str | bool, ...]:
    cause = flow.list_id or metric_id(flow.metric, flow.integration)
    by_list = bool(flow.list_id)
    return (
        short_id("flow", flow.name),
        flow.name,
        flow.status,
        flow.archived,
        by_list,
        cause,
        at,
        at,
    )


def _flow(row: tuple[Any, ...]) -> StoredFlow:
    flow_id, name, status, archived, by_list, created, updated = row
    return StoredFlow(flow_id, name, status, bool(archived), bool(by_list), created, updated)
