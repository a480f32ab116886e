"""The lists that open at a property or at a column, to search and choose in."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot

from klaviyo_gui.core import catalog
from klaviyo_gui.core.templates import Template
from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.chooser import Choice, Chooser
from klaviyo_gui.ui.elided import columns_words
from klaviyo_gui.ui.map.metric_choices import MetricName, metric_choices, new_name
from klaviyo_gui.ui.map.several import words
from klaviyo_gui.ui.map.several.choices import add_chosen, event_choices
from klaviyo_gui.ui.models.column_state import states
from klaviyo_gui.wording import target_label
from klaviyo_gui.wording.cells import cells_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.map.account_metrics import AccountMetrics
    from klaviyo_gui.ui.map.targets import TargetsPane
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_LOOKING = mark("Looking which events the account has …")
_HINT = mark("Search, or type a new name…")


class Lists(QObject):
    """Opens each list and does what was chosen in it; only one is open at a time."""

    def __init__(
        self,
        session: Session,
        targets: TargetsPane,
        theme: Theme,
        parent: QWidget,
        metrics: AccountMetrics | None = None,
    ) -> None:
        super().__init__(parent)
        self._metrics = metrics
        self._metric_list: Chooser | None = None
        self._listed: Callable[[], list[Choice]] = self._names
        if metrics is not None:
            metrics.changed.connect(self._show_metrics)
        self._session = session
        self._targets = targets
        self._theme = theme
        self._parent = parent
        self._chooser: Chooser | None = None
        targets.columns_requested.connect(self.list_columns)
        targets.custom_columns_requested.connect(self._list_custom)
        targets.tabs.add_requested.connect(self.list_events)

    @property
    def chooser(self) -> Chooser | None:
        """Return the list that was opened last."""
        return self._chooser

    @Slot(object, QPoint)
    def list_targets(self, columns: tuple[str, ...], place: QPoint) -> None:
        """List the properties that columns can fill."""
        choices = [*self._properties(), self._as_custom(columns)]
        chooser = self._open(
            choices, tr("Properties for {columns}", columns=columns_words(columns)), place
        )
        chooser.chosen.connect(partial(self._place, columns))

    @Slot(object, QPoint)
    def list_combined(self, columns: tuple[str, ...], place: QPoint) -> None:
        """List the properties that columns can fill together."""
        chooser = self._open(
            self._properties(), tr("Combine {columns} into", columns=columns_words(columns)), place
        )
        chooser.chosen.connect(partial(self._combine, columns))

    @Slot(QPoint)
    def list_fixed(self, place: QPoint) -> None:
        """List the properties that one text can fill."""
        chooser = self._open(self._properties(), tr("Properties for a fixed text"), place)
        chooser.chosen.connect(self._fix)

    @Slot(str, QPoint)
    def list_columns(self, key: str, place: QPoint) -> None:
        """List the columns for a property; for the event's name, names of events before them."""
        name = tr("Columns for {property}", property=target_label(self._targets.kind, key))
        if key == "metric":
            self._list_metrics(key, name, place)
            return
        chooser = self._open(self._columns(), name, place)
        chooser.chosen.connect(partial(self._place_column, key))

    @Slot(QPoint)
    def list_events(self, place: QPoint) -> None:
        """List what another event of each row can be."""
        chooser = self._list_names(self._events, tr(words.ADD), place)
        chooser.chosen.connect(partial(add_chosen, self._session))

    def _events(self) -> list[Choice]:
        return event_choices(self._session, self._metric_choices())

    def _properties(self) -> list[Choice]:
        kind, mapping = self._targets.kind, self._session.seen
        own = [target.key for target in catalog.targets(kind)]
        placed = [pair.target for pair in mapping.pairs(kind) if pair.target not in own]
        found = (catalog.find(kind, key) for key in (*own, *placed))
        return [
            Choice(
                target.key,
                target.shown_label,
                target.shown_meaning,
                tr("filled") if mapping.pair(kind, target.key) is not None else "",
            )
            for target in found
            if target is not None
        ]

    def _as_custom(self, columns: tuple[str, ...]) -> Choice:
        below = tr("Send it under its own name, {column}", column=columns[0])
        if len(columns) > 1:
            below = tr("Send each under its own name")
        return Choice("", tr("Custom property"), below)

    def _columns(self) -> list[Choice]:
        session = self._session
        found = states(session.mapping, session.columns)
        return [
            Choice(each.name, each.name, cells_words(each.samples[:2]), tr(found[each.name].value))
            for each in session.profiles
        ]

    def _list_metrics(self, key: str, name: str, place: QPoint) -> None:
        """List the names of the account's events and the columns, and take a new one."""
        self._list_names(self._names, name, place).chosen.connect(partial(self._place_column, key))

    def _list_names(self, names: Callable[[], list[Choice]], name: str, place: QPoint) -> Chooser:
        """List names of events, filled as those of the account come, and take a new one."""
        chooser = self._open(names(), name, place, wraps=True)
        chooser.make_with(self._new_name, tr(_HINT))
        chooser.closed.connect(self._forget_metrics)
        self._metric_list, self._listed = chooser, names
        if self._metrics is not None:
            self._metrics.look(self._session.seen.fixed_metric, wants_flows=True)
        self._show_metrics()
        return chooser

    @Slot()
    def _show_metrics(self) -> None:
        """Show in the list that is open what is known by now."""
        metrics, chooser = self._metrics, self._metric_list
        if metrics is not None and chooser is not None:
            is_awaited = metrics.is_busy and not metrics.names
            chooser.show_choices(self._listed(), _LOOKING if is_awaited else metrics.note)

    @Slot()
    def _forget_metrics(self) -> None:
        self._metric_list = None

    def _names(self) -> list[Choice]:
        return [*self._metric_choices(), *self._columns()]

    def _metric_choices(self) -> list[Choice]:
        known = self._metrics.names if self._metrics is not None else ()
        return metric_choices(known, datetime.now(UTC).astimezone())

    def _new_name(self, words: str) -> Choice | None:
        metrics = self._metrics
        if metrics is None:
            return new_name(words, (), "")
        return new_name(words, metrics.names, metrics.account)

    def _open(
        self, choices: list[Choice], name: str, place: QPoint, *, wraps: bool = False
    ) -> Chooser:
        self._chooser = Chooser(choices, name, self._theme, self._parent, wraps=wraps)
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
        elif isinstance(chosen, MetricName):
            self._session.fix(self._targets.kind, key, chosen.name)
        else:
            self._targets.place((str(chosen),), key)

    @Slot(bool, QPoint)
    def _list_custom(self, of_person: bool, place: QPoint) -> None:
        chooser = self._open(self._columns(), tr("Columns for a custom property"), place)
        chooser.chosen.connect(partial(self._place_custom, of_person))

    def _place_custom(self, of_person: bool, name: object) -> None:
        self._targets.place_custom((str(name),), of_person=of_person)
