"""What each fault does to a write request: before, instead of, or after its processing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from klaviyo_gui.practice.answer import Answer, Ending, failure, page, throttled
from klaviyo_gui.practice.behaviour import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_INSTEAD: Mapping[Fault, Callable[[], Answer]] = {
    Fault.THROTTLED: partial(throttled, 1),
    Fault.ERROR_BEFORE: failure,
    Fault.RESET_BEFORE: partial(Answer, 0, ending=Ending.RESET),
    Fault.HANG_BEFORE: partial(Answer, 0, ending=Ending.HANG),
    Fault.HTML: partial(page, 200, "Sign in to this network"),
    # Recorded: klaviyo-api-python, issue 84.
    Fault.CHALLENGE: partial(page, 403, "Just a moment...", (("cf-mitigated", "challenge"),)),
    Fault.REDIRECT: partial(page, 302, "Found", (("Location", "/elsewhere"),)),
}
_AFTERWARDS: Mapping[Fault, Callable[[Answer], Answer]] = {
    Fault.ERROR_AFTER: lambda _answer: failure(),
    Fault.RESET_AFTER: partial(replace, ending=Ending.RESET),
    Fault.HANG_AFTER: partial(replace, ending=Ending.HANG),
    Fault.TRUNCATED: partial(replace, ending=Ending.TRUNCATED),
}


def spoilt(fault: Fault | None, perform: Callable[[], Answer]) -> Answer:
    """Perform a write as the fault has it, in full when there is none."""
    if fault is None:
        return perform()
    if fault in _INSTEAD:
        return _INSTEAD[fault]()
    return _AFTERWARDS[fault](perform())
