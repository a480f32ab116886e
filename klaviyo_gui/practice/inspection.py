"""The practice Klaviyo's own pages: they show what it holds, and steer what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.practice.answer import Answer, document, refusal

if TYPE_CHECKING:
    from klaviyo_gui.practice.request import Request

JSON = "application/json"
PAGE_MAX = 10_000
"""Things of one page."""

Shown = Callable[[int, int], tuple[list[bytes], int]]
"""Takes the number after which a page begins and how many things it may hold; returns them as
JSON, and the number of the last."""

View = Callable[["Request"], Answer]
"""Answers a request for a page of another form, or raises QueryRefused."""

Addition = Callable[[Any], None]
"""Takes a list of things to add, or raises ValueError, TypeError, KeyError or AttributeError, and
adds none, when one of them is not understood."""

_LAST_NUMBER = 2**62


class Inspection:
    """Answers below ``/practice/``, without key and limit, by the last word of the path."""

    def __init__(
        self,
        counts: Callable[[], dict[str, int]],
        pages: Mapping[str, Shown],
        views: Mapping[str, View],
        additions: Mapping[str, Addition],
    ) -> None:
        self._counts = counts
        self._pages = pages
        self._views = views
        self._additions = additions

    def answer(self, request: Request) -> Answer:
        """Answer one request, or raise QueryRefused."""
        word = request.path.removeprefix("/practice/")
        if request.method == "GET" and word == "counts":
            return Answer(200, orjson.dumps(self._counts()), JSON)
        if request.method == "GET" and word in self._pages:
            return _page(request, self._pages[word])
        if request.method == "GET" and word in self._views:
            return self._views[word](request)
        if request.method == "POST" and word in self._additions:
            return _added(word, self._additions[word], request.body or b"")
        return refusal(404, "not_found", "Not found.", "There is no such page.")


def _added(word: str, add: Addition, body: bytes) -> Answer:
    try:
        things = orjson.loads(body)
        add(things)
    except (ValueError, TypeError, KeyError, AttributeError):
        return refusal(400, "invalid", "Invalid input.", f"Expected a list of known {word}.")
    return document(200, {"added": len(things)})


def _page(request: Request, things: Shown) -> Answer:
    after = request.number("after", 0, _LAST_NUMBER)
    limit = request.number("limit", 1_000, PAGE_MAX)
    shown, last = things(after, limit)
    following = b"%d" % last if len(shown) == limit else b"null"
    return Answer(200, b'{"data":[%b],"next":%b}' % (b",".join(shown), following), JSON)
