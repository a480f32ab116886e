"""The button that leads from a finding to the editor of the cell that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from klaviyo_gui.core import catalog
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.shown_event import told_pair
from klaviyo_gui.language import tr
from klaviyo_gui.wording.here import BY_EDITING

if TYPE_CHECKING:
    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.ui.models.built import Built
    from klaviyo_gui.ui.session import Session


class EditCell(QPushButton):
    """Hidden where no text in a cell would help, or none can be typed now."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Edit the cell…"))
        self._session = session
        self.setAutoDefault(False)
        tip = tr("Type another text for it; the file stays as it is, and it can be undone")
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        self.hide()

    def show_finding(self, finding: Finding | None) -> None:
        """Offer to edit a cell of this finding."""
        can_help = finding is not None and finding.code in BY_EDITING and self._has_cell(finding)
        self.setVisible(can_help and self._session.aside is None)

    def _has_cell(self, finding: Finding) -> bool:
        """Tell whether the cell is one of the first file; a joined one is mended in its own."""
        pair = self._session.mapping.pair(finding.kind, finding.target)
        columns = pair.columns if pair is not None else ()
        return not columns or not set(columns).isdisjoint(self._session.header)


def column_to_edit(finding: Finding, session: Session, row: Built) -> str:
    """Return the column in which a finding of this row is mended."""
    header, mapping = session.header, session.mapping
    if finding.code is Code.ROW_TOO_SHORT:
        change = session.amendments.row(row.line)
        typed = {each.column for each in change.cells} if change is not None else set()
        lacks = [name for name in header[len(row.cells) :] if name not in typed]
        return lacks[0] if lacks else header[-1]
    targets = (finding.target,) if finding.target else catalog.identifiers(finding.kind)
    columns = (
        column
        for target in targets
        if (pair := told_pair(mapping, finding.kind, target)) is not None
        for column in pair.columns
        if column in header
    )
    return next(columns, header[0])
