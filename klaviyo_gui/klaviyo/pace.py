"""When the next request may start.

Two sliding windows are safe wherever Klaviyo's fixed windows begin, and spend the budget as early
as those allow: even spacing would take four times as long for a short run. A request is counted
by Klaviyo at some moment between its start and its answer, so it takes its place in both windows
from the one until a whole window after the other: however late some arrive, and however many of
them together, they never meet more of their kind than the limit.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import Final, Protocol

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.way import Way

BURST_SECONDS: Final = 1.0
STEADY_SECONDS: Final = 60.0

# Two clocks never run alike; one that is being set right may run faster by 1 in 2,000
# (https://man7.org/linux/man-pages/man2/adjtimex.2.html, frequency adjustments).
MARGIN: Final = 0.001
"""The part of a window by which ours is longer than Klaviyo's."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The requests that one account may make of one endpoint in a second and in a minute."""

    burst: int
    steady: int

    def part(self, share: float) -> Limit:
        """Return what of it is ours by a share above 0 and up to 1: one request at least."""
        return Limit(_part(self.burst, share), _part(self.steady, share))


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

# https://developers.klaviyo.com/en/reference/create_client_event
CLIENT_EVENTS_LIMIT: Final = Limit(350, 3_500)
# https://developers.klaviyo.com/en/reference/create_client_profile
CLIENT_PROFILES_LIMIT: Final = Limit(350, 3_500)

LIMITS: Final = {
    Way.PRIVATE: {Kind.EVENTS: EVENTS_LIMIT, Kind.PROFILES: PROFILES_LIMIT},
    Way.PUBLIC: {Kind.EVENTS: CLIENT_EVENTS_LIMIT, Kind.PROFILES: CLIENT_PROFILES_LIMIT},
}
"""The limits of what sends, by the way in which it does."""


class Ledger(Protocol):
    """Keeps what was spent of one limit, for whoever sends next; monotonic seconds."""

    @property
    def ended(self) -> tuple[float, ...]:
        """Return when requests had their answers, in order."""

    @property
    def held_until(self) -> float:
        """Return before when nothing may start."""

    def take(self) -> None:
        """Keep that a request starts."""

    def settle(self, end: float) -> None:
        """Keep when one of those on their way had its answer."""

    def hold(self, until: float) -> None:
        """Keep that nothing may start before a moment."""


class Pace:
    """The limiter of one account and endpoint; all times are monotonic seconds.

    ``share`` is the part of the limit that is ours, because the other programs of the account
    draw on the same one. At least one request is always ours. ``ledger`` knows what other runs
    of this computer have spent, and is told what this one spends.
    """

    def __init__(self, limit: Limit, share: float = 0.8, ledger: Ledger | None = None) -> None:
        self._limit = limit
        self._ledger = ledger
        self._ended = deque(ledger.ended if ledger else (), maxlen=max(limit.burst, limit.steady))
        self._flying = 0
        self._held_until = ledger.held_until if ledger else -math.inf
        self.use_share(share)

    def use_share(self, share: float) -> None:
        """Use this part of the limit from now on; what went before counts all the same."""
        if not 0 < share <= 1:
            raise ValueError("a share lies above 0 and goes up to 1")
        self._ours = self._limit.part(share)

    def wait(self, now: float) -> float:
        """Return the seconds until the next request may start, 0.0 for at once.

        They are infinite where that depends on the answers to requests that are on their way.
        """
        return max(0.0, self._next()[0] - now)

    def reason(self, now: float) -> str:
        """Return why there is a wait: "burst", "steady", "asked to wait", or "" for none.

        For requests on their way there is none: their answers are to come first.
        """
        due, reason = self._next()
        return reason if now < due < math.inf else ""

    def take(self) -> None:
        """Count a request that starts now."""
        self._flying += 1
        if self._ledger:
            self._ledger.take()

    def settle(self, now: float) -> None:
        """Note that one of the requests on their way is over; the times given never go back."""
        if not self._flying:
            return
        self._flying -= 1
        self._ended.append(now)
        if self._ledger:
            self._ledger.settle(now)

    def hold(self, until: float) -> None:
        """Let nothing start before ``until``; an earlier moment shortens nothing."""
        self._held_until = max(self._held_until, until)
        if self._ledger:
            self._ledger.hold(self._held_until)

    def _next(self) -> tuple[float, str]:
        return max(
            (self._free(self._ours.burst, BURST_SECONDS), "burst"),
            (self._free(self._ours.steady, STEADY_SECONDS), "steady"),
            (self._held_until, "asked to wait"),
        )

    def _free(self, most: int, span: float) -> float:
        places = most - self._flying
        if places <= 0:
            return math.inf
        if len(self._ended) < places:
            return -math.inf
        return self._ended[-places] + span * (1 + MARGIN)


def _part(limit: int, share: float) -> int:
    # Rounded first: 0.29 of 100 is 28.999999999999996 to the machine.
    return max(1, math.floor(round(limit * share, 9)))
