"""The form of the styles in a preset that somebody confirmed for one file."""

from __future__ import annotations

from typing import Any

from klaviyo_gui.core.conversion import DateStyle, NumberStyle
from klaviyo_gui.core.otherwise import Confirmed, Style
from klaviyo_gui.language import told
from klaviyo_gui.store.form import SHOWN, Misplaced, check_keys, listed, text_of, within

_KEYS = ("column", "style", "despite", "bytes")


def confirmed_in(content: dict[str, Any]) -> tuple[Confirmed, ...]:
    """Return what was confirmed in a preset; nothing where nothing was."""
    found = content.get("confirmed")
    if found is None:
        return ()
    if not isinstance(found, list):
        raise Misplaced(told("“confirmed” must be a list"))
    return tuple(
        _confirmed(each, told("entry {at} of “confirmed”", at=at))
        for at, each in enumerate(found, 1)
    )


def confirmed_as_json(confirmed: Confirmed) -> dict[str, Any]:
    """Return what was confirmed as plain values for JSON."""
    return {
        "column": confirmed.column,
        "style": confirmed.style.value,
        "despite": confirmed.despite.value,
        "bytes": confirmed.size,
    }


def _confirmed(content: object, what: str) -> Confirmed:
    if not isinstance(content, dict):
        raise Misplaced(told("{what} must be names and values in braces", what=what))
    check_keys(content, _KEYS, what)
    for name in _KEYS:
        if name not in content:
            raise Misplaced(told("{what} has no “{name}”", what=what, name=name))
    size = content["bytes"]
    if not isinstance(size, int) or isinstance(size, bool) or size < 1:
        raise Misplaced(told("“bytes” in {what} must be the size of the file", what=what))
    column = text_of(content["column"], within("column", what))
    style, despite = (_style(content[name], within(name, what)) for name in _KEYS[1:3])
    if type(style) is not type(despite):
        raise Misplaced(
            told("“style” and “despite” in {what} must both be of dates or of numbers", what=what)
        )
    return Confirmed(column, style, despite, size)


def _style(value: object, what: str) -> Style:
    text = text_of(value, what)
    for styles in (DateStyle, NumberStyle):
        if text in set(styles):
            return styles(text)
    known = listed((*DateStyle, *NumberStyle))
    raise Misplaced(
        told(
            "{what} is “{text}”; it must be one of {known}",
            what=what,
            text=text[:SHOWN],
            known=known,
        )
    )
