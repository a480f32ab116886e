r"""A dot in a custom property's name makes an object within an object.

``address.city`` is the property ``city`` of the object ``address``. A dot stays a dot at either
end of a name, beside a blank, beside another dot, between two digits, and after a backslash:
``Order No.``, ``Dr. Smith``, ``v1.5``, ``Shipping C.P.``, ``P.O. Number`` and ``address\.city`` are
one property each. A backslash before anything but a dot stands for itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core import catalog
from klaviyo_gui.core.errors import ListUngrouped, ListWithinList, NamesClash, NameTooDeep
from klaviyo_gui.core.listed import bare_step, is_list_step
from klaviyo_gui.core.mapping import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

_STEP = re.compile(r"(?<![\s.\\])(?<!^)(?:(?<!\d)\.|\.(?!\d))(?![\s.])(?!$)")
_LETTERS = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]\.){2,}(?=\s|$)|(?<![^\W_])[A-Z](?:\.[A-Z](?![^\W_]))+\.?|(?<!\w)[Nn]\.[º°]"
)
"""Single letters that stand for words, as in ``C.P.``, ``P.O. Number`` and ``N.º``."""

_KEPT = "\\."


def path_of(name: str) -> tuple[str, ...]:
    """Return the names of the objects around a custom property, the outermost first, then its own.

    The path has one part where the name makes no object.
    """
    parts, begin = [], 0
    for at in _steps(name):
        parts.append(name[begin:at])
        begin = at + 1
    return tuple(part.replace(_KEPT, ".") for part in (*parts, name[begin:]))


def flat(name: str) -> str:
    """Return the name under which this very text is one property, whatever dots it has."""
    steps = frozenset(_steps(name))
    return "".join(_KEPT if at in steps else each for at, each in enumerate(name))


def _steps(name: str) -> list[int]:
    """Return where the dots stand that make objects."""
    if "." not in name:
        return []
    letters = {at for found in _LETTERS.finditer(name) for at in range(*found.span())}
    return [found.start() for found in _STEP.finditer(name) if found.start() not in letters]


def value_at(path: tuple[str, ...], content: object) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value at the end of a path through objects; None where there is none."""
    for name in path:
        if not isinstance(content, dict):
            return None
        content = content.get(name)
    return content


def check_names(kind: Kind, targets: Iterable[str], *, is_grouped: bool = False) -> None:
    """Raise the MappingError where two names cannot both be, or where one goes too deep.

    ``a`` cannot be a text where ``a.b`` makes an object of it, nor an object where ``a[].b`` makes
    a list. Names of the event and of the person do not meet.
    """
    seen: dict[tuple[str, ...], str] = {}
    inner: dict[tuple[str, ...], str] = {}
    lists: dict[tuple[str, ...], tuple[bool, str]] = {}
    for target in targets:
        owner, name = _split(kind, target)
        if not name:
            continue
        written = path_of(name)
        count = sum(map(is_list_step, written))
        if count and not is_grouped and not is_list_step(written[-1]):
            raise ListUngrouped(kind, target)
        if is_grouped and count > 1:
            raise ListWithinList(kind, target)
        path = (owner, *(map(bare_step, written) if is_grouped else written))
        if len(path) - 1 + (count if is_grouped else 0) > catalog.NESTING_MAX:
            raise NameTooDeep(kind, target)
        for length, step in enumerate(written, 2):
            shape = lists.setdefault(path[:length], (is_list_step(step), target))
            if is_grouped and shape[0] != is_list_step(step):
                raise NamesClash(kind, target, shape[1])
        objects = [path[:length] for length in range(2, len(path))]
        others = [seen.get(path), inner.get(path), *map(seen.get, objects)]
        other = next(filter(None, others), None)
        if other is not None:
            raise NamesClash(kind, target, other)
        seen[path] = target
        for each in objects:
            inner.setdefault(each, target)


def _split(kind: Kind, target: str) -> tuple[str, str]:
    """Return whose custom property it is, with its name; no name for Klaviyo's own ones."""
    owner = catalog.PERSON if kind is Kind.EVENTS and target.startswith(catalog.PERSON) else ""
    rest = target.removeprefix(owner)
    name = rest.removeprefix(catalog.CUSTOM)
    return owner, "" if name == rest else name
