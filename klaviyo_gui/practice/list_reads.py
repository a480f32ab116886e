"""The operation that shows lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from klaviyo_gui.practice.answer import Answer, document
from klaviyo_gui.practice.request import QueryRefused, Request
from klaviyo_gui.practice.resource import chosen, following_page, links, related

if TYPE_CHECKING:
    from klaviyo_gui.practice.lists import Lists, StoredList

PAGE_SIZE = 10
"""Lists of a page, and the most that can be asked for."""

LISTS_PATH = "/api/lists"

_NOT_OFFERED = ("filter", "sort", "include")


class ListReads:
    """Shows the lists, in the order in which they were made."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists

    def lists(self, request: Request) -> Answer:
        """Show a page of lists, or raise QueryRefused."""
        for parameter in _NOT_OFFERED:
            if parameter in request.query:
                raise QueryRefused(parameter)
        start, size = request.page_start() or 0, request.page_size(PAGE_SIZE, PAGE_SIZE)
        shown = self._lists.listed(start, size + 1)
        following = following_page(request, [each.number for each in shown], size)
        data = [_list(each, request) for each in shown[:size]]
        return document(200, {"data": data, "links": links(request.address, following)})


def _list(found: StoredList, request: Request) -> dict[str, Any]:
    address = f"{request.origin}{LISTS_PATH}/{found.id}"
    attributes = {
        "name": found.name,
        "created": found.created,
        "updated": found.created,
        "opt_in_process": found.opt_in_process,
    }
    return {
        "type": "list",
        "id": found.id,
        "attributes": chosen(attributes, request, "list"),
        "relationships": related(address, "profiles", "tags", "flow-triggers"),
        "links": {"self": f"{address}/"},
    }
