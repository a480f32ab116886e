"""When what somebody agreed to has to be looked at once more, in the middle of a run."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

QUIET_SECONDS: Final = 300.0
"""As long as an answer about accounts is good elsewhere (``KEPT_SECONDS``): who switches on a flow
looks at it for minutes, and a run that keeps sending is never quiet for so long."""


class Vigil:
    """Knows since when nothing was sent: a run that was paused, or slept, looks again.

    ``look`` raises FlowsChanged. It begins when what may start was looked at last. Of ``clocks``
    one stops on some systems while the computer sleeps, and the other may be put right meanwhile:
    what either of them shows counts, for one look too many does no harm.
    """

    def __init__(
        self,
        look: Callable[[], None] | None = None,
        clocks: tuple[Callable[[], float], ...] = (time.monotonic, time.time),
    ) -> None:
        self._look = look
        self._clocks = clocks
        self._was_paused = False
        self._since = self._now()

    @property
    def is_due(self) -> bool:
        """Tell whether nothing may be sent before somebody has looked."""
        if self._look is None:
            return False
        quiet = max(now - then for now, then in zip(self._now(), self._since, strict=True))
        return self._was_paused or quiet >= QUIET_SECONDS

    def note_pause(self) -> None:
        """Note that somebody let the run wait."""
        self._was_paused = True

    def note_request(self) -> None:
        """Note that something is sent now."""
        self._since = self._now()

    def look(self) -> None:
        """Look; raises FlowsChanged, and then nothing may be sent."""
        assert self._look is not None, "it is never due without"
        self._look()
        self._was_paused = False
        self._since = self._now()

    def _now(self) -> tuple[float, ...]:
        return tuple(clock() for clock in self._clocks)
