"""What somebody must say of a pair, since its column does not, or says otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from klaviyo_gui.core.conversion import DateStyle
from klaviyo_gui.core.convert.clock import ANY_DAY, read_clock
from klaviyo_gui.core.convert.dates import is_stamp
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import Column, Fixed, Joined, ValueType
from klaviyo_gui.core.otherwise import EITHER, chosen_style, columns_of, otherwise
from klaviyo_gui.core.styles import UNSEEN, Written, see_dates, see_numbers
from klaviyo_gui.core.unfit import unfit
from klaviyo_gui.core.unreadable import unreadable
from klaviyo_gui.core.zoneless import zoneless

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from collections.abc import Mapping as Table

    from klaviyo_gui.core.mapping import Kind, Options, Pair, Part, Source
    from klaviyo_gui.core.otherwise import Confirmed, Style
    from klaviyo_gui.core.styles import Seen

_SEEN_KEPT = 64
"""Joined and fixed texts of which it is remembered how they are written."""


class Asks(StrEnum):
    """What is asked."""

    DATE = "date"
    """How dates are written: nothing was chosen, and cells wait for it."""
    ZONE = "zone"
    """Whose clock wrote times that name no time zone: nobody has said it."""
    NUMBER = "number"
    """What separates the decimals: the same."""
    PERCENT = "percent"
    """Whether 12 % is 12 or 0.12."""
    DATE_OTHERWISE = "date otherwise"
    """Whether the chosen style is right, since cells are written in another one."""
    NUMBER_OTHERWISE = "number otherwise"
    """The same of numbers."""
    UNREADABLE = "unreadable"
    """Which column it is meant to be, or how it is written: no cell of it is a date."""
    NO_NUMBER = "no number"
    """Which column it is meant to be: no cell of it is a number."""
    NO_EMAIL = "no e-mail"
    """The same of addresses."""
    NO_ANSWER = "no answer"
    """Which words mean yes and no: none of those that stand there."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the cell that makes it one; ``style`` is how that cell is written.

    ``column`` is the one that the answer is about, empty where it is no one column. ``rival`` is
    another style of the same column with a cell of it, where there is one.
    """

    asks: Asks
    cell: str
    style: Style | None = None
    column: str = ""
    rival: tuple[Style, str] | None = None


_UNFIT = {
    ValueType.NUMBER: Asks.NO_NUMBER,
    ValueType.EMAIL: Asks.NO_EMAIL,
    ValueType.YES_NO: Asks.NO_ANSWER,
}


def _no_texts(_source: Joined) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a file: how its columns are written, some cells of each, and its size.

    ``texts`` returns what the first rows make of joined columns, and ``joined`` tells of those that
    the whole file was looked at for.
    """

    columns: Table[str, Written]
    cells: Table[str, Sequence[str]]
    size: int = 0
    texts: Callable[[Joined], Collection[str]] = _no_texts
    joined: Table[Joined, Written] = field(default_factory=dict)

    def some(self, source: Source | Part) -> Iterable[str]:
        """Return some texts of one source."""
        match source:
            case Column(name):
                return self.cells.get(name, ())
            case Fixed(text):
                return (text,)
            case Joined():  # pragma: no branch - mypy proves that no other is left
                return self.texts(source)

    def written(self, source: Source | Part) -> Written:
        """Return how one source is written: of joined columns, how their parts are, too."""
        if isinstance(source, Column):
            return self.columns.get(source.name, UNSEEN)
        whole = self.joined.get(source) if isinstance(source, Joined) else None
        seen = _seen(tuple(self.some(source))) if whole is None else whole
        dates = seen.dates
        for name in columns_of(source):
            part = self.columns.get(name, UNSEEN).dates
            only = tuple(each for each in part.only if each[0] in EITHER)
            if part.is_likely and (part.either or only):
                read = part.either + sum(count for _, count, _ in only)
                dates = dates.merged(replace(part, filled=read, plain=0, only=only))
        return replace(seen, dates=dates)


@lru_cache(_SEEN_KEPT)
def _seen(texts: tuple[str, ...]) -> Written:
    counted = [(text, 1) for text in texts]
    return Written(see_dates(counted), see_numbers(counted))


def question(
    kind: Kind,
    pair: Pair,
    known: Known,
    options: Options,
    confirmed: Collection[Confirmed] = (),
) -> Question | None:
    """Return what must be answered before all cells of a pair can be sent as meant, if any must.

    Whose clock it was is asked once it is known which day is meant.
    """
    to = type_of(kind, pair)
    sources = (pair.source, *pair.fallback)
    found = (_of_source(each, to, pair, known, confirmed) for each in sources)
    asked = next((each for each in found if each is not None), None)
    if to is ValueType.TIME and (asked is None or asked.asks is not Asks.DATE):
        unread = unreadable(pair, known.columns, known.cells)
        if unread:
            return Question(Asks.UNREADABLE, unread)
    if asked is not None:
        return asked
    asked = _of_unfit(sources, to, pair, known)
    if asked is not None:
        return asked
    if to is ValueType.NUMBER and pair.conversion.percent is None:
        percent = telling_percent(cell for each in sources for cell in known.some(each))
        return Question(Asks.PERCENT, percent) if percent else None
    if to is not ValueType.TIME or pair.conversion.zone or options.time_zone:
        return None
    cell = zoneless(pair, known.columns, known.cells)
    return Question(Asks.ZONE, cell) if cell else None


def is_contradiction(asked: Question) -> bool:
    """Tell whether it is asked since cells of one column speak for different styles."""
    is_otherwise = asked.asks in {Asks.DATE_OTHERWISE, Asks.NUMBER_OTHERWISE}
    return asked.rival is not None or (is_otherwise and asked.style is not None)


def telling_percent(cells: Iterable[str]) -> str:
    """Return the percentage with the most figures, which tells most; empty where there is none."""
    return max((each for each in cells if "%" in each), key=len, default="")


def _of_unfit(
    sources: Iterable[Source | Part], to: ValueType, pair: Pair, known: Known
) -> Question | None:
    """Return what must be asked where no text of a source is of the type that is wanted."""
    for source in sources if to in _UNFIT else ():
        seen = known.written(source).numbers
        # The whole file may hold what its first rows do not.
        if to is not ValueType.NUMBER or seen.unread == seen.filled:
            text = unfit(pair, to, known.some(source))
            if text:
                return Question(_UNFIT[to], text)
    return None


def _of_source(
    source: Source | Part,
    to: ValueType,
    pair: Pair,
    known: Known,
    confirmed: Collection[Confirmed],
) -> Question | None:
    """Return what must be answered of how one source of a pair is written."""
    chosen = chosen_style(to, pair.conversion)
    if chosen is None:
        return next(_of_unchosen(source, to, known), None)
    asks = Asks.DATE_OTHERWISE if to is ValueType.TIME else Asks.NUMBER_OTHERWISE
    found = otherwise(source, to, chosen, known.columns, confirmed, known.size, known.joined)
    for each in found:
        return Question(asks, each.cell, each.style, each.column)
    seen = known.written(source).dates if to is ValueType.TIME else None
    if seen is not None and seen.either and chosen not in EITHER:
        return Question(asks, seen.example, column=next(iter(columns_of(source)), ""))
    return None


def _of_unchosen(source: Source | Part, to: ValueType, known: Known) -> Iterator[Question]:
    """Yield what is asked where nothing was chosen."""
    column = next(iter(columns_of(source)), "")
    match to:
        case ValueType.TIME:
            asked = _of_dates(known.written(source).dates, column)
            if asked is not None and asked.style is None:
                # The two readings of 1/1/2024 are one day, which says nothing to a person.
                telling = filter(_is_telling, known.some(source))
                asked = replace(asked, cell=next(telling, asked.cell))
            if asked is None:
                asked = _of_stamps(known.some(source), column)
            if asked is not None:
                yield asked
        case ValueType.NUMBER:
            seen = known.written(source).numbers
            # What is written in one style alone is read without a choice.
            if seen.either:
                yield Question(Asks.NUMBER, seen.example, column=column)
        case _:
            return


def _is_telling(cell: str) -> bool:
    """Tell whether both styles read a cell, each as another day."""
    read = {read_clock(cell, style, ANY_DAY) for style in EITHER}
    return None not in read and len(read) > 1


def _of_stamps(cells: Iterable[str], column: str) -> Question | None:
    """Return the question whether ten digits count seconds or are a day with its time.

    Of real seconds hardly one in twenty may be both.
    """
    filled = [cell for cell in cells if cell.strip()]
    if not filled or not all(is_stamp(cell, ANY_DAY) for cell in filled):
        return None
    return Question(Asks.DATE, filled[0], DateStyle.SECONDS, column)


def _of_dates(seen: Seen[DateStyle], column: str) -> Question | None:
    if not seen.is_likely or not (seen.either or seen.only):
        return None
    if not seen.only:
        return Question(Asks.DATE, seen.example, column=column)
    (style, _, cell), *others = seen.only
    rival = next(((other, example) for other, _, example in others), None)
    return Question(Asks.DATE, cell, style, column, rival)
