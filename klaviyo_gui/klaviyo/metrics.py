"""The kinds of event that an account knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from klaviyo_gui.klaviyo.document import is_resource, part, text

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric; two of one ``name`` may stand side by side, each of another ``integration``.

    Events that come by the API belong to the integration "API". ``updated`` is in ISO 8601.
    """

    id: str
    name: str
    integration: str
    updated: str = ""

    @property
    def is_of_api(self) -> bool:
        """Tell whether events that this program sends under the name belong to it."""
        return self.integration.casefold() == "api"


def is_metric(resource: object) -> bool:
    """Tell whether this is a metric, with a name by which its events would be known."""
    named = text(part(resource, "attributes").get("name"))
    return is_resource(resource, "metric") and bool(named)


def metrics_in(resources: Iterable[dict[str, Any]]) -> list[Metric]:
    """Return the metrics of an answer, which all are some."""
    return [
        Metric(
            text(each.get("id")),
            text(attributes.get("name")),
            text(part(attributes, "integration").get("name")),
            text(attributes.get("updated")),
        )
        for each in resources
        for attributes in (part(each, "attributes"),)
    ]
