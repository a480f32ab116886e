"""The flows that were seen before a run began, as its facts hold them."""

from __future__ import annotations

from typing import Any

from klaviyo_gui.core.seen_flows import SeenFlows
from klaviyo_gui.store.flow_form import flow_as_json, flow_in
from klaviyo_gui.store.journal import SEEN


def seen_as_json(seen: SeenFlows) -> dict[str, Any]:
    """Return what was seen as plain values for JSON."""
    return {"names": list(seen.names), "flows": [flow_as_json(each) for each in seen.flows]}


def seen_in(facts: dict[str, Any]) -> SeenFlows | None:
    """Return what was seen; what is not whole is as good as never seen."""
    match facts.get(SEEN):
        case {"names": list(names), "flows": list(flows)}:
            try:
                return SeenFlows(tuple(map(str, names)), tuple(map(flow_in, flows)))
            except ValueError:
                return None
    return None
