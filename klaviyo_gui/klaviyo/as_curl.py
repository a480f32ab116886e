"""A request as a command for curl, to show to whoever helps; without any key, it sends nothing."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from klaviyo_gui.klaviyo import wire

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY_PLACE: Final = "YOUR-PRIVATE-KEY"
"""Stands where the key does: Klaviyo refuses it, so that a command run by mistake sends nothing."""

_ENDPOINTS: Final = {"events": wire.EVENTS, "profiles": wire.PROFILES}


def as_curl(kind: str, body: bytes) -> str:
    """Return a request of ``kind``, "events" or "profiles", for a shell as POSIX describes it."""
    return " \\\n  ".join(_parts(kind, body.decode()))


def _parts(kind: str, body: str) -> Iterator[str]:
    yield f"curl --request POST {shlex.quote(wire.HOST + _ENDPOINTS[kind].path)}"
    headers = {
        "Authorization": f"Klaviyo-API-Key {KEY_PLACE}",
        "Content-Type": wire.MEDIA_TYPE,
    } | wire.HEADERS
    for name, value in headers.items():
        if name != "User-Agent":
            yield f"--header {shlex.quote(f'{name}: {value}')}"
    yield f"--data-raw {shlex.quote(body)}"
