"""Questions that are asked again when Klaviyo asks to wait."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final, TypeVar

from klaviyo_gui.core.outcome import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from klaviyo_gui.core.outcome import Outcome

Found = TypeVar("Found")

TRIES: Final = 6
WAIT_MAX_SECONDS: Final = 30.0
"""Longer than the second that Klaviyo asks for as a rule, short enough for somebody who waits."""


def patiently(
    ask: Callable[[], tuple[Outcome, Found]], stop: threading.Event | None = None
) -> tuple[Outcome, Found]:
    """Return the answer to a question, asked at most ``TRIES`` times where a time to wait is named.

    ``stop`` ends the waiting; the last answer is then returned as it is.
    """
    stop = stop or threading.Event()
    outcome, found = ask()
    for _ in range(TRIES - 1):
        if outcome.verdict is not Verdict.WAIT or outcome.retry_after is None:
            break
        if stop.wait(min(outcome.retry_after, WAIT_MAX_SECONDS)):
            break
        outcome, found = ask()
    return outcome, found
