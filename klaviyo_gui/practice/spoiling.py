"""What each fault does to a request: before, instead of, or after its processing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.practice.answer import (
    Answer,
    Ending,
    document,
    failure,
    page,
    refusal,
    throttled,
)
from klaviyo_gui.practice.behaviour import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from klaviyo_gui.practice.request import Request

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
_BATCHES: Mapping[str, str] = {
    "/api/event-bulk-create-jobs": "events-bulk-create",
    "/api/profile-bulk-import-jobs": "profiles",
}


def _odd(answer: Answer) -> Answer:
    """Return an answer whose link to the next page has a form that nobody knows."""
    told = orjson.loads(answer.body) if answer.body else {}
    return document(answer.status, {"data": told.get("data"), "links": {"next": ["?"]}})


def _echo(request: Request) -> Answer:
    """Return the refusal of the first item, in words that quote the key."""
    said = f"Bad request with {request.headers.get('authorization', 'no key')}."
    batch = _BATCHES.get(request.path)
    pointer = f"/data/attributes/{batch}/data/0/attributes/email" if batch else "/data"
    answer = refusal(400, "invalid", "Invalid input.", said, pointer=pointer)
    return replace(answer, headers=(("X-Said", said),))


_AFTERWARDS: Mapping[Fault, Callable[[Answer], Answer]] = {
    Fault.ERROR_AFTER: lambda _answer: failure(),
    Fault.RESET_AFTER: partial(replace, ending=Ending.RESET),
    Fault.HANG_AFTER: partial(replace, ending=Ending.HANG),
    Fault.TRUNCATED: partial(replace, ending=Ending.TRUNCATED),
    Fault.ODD: _odd,
}


def spoilt(fault: Fault | None, request: Request, perform: Callable[[], Answer]) -> Answer:
    """Perform what is asked for as the fault has it, in full when there is none."""
    if fault is None:
        return perform()
    if fault is Fault.ECHO:
        return _echo(request)
    if fault in _INSTEAD:
        return _INSTEAD[fault]()
    return _AFTERWARDS[fault](perform())
