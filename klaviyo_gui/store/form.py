"""What may stand in a document that people can edit; anything else is told with its place."""

from __future__ import annotations

import difflib
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

from klaviyo_gui.language import told

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

_SECRETS = ("key", "secret", "token", "password")
SHOWN = 60
"""Characters shown of a text that is out of place."""

Choice = TypeVar("Choice", bound="StrEnum")


class Misplaced(Exception):
    """Something is wrong in a preset; ``cause`` says where, what, and what to do, for people."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


def within(name: str, what: str) -> str:
    """Return the place of what stands under a name in another place."""
    return told("“{name}” in {what}", name=name, what=what)


def check_keys(content: dict[str, Any], known: Iterable[str], where: str) -> None:
    """Raise Misplaced for the first name that has no meaning here; its value is never told."""
    names = tuple(known)
    for name in content:
        if name in names:
            continue
        what = within(name[:SHOWN], where)
        if any(word in name.casefold() for word in _SECRETS):
            raise Misplaced(told("{what} must go, for no preset holds a key", what=what))
        near = difflib.get_close_matches(name, names, 1)
        advice = (
            told("perhaps “{near}” is meant", near=near[0])
            if near
            else told("known are {names}", names=listed(names))
        )
        raise Misplaced(told("{what} is not known; {advice}", what=what, advice=advice))


def group(content: dict[str, Any], name: str, known: Iterable[str]) -> dict[str, Any]:
    """Return the group of this name, an empty one where it is left out."""
    found = content.get(name)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise Misplaced(told("“{name}” must be names and values in braces", name=name))
    check_keys(found, known, quoted(name))
    return found


def text_of(value: object, what: str) -> str:
    """Return a text; ``what`` names its place."""
    if not isinstance(value, str):
        raise Misplaced(told("{what} must be a text in quotes", what=what))
    return value


def texts_of(value: object, what: str) -> tuple[str, ...]:
    """Return a list of texts; ``what`` names its place."""
    if not isinstance(value, list):
        raise Misplaced(told("{what} must be a list", what=what))
    return tuple(
        text_of(each, told("entry {at} of {what}", at=at, what=what))
        for at, each in enumerate(value, 1)
    )


def choice(choices: type[Choice], value: object, what: str) -> Choice:
    """Return the choice of this name; ``what`` names its place."""
    text = text_of(value, what)
    if text not in set(choices):
        raise Misplaced(
            told(
                "{what} is “{text}”; it must be one of {known}",
                what=what,
                text=text[:SHOWN],
                known=listed(choices),
            )
        )
    return choices(text)


def quoted(name: str) -> str:
    """Return a name in the quotes of whoever reads it."""
    return told("“{text}”", text=name)


def listed(names: Iterable[str]) -> str:
    """Return names in quotes, with commas."""
    return reduce(_and_next, map(quoted, names))


def _and_next(before: str, name: str) -> str:
    return told("{before}, {name}", before=before, name=name)
