"""What is said of an export: what is saved, where, how far it is, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.language import counted, mark, tr
from klaviyo_gui.sending.exporting import Content
from klaviyo_gui.wording.cells import are_masked

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.sending.exporting import Exported

TITLES = {
    Content.CHECKED: mark("Save checked rows as CSV"),
    Content.HELD: mark("Save held rows as CSV"),
    Content.RECORDS: mark("Save what would be sent, a line each"),
}

_NAMES = {
    Content.CHECKED: mark("{file}, checked rows.csv"),
    Content.HELD: mark("{file}, held rows.csv"),
    Content.RECORDS: mark("{file}, what would be sent.ndjson"),
}

_KINDS = {
    Content.CHECKED: mark("CSV (*.csv)"),
    Content.HELD: mark("CSV (*.csv)"),
    Content.RECORDS: mark("NDJSON (*.ndjson)"),
}

_ABOUT = {
    Content.CHECKED: mark(
        "Rows of which everything would be sent: all columns of the file, cells as you edited and "
        "repaired them."
    ),
    Content.HELD: mark(
        "Rows of which something is held for a problem: all columns of the file, with the line, "
        "the reason and what to do."
    ),
    Content.RECORDS: mark(
        "Every event and every person as Klaviyo would get them, a line each, for whoever looks at "
        "them by a program."
    ),
}

_NOTHING = {
    Content.CHECKED: mark("There is no row of which everything would be sent."),
    Content.HELD: mark("No row is held."),
    Content.RECORDS: mark("Nothing would be sent."),
}


def title(content: Content) -> str:
    """Return what is saved, as a heading says it."""
    return tr(TITLES[content])


def about(content: Content) -> str:
    """Return what will be in the file, where values are masked that they are not in there."""
    words = tr(_ABOUT[content])
    return tr("{about} It holds true values.", about=words) if are_masked() else words


def kinds(content: Content) -> str:
    """Return the kind of file, as the system's dialog asks for it."""
    return tr(_KINDS[content])


def name_for(content: Content, path: Path) -> str:
    """Return what the file is called unless somebody says so."""
    return tr(_NAMES[content], file=path.stem.removesuffix(".csv"))


def so_far(rows: int) -> str:
    """Return how far it is, while it is under way."""
    if not rows:
        return tr("Looking at all rows…")
    return counted(rows, "{count} row is looked at…", "{count} rows are looked at…")


def done(content: Content, exported: Exported) -> tuple[str, str]:
    """Return what became of it, and what is to be said besides."""
    count = exported.count
    if not count:
        return tr(_NOTHING[content]), tr("No file was written.")
    if content is Content.RECORDS:
        return counted(count, "{count} record is saved.", "{count} records are saved."), ""
    saved = counted(count, "{count} row is saved.", "{count} rows are saved.")
    if not exported.others:
        return saved, ""
    others = counted(
        exported.others,
        "{count} row is held or left out, and is not in it.",
        "{count} rows are held or left out, and are not in it.",
    )
    return saved, others
