"""Cells and values for the eye: as they are, or masked while others may look on.

All that shows a value of a file, of a record or of a person asks here, so that one switch is
enough. Only the window turns it; what is written to files for further work is said ``in_full``.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.mask import masked, masked_line, masked_quotes, masked_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class _Switch:
    """Whether values are masked, in every thread of the process."""

    is_on = False


_is_in_full: ContextVar[bool] = ContextVar("is_in_full", default=False)


def mask_cells(*, is_on: bool) -> None:
    """Mask all values that are shown from now on, or show them again."""
    _Switch.is_on = is_on


def are_masked() -> bool:
    """Tell whether values are masked here and now."""
    return _Switch.is_on and not _is_in_full.get()


@contextmanager
def in_full() -> Iterator[None]:
    """Say values meanwhile as they are: for files that somebody goes on working with."""
    before = _is_in_full.set(True)
    try:
        yield
    finally:
        _is_in_full.reset(before)


def cell_words(text: str) -> str:
    """Return a cell, or any one text of somebody's data, as it may be shown."""
    return masked(text) if are_masked() else text


def cells_words(texts: Iterable[str], between: str = " · ") -> str:
    """Return several of them on one line."""
    return between.join(map(cell_words, texts))


def line_words(line: str) -> str:
    """Return a line of a file as it may be shown."""
    return masked_line(line) if are_masked() else line


def quoting_words(sentence: str) -> str:
    """Return a sentence that may quote cells, such as one of Klaviyo's, as it may be shown."""
    return masked_quotes(sentence) if are_masked() else sentence


def values_shown(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a value of a record as it may be shown; the names in it stay."""
    return masked_values(value) if are_masked() else value
