"""Names that are so near to another one that they may be meant."""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_JOINTS: Final = re.compile(r"[\s_\-.]+")
_LIKE: Final = 0.8
"""How alike the letters of two names must be, from 0 to 1: a slip in a short one, two in others."""

_MOST: Final = 3


def bare_name(name: str) -> str:
    """Return a name without what people write in several ways: capitals, blanks and joints.

    Letters that are made of several characters count as the one they look like, and what nobody
    sees as nothing.
    """
    seen = "".join(each for each in one_form(name) if unicodedata.category(each) != "Cf")
    return _JOINTS.sub("", seen)


def one_form(name: str) -> str:
    """Return a name in small letters, each in the one form that Unicode has for all its forms."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def near_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return those of the known names that may be meant by another one, the nearest first."""
    others = {each: bare_name(each) for each in known if each != name}
    bare = bare_name(name)
    same = [each for each, other in others.items() if other == bare]
    found = difflib.get_close_matches(bare, others.values(), _MOST, _LIKE)
    like = [
        each for near in dict.fromkeys(found) for each, other in others.items() if other == near
    ]
    return tuple(dict.fromkeys((*sorted(same), *like)))[:_MOST]
