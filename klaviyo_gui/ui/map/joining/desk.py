"""What Map says, asks and offers about second files, and what opens their panel."""

from __future__ import annotations

import os
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from klaviyo_gui.core.errors import (
    JoinColumnsMissing,
    JoinFileAwaited,
    JoinFileMissing,
    JoinNamesTaken,
)
from klaviyo_gui.core.second_names import likely_second
from klaviyo_gui.language import tr
from klaviyo_gui.ui.file.words import FILES
from klaviyo_gui.ui.map.chip import Chip
from klaviyo_gui.ui.map.joining import words
from klaviyo_gui.ui.map.joining.in_hand import JoinInHand
from klaviyo_gui.ui.map.joining.line import JoiningLine
from klaviyo_gui.ui.map.joining.look import JoinLook
from klaviyo_gui.ui.seen import RefreshWhenSeen
from klaviyo_gui.ui.work import WorkQueue
from klaviyo_gui.wording import error_words
from klaviyo_gui.wording.joins import joins_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.map.joining.panel import JoiningPanel
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_LISTED = 2_000
"""Names of a folder that are looked at; a folder with more is no place of one export."""


class JoiningDesk(QObject):
    """Joins the chip of the steps bar, the line above the panes, the panel, and what joins find."""

    def __init__(self, session: Session, checker: Checker, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._window = parent
        self._theme = theme
        self._beside = ""
        self._declined: set[Path] = set()
        self.in_hand = JoinInHand(session, checker.pool)
        self.look = JoinLook(session, checker, self.in_hand)
        self.chip = Chip(tr(words.ADDED_BY), self)
        self.line = JoiningLine()
        self._listing = WorkQueue(self)
        self._listing.told.connect(self._take_name)
        self._seen = RefreshWhenSeen(parent, self._refresh, session.turns)
        for signal in (session.file_changed, session.mapping_changed, session.seconds_changed):
            signal.connect(self._seen.ask)
        session.file_changed.connect(self._list_folder)
        self.chip.panel_requested.connect(self.open_panel)
        self.line.join_requested.connect(self._join_beside)
        self.line.declined.connect(self._decline)
        self.line.choose_requested.connect(self.choose_missing)
        self.line.again_requested.connect(session.read_seconds_again)
        self.line.panel_requested.connect(self.open_panel)

    @cached_property
    def panel(self) -> JoiningPanel:
        """Return the panel, which is built when it is first wanted."""
        from klaviyo_gui.ui.map.joining.panel import JoiningPanel  # noqa: PLC0415 - no start needs it

        panel = JoiningPanel(self._session, self.in_hand, self.look, self._theme, self._window)
        panel.another_requested.connect(self.choose_file)
        panel.replacement_requested.connect(self._choose_again)
        return panel

    @property
    def missing(self) -> str:
        """Return the first second file that is not there, or cannot be read; empty for none."""
        session = self._session
        return next(
            (
                join.file
                for join in session.mapping.joins
                if session.second(join.file) is None and not session.is_awaited(join.file)
            ),
            "",
        )

    @property
    def unfit(self) -> str:
        """Return the second file that is there and does not fit; empty for none."""
        session = self._session
        match session.misfit:
            case JoinColumnsMissing(file) | JoinNamesTaken(file):
                joins = session.mapping.joins
                names = (
                    each.file for each in joins if file in {each.file, session.second_name(each)}
                )
                return next(names, "")
        return ""

    def close(self) -> None:
        """Close what stands beside the window, and end the work under way."""
        if "panel" in vars(self):
            self.panel.close()
        self.in_hand.clear()
        self.in_hand.looking.close()
        self.look.close()
        self._listing.close()

    def join_file(self, path: Path) -> None:
        """Look by what a file can be joined, and show it."""
        if self._session.file is not None:
            self.in_hand.begin(path)
            self.panel.open_panel()

    def stand_in(self, path: Path) -> None:
        """Take a file for the one that is missing, or does not fit."""
        name = self.missing or self.unfit
        if name:
            self._session.choose_second(name, path)

    @Slot()
    def open_panel(self) -> None:
        """Show how a file is joined; where none is, ask for one."""
        session = self._session
        if session.file is None:
            return
        if session.mapping.joins and self.in_hand.at is None:
            self.in_hand.show_join(0)
        if self.in_hand.name:
            self.panel.open_panel()
        else:
            self.choose_file()

    @Slot()
    def choose_file(self) -> None:
        """Ask for a second file, and look by what it can be joined."""
        path = self._asked_for(tr("Choose a file to join"))
        if path is not None:
            self.join_file(path)

    @Slot()
    def choose_missing(self) -> None:
        """Ask for the file that is missing, or for one that fits."""
        name = self.missing or self.unfit
        path = self._asked_for(words.choose(name)) if name else None
        if path is not None:
            self.stand_in(path)

    @Slot()
    def _choose_again(self) -> None:
        """Ask for another file in the place of the one on show."""
        name = self.in_hand.name
        path = self._asked_for(words.choose(name)) if name else None
        if path is not None:
            self._session.choose_second(name, path)

    def _asked_for(self, title: str) -> Path | None:
        file = self._session.file
        if file is None:
            return None
        name, _ = QFileDialog.getOpenFileName(self._window, title, str(file.path.parent), tr(FILES))
        return Path(name) if name else None

    # What lies beside

    @Slot()
    def _list_folder(self) -> None:
        """Look in the folder of the file for one that is probably to be joined, by its name."""
        self._beside = ""
        self._listing.forget()
        file = self._session.file
        if file is not None:
            self._listing.begin(partial(_likely_beside, file.path))

    @Slot(object)
    def _take_name(self, event: object) -> None:
        if isinstance(event, str):
            self._beside = event
            self._seen.ask()

    @Slot()
    def _join_beside(self) -> None:
        file = self._session.file
        if file is not None and self._beside:
            self.join_file(file.path.parent / self._beside)

    @Slot()
    def _decline(self) -> None:
        file = self._session.file
        if file is not None:
            self._declined.add(file.path.parent / self._beside)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        session, missing = self._session, self.missing
        joins, file = session.mapping.joins, session.file
        names = tuple(map(session.second_name, joins))
        text = words.chip_of_many(joins, names) if joins and file is not None else ""
        tip = tr("Joined: {files}", files=joins_words(joins)) if text else ""
        self.chip.say(text, tip)
        offered = file.path.parent / self._beside if file is not None and self._beside else None
        lacking = missing or self.unfit
        obstacle = session.obstacle if lacking else None
        if file is not None and obstacle is not None and not isinstance(obstacle, JoinFileAwaited):
            said = error_words(obstacle)
            is_gone = isinstance(obstacle, JoinFileMissing)
            what = words.lacks(missing, file.path.name) if is_gone else said.what
            self.line.miss(lacking, what, said.advice, is_open=not missing)
        elif file is not None and offered and not joins and offered not in self._declined:
            self.line.offer(words.offer(self._beside, file.path.name))
        else:
            self.line.clear()


def _likely_beside(first: Path) -> Iterator[str]:
    """Yield the name of the file beside another one that is probably to be joined to it."""
    try:
        with os.scandir(first.parent) as entries:
            names = [each.name for each in islice(entries, _LISTED + 1) if each.is_file()]
    except OSError:
        return
    if len(names) <= _LISTED:
        yield likely_second(first.name, names)
