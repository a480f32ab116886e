"""The columns of which nothing is sent for a kind of record, each with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.language import mark, tr
from klaviyo_gui.wording.cells import cells_words

if TYPE_CHECKING:
    from klaviyo_gui.ui.session import Session

HEADINGS = (mark("Column"), mark("Why it is not sent"), mark("First values"))

_VALUES = 3


def unsent_columns(session: Session, kind: Kind) -> list[tuple[str, ...]]:
    """Return name, reason and first values of each of these columns, in the order of the file."""
    if session.file is None:
        return []
    here = set(session.mapping.columns(kind))
    elsewhere = set(session.mapping.columns())
    lines: list[tuple[str, ...]] = []
    for name in session.columns:
        if name in here:
            continue
        why = tr("nobody has decided")
        if name in elsewhere:
            why = tr("sent with people") if kind is Kind.EVENTS else tr("sent with events")
        elif name in session.mapping.left_out:
            why = tr("left out by you")
        lines.append((name, why, cells_words(session.cells.get(name, ())[:_VALUES])))
    return lines
