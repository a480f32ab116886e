"""What the types are called into which texts are turned."""

from __future__ import annotations

from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.language import mark, tr

_TYPES = {
    ValueType.TEXT: mark("text"),
    ValueType.NUMBER: mark("number"),
    ValueType.YES_NO: mark("yes/no"),
    ValueType.TIME: mark("time"),
    ValueType.EMAIL: mark("e-mail"),
    ValueType.PHONE: mark("phone"),
    ValueType.LIST: mark("list"),
}


def type_words(to: ValueType) -> str:
    """Return what people call a type."""
    return tr(_TYPES[to])
