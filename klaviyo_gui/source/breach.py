"""Show where the reading of a file ends too soon."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import QuoteUnclosed
from klaviyo_gui.source import causes
from klaviyo_gui.source.faults import Fault
from klaviyo_gui.source.raw_lines import raw_lines
from klaviyo_gui.source.readings import Reading

if TYPE_CHECKING:
    from klaviyo_gui.core.errors import RowUnending
    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.index import Index
    from klaviyo_gui.source.table import CsvFile

_OTHERS = 2
_SHOWN = 160
"""Characters of a cell that are shown."""


def fault_of(error: RowUnending) -> Fault:
    """Show the end of what can be read among the other faults of the file."""
    is_quote = isinstance(error, QuoteUnclosed)
    return Fault(causes.QUOTE_UNCLOSED if is_quote else causes.ROW_TOO_LARGE, 1, (error.line,))


def doubted(file: CsvFile, index: Index, error: RowUnending) -> CsvFile:
    """Return a file with an open quote as one that might quote nothing, with what that changes.

    Raises FileMissing and the like when the file cannot be read any more.
    """
    if not isinstance(error, QuoteUnclosed) or not file.dialect.quote:
        return file
    guess = file.guess
    others = (file.dialect.unquoted(), *(each for each in guess.others if each.quote))[:_OTHERS]
    line = "".join(raw_lines(file, index, error.line))
    readings = tuple(_cells(line, each) for each in (file.dialect, *others))
    lines = (Reading(error.line, readings),)
    doubts = guess.doubts | {"quote"}
    return replace(file, guess=replace(guess, others=others, lines=lines, doubts=doubts))


def _cells(line: str, dialect: Dialect) -> tuple[str, ...]:
    """Cut a line into cells; a line feed that it does not have marks what is swallowed."""
    found = [record for record in dialect.records(io.StringIO(f"{line}\n", newline="")) if record]
    cells = [cell[:_SHOWN] for cell in found[0]] if found else [""]
    is_open = bool(found) and found[0][-1].endswith("\n")
    return (*cells[:-1], cells[-1].rstrip("\n") + ("…" if is_open else ""))
