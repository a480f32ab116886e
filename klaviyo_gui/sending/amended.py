"""The rows of a file as somebody changed them, before anything else reads them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from klaviyo_gui.core.amendments import digest
from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.names import NO_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from klaviyo_gui.core.amendments import Amendments, RowChange
    from klaviyo_gui.source.reader import Rows


class Amended(NamedTuple):
    """Rows as they are to be, with why some are not to be sent, by their index.

    Those left out are still among them: every row that is read is accounted for. A row that reads
    otherwise than when it was changed stays as the file has it, and is not to be sent either.
    """

    rows: Rows
    codes: Mapping[int, Code]

    def picked(self, places: Sequence[int]) -> Amended:
        """Take the rows of these indices, which ascend, with what is known of each.

        Whoever wants some of many rows changes all of them before: a change is astray where its
        line begins no row, and not where that row is none of those that are wanted.
        """
        codes = {new: self.codes[at] for new, at in enumerate(places) if at in self.codes}
        return Amended(self.rows.picked(places), codes)


def amended(rows: Rows, header: Sequence[str], amendments: Amendments) -> Amended:
    """Return these rows with the changes made in them."""
    if not amendments or not len(rows):
        return Amended(rows, {})
    places = {name: at for at, name in enumerate(header)}
    cells = _replaced(rows.cells, places, amendments)
    codes: dict[int, Code] = {}
    for change in amendments.between(rows.lines[0], rows.lines[-1]):
        at = bisect_right(rows.lines, change.line) - 1
        if rows.lines[at] != change.line or not _fits(change, rows.cells[at], places):
            codes[at] = Code.EDIT_ASTRAY
            continue
        cells[at] = _edited(cells[at], amendments.edited_cells(change), header, places)
        if change.is_left_out:
            codes[at] = Code.LEFT_OUT
    # A letter that could not be read may have been written anew.
    undecodable = frozenset(
        at for at in rows.undecodable if any(NO_TEXT.search(cell) for cell in cells[at])
    )
    return Amended(replace(rows, cells=cells, undecodable=undecodable), codes)


def fits(change: RowChange, cells: Sequence[str], header: Sequence[str]) -> bool:
    """Tell whether a row reads as it did when it was changed."""
    return _fits(change, cells, {name: at for at, name in enumerate(header)})


def _fits(change: RowChange, cells: Sequence[str], places: Mapping[str, int]) -> bool:
    return all(each.column in places for each in change.cells) and digest(cells) == change.reads


def _edited(
    cells: Sequence[str],
    edited: Sequence[tuple[str, str]],
    header: Sequence[str],
    places: Mapping[str, int],
) -> list[str]:
    """Return a row with its cells edited; what it lacks is there as far as each was filled in.

    So a row that is too short becomes a whole one only when somebody has looked at all it lacks.
    """
    row, texts = list(cells), dict(edited)
    for column, text in edited:
        if places[column] < len(row):
            row[places[column]] = text
    for column in header[len(row) :]:
        if column not in texts:
            break
        row.append(texts[column])
    return row


def _replaced(
    cells: Sequence[list[str]], places: Mapping[str, int], amendments: Amendments
) -> list[list[str]]:
    """Return the rows with texts replaced; those they come from may be looked at elsewhere."""
    found = list(cells)
    for each in amendments.replacements:
        place, change = places.get(each.column), each.change()
        if place is None:
            continue
        for at, row in enumerate(found):
            if place < len(row) and (after := change(row[place])) != row[place]:
                found[at] = [*row[:place], after, *row[place + 1 :]]
    return found
