"""What may stand in a document that people can edit; anything else is told with its place."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, TypeVar

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


def check_keys(content: dict[str, Any], known: Iterable[str], where: str) -> None:
    """Raise Misplaced for the first name that has no meaning here; its value is never told."""
    names = tuple(known)
    for name in content:
        if name in names:
            continue
        what = f"“{name[:SHOWN]}” in {where}"
        if any(word in name.casefold() for word in _SECRETS):
            raise Misplaced(f"{what} must go, for no preset holds a key")
        near = difflib.get_close_matches(name, names, 1)
        advice = f"perhaps “{near[0]}” is meant" if near else f"known are {listed(names)}"
        raise Misplaced(f"{what} is not known; {advice}")


def group(content: dict[str, Any], name: str, known: Iterable[str]) -> dict[str, Any]:
    """Return the group of this name, an empty one where it is left out."""
    found = content.get(name)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise Misplaced(f"“{name}” must be names and values in braces")
    check_keys(found, known, f"“{name}”")
    return found


def text_of(value: object, what: str) -> str:
    """Return a text; ``what`` names its place."""
    if not isinstance(value, str):
        raise Misplaced(f"{what} must be a text in quotes")
    return value


def texts_of(value: object, what: str) -> tuple[str, ...]:
    """Return a list of texts; ``what`` names its place."""
    if not isinstance(value, list):
        raise Misplaced(f"{what} must be a list")
    return tuple(text_of(each, f"entry {at} of {what}") for at, each in enumerate(value, 1))


def choice(choices: type[Choice], value: object, what: str) -> Choice:
    """Return the choice of this name; ``what`` names its place."""
    text = text_of(value, what)
    if text not in set(choices):
        raise Misplaced(f"{what} is “{text[:SHOWN]}”; it must be one of {listed(choices)}")
    return choices(text)


def listed(names: Iterable[str]) -> str:
    """Return names in quotes, with commas."""
    return ", ".join(f"“{name}”" for name in names)
