"""What is changed of rows, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.amendments import KNOWN_BY_OTHERS
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.ui.elided import boxed, shortened
from klaviyo_gui.wording import plural, target_label
from klaviyo_gui.wording.problems import code_words

if TYPE_CHECKING:
    from klaviyo_gui.core.amendments import Amendments, Cause, Replacement
    from klaviyo_gui.core.findings import Finding

_SHOWN = 40
_TEXTS_SHOWN = 3


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
    what = code_words(cause.code).what
    label = f"{target_label(cause.kind, cause.target)}: " if cause.target else ""
    more = len(cause.texts) - _TEXTS_SHOWN
    texts = [*map(quoted, cause.texts[:_TEXTS_SHOWN]), *([f"{more:,} more"] if more > 0 else [])]
    return f"{label}{what[:-1]}: {', '.join(texts)}." if texts else f"{label}{what}"


def quoted(text: str) -> str:
    """Return a cell for use within a sentence."""
    shown = boxed(text)
    return f"“{shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}”"


def can_be_left_out(finding: Finding) -> bool:
    """Tell whether the rows of a finding can be left out by its cause.

    What is only worth knowing is no reason to send nothing, and a row that was changed when it
    read otherwise is put back instead.
    """
    if finding.severity is Severity.NOTE or finding.code in KNOWN_BY_OTHERS:
        return False
    return finding.code is not Code.EDIT_ASTRAY
