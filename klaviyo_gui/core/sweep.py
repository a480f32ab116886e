"""The parts of a record, filled from the cells of a row by a function written for the mapping.

A dozen texts that go out as they are in each of a million rows are most of what there is to do, and
straight lines do it in two thirds of the time of a loop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.parts import CUSTOM, LOCATION, PART_NAMES, PERSON, Parts

if TYPE_CHECKING:
    from klaviyo_gui.core.convert import Converter, Value
    from klaviyo_gui.core.problem import Problem
    from klaviyo_gui.core.sources import Cells

Chain = Callable[["Cells", "list[Problem]"], "Value"]
"""Reads and converts what it needs of a row."""

Fill = Callable[["Cells", "list[Problem]"], Parts]

_INSIDE = {LOCATION: "location", CUSTOM: "properties"}
"""What a person has of these parts, by the name that Klaviyo has for it."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that is the same in every row."""

    value: Value
    part: int
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The cell at this place, as it is or converted."""

    at: int
    part: int
    name: str
    convert: Converter | None = None


@dataclass(frozen=True, slots=True)
class Chained:
    """What a chain of several stages makes of a row, at the end of this path."""

    chain: Chain
    part: int
    path: tuple[str, ...]


def sweep(steps: Iterable[Constant | Cell | Chained]) -> Fill:
    """Return what fills the parts of a record, each value in its place unless there is none.

    What is blank is nothing, nor is what a converter or a chain leaves out.
    """
    known: dict[str, Any] = {"_put": put}
    lines = ["def fill(cells, problems):"]
    lines += [f"    {name} = {{}}" for name in PART_NAMES]
    for number, step in enumerate(steps):
        lines += _lines(step, f"_{number}", known)
    lines += [
        f"    if {PART_NAMES[part]}: {PART_NAMES[PERSON]}[{name!r}] = {PART_NAMES[part]}"
        for part, name in _INSIDE.items()
    ]
    lines.append(f"    return {', '.join(PART_NAMES)}")
    exec("\n".join(lines), known)  # noqa: S102 - of what a person wrote only quoted names are in it
    fill: Fill = known["fill"]
    return fill


def _lines(step: Constant | Cell | Chained, name: str, known: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of one step; what they call or put is known to them by this name."""
    part = PART_NAMES[step.part]
    match step:
        case Constant():
            known[name] = step.value
            yield f"    {part}[{step.name!r}] = {name}"
        case Cell(convert=None):
            yield f"    text = cells[{step.at:d}]"
            yield f"    if text and not text.isspace(): {part}[{step.name!r}] = text"
        case Cell():
            known[name] = step.convert
            yield f"    text = cells[{step.at:d}]"
            yield "    if text and not text.isspace():"
            yield f"        value = {name}(text, problems)"
            yield f"        if value is not None: {part}[{step.name!r}] = value"
        case Chained():  # pragma: no branch - mypy proves that no other is left
            known[name] = step.chain
            yield f"    value = {name}(cells, problems)"
            yield f"    if value is not None: {_placed(part, step.path)}"


def _placed(part: str, path: tuple[str, ...]) -> str:
    return f"{part}[{path[0]!r}] = value" if len(path) == 1 else f"_put({part}, {path!r}, value)"


def put(content: dict[str, Any], path: Sequence[str], value: object) -> None:
    """Put a value at the end of its path, and make the objects on the way."""
    for name in path[:-1]:
        content = content.setdefault(name, {})
    content[path[-1]] = value
