"""What is changed of rows, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.amendments import KNOWN_BY_OTHERS
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.language import counted, grouped, tr
from klaviyo_gui.ui.elided import boxed, shortened
from klaviyo_gui.wording import bare, phrases, target_label
from klaviyo_gui.wording.cells import cell_words
from klaviyo_gui.wording.problems import code_words

if TYPE_CHECKING:
    from klaviyo_gui.core.amendments import Amendments, Cause, Replacement
    from klaviyo_gui.core.findings import Finding

_SHOWN = 40
_TEXTS_SHOWN = 3


def summary(amendments: Amendments) -> str:
    """Return how much is changed: "3 cells edited · 1 text replaced · 2 rows left out"."""
    edited, left_out = amendments.edited, amendments.left_out
    texts, causes = len(amendments.replacements), len(amendments.causes)
    parts = (
        (edited, counted(edited, "{count} cell edited", "{count} cells edited")),
        (texts, counted(texts, "{count} text replaced", "{count} texts replaced")),
        (left_out, counted(left_out, "{count} row left out", "{count} rows left out")),
        (causes, counted(causes, "{count} finding left out", "{count} findings left out")),
    )
    return " · ".join(words for number, words in parts if number)


def replacement_words(rule: Replacement) -> str:
    """Return what is replaced, by what, and where."""
    words = tr(
        "{find} by {other} in {column}",
        find=quoted(rule.find) if rule.find else tr("blank cells"),
        other=quoted(rule.replace) if rule.replace else tr("nothing"),
        column=shortened(rule.column),
    )
    whole = tr("whole cell") if rule.is_whole and rule.find else ""
    how = ", ".join(filter(None, (whole, tr("case") if rule.has_case else "")))
    return f"{words} ({how})" if how else words


def cause_words(cause: Cause) -> str:
    """Return for what rows are left out."""
    what = code_words(cause.code).what
    label = f"{target_label(cause.kind, cause.target)}: " if cause.target else ""
    more = len(cause.texts) - _TEXTS_SHOWN
    texts = [*map(quoted, cause.texts[:_TEXTS_SHOWN])]
    if more > 0:
        texts.append(tr("{count} more", count=grouped(more)))
    return f"{label}{bare(what)}: {', '.join(texts)}." if texts else f"{label}{what}"


def quoted(text: str) -> str:
    """Return a cell for use within a sentence."""
    whole = boxed(cell_words(text))
    shown = f"{whole[:_SHOWN]}…" if len(whole) > _SHOWN else whole
    return phrases.quoted(shown)


def can_be_left_out(finding: Finding) -> bool:
    """Tell whether the rows of a finding can be left out by its cause.

    What is only worth knowing is no reason to send nothing, and a row that was changed when it
    read otherwise is put back instead.
    """
    if finding.severity is Severity.NOTE or finding.code in KNOWN_BY_OTHERS:
        return False
    return finding.code is not Code.EDIT_ASTRAY
