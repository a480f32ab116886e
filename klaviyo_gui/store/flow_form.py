"""A flow, as files of ours hold it."""

from __future__ import annotations

from typing import Any

from klaviyo_gui.core.flow import Flow


def flow_as_json(flow: Flow) -> list[Any]:
    """Return a flow as plain values for JSON."""
    return [flow.id, flow.name, flow.status, flow.is_archived, flow.updated]


def flow_in(note: object) -> Flow:
    """Return the flow that was kept so; raises ValueError."""
    match note:
        case [str(id_), str(name), str(status), bool(is_archived), str(updated)]:
            return Flow(id_, name, status, is_archived, updated)
    raise ValueError(note)
