"""The flows of an account, as Klaviyo tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.flow import Flow
from klaviyo_gui.klaviyo.document import part, text

if TYPE_CHECKING:
    from collections.abc import Iterable


def flows_in(resources: Iterable[dict[str, Any]]) -> list[Flow]:
    """Return the flows among the resources of an answer."""
    return [
        Flow(
            text(each.get("id")),
            text(attributes.get("name")),
            text(attributes.get("status")),
            attributes.get("archived") is True,
            text(attributes.get("updated")),
        )
        for each in resources
        if each.get("type") == "flow"
        for attributes in (part(each, "attributes"),)
    ]
