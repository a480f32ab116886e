"""Finished records and their values, for the eye only."""

from __future__ import annotations

from typing import Any

import orjson

from klaviyo_gui.core.sent import names_in, parts_named
from klaviyo_gui.core.sent import value_in as value
from klaviyo_gui.language import tr
from klaviyo_gui.wording.cells import are_masked, values_shown

__all__ = ["document", "names_in", "parts", "pretty", "shown", "value"]


def document(body: bytes) -> dict[str, Any]:
    """Return a record's body as values, as they may be shown."""
    result: dict[str, Any] = _veiled(orjson.loads(body))
    return result


def parts(body: bytes, event: str) -> list[dict[str, Any]]:
    """Return a record as values, once for each of its events of this name; as it is without one."""
    content = document(body)
    return parts_named(event, content) if event else [content]


# https://doc.qt.io/qt-6/qtextdocument.html#toPlainText
_ALTERED_BY_QT = {
    ord(letter): f"\\u{ord(letter):04x}" for letter in "\u00a0\u2028\u2029\ufdd0\ufdd1"
}
"""What a text field shows, and copies, as a blank or a line feed; JSON can write it in signs."""


def pretty(request: bytes) -> str:
    """Return a request in lines; whatever is copied of it by hand says the same.

    While values are masked they are so here, and what is copied by hand is what is on show.
    """
    content = _veiled(orjson.loads(request))
    lines = orjson.dumps(content, option=orjson.OPT_INDENT_2).decode()
    return lines.translate(_ALTERED_BY_QT)


def shown(value: object) -> str:
    """Return a value as a reader expects it: yes and no in words, texts as they are."""
    match value:
        case None:
            return ""
        case bool():
            return tr("yes") if value else tr("no")
        case str():
            return value
        case _:
            return orjson.dumps(value).decode()


_NAMING = frozenset({"type", "metric"})
"""Parts of a request that say what it is, and nothing of anybody."""

_CUSTOM = "properties"
"""The part in which people choose the names, those of above as well."""


def _veiled(content: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return parts of a request as they may be shown: which event it is stays."""
    if not are_masked():
        return content
    match content:
        case dict():
            return {
                name: each if name in _NAMING else _veiled_part(name, each)
                for name, each in content.items()
            }
        case list():
            return [_veiled(each) for each in content]
        case _:
            return values_shown(content)


def _veiled_part(name: str, part: Any) -> Any:  # noqa: ANN401 - any JSON value
    return values_shown(part) if name == _CUSTOM else _veiled(part)
