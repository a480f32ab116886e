"""The sentence below the panes: what the mapping still needs, and what it does not send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame

from klaviyo_gui import wording
from klaviyo_gui.core.errors import ColumnsMissing
from klaviyo_gui.language import counted, mark, tr
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.map.asking import undated_events, waiting
from klaviyo_gui.ui.models import column_state
from klaviyo_gui.ui.models.column_state import ColumnState
from klaviyo_gui.ui.pieces import grown, row, text
from klaviyo_gui.ui.seen import RefreshWhenSeen
from klaviyo_gui.wording.amounts import listed

if TYPE_CHECKING:
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme


_UNDATED = mark(
    "Nothing says when it happened: choose a column for Time, or “time of sending” for events "
    "without a time."
)
_UNDATED_OF = mark(
    "Nothing says when {events} happened: choose a column for Time, or “time of sending” for "
    "events without a time."
)


def summary(session: Session) -> tuple[bool, str]:
    """Return whether all is there and chosen that is required, with sentences that tell of it."""
    if session.file is None:
        return False, tr("Open a file to see its columns.")
    if not session.mapping.kinds:
        return False, tr("Nothing is mapped yet: nothing would be sent.")
    states = column_state.states(session.mapping, session.columns)
    counts = column_state.counted(states)
    obstacle, choices = session.obstacle, 0
    if obstacle is None:
        choices = waiting(session)
        first = tr("All required properties are filled.")
        if choices and session.mapping.is_undated:
            first = _undated(session)
            if choices > 1:
                more = counted(
                    choices - 1, "{count} more choice needed.", "{count} more choices needed."
                )
                first = f"{first} {more}"
        elif choices:
            first = counted(
                choices,
                "{count} choice needed: say how the marked property is read.",
                "{count} choices needed: say how the marked properties are read.",
            )
    elif isinstance(obstacle, ColumnsMissing):
        first = tr("Some columns of the mapping are not in this file.")
    else:
        first = wording.error_words(obstacle).sentence
    rest = (
        (counts[ColumnState.CUSTOM], _custom),
        (counts[ColumnState.LEFT_OUT], _left_out),
        (counts[ColumnState.UNDECIDED], _undecided),
    )
    told = [
        words(count, is_first=not at)
        for at, (count, words) in enumerate(each for each in rest if each[0])
    ]
    second = f"{', '.join(told)}." if told else tr("Every column of the file is mapped.")
    return obstacle is None and not choices, f"{first} {second}"


def _custom(count: int, *, is_first: bool) -> str:
    if is_first:
        return counted(
            count,
            "{count} column will be a custom property",
            "{count} columns will be custom properties",
        )
    return counted(count, "{count} will be a custom property", "{count} will be custom properties")


def _left_out(count: int, *, is_first: bool) -> str:
    if is_first:
        return counted(count, "{count} column is left out", "{count} columns are left out")
    return counted(count, "{count} is left out", "{count} are left out")


def _undecided(count: int, *, is_first: bool) -> str:
    if is_first:
        return counted(
            count,
            "{count} column is undecided and will not be sent",
            "{count} columns are undecided and will not be sent",
        )
    return counted(
        count,
        "{count} is undecided and will not be sent",
        "{count} are undecided and will not be sent",
    )


def _undated(session: Session) -> str:
    """Say what happened at a time that nothing tells, by name where a row has several events."""
    if not session.mapping.further:
        return tr(_UNDATED)
    names = session.event_names
    events = listed([names[at] for at in undated_events(session)])
    return tr(_UNDATED_OF, events=events)


class SummaryLine(QFrame):
    """Shows that sentence with its shape, and keeps it true."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._icon = text()
        self._words = grown(text(wraps=True))
        layout = row(self, gap=8)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)
        self._seen = RefreshWhenSeen(self, self.refresh, session.turns)
        session.mapping_changed.connect(self._seen.ask)
        session.file_changed.connect(self._seen.ask)
        session.written_changed.connect(self._seen.ask)
        session.seconds_changed.connect(self._seen.ask)
        theme.changed.connect(self._seen.ask)
        self.refresh()

    @property
    def sentence(self) -> str:
        """Return what it says."""
        return self._words.text()

    @Slot()
    def refresh(self) -> None:
        """Tell what is true now."""
        is_done, words = summary(self._session)
        colours = self._theme.tokens
        name, colour = ("tick", colours.good) if is_done else ("alert", colours.warn)
        self._icon.setPixmap(icons.pixmap(name, colour, 16, colours.surface))
        self._words.setText(words)
        self.setAccessibleName(words)
