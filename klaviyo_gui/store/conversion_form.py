"""The form of a conversion in a preset: only what somebody chose is written."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.conversion import (
    AS_IT_IS,
    CallingCode,
    Conversion,
    DateStyle,
    LetterCase,
    MissingHour,
    NumberStyle,
    Others,
    Percent,
    Unread,
)
from klaviyo_gui.core.convert import checked_country, zone
from klaviyo_gui.core.errors import OptionError
from klaviyo_gui.language import told
from klaviyo_gui.store.form import SHOWN, Misplaced, check_keys, choice, text_of, texts_of, within

if TYPE_CHECKING:
    from enum import StrEnum

_NAMES = tuple(field.name for field in fields(Conversion))
_CHOICES: dict[str, type[StrEnum]] = {
    "case": LetterCase,
    "others": Others,
    "number": NumberStyle,
    "percent": Percent,
    "date": DateStyle,
    "hour": MissingHour,
    "unread": Unread,
    "calling_code": CallingCode,
}
_TEXT_PAIRS = ("replace", "domains", "table")
_TEXT_LISTS = ("yes", "no")
_PAIR = 2


def conversion_as_json(conversion: Conversion) -> dict[str, Any]:
    """Return what differs from sending the text as it is."""
    return {
        name: value
        for name in _NAMES
        if (value := getattr(conversion, name)) != getattr(AS_IT_IS, name)
    }


def conversion_in(content: object, what: str) -> Conversion:
    """Return the conversion that stands there; Misplaced for anything that is none."""
    if not isinstance(content, dict):
        raise Misplaced(told("{what} must be names and values in braces", what=what))
    check_keys(content, _NAMES, what)
    return Conversion(
        **{name: _value(name, value, within(name, what)) for name, value in content.items()}
    )


def _value(name: str, value: object, what: str) -> Any:  # noqa: ANN401 - each field has its own
    if name in _CHOICES:
        return choice(_CHOICES[name], value, what)
    if name in _TEXT_PAIRS:
        return _text_pairs(value, what)
    if name in _TEXT_LISTS:
        return texts_of(value, what)
    if name == "trim":
        if not isinstance(value, bool):
            raise Misplaced(told("{what} must be true or false", what=what))
        return value
    text = text_of(value, what)
    if name == "zone":
        _check(zone, text, what, told("no time zone; use a name such as Europe/Berlin"))
    elif name == "country":
        _check(checked_country, text, what, told("no country; use two letters such as US or DE"))
    return text


def _check(known: Any, text: str, what: str, advice: str) -> None:  # noqa: ANN401 - any check
    try:
        known(text)
    except OptionError as error:
        raise Misplaced(
            told(
                "{what} is “{text}”, which is {advice}", what=what, text=text[:SHOWN], advice=advice
            )
        ) from error


def _text_pairs(value: object, what: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list):
        raise Misplaced(told("{what} must be a list", what=what))
    found = []
    for at, each in enumerate(value, 1):
        texts = texts_of(each, told("entry {at} of {what}", at=at, what=what))
        if len(texts) != _PAIR:
            raise Misplaced(
                told(
                    "entry {at} of {what} must be two texts, the old one and the new one",
                    at=at,
                    what=what,
                )
            )
        found.append((texts[0], texts[1]))
    return tuple(found)
