"""The status strip: what will happen, always on screen; each part leads to what explains it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QToolButton, QWidget

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.row_numbers import RowNumbers
from klaviyo_gui.core.way import Way
from klaviyo_gui.language import counted, tr
from klaviyo_gui.sending.earlier import CODES
from klaviyo_gui.sending.estimate import seconds_before
from klaviyo_gui.ui.accounts.words import title_words
from klaviyo_gui.ui.elided import ElidedLabel, shortened
from klaviyo_gui.ui.flow import FlowLayout
from klaviyo_gui.ui.masked_sign import MaskedSign
from klaviyo_gui.ui.models.records import Filter
from klaviyo_gui.ui.pieces import row, text
from klaviyo_gui.ui.roomy import follow_type
from klaviyo_gui.ui.status import Station
from klaviyo_gui.wording import (
    duration,
    event_count_words,
    in_use_words,
    unread_words,
)
from klaviyo_gui.wording.amounts import amount, bare
from klaviyo_gui.wording.phrases import both

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from klaviyo_gui.core.findings import Place
    from klaviyo_gui.sending.check import Checked
    from klaviyo_gui.store.accounts import KnownAccount
    from klaviyo_gui.ui.accounts.book import AccountBook
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_LINKS = 10
_EDGE = 6
"""Pixels above and below the line."""

_LINE = 1
"""The line above it, as the style sheet has it."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words of the strip, what stands before them, and where they lead: perhaps to a finding."""

    words: str
    leads_to: Station
    kind: Kind | None = None
    filter: Filter | None = None
    before: str = " · "
    more: str = ""
    place: Place | None = None
    brief: str = ""
    """The same in few words, where there is no room for all of them."""


def links(session: Session, checker: Checker, account: KnownAccount | None) -> tuple[Link, ...]:
    """Return what would be sent, in parts."""
    if session.file is None:
        return (Link(tr("No file open"), Station.FILE, before=""),)
    rows = counted(session.row_count, "{count} row", "{count} rows")
    if session.index is None and not session.is_cut_short:
        rows = tr("{rows} so far", rows=rows)
    found = [Link(rows, Station.FILE, before="", more=tr("Show the file"))]
    result = checker.result
    found += _records(session, result) if result is not None else [_unknown(session, checker)]
    to = shortened(title_words(account)) if account is not None else tr("Practice")
    found.append(Link(to, Station.SEND, more=tr("Show where it would be sent")))
    if session.mapping.pairs(Kind.EVENTS):
        effect = tr("history, no flows") if session.is_history else tr("live, may start flows")
        if session.history_before is not None:
            effect = tr("partly live, may start flows")
        found.append(Link(effect, Station.SEND, more=tr("Show what it sets off")))
    joins = session.mapping.joined_list
    if joins is not None:
        words = tr("onto “{name}”", name=shortened(joins.name))
        found.append(Link(words, Station.SEND, more=tr("Show which list these people join")))
    if result is not None and result.tally.total.unsent:
        way = account.way if account is not None else Way.PRIVATE
        seconds = seconds_before(result.tally.events.unsent, result.people, way)
        about = tr("about {duration}", duration=duration(max(seconds, 1.0)))
        found.append(Link(about, Station.SEND, more=tr("Show how it is sent")))
    return tuple(found)


def _unknown(session: Session, checker: Checker) -> Link:
    """Return what is said while nobody knows what would be sent."""
    words = tr("being checked") if checker.is_busy else tr("nothing ready to send yet")
    if checker.is_stopped:
        words = tr("the check was stopped")
    if checker.has_faulted:
        words = tr("the check stopped by a fault of the program")
    leads_to = Station.MAP if session.obstacle is not None else Station.PREVIEW
    return Link(words, leads_to, before=" → ")


def _records(session: Session, result: Checked) -> list[Link]:
    found: list[Link] = []
    people = counted(result.people, "{count} person", "{count} people")
    more, by_name = tr("Show what will be sent"), event_count_words(result.event_counts)
    events = counted(result.tally.events.unsent, "{count} event", "{count} events")
    if by_name:
        events = counted(
            sum(count for _, count in result.event_counts), "{count} event", "{count} events"
        )
    for kind, words in ((Kind.EVENTS, events), (Kind.PROFILES, people)):
        if session.mapping.pairs(kind):
            before = " · " if found else " → "
            is_named = kind is Kind.EVENTS and bool(by_name)
            link = Link(words, Station.PREVIEW, kind, Filter.READY, before, more, brief=words)
            found.append(replace(link, words=by_name) if is_named else link)
    held = result.held[Kind.EVENTS] | result.held[Kind.PROFILES]
    kinds = [kind for kind in session.mapping.kinds if len(result.held[kind])]
    words = (
        counted(len(held), "{count} row held", "{count} rows held") if kinds else tr("nothing held")
    )
    counts = both(amount(kind, len(result.held[kind])) for kind in kinds)
    more = tr("Show {counts} that are held", counts=counts) if kinds else ""
    wanted = Filter.HELD if kinds else Filter.ALL
    found.append(Link(words, Station.PREVIEW, kinds[0] if kinds else None, wanted, more=more))
    if result.left_out:
        words = counted(len(result.left_out), "{count} row left out", "{count} rows left out")
        more = tr("Show the rows that you left out")
        found.append(Link(words, Station.PREVIEW, None, Filter.LEFT_OUT, more=more))
    return found + _sent_before(result) + _unread(result)


def _sent_before(result: Checked) -> list[Link]:
    """Return in how many rows something was sent by an earlier run; it leads to the worst."""
    told = [each for each in result.findings if each.code in CODES]
    if not told:
        return []
    rows = RowNumbers()
    for each in told:
        rows |= result.found[each.place]
    words = counted(len(rows), "{count} row sent before", "{count} rows sent before")
    more = tr("Show what an earlier run of this computer has sent already")
    return [Link(words, Station.PREVIEW, more=more, place=told[0].place)]


def _unread(result: Checked) -> list[Link]:
    """Return what keeps anybody from knowing all that was sent before; it leads to the runs."""
    unread = max(each.unread for each in result.drafts)
    in_use = max(each.in_use for each in result.drafts)
    told = [unread_words(unread)] if unread else []
    told += [in_use_words(in_use)] if in_use else []
    return [Link(bare(words.what), Station.HISTORY, more=words.advice) for words in told]


class Strip(QFrame):
    """A line at the foot of the window, with the progress of the check; large type takes two.

    ``place_requested(Link)`` fires when a part of it is pressed.
    """

    place_requested = Signal(object)

    def __init__(
        self,
        session: Session,
        checker: Checker,
        book: AccountBook,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._book = book
        self.setObjectName("strip")
        self._session = session
        self._checker = checker
        self._links: tuple[Link, ...] = ()
        self._hand = ElidedLabel()
        self.masked = MaskedSign(theme)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        follow_type(self._bar, minimumWidth=120, maximumWidth=120)
        self._bar.setAccessibleName(tr("Progress of the check"))
        layout = row(self, gap=0)
        layout.setContentsMargins(18, _EDGE, 22, _EDGE)
        self._line = QWidget()
        flow = FlowLayout(self._line, gap=0)
        self._parts: list[QWidget] = []
        self._marks = [text() for _ in range(_LINKS)]
        self.buttons = [QToolButton() for _ in range(_LINKS)]
        for at, press in enumerate(self.buttons):
            press.setProperty("role", "strip")
            press.setProperty("at", at)
            press.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            press.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            press.clicked.connect(self._request)
            part = QWidget()
            pair = row(part, gap=0)
            pair.addWidget(press)
            # What stands before the next part ends this one's line where that begins another.
            if at + 1 < _LINKS:
                pair.addWidget(self._marks[at + 1])
            flow.addWidget(part)
            self._parts.append(part)
        layout.addWidget(self._line, 1)
        layout.addWidget(self._hand, 1)
        layout.addWidget(self._bar)
        layout.addSpacing(_EDGE)
        layout.addWidget(self.masked)
        for signal in (session.file_changed, session.index_changed, session.mapping_changed):
            signal.connect(self.refresh)
        session.plan_changed.connect(self.refresh)
        session.seconds_changed.connect(self.refresh)
        session.file_refused.connect(self.refresh)
        session.hand_changed.connect(self.refresh)
        checker.changed.connect(self.refresh)
        book.chosen_changed.connect(self.refresh)
        self.refresh()

    @property
    def sentence(self) -> str:
        """Return the line as it stands."""
        return "".join(f"{each.before}{each.words}" for each in self._links)

    @property
    def hand(self) -> str:
        """Return what it says of the columns in hand."""
        return self._hand.text()

    @Slot()
    def refresh(self) -> None:
        """Say what is true now."""
        hand = self._session.in_hand
        # Nothing above it moves while a column is in hand.
        if not hand:
            self.setMinimumHeight(self.buttons[0].sizeHint().height() + 2 * _EDGE + _LINE)
        elif not self.hand:
            self.setMinimumHeight(self.height())
        names = (
            shortened(hand[0])
            if len(hand) == 1
            else counted(len(hand), "{count} column", "{count} columns")
        )
        self._hand.setText(
            tr("{names} in hand. Tab to targets, Enter to place, Escape to put back", names=names)
            if hand
            else ""
        )
        self._hand.setVisible(bool(hand))
        self._line.setVisible(not hand)
        self._links = links(self._session, self._checker, self._book.chosen)
        for at, (sign, press) in enumerate(zip(self._marks, self.buttons, strict=True)):
            link = self._links[at] if at < len(self._links) and not hand else None
            self._parts[at].setVisible(link is not None)
            press.setVisible(link is not None)
            sign.setVisible(link is not None and bool(link.before))
            if link is not None:
                sign.setText(link.before.strip())
                press.setText(link.words.replace("&", "&&"))
                # Large type may cut the words.
                press.setToolTip(f"{link.words}: {link.more}" if link.more else link.words)
                press.setAccessibleName(f"{link.words}: {link.more}" if link.more else link.words)
        self._fit()
        self.setAccessibleName(self._hand.text() or self.sentence)
        progress = self._checker.progress
        is_further_on = progress is not None and self._checker.is_busy
        self._bar.setVisible(is_further_on and self._checker.result is None)
        if progress is not None:
            self._bar.setRange(0, 1000)
            self._bar.setValue(progress.done * 1000 // max(progress.total, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say in few words what has no room."""
        shown = [
            (press, link)
            for press, link in zip(self.buttons, self._links, strict=False)
            if not press.isHidden() and link.brief
        ]
        for press, link in shown:
            press.setText(link.words.replace("&", "&&"))
        flow = self._line.layout()
        if shown and flow is not None and flow.sizeHint().width() > self._line.width():
            for press, link in shown:
                press.setText(link.brief)

    @Slot()
    def _request(self) -> None:
        at = self.sender().property("at")
        if at < len(self._links):
            self.place_requested.emit(self._links[at])
