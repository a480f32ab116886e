"""The form of an arranged row: all lines of one order in one row, so that none of them is lost.

A cell that is the same in every line stands once, as it is. One that differs stands as a list of
the texts of all lines, in the order of the file. The last cell holds the trace: which lines they
were. The signs of the form are control characters, which no text begins with by chance; where one
of them stands in a text it is written as two others.
"""

from __future__ import annotations

from itertools import accumulate, repeat
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_ESCAPE, _LIST, _BREAK = "\x01", "\x02", "\x03"
_SIGNS = _ESCAPE, _LIST, _BREAK
_WRITTEN = tuple((sign, f"{_ESCAPE}{letter}") for sign, letter in zip(_SIGNS, "abc", strict=True))

TRACE = f"{_LIST}lines"
"""The name of the last column of arranged rows, which no mapping can speak of."""


class Trace(NamedTuple):
    """Where an arranged row comes from: the physical lines of its rows, in ascending order.

    ``code`` is the cause for which it is held or doubted, and ``other_line`` the line that it has
    to do with. ``widths`` are the numbers of cells of its rows, none where all are as wide as the
    header. ``unsent`` are the indices of lines that are no item of it, because they are not wanted;
    what they tell of the order counts. ``behind`` are the cells behind the last column of a row
    that stands alone.
    """

    lines: tuple[int, ...]
    code: str = ""
    other_line: int = 0
    widths: tuple[int, ...] = ()
    unsent: tuple[int, ...] = ()
    behind: tuple[str, ...] = ()


_BEFORE_UNSENT = Trace._fields.index("unsent") - 1
_NOTHING_MORE = ("", 0, (), (), ())


def is_arranged(header: Sequence[str]) -> bool:
    """Tell whether rows below this header are arranged ones."""
    return bool(header) and header[-1] == TRACE


def holds_signs(texts: Sequence[str]) -> bool:
    """Tell whether a sign of the form stands in any of these texts."""
    every = "\n".join(texts)
    return any(sign in every for sign in _SIGNS)


def is_rewritten(raw: bytes) -> bool:
    """Tell whether a sign of the form stands in a text of any of these arranged rows; quick."""
    return _ESCAPE.encode() in raw


def is_list(cell: str) -> bool:
    """Tell whether a cell holds the texts of several lines, or one that had to be rewritten."""
    return cell[:1] == _LIST


def cell_of(texts: Sequence[str], *, has_signs: bool) -> str:
    """Return the cell that holds these texts, one of each line."""
    first = texts[0]
    if texts.count(first) == len(texts):
        texts = texts[:1]
        if not (has_signs and holds_signs(texts)):
            return first
    if has_signs:
        texts = [_written(text) for text in texts]
    return _LIST + _BREAK.join(texts)


def texts_in(cell: str, count: int) -> list[str]:
    """Return the texts of a cell, one for each of so many lines."""
    if cell[:1] != _LIST:
        return [cell] * count
    texts = cell[1:].split(_BREAK)
    if _ESCAPE in cell:
        texts = [_read(text) for text in texts]
    return texts if len(texts) == count else texts * count


def is_alone(trace: str) -> bool:
    """Tell whether a row is a single line of which nothing more is to be said; quick."""
    return trace.isdigit()


def first_line(trace: str) -> int:
    """Return the first line of an arranged row; quick."""
    lines = trace.partition(_BREAK)[0]
    return int(lines.partition(" ")[0])


def as_plain_text(cells: Sequence[str]) -> str:
    """Return the texts of an arranged row with tabs between them; quick."""
    return "\t".join(cells[:-1]).replace(_LIST, "").replace(_BREAK, "\t")


def texts_of(cells: Sequence[str]) -> tuple[list[str], Sequence[int]]:
    """Return the texts of the cells of a column, each with the index of the row that it is of."""
    if _LIST not in "".join(cells):
        return list(cells), range(len(cells))
    texts: list[str] = []
    rows: list[int] = []
    for at, cell in enumerate(cells):
        if cell[:1] == _LIST:
            found = texts_in(cell, 1)
            texts += found
            rows += [at] * len(found)
        else:
            texts.append(cell)
            rows.append(at)
    return texts, rows


def line_count(trace: str) -> int:
    """Return how many lines an arranged row has; quick."""
    return trace.partition(_BREAK)[0].count(" ") + 1


def lists_in(cells: Sequence[str], count: int) -> dict[int, list[str]]:
    """Return the texts of the cells that differ among so many lines, by the place of the cell."""
    return {at: texts_in(cell, count) for at, cell in enumerate(cells) if cell[:1] == _LIST}


def code_in(trace: str) -> str:
    """Return the cause for which an arranged row is held or doubted; quick."""
    return trace.split(_BREAK, 2)[1] if _BREAK in trace else ""


def unsent_in(trace: str) -> tuple[int, ...]:
    """Return the indices of the lines of an arranged row that are no item of it; quick."""
    return trace_in(trace).unsent if trace.count(_BREAK) > _BEFORE_UNSENT else ()


def trace_cell(trace: Trace, *, is_rewritten: bool = False) -> str:
    """Return the last cell of an arranged row.

    ``is_rewritten`` tells that a cell of a row that stands alone is not written as it is.
    """
    if len(trace.lines) == 1 and trace[1:] == _NOTHING_MORE:
        return f"{trace.lines[0]}{_BREAK}" if is_rewritten else str(trace.lines[0])
    first, *others = trace.lines
    gaps = (now - before for before, now in zip(trace.lines, others, strict=False))
    lines = " ".join(map(str, (first, *gaps)))
    parts = [
        trace.code,
        str(trace.other_line or ""),
        " ".join(map(str, trace.widths)),
        " ".join(map(str, trace.unsent)),
        *map(_written, trace.behind),
    ]
    while parts and not parts[-1] and len(parts) <= len(Trace._fields) - 2:
        parts.pop()
    return _BREAK.join((lines, *parts))


def trace_in(cell: str) -> Trace:
    """Return what the last cell of an arranged row tells."""
    if is_alone(cell):
        return Trace((int(cell),))
    lines, code, other, widths, unsent, *behind = _split(cell)
    return Trace(
        tuple(accumulate(map(int, lines.split(" ")))),
        code,
        int(other or 0),
        tuple(map(int, widths.split())),
        tuple(map(int, unsent.split())),
        tuple(map(_read, behind)),
    )


def line_rows(cells: Sequence[str]) -> list[list[str]]:
    """Return the rows of an arranged row, without its trace: as wide as all columns."""
    *columns, trace = cells
    if is_alone(trace):
        return [columns]
    count = line_count(trace)
    if _ESCAPE in "".join(columns):
        texts: Iterable[Iterable[str]] = [texts_in(cell, count) for cell in columns]
    else:
        # Written out for speed: every line of every order comes by here.
        texts = [
            cell[1:].split(_BREAK) if cell[:1] == _LIST else repeat(cell, count) for cell in columns
        ]
    return [list(row) for row in zip(*texts, strict=True)]


def line_by_line(
    cells: Sequence[str], change: Callable[[Sequence[str]], Sequence[str]]
) -> list[str]:
    """Return an arranged row in which each of its lines is changed by itself.

    The change is handed rows with the trace behind them, which it leaves as it is.
    """
    *_, trace = cells
    if is_alone(trace):
        return [*change(cells)]
    rows = [change([*row, trace])[:-1] for row in line_rows(cells)]
    return [*(cell_of(texts, has_signs=True) for texts in zip(*rows, strict=True)), trace]


def original_rows(cells: Sequence[str], width: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of an arranged row as the file has them, each with its line.

    ``width`` are the columns of the file, without those that were added behind them.
    """
    trace = trace_in(cells[-1])
    widths = trace.widths or (width,)
    if len(widths) < len(trace.lines):
        widths *= len(trace.lines)
    for line, row, size in zip(trace.lines, line_rows(cells), widths, strict=True):
        behind = trace.behind or ("",) * max(size - width, 0)
        yield line, [*row[: min(size, width)], *behind]


def _split(cell: str) -> list[str]:
    """Return the parts of a trace, those that are left out at its end too."""
    parts = cell.split(_BREAK)
    return [*parts, *[""] * (len(Trace._fields) - 1 - len(parts))]


def _written(text: str) -> str:
    for sign, letters in _WRITTEN:
        text = text.replace(sign, letters)
    return text


def _read(text: str) -> str:
    for sign, letters in reversed(_WRITTEN):
        text = text.replace(letters, sign)
    return text
