"""What a key may be used for, found out without changing anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from klaviyo_gui.core.outcome import Verdict
from klaviyo_gui.core.permission import Permission
from klaviyo_gui.klaviyo import wire

if TYPE_CHECKING:
    from collections.abc import Mapping

    from klaviyo_gui.core.outcome import Outcome
    from klaviyo_gui.klaviyo.client import Client

_FORBIDDEN: Final = 403
_MISSING: Final = 404
_ONE: Final = {"page[size]": "1"}
_NO_METRIC: Final = "000000"
"""Six characters, as an id has; Klaviyo asks for the scopes before it looks for the metric."""


@dataclass(frozen=True, slots=True)
class _Trial:
    endpoint: wire.Endpoint
    query: Mapping[str, str] | None = None
    is_write: bool = False


_TRIALS: Final = {
    # An empty document is refused after the scopes were asked for, and nothing comes of it.
    Permission.SEND_EVENTS: _Trial(wire.EVENTS, is_write=True),
    Permission.SEND_PEOPLE: _Trial(wire.PROFILES, is_write=True),
    Permission.FOLLOW_PEOPLE: _Trial(wire.JOBS, _ONE),
    Permission.SEE_METRICS: _Trial(wire.METRICS),
    Permission.SEE_FLOWS: _Trial(
        wire.Endpoint(
            wire.METRIC_FLOWS.path.format(metric=_NO_METRIC),
            wire.METRIC_FLOWS.success,
            wire.METRIC_FLOWS.content,
        )
    ),
    Permission.SEE_LISTS: _Trial(wire.LISTS, _ONE),
    Permission.SEE_PEOPLE: _Trial(wire.PEOPLE, _ONE),
}


def permissions_of(client: Client) -> dict[Permission, bool]:
    """Return what the key may be used for; what Klaviyo does not tell just now is left out."""
    found = {}
    for permission, trial in _TRIALS.items():
        may = _may(_tried(client, trial))
        if may is not None:
            found[permission] = may
    return found


def _tried(client: Client, trial: _Trial) -> Outcome:
    if trial.is_write:
        return client.try_empty(trial.endpoint)
    return client.try_out(trial.endpoint, trial.query)


def _may(outcome: Outcome) -> bool | None:
    if outcome.verdict is Verdict.STOP:
        return {_FORBIDDEN: False, _MISSING: True}.get(outcome.status)
    return True if outcome.verdict in {Verdict.ACCEPTED, Verdict.REFUSED} else None
