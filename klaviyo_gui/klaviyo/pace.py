"""When the next request may start.

Two sliding windows are safe wherever Klaviyo's fixed windows begin, and spend the budget as early
as those allow: even spacing would take four times as long for a short run.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import Final

BURST_SECONDS: Final = 1.0
STEADY_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Limit:
    """The requests that one account may make of one endpoint in a second and in a minute."""

    burst: int
    steady: int


# The limits stand on the page of each endpoint; the windows on
# https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling
# https://developers.klaviyo.com/en/reference/bulk_create_events
EVENTS_LIMIT: Final = Limit(10, 150)
# https://developers.klaviyo.com/en/reference/bulk_import_profiles
PROFILES_LIMIT: Final = Limit(10, 150)
# https://developers.klaviyo.com/en/reference/get_bulk_import_profiles_job
JOB_LIMIT: Final = Limit(10, 150)
# https://developers.klaviyo.com/en/reference/get_errors_for_bulk_import_profiles_job
FAILURES_LIMIT: Final = Limit(10, 150)


class Pace:
    """The limiter of one account and endpoint; all times are monotonic seconds.

    ``share`` is the part of the limit that is ours, because the other programs of the account
    draw on the same one. At least one request is always ours.
    """

    def __init__(self, burst: int, steady: int, share: float = 0.8) -> None:
        self._limit = Limit(burst, steady)
        self._starts: deque[float] = deque(maxlen=max(burst, steady))
        self._held_until = -math.inf
        self.use_share(share)

    def use_share(self, share: float) -> None:
        """Use this part of the limit from now on; what was started before counts all the same."""
        if not 0 < share <= 1:
            raise ValueError("a share lies above 0 and goes up to 1")
        self._burst = _part(self._limit.burst, share)
        self._steady = _part(self._limit.steady, share)

    def wait(self, now: float) -> float:
        """Return the seconds until the next request may start, 0.0 for at once."""
        return max(0.0, self._next()[0] - now)

    def reason(self, now: float) -> str:
        """Return why there is a wait: "burst", "steady", "asked to wait", or "" for none."""
        due, reason = self._next()
        return reason if due > now else ""

    def take(self, now: float) -> None:
        """Count a request that starts now; the times given never go back."""
        self._starts.append(now)

    def hold(self, until: float) -> None:
        """Let nothing start before ``until``; an earlier moment shortens nothing."""
        self._held_until = max(self._held_until, until)

    def _next(self) -> tuple[float, str]:
        return max(
            (self._free(self._burst, BURST_SECONDS), "burst"),
            (self._free(self._steady, STEADY_SECONDS), "steady"),
            (self._held_until, "asked to wait"),
        )

    def _free(self, most: int, span: float) -> float:
        return self._starts[-most] + span if len(self._starts) >= most else -math.inf


def _part(limit: int, share: float) -> int:
    # Rounded first: 0.29 of 100 is 28.999999999999996 to the machine.
    return max(1, math.floor(round(limit * share, 9)))
