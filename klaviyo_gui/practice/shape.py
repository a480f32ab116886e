"""Whether a piece of a request has the shape of a JSON:API resource."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from klaviyo_gui.practice.checks import Check


_OWN_MEMBERS = 2
"""Every resource has a type and attributes."""

_IN_WORDS = {str: "a string", bool: "a boolean", dict: "an object"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a JSON pointer into the request, and words."""

    pointer: str
    detail: str


def attributes_of(
    resource: object, kind: str, pointer: str, problems: list[Problem], beside: str = ""
) -> dict[str, Any] | None:
    """Return the attributes of a resource of this kind, None (with a problem) when it is none.

    ``beside`` is the one member that may stand beside type and attributes.
    """
    if not isinstance(resource, dict):
        problems.append(Problem(pointer, f"Expected a resource of type '{kind}'."))
        return None
    if resource.get("type") != kind:
        problems.append(Problem(f"{pointer}/type", f"Expected the type '{kind}'."))
        return None
    attributes = resource.get("attributes")
    if not isinstance(attributes, dict):
        problems.append(missing(pointer, "attributes", kind))
        return None
    if len(resource) > _OWN_MEMBERS:
        known = {"type", "attributes", beside}
        problems.extend(_unknown(pointer, name, kind) for name in resource if name not in known)
    return attributes


def data_of(attributes: dict[str, Any], name: str, pointer: str, problems: list[Problem]) -> Any:  # noqa: ANN401 - JSON
    """Return what lies below ``{name: {"data": …}}``, None (with a problem) when nothing does."""
    holder = attributes.get(name)
    data = holder.get("data") if isinstance(holder, dict) else None
    if data is None:
        problems.append(missing(pointer, name, "event"))
    return data


def check_fields(
    attributes: dict[str, Any],
    table: Mapping[str, Check],
    kind: str,
    pointer: str,
    problems: list[Problem],
) -> None:
    """Check every value by the table: null is allowed, a name outside the table is not."""
    for name, value in attributes.items():
        check = table.get(name)
        if type(value) is check or (value is None and check is not None):
            continue
        if check is None:
            problems.append(_unknown(pointer, name, kind))
        elif isinstance(check, type):
            problems.append(Problem(f"{pointer}/{name}", f"Expected {_IN_WORDS[check]}."))
        elif detail := check(value):
            problems.append(Problem(f"{pointer}/{name}", detail))


def items_of(document: object, kind: str, part: str, problems: list[Problem]) -> list[Any]:
    """Return the list inside a job's wrapper, an empty one (with problems) when it has none."""
    data = document.get("data") if isinstance(document, dict) else None
    attributes = attributes_of(data, kind, "/data", problems, "relationships")
    if attributes is None:
        return []
    problems.extend(_unknown("/data/attributes", name, kind) for name in attributes if name != part)
    holder = attributes.get(part)
    items = holder.get("data") if isinstance(holder, dict) else None
    if not isinstance(items, list) or not items:
        problems.append(missing("/data/attributes", part, kind))
        return []
    return items


def missing(pointer: str, name: str, kind: str) -> Problem:
    """Return the problem of a field that has to be there."""
    return Problem(f"{pointer}/{name}", f"'{name}' is a required field for the resource '{kind}'.")


def _unknown(pointer: str, name: str, kind: str) -> Problem:
    place = name.replace("~", "~0").replace("/", "~1")
    return Problem(
        f"{pointer}/{place}", f"'{name}' is not a valid field for the resource '{kind}'."
    )
