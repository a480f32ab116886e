"""The switch of a bad day: slow, flaky and rude, as long as somebody wants to see that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from klaviyo_gui.practice.answer import Answer, document

if TYPE_CHECKING:
    from klaviyo_gui.practice.faults import FaultQueue
    from klaviyo_gui.practice.request import Request

BAD_DAY_SEED: Final = 1
BAD_DAY_SECONDS: Final = 0.5
"""How much later than it could each answer comes."""


class BadDay:
    """Turns the faults of a bad day on and off; otherwise answers come late by ``slow_seconds``."""

    def __init__(self, faults: FaultQueue, slow_seconds: float) -> None:
        self._faults = faults
        self._usual = slow_seconds
        self.late = slow_seconds

    def show(self, _request: Request) -> Answer:
        """Show whether it is one."""
        return document(200, {"is_on": self._faults.is_bad_day})

    def switch(self, told: Any) -> None:  # noqa: ANN401 - JSON
        """Begin or end it, as ``is_on`` says; raises KeyError and TypeError for anything else."""
        is_on = told["is_on"]
        if not isinstance(is_on, bool):
            raise TypeError(is_on)
        self._faults.set_bad_day(BAD_DAY_SEED if is_on else None)
        self.late = BAD_DAY_SECONDS if is_on else self._usual
