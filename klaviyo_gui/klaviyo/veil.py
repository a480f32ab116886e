"""Keeps a key out of all that is read of an answer, whoever quotes it there."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from klaviyo_gui.klaviyo.answer import Reply

COVER: Final = "(your key)"
"""What stands in place of the key; JSON needs no escape for it."""

_LEAST: Final = 8
"""Characters; what is shorter is no key (Klaviyo's have some 40), and may be part of any word."""


class Veil:
    """Covers one key: an error that quotes a header would carry it into journals and results."""

    def __init__(self, key: str) -> None:
        is_key = len(key) >= _LEAST
        self._written = re.compile("".join(map(_as_written, key))) if is_key else None

    def over(self, reply: Reply) -> Reply:
        """Return the answer without the key."""
        if self._written is None:
            return reply
        cover = partial(self._written.sub, COVER)
        return replace(
            reply,
            headers={cover(name): cover(value) for name, value in reply.headers.items()},
            content_type=cover(reply.content_type),
            # Each byte is one character so, and comes back as it was.
            body=cover(reply.body.decode("latin-1")).encode("latin-1"),
        )


def _as_written(character: str) -> str:
    """Return what a character may be in JSON: itself, escaped by a sign, or by its number."""
    number = f"(?i:{ord(character):04x})"
    return rf"(?:\\?{re.escape(character)}|\\u{number})"
