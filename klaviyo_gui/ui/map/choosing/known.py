"""What is known of the columns that conditions can ask for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.cell_reading import PLAIN, CellReading, cell_readings
from klaviyo_gui.core.errors import ConditionUnusable
from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.row_filter import ABOUT_NUMBERS, ABOUT_TIMES, Ask, Condition, RowFilter
from klaviyo_gui.core.styles import UNSEEN, Written, judge_dates, judge_numbers
from klaviyo_gui.core.wanted import wanted
from klaviyo_gui.language import tr
from klaviyo_gui.ui.chooser import Choice
from klaviyo_gui.wording import error_words
from klaviyo_gui.wording.cells import cells_words

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from datetime import date

    from klaviyo_gui.source.profile import ColumnProfile
    from klaviyo_gui.ui.session import Session

_AS_A_WHOLE = frozenset({Ask.IS, Ask.IS_ONE_OF})
"""They compare numbers and dates as such, where a property reads the column so."""


@dataclass(frozen=True, slots=True)
class KnownColumns:
    """The columns by their names, joined ones last, and how those asked for are read."""

    names: tuple[str, ...] = ()
    profiles: Table[str, ColumnProfile] = field(default_factory=dict)
    joined: Table[str, str] = field(default_factory=dict)
    readings: Table[str, CellReading] = field(default_factory=dict)
    today: date | None = None

    def choices(self) -> list[Choice]:
        """Return the columns to choose from, with some cells, and the file that joins them."""
        return [
            Choice(name, name, self._samples(name), self.joined.get(name, ""))
            for name in self.names
        ]

    def common(self, name: str) -> tuple[tuple[str, int], ...]:
        """Return the most frequent texts of a column, and how often each was seen."""
        profile = self.profiles.get(name)
        return profile.whole_common if profile is not None else ()

    def reading(self, name: str) -> CellReading:
        """Return how the cells of a column are read."""
        return self.readings.get(name, PLAIN)

    def written(self, name: str) -> Written:
        """Return how a column writes dates and numbers."""
        profile = self.profiles.get(name)
        return profile.written if profile is not None else UNSEEN

    def is_of_numbers(self, condition: Condition) -> bool:
        """Tell whether a condition compares numbers."""
        is_so = self.reading(condition.column).to is ValueType.NUMBER
        return condition.ask in ABOUT_NUMBERS or (condition.ask in _AS_A_WHOLE and is_so)

    def is_of_times(self, condition: Condition) -> bool:
        """Tell whether a condition compares moments."""
        is_so = self.reading(condition.column).to is ValueType.TIME
        return condition.ask in ABOUT_TIMES or (condition.ask in _AS_A_WHOLE and is_so)

    def doubted(self, condition: Condition) -> str:
        """Return a cell that can be read in two ways, empty where nothing must be asked."""
        reading, written = self.reading(condition.column), self.written(condition.column)
        if self.is_of_numbers(condition):
            is_said = condition.number or reading.number
            verdict = judge_numbers(written.numbers)
            return verdict.proof if verdict.doubt and not is_said else ""
        if self.is_of_times(condition):
            is_told = condition.date or reading.date
            judged = judge_dates(written.dates)
            return judged.proof if judged.doubt and not is_told else ""
        return ""

    def settled(self, condition: Condition) -> Condition:
        """Return a condition with the style in which its value is said, as far as that is known.

        Next month's file may prove another one, and the value then must not mean another thing.
        """
        return condition if condition.is_unsaid else self.styled(condition)

    def styled(self, condition: Condition) -> Condition:
        """Return a condition that says itself how its column proves that it is written."""
        reading = self.reading(condition.column)
        if self.is_of_numbers(condition):
            return replace(condition, number=condition.number or reading.number)
        if self.is_of_times(condition):
            return replace(condition, date=condition.date or reading.date)
        return condition

    def fault(self, condition: Condition) -> str:
        """Return what keeps a condition from being asked, in words; empty for nothing."""
        if condition.column not in self.names:
            name = condition.column
            return tr("There is no column “{name}” here. Choose another one.", name=name)
        if condition.is_unsaid:
            return tr("Fill in what to compare with. Until then nothing can be sent.")
        if self.today is None:
            return ""
        try:
            wanted(RowFilter((condition,)), self.names, self.readings, self.today)
        except ConditionUnusable as error:
            return error_words(error).sentence
        return ""

    def _samples(self, name: str) -> str:
        profile = self.profiles.get(name)
        return cells_words(profile.samples[:2]) if profile is not None else ""


def known_columns(session: Session, row_filter: RowFilter | None) -> KnownColumns:
    """Return what is known of the columns of the open file, and of those that are joined to it."""
    mapping = session.mapping
    if session.file is None:
        return KnownColumns()
    names = session.columns
    asked = row_filter.columns if row_filter is not None else ()
    joined = {name: session.joined_from(name) for name in mapping.joined_columns}
    return KnownColumns(
        names,
        {each.name: each for each in session.known_profiles},
        joined,
        cell_readings(mapping, asked, names, session.first_rows.cells),
        session.plan.planned_at.date(),
    )
