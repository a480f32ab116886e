"""How a resource, and a page of such, is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from klaviyo_gui.practice.request import QueryRefused, cursor_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.practice.request import Request


def following_page(request: Request, numbers: Sequence[int], size: int) -> str | None:
    """Return the address of the next page, with all else that was asked for; None at the end.

    ``numbers`` are those of the things found, one more than a page holds unless it is the last.
    """
    if len(numbers) <= size:
        return None
    query = {**request.query, "page[cursor]": cursor_after(numbers[size - 1])}
    return f"{request.address.partition('?')[0]}?{urlencode(query)}"


def chosen(attributes: dict[str, Any], request: Request, kind: str) -> dict[str, Any]:
    """Return the attributes that were asked for, all unless told otherwise; or QueryRefused."""
    parameter = f"fields[{kind}]"
    asked = request.query.get(parameter)
    if asked is None:
        return attributes
    try:
        return {name: attributes[name] for name in asked.split(",")}
    except KeyError as unknown:
        raise QueryRefused(parameter) from unknown


def related(address: str, *parts: str) -> dict[str, Any]:
    """Return the relationships of the resource at the address, of which only links are shown."""
    return {
        part: {
            "links": {
                "self": f"{address}/relationships/{part}/",
                "related": f"{address}/{part}/",
            }
        }
        for part in parts
    }


def links(here: str, following: str | None) -> dict[str, str | None]:
    """Return the links of a page that was asked for at the address ``here``."""
    return {"self": here, "next": following, "prev": None}
