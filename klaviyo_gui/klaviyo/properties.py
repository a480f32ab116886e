"""The properties that an account has already, with the types of their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.klaviyo.document import part, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    Types = dict[str, frozenset[ValueType]]

_INFERRED: Final = {
    "numeric": ValueType.NUMBER,
    "number": ValueType.NUMBER,
    "string": ValueType.TEXT,
    "text": ValueType.TEXT,
    "boolean": ValueType.YES_NO,
    "date": ValueType.TIME,
    "list": ValueType.LIST,
}
"""Klaviyo's words (recorded and from the specification's example); of others nothing is known."""

_OWN_SIGN: Final = "$"


def is_property(resource: object) -> bool:
    """Tell whether this is a property of a metric, with a name."""
    each = part(resource)
    return each.get("type") == "metric-property" and bool(
        text(part(each, "attributes").get("property"))
    )


def of_metric(resources: Iterable[dict[str, Any]]) -> Types:
    """Return the properties of a metric's events, without Klaviyo's own."""
    found: Types = {}
    for each in resources:
        attributes = part(each, "attributes")
        name = text(attributes.get("property"))
        if not name.startswith(_OWN_SIGN):
            known = _INFERRED.get(text(attributes.get("inferred_type")).casefold())
            found[name] = frozenset({known} if known is not None else ())
    return found


def of_people(resources: Iterable[dict[str, Any]]) -> Types:
    """Return the custom properties of these profiles; nobody lists those of all people."""
    found: dict[str, set[ValueType]] = {}
    for each in resources:
        if each.get("type") == "profile":
            for name, value in part(each, "attributes", "properties").items():
                types = found.setdefault(name, set())
                types.update(_types(value))
    return {
        name: frozenset(types) for name, types in found.items() if not name.startswith(_OWN_SIGN)
    }


def _types(value: object) -> tuple[ValueType, ...]:
    match value:
        case bool():
            return (ValueType.YES_NO,)
        case int() | float():
            return (ValueType.NUMBER,)
        case str():
            return (ValueType.TEXT,)
        case list():
            return (ValueType.LIST,)
    return ()
