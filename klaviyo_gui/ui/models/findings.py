"""What the check found, by cause, as a list of cards in four sections, worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from klaviyo_gui.core.problem import Severity
from klaviyo_gui.language import counted, decimal, tr
from klaviyo_gui.ui.cards import CardRole
from klaviyo_gui.ui.models.causes import lines_words
from klaviyo_gui.ui.preview.classes import HarmClass, class_of
from klaviyo_gui.wording import finding_words
from klaviyo_gui.wording.amounts import amount
from klaviyo_gui.wording.cells import cells_words
from klaviyo_gui.wording.here import advice_here

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.findings import Finding, Place
    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.ui.cards import Index

_LITTLE = 0.001
"""A share below which its figure would say nothing."""


class FindingsModel(QAbstractListModel):
    """Shows findings below the headings of their classes; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Finding | HarmClass, ...] = ()
        self._rows = 0
        self._held: frozenset[Kind] = frozenset()
        self._noted: frozenset[Place] = frozenset()

    def show(
        self, findings: Sequence[Finding], rows: int, noted: frozenset[Place] = frozenset()
    ) -> None:
        """Show what was found in so many rows; while the causes stay, the choice does too.

        Of the ``noted`` ones somebody has taken note: they come last.
        """
        after = tuple(_in_sections(findings, noted))
        self._noted = noted
        self._held = frozenset(each.kind for each in findings if each.severity is Severity.HOLD)
        if (after, rows) == (self._entries, self._rows):
            return
        self._rows = rows
        if list(map(_name, after)) == list(map(_name, self._entries)):
            self._entries = after
            self.dataChanged.emit(self.index(0), self.index(max(len(after) - 1, 0)))
            return
        self.beginResetModel()
        self._entries = after
        self.endResetModel()

    def finding(self, index: Index) -> Finding | None:
        """Return the finding of an entry; None for a heading."""
        entry = self._entries[index.row()] if index.isValid() else None
        return None if isinstance(entry, HarmClass) else entry

    def weight(self, finding: Finding) -> tuple[HarmClass, str]:
        """Return in which class a finding stands, and in how many records it is."""
        return self._class_of(finding), self._amount(finding)

    def index_of(self, place: Place | None) -> QModelIndex:
        """Return where a finding stands; no place where it stands nowhere."""
        names = [_name(each) for each in self._entries]
        return self.index(names.index(place)) if place in names else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of findings and headings."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let findings be chosen."""
        if self.finding(index) is None:
            # The keys pass over it; each finding tells its class to screen readers.
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return what an entry shows."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        shown = self._heading(entry) if isinstance(entry, HarmClass) else self._card(entry)
        return shown.get(role)

    def _heading(self, entry: HarmClass) -> dict[int, str]:
        within = [each for each in self._entries if not isinstance(each, HarmClass)]
        count = sum(1 for each in within if self._class_of(each) is entry)
        title, causes = entry.title, counted(count, "{count} cause", "{count} causes")
        return {
            Qt.ItemDataRole.DisplayRole: title,
            CardRole.HEADING: str(count),
            CardRole.MARK: entry.mark,
            CardRole.TONE: entry.tone,
            Qt.ItemDataRole.AccessibleTextRole: f"{title}: {causes}",
        }

    def _card(self, finding: Finding) -> dict[int, str]:
        section = self._class_of(finding)
        words, advice = finding_words(finding), advice_here(finding.code)
        more = f"{self._amount(finding)} · {lines_words(finding.lines, finding.count)}"
        return {
            Qt.ItemDataRole.DisplayRole: words.what,
            CardRole.MORE: more,
            CardRole.MARK: section.mark,
            CardRole.TONE: section.tone,
            Qt.ItemDataRole.ToolTipRole: f"{advice} {cells_words(finding.texts, ', ')}".strip(),
            Qt.ItemDataRole.AccessibleTextRole: f"{section.title}: {more}: {words.what} {advice}",
        }

    def _class_of(self, finding: Finding) -> HarmClass:
        return _class_of(finding, self._noted)

    def _amount(self, finding: Finding) -> str:
        """Return how many records have it, and which share of the rows that is."""
        said = amount(finding.kind, finding.count)
        share = finding.count / self._rows if self._rows else 0.0
        if share >= _LITTLE:
            percent = decimal(share * 100, 1)
            said = tr("{records} ({percent}% of rows)", records=said, percent=percent)
        elif share:
            said = tr("{records} (under {percent}% of rows)", records=said, percent=decimal(0.1, 1))
        if finding.severity is Severity.HOLD:
            return tr("{records} held", records=said)
        if finding.kind in self._held:
            return tr("{records}, sent unless held", records=said)
        return tr("{records}, sent", records=said)


def _class_of(finding: Finding, noted: frozenset[Place]) -> HarmClass:
    return HarmClass.NOTED if finding.place in noted else class_of(finding)


def _in_sections(findings: Sequence[Finding], noted: frozenset[Place]) -> list[Finding | HarmClass]:
    found: list[Finding | HarmClass] = []
    for section in HarmClass:
        within = sorted(
            (each for each in findings if _class_of(each, noted) is section),
            key=lambda each: -each.count,
        )
        found += [section, *within] if within else []
    return found


def _name(entry: Finding | HarmClass) -> Place | HarmClass:
    return entry if isinstance(entry, HarmClass) else entry.place
