"""The practice Klaviyo's own pages: what it has stored, and which faults it is to make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.practice.answer import Answer, document, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from klaviyo_gui.practice.faults import FaultQueue
    from klaviyo_gui.practice.request import Request
    from klaviyo_gui.practice.store import Store

JSON = "application/json"
PAGE_MAX = 10_000
"""Things of one page."""

_LAST_NUMBER = 2**62


class Inspection:
    """Answers below ``/practice``, without key and limit."""

    def __init__(
        self, store: Store, faults: FaultQueue, counts: Callable[[], dict[str, int]]
    ) -> None:
        self._store = store
        self._faults = faults
        self._counts = counts

    def answer(self, request: Request) -> Answer:
        """Answer one request, or raise QueryRefused."""
        match request.method, request.path:
            case "GET", "/practice/counts":
                return Answer(200, orjson.dumps(self._counts()), JSON)
            case "GET", "/practice/events":
                return _page(request, self._store.events)
            case "GET", "/practice/people":
                return _page(request, self._store.people)
            case "POST", "/practice/faults":
                return self._add_faults(request.body or b"")
        return refusal(404, "not_found", "Not found.", "There is no such page.")

    def _add_faults(self, body: bytes) -> Answer:
        try:
            names = orjson.loads(body)
            self._faults.add(names)
        except (ValueError, TypeError):
            return refusal(400, "invalid", "Invalid input.", "Expected a list of known faults.")
        return document(200, {"added": len(names)})


def _page(request: Request, things: Callable[[int, int], tuple[list[bytes], int]]) -> Answer:
    after = request.number("after", 0, _LAST_NUMBER)
    limit = request.number("limit", 1_000, PAGE_MAX)
    shown, last = things(after, limit)
    following = b"%d" % last if len(shown) == limit else b"null"
    return Answer(200, b'{"data":[%b],"next":%b}' % (b",".join(shown), following), JSON)
