"""The pages below ``/practice/`` for whoever looks into a practice Klaviyo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.practice.answer import Answer, refusal
from klaviyo_gui.practice.request import QueryRefused

if TYPE_CHECKING:
    from klaviyo_gui.practice.browsed import FoundPeople, ShownPerson, TimelinePage, Written
    from klaviyo_gui.practice.holdings import Holdings
    from klaviyo_gui.practice.request import Request

JSON = "application/json"
BROWSED_MAX = 10_000
"""Things of one page."""

_BROWSED = 200
_LAST_NUMBER = 2**62


class Browsing:
    """Answers each page, or raises QueryRefused."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings

    def found(self, request: Request) -> Answer:
        """Show people found by a ``text``, those whom a flow would have ``written`` to alone."""
        after, limit = _part(request)
        return _answer(
            self._holdings.finding.found(
                request.query.get("text", ""),
                after,
                limit,
                only_written=bool(request.number("written", 0, 1)),
            )
        )

    def person(self, request: Request) -> Answer:
        """Show all that is known about the person of this ``number``."""
        person = self._holdings.timelines.person(request.number("number", 0, _LAST_NUMBER))
        if person is None:
            return refusal(404, "not_found", "Not found.", "There is no such person.")
        return _answer(person)

    def timeline(self, request: Request) -> Answer:
        """Show what happened to the ``person`` of this number, the newest first."""
        after, limit = _part(request)
        person = request.number("person", 0, _LAST_NUMBER)
        page = self._holdings.timelines.page(person, after, limit)
        if page is None:
            raise QueryRefused("after")
        return _answer(page)

    def written(self, _request: Request) -> Answer:
        """Show how many people would have got messages, by which flow."""
        return _answer(self._holdings.messages.written())


def _part(request: Request) -> tuple[int, int]:
    limit = request.number("limit", _BROWSED, BROWSED_MAX)
    if limit == 0:
        raise QueryRefused("limit")
    return request.number("after", 0, _LAST_NUMBER), limit


def _answer(content: FoundPeople | ShownPerson | TimelinePage | Written) -> Answer:
    return Answer(200, orjson.dumps(content), JSON)
