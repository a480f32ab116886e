"""What the practice Klaviyo says to one request."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from klaviyo_gui.practice.shape import Problem

JSON_API = "application/vnd.api+json"
"""The media type of the API's documents."""


class Ending(Enum):
    """What becomes of the connection: WHOLE answers go out, the others are faults."""

    WHOLE = auto()
    TRUNCATED = auto()
    RESET = auto()
    HANG = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a body and the headers beside those that every answer has.

    It goes out ``late`` by so many seconds.
    """

    status: int
    body: bytes = b""
    media_type: str = JSON_API
    headers: tuple[tuple[str, str], ...] = ()
    ending: Ending = Ending.WHOLE
    late: float = 0.0


def document(status: int, content: object) -> Answer:
    """Return a JSON answer."""
    return Answer(status, orjson.dumps(content))


def refusal(status: int, code: str, title: str, detail: str, **source: str) -> Answer:
    """Return an answer with one error; its source is ``/data`` unless told otherwise."""
    return document(
        status, {"errors": [_error(status, code, title, detail, source or {"pointer": "/data"})]}
    )


def invalid(problems: Sequence[Problem]) -> Answer:
    """Return the refusal of a request for what is wrong with its items."""
    return document(
        400,
        {
            "errors": [
                _error(
                    400, "invalid", "Invalid input.", problem.detail, {"pointer": problem.pointer}
                )
                for problem in problems
            ]
        },
    )


def forbidden(scopes: Collection[str]) -> Answer:
    """Return the answer to a key without these scopes.

    Its code and words are a guess: the vocabulary is not published, and only ``forbidden`` has
    been recorded, of something else. Nobody should branch on more than the status.
    """
    named = ", ".join(sorted(scopes))
    return refusal(
        403,
        "permission_denied",
        "You do not have permission to perform this action.",
        f"The API key is missing the scopes that this operation requires: {named}.",
    )


def not_found(kind: str, wanted: str) -> Answer:
    """Return the answer to who asks for a thing of an id that there is not."""
    return refusal(404, "not_found", "Not found.", f"A {kind} with id {wanted} not found.")


def throttled(seconds: int) -> Answer:
    """Return the answer to a request beyond the limit, as recorded from the real API."""
    unit = "second" if seconds == 1 else "seconds"
    error = _error(
        429,
        "throttled",
        "Request was throttled.",
        f"Request was throttled. Expected available in {seconds} {unit}.",
        {"pointer": "/data"},
    )
    error["links"] = {
        "type": "https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling#rate-limits"
    }
    error["meta"] = []
    body = orjson.dumps({"errors": [error]})
    return Answer(429, body, headers=(("Retry-After", str(seconds)),))


def failure() -> Answer:
    """Return the answer of a server that met an error of its own."""
    return refusal(500, "error", "A server error occurred.", "A server error occurred.")


def page(status: int, title: str, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """Return a web page, as something between the sender and the API would send it."""
    body = f"<!doctype html><html><head><title>{title}</title></head><body>{title}</body></html>"
    return Answer(status, body.encode(), "text/html; charset=utf-8", headers)


def _error(
    status: int, code: str, title: str, detail: str, source: dict[str, str]
) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "status": status,
        "code": code,
        "title": title,
        "detail": detail,
        "source": source,
    }
