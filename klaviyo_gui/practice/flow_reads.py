"""The operations that show which flows something starts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from klaviyo_gui.practice.answer import Answer, document, not_found
from klaviyo_gui.practice.documents import chosen, links

if TYPE_CHECKING:
    from klaviyo_gui.practice.flows import Flows, StoredFlow
    from klaviyo_gui.practice.metrics import Metrics
    from klaviyo_gui.practice.request import Request


class FlowReads:
    """Shows the flows that a metric starts."""

    def __init__(self, flows: Flows, metrics: Metrics) -> None:
        self._flows = flows
        self._metrics = metrics

    def of_metric(self, request: Request) -> Answer:
        """Show the flows that a metric starts, those that are off too; or raise QueryRefused."""
        metric = request.segments[2]
        if self._metrics.found(metric) is None:
            return not_found("metric", metric)
        return self._started_by(metric, request)

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
        "relationships": {
            part: {
                "links": {
                    "self": f"{address}/relationships/{part}/",
                    "related": f"{address}/{part}/",
                }
            }
            for part in ("flow-actions", "tags")
        },
        "links": {"self": f"{address}/"},
    }
