"""One request as the practice Klaviyo sees it."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE_SIZE = 20
"""Items of a page unless asked for another number."""

PAGE_SIZE_MAX = 100
"""The most items that may be asked for."""


class QueryRefused(Exception):
    """A member of the query cannot be understood."""

    def __init__(self, parameter: str) -> None:
        super().__init__(parameter)
        self.parameter = parameter


@dataclass(frozen=True, slots=True)
class Request:
    """A method, a target and what came with them; header names are in lower case.

    ``body`` is None when it was larger than any request may be.
    """

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes | None
    origin: str
    path: str = field(init=False)
    query: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.target)
        object.__setattr__(self, "path", parts.path.rstrip("/"))
        object.__setattr__(self, "query", dict(parse_qsl(parts.query, keep_blank_values=True)))

    @property
    def segments(self) -> list[str]:
        """Return the parts of the path between the slashes."""
        return self.path.split("/")[1:]

    @property
    def address(self) -> str:
        """Return the whole address that was asked for."""
        return f"{self.origin}{self.target}"

    def number(self, name: str, default: int, most: int) -> int:
        """Return a member of the query as a number from 0 to ``most``, or raise QueryRefused."""
        text = self.query.get(name)
        if text is None:
            return default
        if not (text.isascii() and text.isdigit()) or int(text) > most:
            raise QueryRefused(name)
        return int(text)

    def page_size(self, default: int = PAGE_SIZE, most: int = PAGE_SIZE_MAX) -> int:
        """Return how many items a page is to hold, or raise QueryRefused."""
        size = self.number("page[size]", default, most)
        if size == 0:
            raise QueryRefused("page[size]")
        return size

    def page_start(self) -> int | None:
        """Return the number after which the page begins, None for the first; or QueryRefused."""
        cursor = self.query.get("page[cursor]")
        if cursor is None:
            return None
        try:
            words = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        except (binascii.Error, UnicodeError) as error:
            raise QueryRefused("page[cursor]") from error
        kind, _colons, number = words.partition("::id::")
        if kind != "next" or not number.isdigit():
            raise QueryRefused("page[cursor]")
        return int(number)


def cursor_after(number: int) -> str:
    """Return the cursor of the page that begins after this number."""
    return base64.urlsafe_b64encode(f"next::id::{number}".encode()).decode().rstrip("=")
