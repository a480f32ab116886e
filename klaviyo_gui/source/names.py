"""Find what is wrong with the names of columns, and how they read when it is mended."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from klaviyo_gui.core.mojibake import repaired
from klaviyo_gui.source import causes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NO_TEXT = re.compile("[\udc80-\udcff]")
"""What stands in a cell for a byte that is no text: Python's surrogate escapes."""

_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Zl", "Zp"})
_JOINERS = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")
"""They belong to words of Persian and Hindi, and to faces."""
_LINE_END = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029\t]+\s*")
_BLANKS = re.compile(r"\s+")


@lru_cache(maxsize=4_096)
def shown_name(name: str) -> str:
    """Return the name on one line, without what nobody sees."""
    return "".join(each for each in _on_one_line(name) if not _is_unseen(each))


@lru_cache(maxsize=4_096)
def mended_name(name: str) -> str:
    """Return the name as it was meant: all of it seen, in its own letters, with plain blanks."""
    shown = _BLANKS.sub(" ", shown_name(name)).strip()
    return repaired(shown) or shown


def encodable_name(name: str) -> str:
    """Return a name in which bytes that are no text are shown as question marks."""
    return name.encode("utf-8", "replace").decode()


def visible_name(name: str) -> str:
    """Return the name with a word in brackets for each character that nobody sees."""
    return "".join(_called(each) if _is_odd(each) else each for each in _on_one_line(name))


Found = tuple[str, int, tuple[int, ...], tuple[tuple[str, str], ...]]
"""A code, how often, the positions of the columns, and pairs of a name and the mended one."""


def name_damage(raw_header: Sequence[str]) -> Iterator[Found]:
    """Give each cause of damage in the names of columns."""
    for code, is_so in (
        (causes.HEADER_MOJIBAKE, _is_mojibake),
        (causes.HEADER_UNSEEN, _has_unseen),
    ):
        positions = tuple(at for at, name in enumerate(raw_header) if is_so(name))
        if positions:
            examples = tuple(
                (visible_name(raw_header[at]), mended_name(raw_header[at])) for at in positions
            )
            yield code, len(positions), positions, examples
    alike = defaultdict(list)
    for at, name in enumerate(raw_header):
        if name.strip():
            alike[mended_name(name).casefold()].append(at)
    groups = [
        group for group in alike.values() if len({raw_header[at].strip() for at in group}) > 1
    ]
    if groups:
        positions = tuple(sorted(at for group in groups for at in group))
        yield causes.HEADER_ALIKE, len(groups), positions, ()


def _on_one_line(name: str) -> str:
    return _LINE_END.sub(" ", NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", name))


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN and character not in _JOINERS


def _is_mojibake(name: str) -> bool:
    return repaired(shown_name(name)) is not None


def _has_unseen(name: str) -> bool:
    """Tell whether a name holds what nobody sees, or a blank that is none of the keyboard."""
    return any(map(_is_odd, _LINE_END.sub(" ", name)))


def _is_odd(character: str) -> bool:
    return _is_unseen(character) or (character.isspace() and character != " ")


def _called(character: str) -> str:
    return f"[{unicodedata.name(character, 'control character').lower()}]"
