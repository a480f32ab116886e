"""How bad a cause is for its row, be it found in the file or by the steps of a mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.step_causes import STEP_CAUSES
from klaviyo_gui.source.causes import MEANINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORST_FIRST = Severity.HOLD, Severity.WARN, Severity.NOTE


def row_severity(code: str) -> Severity:
    """Return what a cause means for its row; KeyError for what is no cause that a row can have."""
    found = STEP_CAUSES.get(Code(code))
    return MEANINGS[code].severity if found is None else found


def worst_of(codes: Iterable[str]) -> str:
    """Return the worst of the causes that the rows of an order have, the first of equal ones."""
    return min(codes, key=lambda code: _WORST_FIRST.index(row_severity(code)))
