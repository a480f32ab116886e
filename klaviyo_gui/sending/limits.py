"""The limits of an account that a run keeps to, one for each endpoint that it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.pace import JOB_LIMIT, LIMITS, Pace
from klaviyo_gui.sending.estimate import pace_seconds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.klaviyo.pace import Ledger
    from klaviyo_gui.store.spent import Spent

LOOKS: Final = "looks"
"""The name of what is spent on looks at jobs; what sends has the name of its kind."""


class Limits:
    """The paces of one run; all times are monotonic seconds.

    ``share`` is the part of the account's limits that is ours. ``spent`` is what other runs of this
    computer have left, None where that is not shared.
    """

    def __init__(self, share: float, spent: Spent | None = None, way: Way = Way.PRIVATE) -> None:
        self.share = share
        self._each = LIMITS[way]
        self._sends = {
            kind: Pace(limit, share, _ledger(spent, kind)) for kind, limit in self._each.items()
        }
        self._looks = Pace(JOB_LIMIT, share, _ledger(spent, LOOKS))

    def of(self, kind: Kind, *, is_look: bool = False) -> Pace:
        """Return the pace of requests that send this kind, or of looks at jobs."""
        return self._looks if is_look else self._sends[kind]

    def use_share(self, share: float) -> None:
        """Use this part of the account's limits from now on."""
        if share != self.share:
            self.share = share
            for pace in (*self._sends.values(), self._looks):
                pace.use_share(share)

    def is_for_more_than_a_second(self, requests: int) -> bool:
        """Tell whether so many requests are more than any second takes."""
        return requests > min(limit.burst for limit in self._each.values())

    def least_seconds(self, requests: Mapping[Kind, int]) -> float:
        """Return the least time in which so many requests of each kind can be sent."""
        return max(
            pace_seconds(requests.get(kind, 0), limit, self.share)
            for kind, limit in self._each.items()
        )


def _ledger(spent: Spent | None, limit: str) -> Ledger | None:
    return None if spent is None else spent.of(limit)
