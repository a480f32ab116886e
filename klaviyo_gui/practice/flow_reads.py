"""The operations that show which flows something starts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from klaviyo_gui.practice.answer import Answer, document, not_found
from klaviyo_gui.practice.resource import chosen, links, related

if TYPE_CHECKING:
    from klaviyo_gui.practice.flows import Flows, StoredFlow
    from klaviyo_gui.practice.lists import Lists
    from klaviyo_gui.practice.metrics import Metrics
    from klaviyo_gui.practice.request import Request


class FlowReads:
    """Shows the flows that a metric or a list starts, those that are off too."""

    def __init__(self, flows: Flows, metrics: Metrics, lists: Lists) -> None:
        self._flows = flows
        self._metrics = metrics
        self._lists = lists

    def of_metric(self, request: Request) -> Answer:
        """Show the flows that a metric starts, or raise QueryRefused."""
        metric = request.segments[2]
        if self._metrics.found(metric) is None:
            return not_found("metric", metric)
        return self._started_by(metric, request)

    def of_list(self, request: Request) -> Answer:
        """Show the flows that a new member of a list starts, or raise QueryRefused."""
        list_id = request.segments[2]
        if self._lists.unknown([list_id]):
            return not_found("list", list_id)
        return self._started_by(list_id, request)

    def _started_by(self, cause: str, request: Request) -> Answer:
        data = [_flow(each, request) for each in self._flows.started_by(cause)]
        return document(200, {"data": data, "links": links(request.address, None)})


def _flow(flow: StoredFlow, request: Request) -> dict[str, Any]:
    address = f"{request.origin}/api/flows/{flow.id}"
    attributes = {
        "name": flow.name,
        "status": flow.status,
        "archived": flow.archived,
        "created": flow.created,
        "updated": flow.updated,
        "trigger_type": "Added to List" if flow.by_list else "Metric",
    }
    return {
        "type": "flow",
        "id": flow.id,
        "attributes": chosen(attributes, request, "flow"),
        "relationships": related(address, "flow-actions", "tags"),
        "links": {"self": f"{address}/"},
    }
