"""Reads over loopback what a practice Klaviyo holds, for whoever looks into it."""

from __future__ import annotations

from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import orjson

from klaviyo_gui.core.errors import PracticeSilent
from klaviyo_gui.practice.browsed import (
    FlowMessages,
    FoundPeople,
    FoundPerson,
    Happening,
    ShownPerson,
    TimelinePage,
    Written,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE = 200
"""People or events that are asked for at a time: a few screens full."""

PATIENCE_SECONDS = 60.0
"""So long an answer may take: a search looks at everybody, and a busy computer at others first."""


class Visitor:
    """Reads the pages of the practice Klaviyo at this address; safe to ask from any thread.

    Everything raises PracticeSilent where nothing there answers as it should.
    """

    def __init__(self, address: str, patience: float = PATIENCE_SECONDS) -> None:
        self._place = urlsplit(address).netloc
        self._patience = patience

    def found(
        self, text: str = "", *, only_written: bool = False, after: int = 0, limit: int = PAGE
    ) -> FoundPeople:
        """Return people with whom each word of the text is found, capital letters or not.

        With ``only_written`` they are those to whom a live flow would have written.
        """
        asked: dict[str, str | int] = {"text": text, "written": int(only_written)}
        page = self._read("found", {**asked, "after": after, "limit": limit})
        people = [FoundPerson(**{**each, "flows": tuple(each["flows"])}) for each in page["people"]]
        return FoundPeople(tuple(people), page["following"], page["found"])

    def person(self, number: int) -> ShownPerson:
        """Return all that is known about the person of this number."""
        found = self._read("person", {"number": number})
        return ShownPerson(**{**found, "messages": _messages(found["messages"])})

    def timeline(self, person: int, *, after: int = 0, limit: int = PAGE) -> TimelinePage:
        """Return what happened to the person of this number, the newest first."""
        page = self._read("timeline", {"person": person, "after": after, "limit": limit})
        happenings = [
            Happening(**{**each, "flows": tuple(each["flows"])}) for each in page["happenings"]
        ]
        return TimelinePage(tuple(happenings), page["following"])

    def written(self) -> Written:
        """Return how many people would have got messages, and by which flows."""
        found = self._read("written", {})
        return Written(found["people"], _messages(found["flows"]))

    def is_bad_day(self) -> bool:
        """Tell whether it is slow, flaky and rude just now."""
        return self._read("bad-day", {})["is_on"] is True

    def set_bad_day(self, *, is_on: bool) -> None:
        """Let it be slow, flaky and rude, or no longer."""
        self._ask("POST", "bad-day", orjson.dumps({"is_on": is_on}))

    def _read(self, page: str, query: Mapping[str, str | int]) -> Any:  # noqa: ANN401 - JSON
        return self._ask("GET", f"{page}?{urlencode(query, errors='replace')}")

    def _ask(self, method: str, page: str, said: bytes | None = None) -> Any:  # noqa: ANN401 - JSON
        try:
            with closing(HTTPConnection(self._place, timeout=self._patience)) as connection:
                connection.request(method, f"/practice/{page}", said)
                answer = connection.getresponse()
                body = answer.read()
            if answer.status != HTTPStatus.OK:
                raise PracticeSilent(f"{answer.status} {answer.reason}")
            return orjson.loads(body)
        except (OSError, HTTPException, orjson.JSONDecodeError) as error:
            raise PracticeSilent(str(error) or type(error).__name__) from error


def _messages(told: list[dict[str, Any]]) -> tuple[FlowMessages, ...]:
    return tuple(FlowMessages(**each) for each in told)
