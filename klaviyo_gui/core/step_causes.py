"""What the steps of a mapping find in rows before records are built, and what it means for them."""

from __future__ import annotations

from klaviyo_gui.core.problem import Code, Severity

STEP_CAUSES = {
    Code.FILTER_UNREAD: Severity.HOLD,
    Code.JOIN_DOUBLE: Severity.HOLD,
    Code.JOIN_DAMAGED: Severity.HOLD,
    Code.JOIN_DOUBTFUL: Severity.WARN,
    Code.JOIN_UNMATCHED: Severity.NOTE,
}
"""Of every such cause how bad it is; the file itself is sound where they are found."""
