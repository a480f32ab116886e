"""The stations, one of them on show, each built when it is first wanted."""

from __future__ import annotations

from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from klaviyo_gui.sending.account_reader import Memories
from klaviyo_gui.ui.file.inspector import Inspector
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.station_area import StationArea
from klaviyo_gui.ui.stations.file import FileStation
from klaviyo_gui.ui.status import Station

if TYPE_CHECKING:
    from typing import TypeVar

    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.archive import Archive
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.map.account_metrics import AccountMetrics
    from klaviyo_gui.ui.runner import Runner
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.stations.history import HistoryStation
    from klaviyo_gui.ui.stations.map import MapStation
    from klaviyo_gui.ui.stations.preview import PreviewStation
    from klaviyo_gui.ui.stations.results import ResultsStation
    from klaviyo_gui.ui.stations.send import SendStation
    from klaviyo_gui.ui.theme import Theme
    from klaviyo_gui.ui.turns import Piece

    Made = TypeVar("Made", bound=QWidget)

_AHEAD = {
    Station.MAP: (
        "klaviyo_gui.ui.map.columns_pane",
        "klaviyo_gui.ui.map.targets",
        "klaviyo_gui.ui.map.live",
        "klaviyo_gui.ui.map.joining.desk",
        "klaviyo_gui.ui.map.grouping.desk",
        "klaviyo_gui.ui.map.convert.popover",
        "klaviyo_gui.ui.stations.map",
    ),
    Station.PREVIEW: ("klaviyo_gui.ui.preview.findings_pane", "klaviyo_gui.ui.stations.preview"),
    Station.SEND: ("klaviyo_gui.ui.stations.send",),
    Station.RESULTS: ("klaviyo_gui.ui.stations.results",),
    Station.HISTORY: ("klaviyo_gui.ui.stations.history",),
}
"""What is imported before a station is built, a turn for each."""


class StationStack(QStackedWidget):
    """Holds the stations, and shows one.

    Home can be used before the others are there. Once it was painted somebody asks to ``prepare``
    them a piece a turn; one that is wanted sooner is built at once. No file is shown before all
    are there, since each hears what changes from then on: what is read of it takes its turn as
    well, behind what is left to be built. ``built(station, widget)`` fires for each but the first,
    to join it to the others, and ``completed`` once all are there.
    """

    built = Signal(object, object)
    completed = Signal()

    def __init__(
        self, session: Session, checker: Checker, runner: Runner, archive: Archive, theme: Theme
    ) -> None:
        super().__init__()
        self._session = session
        self._checker = checker
        self._runner = runner
        self._archive = archive
        self._theme = theme
        self.inspector = Inspector(session)
        # What an account has told one of them needs no other to ask.
        self._memories = Memories()
        self.map_notice = Notice(theme)
        self._areas = {each: StationArea(each.title) for each in Station}
        for area in self._areas.values():
            self.addWidget(area)
        self._left = self._pieces()
        self._is_complete = False
        self.file = FileStation(session, self.inspector, theme)
        self._areas[Station.FILE].take(self.file)
        session.opening_changed.connect(self.prepare)
        session.preset_refused.connect(self.map_notice.say_error)

    @cached_property
    def map(self) -> MapStation:
        """Return which column becomes which of Klaviyo's properties."""
        from klaviyo_gui.ui.stations.map import MapStation  # noqa: PLC0415 - no start needs it

        made = MapStation(
            self._session, self._checker, self._theme, self.account_metrics, self.map_notice
        )
        return self._put(Station.MAP, made)

    @cached_property
    def preview(self) -> PreviewStation:
        """Return every record as it will be sent."""
        from klaviyo_gui.ui.stations.preview import PreviewStation  # noqa: PLC0415 - no start needs it

        made = PreviewStation(self._session, self._checker, self._theme)
        return self._put(Station.PREVIEW, made)

    @cached_property
    def send(self) -> SendStation:
        """Return the sheet, and the page of the run."""
        from klaviyo_gui.ui.stations.send import SendStation  # noqa: PLC0415 - no start needs it

        made = SendStation(self._session, self._checker, self._runner, self._theme, self._memories)
        return self._put(Station.SEND, made)

    @cached_property
    def results(self) -> ResultsStation:
        """Return what became of a run."""
        from klaviyo_gui.ui.stations.results import ResultsStation  # noqa: PLC0415 - no start needs it

        made = ResultsStation(self._archive, self._runner.book, self._theme)
        return self._put(Station.RESULTS, made)

    @cached_property
    def history(self) -> HistoryStation:
        """Return all runs of this computer."""
        from klaviyo_gui.ui.stations.history import HistoryStation  # noqa: PLC0415 - no start needs it

        made = HistoryStation(self._archive, self._runner.book, self._theme)
        return self._put(Station.HISTORY, made)

    @cached_property
    def account_metrics(self) -> AccountMetrics:
        """Return what Map asks of the account that would be sent to."""
        from klaviyo_gui.ui.map.account_metrics import AccountMetrics  # noqa: PLC0415 - no start needs it

        runner = self._runner
        return AccountMetrics(runner.book, runner.find.chosen, self._memories, self)

    @property
    def current(self) -> Station:
        """Return the station on show."""
        return list(Station)[self.currentIndex()]

    @property
    def has_focus_itself(self) -> bool:
        """Tell whether a station got the focus in which nothing takes keys, as Qt gives it."""
        return self._areas[self.current].hasFocus()

    def show_station(self, station: Station) -> None:
        """Show a station."""
        self._station(station)
        self.setCurrentWidget(self._areas[station])

    def close_work(self) -> None:
        """End the work under way; called once, when the window is gone."""
        there = vars(self)
        for name in ("send", "preview", "map"):
            if name in there:
                there[name].close_work()
        if "account_metrics" in there:
            self.account_metrics.close()
        self.file.close_work()
        self.inspector.close()

    @Slot()
    def prepare(self) -> None:
        """Build what is left, a piece a turn."""
        for piece in self._left:
            self._session.turns.later(piece)
        self._left = []

    def once_there(self, do: Piece) -> None:
        """Do what needs several of them: at once, or behind what is left to be built."""
        self.prepare()
        if self._is_complete:
            do()
        else:
            self._session.turns.later(do)

    # Private

    def _pieces(self) -> list[Piece]:
        """Return what is to be done, none of it long enough to be noticed."""
        pieces: list[Piece] = []
        for station, names in _AHEAD.items():
            pieces += [partial(_load, name) for name in names]
            pieces.append(partial(self._build, station))
        return [*pieces, self._complete]

    def _complete(self) -> None:
        self._is_complete = True
        self.completed.emit()

    def _build(self, station: Station) -> None:
        self._station(station)

    def _station(self, station: Station) -> QWidget:
        found: QWidget = getattr(self, station.name.lower())
        return found

    def _put(self, station: Station, made: Made) -> Made:
        self._areas[station].take(made)
        self.built.emit(station, made)
        return made


def _load(name: str) -> None:
    import_module(name)
