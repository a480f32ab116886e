"""The operations that show metrics."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from klaviyo_gui.practice.answer import Answer, document, not_found
from klaviyo_gui.practice.request import QueryRefused, Request
from klaviyo_gui.practice.resource import chosen, following_page, links, related

if TYPE_CHECKING:
    from klaviyo_gui.practice.metrics import Metrics, StoredMetric
    from klaviyo_gui.practice.shop import KnownProperty

PAGE_SIZE = 200
"""Metrics of a page; no other number can be asked for."""

METRICS_PATH = "/api/metrics"

_FILTER = re.compile(r"""equals\(integration\.(?P<by>name|category),(["'])(?P<value>[^"']*)\2\)""")
_VALUE = "$value"


class MetricReads:
    """Shows the metrics and their properties."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def metrics(self, request: Request) -> Answer:
        """Show a page of metrics, or raise QueryRefused."""
        if "page[size]" in request.query:
            raise QueryRefused("page[size]")
        start = request.page_start() or 0
        match = _FILTER.fullmatch(request.query.get("filter", "equals(integration.name,'')"))
        if match is None:
            raise QueryRefused("filter")
        # Recorded: a filter by category lets nothing through.
        shown = (
            self._metrics.listed(start, PAGE_SIZE + 1, match["value"] or None)
            if match["by"] == "name"
            else []
        )
        following = following_page(request, [each.number for each in shown], PAGE_SIZE)
        data = [_metric(each, request) for each in shown[:PAGE_SIZE]]
        return document(200, {"data": data, "links": links(request.address, following)})

    def properties(self, request: Request) -> Answer:
        """Show the properties of a metric, with a value of each if asked for; or QueryRefused."""
        asked = request.query.get("additional-fields[metric-property]")
        if asked not in {None, "sample_values"}:
            raise QueryRefused("additional-fields[metric-property]")
        metric = self._metrics.found(request.segments[2])
        if metric is None:
            return not_found("metric", request.segments[2])
        data = [
            _property(each, metric, request.origin, with_samples=asked is not None)
            for each in self._metrics.properties(metric)
        ]
        return document(200, {"data": data, "links": links(request.address, None)})


def _metric(metric: StoredMetric, request: Request) -> dict[str, Any]:
    address = f"{request.origin}{METRICS_PATH}/{metric.id}"
    attributes = {
        "name": metric.name,
        "created": metric.created,
        "updated": metric.updated,
        "integration": metric.integration,
    }
    return {
        "type": "metric",
        "id": metric.id,
        "attributes": chosen(attributes, request, "metric"),
        "relationships": related(address, "flow-triggers"),
        "links": {"self": f"{address}/"},
    }


def _property(
    known: KnownProperty, metric: StoredMetric, origin: str, *, with_samples: bool
) -> dict[str, Any]:
    key = blake2b(f"{metric.id}\0{known.name}".encode(), digest_size=16).hexdigest()
    samples = [] if known.sample is None else [known.sample]
    return {
        "type": "metric-property",
        "id": key,
        "attributes": {
            "label": f"{metric.name} Value" if known.name == _VALUE else known.name,
            "property": known.name,
            "inferred_type": known.inferred_type,
            "sample_values": samples if with_samples else None,
        },
        "relationships": {"metric": {"data": {"type": "metric", "id": metric.id}}},
        "links": {"self": f"{origin}/api/metric-properties/{key}/"},
    }
