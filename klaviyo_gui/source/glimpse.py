"""The first rows of an open file as another reading would show them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import ExpectedError
from klaviyo_gui.source.table import CsvFile, Overrides, open_csv

if TYPE_CHECKING:
    from collections.abc import Sequence

COPIED_MAX = 4_000_000
"""Bytes of a file of which a copy may be made only to glimpse at it."""

_ROWS_MAX = 200


def glimpse(
    file: CsvFile, now: Overrides, other: Overrides
) -> tuple[tuple[str, ...], Sequence[Sequence[str]]] | None:
    """Return the header with some rows; None where the file cannot, or not quickly, be read so.

    ``now`` is how the file is read; the one of an archive that was chosen is glimpsed at.
    """
    wanted = replace(other, member=now.member)
    if file.size > COPIED_MAX and _needs_copy(file, now, wanted):
        return None
    try:
        found = open_csv(file.path, wanted)
    except ExpectedError:
        return None
    try:
        return found.header, found.head_rows.cells[:_ROWS_MAX]
    finally:
        found.close()


def _needs_copy(file: CsvFile, now: Overrides, other: Overrides) -> bool:
    """Tell whether it may take a copy of the whole file to read it so."""
    known = {now.encoding} if file.source.copy is not None else {None, file.dialect.encoding}
    return other.sheet != now.sheet or other.encoding not in known
