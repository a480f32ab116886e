"""The lists that open at a property or at a column, to search and choose in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot

from klaviyo_gui.core import catalog
from klaviyo_gui.core.templates import TEMPLATES, Template
from klaviyo_gui.ui.chooser import Choice, Chooser
from klaviyo_gui.ui.elided import columns_words
from klaviyo_gui.ui.models.column_state import states
from klaviyo_gui.wording import target_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.map.targets import TargetsPane
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_EXPECTED = 4
"""Details of a ready shape that are named in its line."""


class Lists(QObject):
    """Opens each list and does what was chosen in it; only one is open at a time."""

    def __init__(
        self, session: Session, targets: TargetsPane, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._targets = targets
        self._theme = theme
        self._parent = parent
        self._chooser: Chooser | None = None
        targets.columns_requested.connect(self.list_columns)
        targets.custom_columns_requested.connect(self._list_custom)

    @property
    def chooser(self) -> Chooser | None:
        """Return the list that was opened last."""
        return self._chooser

    @Slot(object, QPoint)
    def list_targets(self, columns: tuple[str, ...], place: QPoint) -> None:
        """List the properties that columns can fill."""
        choices = [*self._properties(), self._as_custom(columns)]
        chooser = self._open(choices, f"Properties for {columns_words(columns)}", place)
        chooser.chosen.connect(partial(self._place, columns))

    @Slot(object, QPoint)
    def list_combined(self, columns: tuple[str, ...], place: QPoint) -> None:
        """List the properties that columns can fill together."""
        chooser = self._open(self._properties(), f"Combine {columns_words(columns)} into", place)
        chooser.chosen.connect(partial(self._combine, columns))

    @Slot(QPoint)
    def list_fixed(self, place: QPoint) -> None:
        """List the properties that one text can fill."""
        chooser = self._open(self._properties(), "Properties for a fixed text", place)
        chooser.chosen.connect(self._fix)

    @Slot(str, QPoint)
    def list_columns(self, key: str, place: QPoint) -> None:
        """List the columns for a property; for the event's name, the ready shapes before them."""
        choices = [*self._shapes(key), *self._columns()]
        name = f"Columns for {target_label(self._targets.kind, key)}"
        self._open(choices, name, place).chosen.connect(partial(self._place_column, key))

    def _properties(self) -> list[Choice]:
        kind, mapping = self._targets.kind, self._session.mapping
        own = [target.key for target in catalog.targets(kind)]
        placed = [pair.target for pair in mapping.pairs(kind) if pair.target not in own]
        found = (catalog.find(kind, key) for key in (*own, *placed))
        return [
            Choice(
                target.key,
                target.label,
                target.meaning,
                "filled" if mapping.pair(kind, target.key) is not None else "",
            )
            for target in found
            if target is not None
        ]

    def _as_custom(self, columns: tuple[str, ...]) -> Choice:
        below = f"Send it under its own name, {columns[0]}"
        if len(columns) > 1:
            below = "Send each under its own name"
        return Choice("", "Custom property", below)

    def _columns(self) -> list[Choice]:
        session = self._session
        found = states(session.mapping, session.header)
        return [
            Choice(each.name, each.name, " · ".join(each.samples[:2]), found[each.name])
            for each in session.profiles
        ]

    def _shapes(self, key: str) -> list[Choice]:
        if key != "metric":
            return []
        return [
            Choice(each, each.metric, f"{each.meaning} {_expected(each)}", "ready event")
            for each in TEMPLATES
        ]

    def _open(self, choices: list[Choice], name: str, place: QPoint) -> Chooser:
        self._chooser = Chooser(choices, name, self._theme, self._parent)
        self._chooser.open_at(place)
        return self._chooser

    def _place(self, columns: tuple[str, ...], key: object) -> None:
        if key:
            self._targets.place(columns, str(key))
        else:
            self._targets.place_custom(columns)

    def _combine(self, columns: tuple[str, ...], key: object) -> None:
        self._targets.combine(columns, str(key))

    def _fix(self, key: object) -> None:
        self._targets.edit_fixed(str(key))

    def _place_column(self, key: str, chosen: object) -> None:
        if isinstance(chosen, Template):
            self._session.use_template(chosen)
        else:
            self._targets.place((str(chosen),), key)

    @Slot(bool, QPoint)
    def _list_custom(self, of_person: bool, place: QPoint) -> None:
        chooser = self._open(self._columns(), "Columns for a custom property", place)
        chooser.chosen.connect(partial(self._place_custom, of_person))

    def _place_custom(self, of_person: bool, name: object) -> None:
        self._targets.place_custom((str(name),), of_person=of_person)


def _expected(template: Template) -> str:
    names = [each.name for each in template.details]
    more = f" and {len(names) - _EXPECTED} more" if len(names) > _EXPECTED else ""
    return f"Expects {', '.join(names[:_EXPECTED])}{more}."
