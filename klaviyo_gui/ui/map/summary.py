"""The sentence below the panes: what the mapping still needs, and what it does not send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame

from klaviyo_gui import wording
from klaviyo_gui.core.errors import ColumnsMissing
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.map.asking import undated_events, waiting
from klaviyo_gui.ui.models.column_state import ColumnState, counted, states
from klaviyo_gui.ui.pieces import grown, row, text
from klaviyo_gui.ui.seen import RefreshWhenSeen
from klaviyo_gui.wording import plural

if TYPE_CHECKING:
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme


_UNDATED = (
    "Nothing says when {what} happened: choose a column for Time, or “time of sending” for events "
    "without a time."
)


def summary(session: Session) -> tuple[bool, str]:
    """Return whether all is there and chosen that is required, with sentences that tell of it."""
    if session.file is None:
        return False, "Open a file to see its columns."
    if not session.mapping.kinds:
        return False, "Nothing is mapped yet: nothing would be sent."
    counts = counted(states(session.mapping, session.columns))
    obstacle, choices = session.obstacle, 0
    if obstacle is None:
        choices = waiting(session)
        first = "All required properties are filled."
        if choices and session.mapping.is_undated:
            more = f" {plural(choices - 1, 'more choice')} needed." if choices > 1 else ""
            first = f"{_UNDATED.format(what=_undated(session))}{more}"
        elif choices:
            first = (
                f"{plural(choices, 'choice')} needed: say how the marked "
                f"{'property is' if choices == 1 else 'properties are'} read."
            )
    elif isinstance(obstacle, ColumnsMissing):
        first = "Some columns of the mapping are not in this file."
    else:
        first = wording.error_words(obstacle).sentence
    rest = (
        (counts[ColumnState.CUSTOM], "will be custom properties", "will be a custom property"),
        (counts[ColumnState.LEFT_OUT], "are left out", "is left out"),
        (
            counts[ColumnState.UNDECIDED],
            "are undecided and will not be sent",
            "is undecided and will not be sent",
        ),
    )
    told = [
        f"{count} {'' if at else 'column ' if count == 1 else 'columns '}"
        f"{one if count == 1 else many}"
        for at, (count, many, one) in enumerate(each for each in rest if each[0])
    ]
    second = f" {', '.join(told)}." if told else " Every column of the file is mapped."
    return obstacle is None and not choices, first + second


def _undated(session: Session) -> str:
    """Return what happened at a time that nothing tells, by name where a row has several events."""
    if not session.mapping.further:
        return "it"
    names = session.event_names
    return " and ".join(names[at] for at in undated_events(session))


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
