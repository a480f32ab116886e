"""What is changed of rows, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.amendments import KNOWN_BY_OTHERS, Cause
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.ui.elided import boxed, shortened
from klaviyo_gui.wording import plural, target_label
from klaviyo_gui.wording.problems import PROBLEMS

if TYPE_CHECKING:
    from klaviyo_gui.core.amendments import Amendments, Replacement
    from klaviyo_gui.core.findings import Finding

_SHOWN = 40


def summary(amendments: Amendments) -> str:
    """Return how much is changed: "3 cells edited · 1 text replaced · 2 rows left out"."""
    parts = (
        (amendments.edited, "cell", "edited"),
        (len(amendments.replacements), "text", "replaced"),
        (amendments.left_out, "row", "left out"),
        (len(amendments.causes), "finding", "left out"),
    )
    return " · ".join(f"{plural(count, one)} {what}" for count, one, what in parts if count)


def replacement_words(rule: Replacement) -> str:
    """Return what is replaced, by what, and where."""
    find = quoted(rule.find) if rule.find else "blank cells"
    other = quoted(rule.replace) if rule.replace else "nothing"
    limits = ("whole cell" if rule.is_whole and rule.find else "", "case" if rule.has_case else "")
    how = ", ".join(filter(None, limits))
    return f"{find} by {other} in {shortened(rule.column)}{f' ({how})' if how else ''}"


def cause_words(cause: Cause) -> str:
    """Return for what rows are left out."""
    what, _ = PROBLEMS[cause.code]
    label = f"{target_label(cause.kind, cause.target)}: " if cause.target else ""
    return f"{label}{what}"


def quoted(text: str) -> str:
    """Return a cell for use within a sentence."""
    shown = boxed(text)
    return f"“{shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}”"


def cause_of(finding: Finding | None) -> Cause | None:
    """Return by what the rows of a finding can be left out, None where that cannot be.

    What is only worth knowing is no reason to send nothing, and a row that was changed when it
    read otherwise is put back instead.
    """
    if finding is None or finding.severity is Severity.NOTE or finding.code in KNOWN_BY_OTHERS:
        return None
    if finding.code is Code.EDIT_ASTRAY:
        return None
    return Cause(finding.kind, finding.code, finding.target)
