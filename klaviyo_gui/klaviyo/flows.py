"""The flows of an account, as Klaviyo tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.flow import Flow
from klaviyo_gui.klaviyo.document import is_resource, part, text

if TYPE_CHECKING:
    from collections.abc import Iterable


def is_flow(resource: object) -> bool:
    """Tell whether this is a flow; one without a name is one, too."""
    return is_resource(resource, "flow")


def flows_in(resources: Iterable[dict[str, Any]]) -> list[Flow]:
    """Return the flows of an answer, which all are some."""
    return [
        Flow(
            text(each.get("id")),
            text(attributes.get("name")),
            text(attributes.get("status")),
            attributes.get("archived") is True,
            text(attributes.get("updated")),
        )
        for each in resources
        for attributes in (part(each, "attributes"),)
    ]
