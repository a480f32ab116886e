"""The rows of a part of a file put together by their order, and the orders that damage doubts."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from klaviyo_gui.core.arranged import Trace, cell_of, holds_signs, trace_cell
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.step_causes import STEP_CAUSES
from klaviyo_gui.source.belonging import doubted
from klaviyo_gui.source.row_severity import row_severity, worst_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from klaviyo_gui.source.reader import Rows

Key = tuple[str, ...]

_BY_HAND = frozenset({Code.LEFT_OUT, Code.EDIT_ASTRAY})

ALONE = 0
"""The digest of what is never put together with anything."""


class Piece(NamedTuple):
    """An arranged row as far as a part of the file has it, with the digest of its key.

    A doubt has no cells but its key: it says that the row in its line may belong to that order.
    """

    digest: int
    line: int
    cells: list[str]
    is_doubt: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns that tell an order, and how many columns the file has.

    Without a ``key`` every row stands alone. Joined columns stand behind those of the file.
    """

    key: tuple[int, ...]
    own: int


@dataclass(frozen=True, slots=True)
class Part:
    """Rows to be put together: what joins ``added`` to each, and what is wrong with them by index.

    ``damage`` is what a row shows, ``by_hand`` what somebody did to it.
    """

    rows: Rows
    damage: Mapping[int, Code]
    by_hand: Mapping[int, Code]
    added: Sequence[list[str]] = field(default=())

    def cells(self, at: int, own: int) -> list[str]:
        """Return a row as wide as all columns."""
        cells = self.rows.cells[at]
        if len(cells) != own:
            cells = [*cells[:own], *[""] * (own - len(cells))]
        return [*cells, *self.added[at]] if self.added else cells


def digest_of(key: Key) -> int:
    """Return the digest of a key; where two keys share one they are told apart by themselves."""
    found = blake2b("\x00".join(key).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(found.digest(), "little") or 1


def key_of(cells: Sequence[str], places: Sequence[int]) -> Key:
    """Return what a row says of its order; nothing where a part of that is blank."""
    key = tuple(cells[at].strip() for at in places)
    return key if all(key) else ()


def row_keys(part: Part, columns: Columns) -> list[Key]:
    """Return what each row says of its order, () for what stands alone."""
    count, places, own = len(part.rows), columns.key, columns.own
    if not places:
        return [()] * count
    # What a step finds says nothing against what the row tells of its order.
    broken = {
        at for at, code in part.damage.items() if code not in STEP_CAUSES and _is_broken(code)
    }
    return [() if at in broken else key_of(part.cells(at, own), places) for at in range(count)]


def gathered(part: Part, columns: Columns, keys: Sequence[Key], delimiter: str) -> Iterator[Piece]:
    """Yield the orders of these rows by their first lines, then those that other rows doubt.

    ``keys`` are those of all rows; what rows at the edges doubt is not among it.
    """
    lines = part.rows.lines
    has_signs = holds_signs([*map("\t".join, (*part.rows.cells, *part.added))])
    for key, members in _groups(keys):
        code = _code(part, members)
        if columns.key and not key and not _is_held(code):
            code = Code.KEY_BLANK
        cells = _arranged(part, members, code, columns.own, has_signs=has_signs)
        yield Piece(digest_of(key) if key else ALONE, lines[members[0]], cells)
    if columns.key:
        for at, key in doubted(part, columns, keys, delimiter):
            yield Piece(digest_of(key), lines[at], [*key], is_doubt=True)


def _groups(keys: Sequence[Key]) -> Iterator[tuple[Key, Sequence[int]]]:
    """Yield the keys with the indices of their rows, by the first of these; () for rows alone."""
    groups: dict[Key | int, list[int]] = {}
    for at, key in enumerate(keys):
        groups.setdefault(key or at, []).append(at)
    yield from ((() if isinstance(key, int) else key, found) for key, found in groups.items())


def _arranged(
    part: Part, members: Sequence[int], code: str, own: int, *, has_signs: bool
) -> list[str]:
    """Return one arranged row with its trace."""
    lines, cells = part.rows.lines, part.rows.cells
    if len(members) == 1 and not (code or has_signs) and len(cells[members[0]]) == own:
        # Most rows by far where nothing is put together: there is nothing more to say of them.
        return [*part.cells(members[0], own), str(lines[members[0]])]
    whole = [part.cells(at, own) for at in members]
    widths = [len(cells[at]) for at in members]
    is_single = len(members) == 1
    behind = cells[members[0]][own:] if is_single else []
    texts = whole[0]
    if has_signs or not is_single:
        texts = [cell_of(column, has_signs=has_signs) for column in zip(*whole, strict=True)]
    trace = Trace(
        tuple(lines[at] for at in members),
        code,
        0,
        () if widths.count(own) == len(widths) else tuple(widths),
        behind=tuple(behind) if any(map(str.strip, behind)) else (),
    )
    return [*texts, trace_cell(trace, is_rewritten=has_signs)]


def _code(part: Part, members: Sequence[int]) -> str:
    """Return why an order is held or doubted: what was done to it by hand before what it shows."""
    found = [part.by_hand[at] for at in members if at in part.by_hand]
    if found:
        # Where a change did not fit, nobody knows what else was meant to be left out.
        return Code.EDIT_ASTRAY if Code.EDIT_ASTRAY in found else found[0]
    found = [part.damage[at] for at in members if at in part.damage]
    worst = worst_of(found) if found else ""
    # An order of which one line is found in the joined file is found there.
    return "" if worst == Code.JOIN_UNMATCHED and len(found) < len(members) else worst


def _is_broken(code: Code) -> bool:
    """Tell whether a row with this damage cannot be believed to be a line of its order."""
    return code is Code.ROW_BLANK or row_severity(code) is Severity.HOLD


def _is_held(code: str) -> bool:
    return code in _BY_HAND or (bool(code) and _is_broken(Code(code)))
