"""The kinds of event that an account knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from klaviyo_gui.klaviyo.document import part, text

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


def metrics_in(resources: Iterable[dict[str, Any]]) -> list[Metric]:
    """Return the metrics among the resources of an answer."""
    found = (
        Metric(
            text(each.get("id")),
            text(attributes.get("name")),
            text(part(attributes, "integration").get("name")),
            text(attributes.get("updated")),
        )
        for each in resources
        if each.get("type") == "metric"
        for attributes in (part(each, "attributes"),)
    )
    return [metric for metric in found if metric.id and metric.name]
