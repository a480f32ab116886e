"""What is in the body of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.practice.answer import refusal

if TYPE_CHECKING:
    from klaviyo_gui.practice.request import Request

BODY_MAX = 5_000_000
"""Bytes of a request; "5 MB" is read as the smaller of its two meanings."""

JSON_TYPES = ("application/vnd.api+json", "application/json")
"""The media types of a body; the second is shown working in Klaviyo's guides."""


def content_of(request: Request) -> Any:  # noqa: ANN401 - JSON
    """Return the document in the body, or the answer that refuses it."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in JSON_TYPES or "content-encoding" in request.headers:
        return refusal(
            415, "unsupported_media_type", "Unsupported media type.", "Expected plain JSON:API."
        )
    if request.body is None or len(request.body) > BODY_MAX:
        return refusal(
            413, "payload_too_large", "Payload too large.", "The payload is larger than 5 MB."
        )
    try:
        return orjson.loads(request.body)
    except orjson.JSONDecodeError:
        return refusal(
            400, "parse_error", "Malformed request.", "The payload provided is not valid JSON."
        )
