"""Rows that belong together become one event: which columns tell that, and what each row adds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grouping:
    """How the rows of a file are put together.

    Rows that agree in every ``key`` column are one order, wherever they stand in the file.
    ``per_item`` are the columns that tell of one row each; all others tell of the whole order.
    """

    key: tuple[str, ...]
    per_item: tuple[str, ...] = ()
