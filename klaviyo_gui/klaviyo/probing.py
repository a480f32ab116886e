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

_REFUSED: Final = 400
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
    is_of_nothing: bool = False


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
        ),
        is_of_nothing=True,
    ),
    Permission.SEE_LISTS: _Trial(wire.LISTS, _ONE),
    Permission.SEE_PEOPLE: _Trial(wire.PEOPLE, _ONE),
}


def permissions_of(client: Client) -> dict[Permission, bool]:
    """Return what the key may be used for; what Klaviyo does not tell just now is left out."""
    found = {}
    for permission, trial in _TRIALS.items():
        may = _may_write(client, trial) if trial.is_write else _may_read(client, trial)
        if may is not None:
            found[permission] = may
    return found


def _may_read(client: Client, trial: _Trial) -> bool | None:
    """Return what was told by an answer, or by a 404 where nothing is to be found."""
    outcome = client.try_out(trial.endpoint, trial.query)
    is_missed = trial.is_of_nothing and _is_stop(outcome, _MISSING)
    if outcome.verdict is Verdict.ACCEPTED or is_missed:
        return True
    return False if _is_stop(outcome, _FORBIDDEN) else None


def _may_write(client: Client, trial: _Trial) -> bool | None:
    """Return what was told by a refusal of the body: whoever may not write never gets there."""
    outcome, is_of_body = client.try_empty(trial.endpoint)
    if outcome.verdict is Verdict.REFUSED and outcome.status == _REFUSED and is_of_body:
        return True
    return False if _is_stop(outcome, _FORBIDDEN) else None


def _is_stop(outcome: Outcome, status: int) -> bool:
    return outcome.verdict is Verdict.STOP and outcome.status == status
