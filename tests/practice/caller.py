"""A plain HTTP client on one kept-open connection."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Page = TypeVar("Page")

EVENTS = "/api/event-bulk-create-jobs"
PROFILES = "/api/profile-bulk-import-jobs"
HEADERS = {
    "Authorization": "Klaviyo-API-Key pk_practice",
    "revision": "2026-07-15",
    "Content-Type": "application/vnd.api+json",
}


PAGES_MAX = 1_000
"""More pages than any test has: pages without an end fail, where they would hang."""


def each_page(first: Any, read: Callable[[Any], tuple[Page, Any]]) -> Iterator[Page]:
    """Yield page after page; ``read`` gives one, and where the next begins if there is one."""
    at = first
    for _ in range(PAGES_MAX):
        page, at = read(at)
        yield page
        if not at:
            return
    raise AssertionError("the pages have no end")


@dataclass(frozen=True)
class Reply:
    status: int
    headers: http.client.HTTPMessage
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def problems(self) -> list[tuple[str, str]]:
        return [(each["source"]["pointer"], each["detail"]) for each in self.json["errors"]]


class Caller:
    def __init__(self, address: str, timeout: float = 30) -> None:
        self.connection = http.client.HTTPConnection(
            address.removeprefix("http://"), timeout=timeout
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.connection.close()

    def send(
        self, method: str, target: str, body: bytes | None = None, **headers: str | None
    ) -> Reply:
        """Send a request; a header given as None is left out."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {name: value for name, value in {**HEADERS, **named}.items() if value is not None}
        self.connection.request(method, target, body, sent)
        answer = self.connection.getresponse()
        return Reply(answer.status, answer.headers, answer.read())

    def get(self, target: str, **headers: str | None) -> Reply:
        return self.send("GET", target, **headers)

    def pages(self, target: str) -> list[list[dict[str, Any]]]:
        """Return what is on this page and on all that follow it."""

        def read(target: str) -> tuple[list[dict[str, Any]], str]:
            page = self.get(target).json
            parts = urlsplit(page["links"]["next"] or "")
            return page["data"], parts.query and f"{parts.path}?{parts.query}"

        return list(each_page(target, read))

    def post(self, target: str, content: object, **headers: str | None) -> Reply:
        return self.send("POST", target, json.dumps(content).encode(), **headers)

    def counts(self) -> dict[str, int]:
        counts: dict[str, int] = self.get("/practice/counts").json
        return counts

    def stored(self, kind: str) -> list[dict[str, Any]]:
        data: list[dict[str, Any]] = self.get(f"/practice/{kind}").json["data"]
        return data
