"""Names of which only a part can be shown, so that no two of them look the same."""

from __future__ import annotations

import sys
from bisect import bisect_left
from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Cut = Callable[[str, Qt.TextElideMode], str]

_MIDDLE, _RIGHT = Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight
_DOTS = "…"
_LAST = chr(sys.maxunicode)


class AlikeNames:
    """All names of one list."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(set(names))

    def shown(self, name: str, cut: Cut) -> str:
        """Return what is shown of a name; ``cut`` says how much of a text there is room for.

        It is cut in the middle, unless another name looks the same then: of such names what they
        share at the beginning is left out, by whole words where there are some.
        """
        result = cut(name, _MIDDLE)
        if result == name:
            return result
        head, _, tail = result.partition(_DOTS)
        alike = [each for each in _beginning(self._names, head) if each.endswith(tail)]
        start = 0
        while len(alike) > 1:
            start = _parting(name, alike, start)
            rest = _DOTS + name[start:]
            result = cut(rest, _RIGHT)
            seen = name[: start + len(result) - len(_DOTS) * 2]
            if result == rest or len(seen) <= start:
                break
            alike = _beginning(alike, seen)
        return result


def _beginning(names: list[str], head: str) -> list[str]:
    """Return those of sorted names that begin so."""
    return names[bisect_left(names, head) : bisect_left(names, head + _LAST)]


def _parting(name: str, alike: list[str], after: int) -> int:
    """Return where the word begins in which a name parts from others, behind a place."""
    # What the first and the last of sorted names share, all of them share.
    ends = zip(alike[0], alike[-1], strict=False)
    shared = min(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends)), len(name) - 1)
    words = (at for at in range(shared, after, -1) if _begins_word(name, at))
    return next(words, max(shared, after + 1))


def _begins_word(name: str, at: int) -> bool:
    before, here = name[at - 1], name[at]
    return here.isalnum() and (not before.isalnum() or (here.isupper() and before.islower()))
