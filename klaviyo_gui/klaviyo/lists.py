"""The lists of an account, as Klaviyo tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from klaviyo_gui.klaviyo.document import is_resource, part, text

if TYPE_CHECKING:
    from collections.abc import Iterable

_DOUBLE: Final = "double_opt_in"


@dataclass(frozen=True, slots=True)
class KnownList:
    """One list; ``is_double_opt_in`` tells that people are asked again before they subscribe."""

    id: str
    name: str
    is_double_opt_in: bool = False


def is_list(resource: object) -> bool:
    """Tell whether this is a list; one without a name is one, too."""
    return is_resource(resource, "list")


def lists_in(resources: Iterable[dict[str, Any]]) -> list[KnownList]:
    """Return the lists of an answer, which all are some."""
    return [
        KnownList(
            text(each.get("id")),
            text(attributes.get("name")),
            attributes.get("opt_in_process") == _DOUBLE,
        )
        for each in resources
        for attributes in (part(each, "attributes"),)
    ]
