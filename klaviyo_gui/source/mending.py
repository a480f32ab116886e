"""Offer the repair of what was found in a file, where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.cell_damage import BLANKED
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.repair import REPAIRABLE, Repair

if TYPE_CHECKING:
    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.source.faults import Fault


def repair_of(fault: Fault, judged: Judged | None) -> Repair | None:
    """Return the repair of a fault of a column; None where nobody can tell what stood there."""
    if len(fault.names) != 1 or fault.code not in REPAIRABLE:
        return None
    code, (column,) = Code(fault.code), fault.names
    if code is Code.ZEROS_LOST:
        zeros = dict(judged.zeros).get(column) if judged is not None else None
        return None if zeros is None else Repair(column, code, zeros)
    is_known = code in BLANKED or any(mended for _, mended in fault.examples)
    return Repair(column, code) if is_known else None
