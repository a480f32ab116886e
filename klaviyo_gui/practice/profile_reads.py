"""The operation that shows profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from klaviyo_gui.practice.answer import Answer, document
from klaviyo_gui.practice.request import QueryRefused, Request
from klaviyo_gui.practice.resource import chosen, following_page, links, related

if TYPE_CHECKING:
    from klaviyo_gui.practice.people_table import KnownPerson, People

PROFILES_PATH = "/api/profiles"

_SHOWN = (
    "email",
    "phone_number",
    "external_id",
    "first_name",
    "last_name",
    "organization",
    "locale",
    "title",
    "image",
    "location",
)
_ORDERS = ("", "updated", "-updated")
_NOT_OFFERED = ("filter", "include", "additional-fields[profile]")


class ProfileReads:
    """Shows the people as profiles."""

    def __init__(self, people: People) -> None:
        self._people = people

    def profiles(self, request: Request) -> Answer:
        """Show a page of profiles, or raise QueryRefused."""
        order = request.query.get("sort", "")
        if order not in _ORDERS:
            raise QueryRefused("sort")
        for parameter in _NOT_OFFERED:
            if parameter in request.query:
                raise QueryRefused(parameter)
        passed, size = request.page_start() or 0, request.page_size()
        shown = self._people.sorted(order, passed, size + 1)
        places = range(passed + 1, passed + 1 + len(shown))
        data = [_profile(each, request) for each in shown[:size]]
        following = following_page(request, places, size)
        return document(200, {"data": data, "links": links(request.address, following)})


def _profile(person: KnownPerson, request: Request) -> dict[str, Any]:
    # Like a real one, but nobody is found by it: what is sent here names no such ids.
    profile_id = person.content.get("profile_id") or f"01J{person.number:023}"
    address = f"{request.origin}{PROFILES_PATH}/{profile_id}"
    attributes = {
        **{name: person.content.get(name) for name in _SHOWN},
        "updated": person.updated,
        "properties": person.content.get("properties", {}),
    }
    if attributes["location"] is None:
        attributes["location"] = {}
    return {
        "type": "profile",
        "id": profile_id,
        "attributes": chosen(attributes, request, "profile"),
        "relationships": related(address, "lists", "segments", "push-tokens", "conversations"),
        "links": {"self": f"{address}/"},
    }
