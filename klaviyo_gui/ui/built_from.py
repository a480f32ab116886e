"""What records are built from: the file itself, or its arranged copy once that is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.source.index import Index

if TYPE_CHECKING:
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.ui.session import Session


@dataclass(frozen=True, slots=True)
class BuiltFrom:
    """Rows with their plan; ``index`` is None while they are counted, of which ``rows`` tells."""

    file: CsvFile
    index: Index | None
    plan: Plan
    rows: int


def built_from(session: Session) -> BuiltFrom | None:
    """Return what the records of the session are built from now.

    None without a file, and where its mapping has steps until a check has arranged it.
    """
    if session.file is None:
        return None
    if not session.mapping.has_steps:
        return BuiltFrom(session.file, session.index, session.plan, session.row_count)
    prepared = session.prepared
    if prepared is None or not prepared.serves(session.file, session.plan):
        return None
    file = prepared.file
    assert file.marks is not None, "an arranged copy knows its marks"
    index = Index(file.marks, file.stamp)
    return BuiltFrom(file, index, prepared.planned(session.plan).plan, index.rows)
