"""The card of one column: what it holds, and what is damaged in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from klaviyo_gui.core.mapping import Mapping
from klaviyo_gui.language import counted, grouped, tr
from klaviyo_gui.ui.elided import ElidedLabel, shortened
from klaviyo_gui.ui.file.answering import Answering
from klaviyo_gui.ui.file.answers import Answer, answer_to, repair_in
from klaviyo_gui.ui.file.facts import cut, profile_facts
from klaviyo_gui.ui.pieces import clear, column, grown, line, row, text, tool
from klaviyo_gui.wording import fault_words, repair_words
from klaviyo_gui.wording.cells import are_masked, cell_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.source.faults import Fault
    from klaviyo_gui.source.profile import ColumnProfile

_NOTHING_MAPPED = Mapping()
_COMMON = 6


class Told(NamedTuple):
    """What the card tells of a column."""

    profile: ColumnProfile
    meaning: str
    faults: tuple[Fault, ...]
    mapping: Mapping
    judged: Judged | None
    is_whole: bool
    is_masked: bool


class ColumnCard(QScrollArea):
    """Tells of the column that the grid's current cell is in, and offers to mend it.

    Its signals are those of what can be done about a finding, and ``only_requested(column, text)``
    and ``without_requested(column, text)``, which ask for rows with a frequent text alone, or for
    all others.
    """

    repair_requested = Signal(object)
    take_back_requested = Signal(object)
    seen_requested = Signal(object)
    only_requested = Signal(str, str)
    without_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("The column"))
        self._page = QWidget()
        self._page.setObjectName("page")
        self._layout = column(self._page, edge=12, gap=4)
        self.setWidget(self._page)
        self._words: list[str] = []
        self._shown: tuple[object, ...] | None = None
        self.show_nothing()

    @property
    def sentence(self) -> str:
        """Return all that it says."""
        return "\n".join(self._words)

    def show_nothing(self) -> None:
        """Say how to choose a column."""
        self._shown = None
        self._begin()
        self._say(tr("Choose a cell or a heading to see what its column holds."), "muted")
        self._end()

    def show_column(  # noqa: PLR0913 - all that is known of a column
        self,
        profile: ColumnProfile,
        meaning: str,
        faults: Sequence[Fault],
        mapping: Mapping = _NOTHING_MAPPED,
        judged: Judged | None = None,
        *,
        is_whole: bool,
    ) -> None:
        """Tell of a column; unless ``is_whole``, by the rows that were looked at so far."""
        wanted = Told(profile, meaning, tuple(faults), mapping, judged, is_whole, are_masked())
        # Every step through the rows asks again, and labels are costly to make.
        if wanted != self._shown:
            self._shown = wanted
            self._tell(wanted)

    def _tell(self, told: Told) -> None:
        profile = told.profile
        self._begin()
        self._name(profile.name, "section")
        if told.meaning:
            self._say(tr("Probably: {meaning}", meaning=told.meaning), "muted")
        for words in profile_facts(profile):
            self._say(words)
        if not told.is_whole:
            looked = counted(profile.total, "So far, by {count} row.", "So far, by {count} rows.")
            self._say(looked, "muted")
        self._tell_damage(profile.name, told.faults, told.mapping, told.judged)
        if profile.samples:
            self._group(tr("First values"))
            for sample in profile.samples:
                self._name(cut(sample))
        if profile.common and profile.common[0][1] > 1:
            self._group(tr("Most frequent values"))
            for value, count in profile.common[:_COMMON]:
                number = grouped(count)
                least = number if profile.is_exact else tr("at least {count}", count=number)
                chosen = (profile.name, value) if (value, count) in profile.whole_common else None
                self._pair(cut(value), least, chosen)
        self._end()

    def _tell_damage(
        self, name: str, faults: Sequence[Fault], mapping: Mapping, judged: Judged | None
    ) -> None:
        made = [repair_in(mapping, fault) for fault in faults]
        others = [each for each in mapping.repairs if each.column == name and each not in made]
        if faults or others:
            self._group(tr("Damage"))
        for fault in faults:
            is_open = answer_to(fault, mapping) is Answer.OPEN
            self._say(fault_words(fault).what, tone="warn" if is_open else "")
            answering = Answering(self._page, is_narrow=True)
            answering.repair_requested.connect(self.repair_requested)
            answering.take_back_requested.connect(self.take_back_requested)
            answering.seen_requested.connect(self.seen_requested)
            answering.show_fault(fault, mapping, judged)
            self._layout.addWidget(answering)
            if answering.effect:
                self._words.append(answering.effect)
        for repair in others:
            what = repair_words(repair.code)
            self._say(tr("A repair waits for damage: {repair}.", repair=what), "muted")
            tip = tr("Take the repair of {column} back", column=name)
            back = tool(tr("Take the repair back"), tip)
            back.clicked.connect(partial(self.take_back_requested.emit, repair))
            self._layout.addWidget(back)

    def _begin(self) -> None:
        clear(self._layout)
        self._words = []

    def _end(self) -> None:
        self._layout.addStretch(1)
        self._page.updateGeometry()
        self.setAccessibleDescription(self.sentence)

    def _say(self, words: str, role: str = "", tone: str = "") -> None:
        # A heading has room above it, which a label that wraps does not count.
        label = text(words, role) if role == "group" else grown(text(words, role, wraps=True))
        label.setProperty("tone", tone)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._layout.addWidget(label)
        self._words.append(words)

    def _name(self, words: str, role: str = "") -> None:
        """Say what may be one long word, which would make the card wider than its room."""
        self._layout.addWidget(ElidedLabel(words, role))
        self._words.append(words)

    def _group(self, words: str) -> None:
        self._layout.addWidget(line())
        self._say(words, "group")

    def _pair(self, value: str, count: str, chosen: tuple[str, str] | None) -> None:
        side: QHBoxLayout = row(gap=8)
        left, right = ElidedLabel(value), text(count, "muted")
        left.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        side.addWidget(left, 1)
        side.addWidget(right)
        if chosen is not None:
            side.addWidget(self._choices(*chosen))
        holder = QWidget()
        holder.setLayout(side)
        self._layout.addWidget(holder)
        self._words.append(f"{value}: {count}")

    def _choices(self, name: str, value: str) -> QToolButton:
        """Return what opens the ways to choose rows by a frequent text."""
        tip = tr("Choose rows by {value}", value=shortened(cell_words(value)))
        more = tool("⋯", tip, role="quiet")
        menu = QMenu(more)
        only, without = choosing_words(name, value)
        menu.addAction(only).triggered.connect(partial(self._ask_only, name, value))
        menu.addAction(without).triggered.connect(partial(self._ask_without, name, value))
        more.setMenu(menu)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return more

    def _ask_only(self, name: str, value: str, _is_checked: bool = False) -> None:
        self.only_requested.emit(name, value)

    def _ask_without(self, name: str, value: str, _is_checked: bool = False) -> None:
        self.without_requested.emit(name, value)


def choosing_words(name: str, value: str) -> tuple[str, str]:
    """Return in which words rows with a text are chosen, and in which they are left out."""
    column_, shown = shortened(name), shortened(cell_words(value))
    if value.strip():
        only = tr("Only rows with “{value}” in {column}", value=shown, column=column_)
        without = tr("Leave rows with “{value}” in {column} out", value=shown, column=column_)
    else:
        only = tr("Only rows with {column} blank", column=column_)
        without = tr("Leave rows with {column} blank out", column=column_)
    return only.replace("&", "&&"), without.replace("&", "&&")
