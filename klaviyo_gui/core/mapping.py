"""A mapping: which source fills which of Klaviyo's properties. A frozen value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from klaviyo_gui.core.conversion import AS_IT_IS, Conversion
from klaviyo_gui.core.event_target import of_event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.contact_list import ContactList
    from klaviyo_gui.core.further_event import FurtherEvent
    from klaviyo_gui.core.grouping import Grouping
    from klaviyo_gui.core.join import Join
    from klaviyo_gui.core.otherwise import Confirmed
    from klaviyo_gui.core.repair import Repair, Seen
    from klaviyo_gui.core.row_filter import RowFilter


class Kind(StrEnum):
    """The two kinds of record that one file row can become."""

    EVENTS = "events"
    PROFILES = "profiles"


class ValueType(StrEnum):
    """What a text becomes on its way to Klaviyo; the JSON type decides about segments."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes/no"
    TIME = "time"
    EMAIL = "e-mail"
    PHONE = "phone"
    LIST = "list"


class Repeats(StrEnum):
    """What happens to rows of one file that are alike in everything that is mapped."""

    FIRST = "first"
    APART = "apart"


class Undated(StrEnum):
    """What somebody chose for events of which no column says when they happened."""

    UNSAID = "not said"
    SENDING = "time of sending"


@dataclass(frozen=True, slots=True)
class Column:
    """A source: the cell of this column, named as in the file's header."""

    name: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A source: the same text for every row."""

    text: str


Part = Column | Fixed


@dataclass(frozen=True, slots=True)
class Joined:
    """A source: several parts with ``joiner`` between them; blank ones are passed over.

    Fixed parts are only there beside a column that is filled, so that they never stand alone.
    """

    parts: tuple[Part, ...]
    joiner: str = " "


Source = Column | Fixed | Joined


@dataclass(frozen=True, slots=True)
class Pair:
    """One property and what fills it; the type counts for custom properties only.

    Klaviyo's own properties have one type each, and a record with another would be refused.
    ``fallback`` are further columns or a text, taken in order where the source is blank, or becomes
    so by its conversion. A text among them stands for itself and is not changed, only read.
    """

    target: str
    source: Source
    type: ValueType | None = None
    conversion: Conversion = AS_IT_IS
    fallback: tuple[Part, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of all columns that may fill it, each once."""
        parts = self.source.parts if isinstance(self.source, Joined) else (self.source,)
        names = (part.name for part in (*parts, *self.fallback) if isinstance(part, Column))
        return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class Options:
    """How texts are read where the file itself does not say.

    ``time_zone`` is an IANA name for times without an offset, empty until somebody says it.
    ``phone_country`` is an ISO 3166 alpha-2 code for numbers without a country, empty for none.
    ``guessed_country`` stands in for it where nobody chose one: it is of one file alone, and no
    part of a preset, for another file's numbers are of other people.
    """

    time_zone: str = ""
    phone_country: str = ""
    repeats: Repeats = Repeats.FIRST
    undated: Undated = Undated.UNSAID
    guessed_country: str = ""

    @property
    def country(self) -> str:
        """Return the country by which numbers without one are read, empty for none."""
        return self.phone_country or self.guessed_country


@dataclass(frozen=True, slots=True)
class Mapping:
    """All pairs of one file, for events and for profiles, in the order they were made.

    ``left_out`` are the columns of which somebody said that they are not sent.
    ``repairs`` mend the cells of columns before anything reads them; ``seen`` are the findings
    that somebody has looked at and left as they are. ``confirmed`` are styles that somebody
    chose for a file although it speaks against them. ``joins`` add columns before all else,
    ``row_filter`` then tells the rows that are wanted, and ``grouping`` puts those together.
    ``contact_list`` is the one that the people join who are sent as profiles. The event of a row
    is built where that meets the ``condition``, None for always, and so are the ``further`` ones
    beside it, of the same person.
    """

    events: tuple[Pair, ...] = ()
    profiles: tuple[Pair, ...] = ()
    options: Options = Options()
    left_out: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    seen: tuple[Seen, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()
    joins: tuple[Join, ...] = ()
    row_filter: RowFilter | None = None
    grouping: Grouping | None = None
    contact_list: ContactList | None = None
    condition: RowFilter | None = None
    further: tuple[FurtherEvent, ...] = ()

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Return the kinds of record that this mapping builds."""
        return tuple(kind for kind in Kind if self.pairs(kind))

    @property
    def has_steps(self) -> bool:
        """Tell whether rows are joined, left out or put together before anything reads them."""
        return bool(self.joins or self.row_filter or self.grouping)

    @property
    def has_several_events(self) -> bool:
        """Tell whether a row may have another number of events than one."""
        return bool(self.events) and bool(self.further or self.condition)

    @property
    def joined_columns(self) -> tuple[str, ...]:
        """Return the names of the columns that joins add behind those of the file."""
        return tuple(taken.name for join in self.joins for taken in join.taken)

    @property
    def is_undated(self) -> bool:
        """Tell whether nothing says when the events happened, and nobody chose what to do."""
        is_unsaid = self.options.undated is Undated.UNSAID
        return is_unsaid and bool(self.events) and not has_times(self)

    @property
    def step_columns(self) -> tuple[str, ...]:
        """Return the names of the columns by which rows are joined, filtered or grouped."""
        names = [first for join in self.joins for first, _ in join.key]
        names += self.row_filter.columns if self.row_filter is not None else ()
        names += self.grouping.key if self.grouping is not None else ()
        return tuple(dict.fromkeys(names))

    def pairs(self, kind: Kind) -> tuple[Pair, ...]:
        """Return the pairs of one kind of record."""
        return self.events if kind is Kind.EVENTS else self.profiles

    @property
    def every_event(self) -> tuple[tuple[Pair, ...], ...]:
        """Return the pairs of each event of a row, the main one first."""
        return (self.events, *(each.pairs for each in self.further))

    def every_pair(self, kind: Kind) -> Iterator[Pair]:
        """Yield the pairs of one kind of record, with those of further events."""
        yield from self.pairs(kind)
        if kind is Kind.EVENTS:
            for each in self.further:
                yield from each.pairs

    @property
    def fixed_metric(self) -> str:
        """Return the name that all events have, empty where each row may have another one."""
        pair = self.pair(Kind.EVENTS, "metric")
        return pair.source.text if pair is not None and isinstance(pair.source, Fixed) else ""

    @property
    def fixed_names(self) -> tuple[str, ...]:
        """Return the names of its events that no row has a say in."""
        every = (self.fixed_metric.strip(), *(each.name for each in self.further))
        return tuple(dict.fromkeys(filter(None, every)))

    @property
    def joined_list(self) -> ContactList | None:
        """Return the list that people join; None where no people are sent, whatever is chosen."""
        return self.contact_list if self.profiles else None

    def list_of(self, kind: Kind) -> str:
        """Return the id of the list that records of this kind join, empty for none."""
        if kind is not Kind.PROFILES or self.contact_list is None:
            return ""
        return self.contact_list.id

    def joining(self, contact_list: ContactList | None) -> Mapping:
        """Return a mapping whose people join this list, or none."""
        return replace(self, contact_list=contact_list)

    def pair(self, kind: Kind, target: str) -> Pair | None:
        """Return the pair that fills this property, if there is one."""
        return next((pair for pair in self.pairs(kind) if pair.target == target), None)

    def with_pair(self, kind: Kind, pair: Pair) -> Mapping:
        """Return a mapping in which this pair fills its property, in place of any before it."""
        pairs = self.pairs(kind)
        if any(old.target == pair.target for old in pairs):
            pairs = tuple(pair if old.target == pair.target else old for old in pairs)
        else:
            pairs = (*pairs, pair)
        left_out = tuple(name for name in self.left_out if name not in pair.columns)
        return replace(self.with_pairs(kind, pairs), left_out=left_out)

    def without(self, kind: Kind, target: str) -> Mapping:
        """Return a mapping in which nothing fills this property."""
        return self.with_pairs(
            kind, tuple(pair for pair in self.pairs(kind) if pair.target != target)
        )

    def with_pairs(self, kind: Kind, pairs: tuple[Pair, ...]) -> Mapping:
        """Return a mapping with these pairs for one kind of record."""
        if kind is Kind.EVENTS:
            return replace(self, events=pairs)
        return replace(self, profiles=pairs)

    def leaving_out(self, columns: tuple[str, ...]) -> Mapping:
        """Return a mapping that sends nothing of these columns.

        Where they are only a part of what fills a property, the rest stays, unless it is nothing
        but texts that stood in for blank cells.
        """
        mapping = self
        for kind in Kind:
            mapping = mapping.with_pairs(kind, _all_without(self.pairs(kind), columns))
        further = tuple(
            replace(each, pairs=_all_without(each.pairs, columns)) for each in self.further
        )
        left_out = tuple(dict.fromkeys((*self.left_out, *columns)))
        return replace(mapping, left_out=left_out, further=further)

    def with_options(self, options: Options) -> Mapping:
        """Return a mapping that reads texts by these options."""
        return replace(self, options=options)

    def guessing(self, country: str) -> Mapping:
        """Return a mapping for the file that is taken to be of this country, empty for none."""
        return replace(self, options=replace(self.options, guessed_country=country))

    def with_repair(self, repair: Repair) -> Mapping:
        """Return a mapping that mends a column so, in place of any repair of the same damage."""
        return replace(self, repairs=(*self.without_repair(repair).repairs, repair))

    def without_repair(self, repair: Repair) -> Mapping:
        """Return a mapping that leaves this damage of this column as it is."""
        place = repair.place
        return replace(self, repairs=tuple(each for each in self.repairs if each.place != place))

    def with_seen(self, seen: Seen) -> Mapping:
        """Return a mapping for which this finding was looked at."""
        return self if seen in self.seen else replace(self, seen=(*self.seen, seen))

    def without_seen(self, seen: Seen) -> Mapping:
        """Return a mapping for which this finding waits to be looked at."""
        return replace(self, seen=tuple(each for each in self.seen if each != seen))

    def with_confirmed(self, confirmed: Confirmed) -> Mapping:
        """Return a mapping for which this style was confirmed."""
        known = tuple(each for each in self.confirmed if each != confirmed)
        return replace(self, confirmed=(*known, confirmed))

    def columns(self, kind: Kind | None = None) -> tuple[str, ...]:
        """Return the names of all columns in use, each once, in the order of the pairs."""
        kinds = tuple(Kind) if kind is None else (kind,)
        names = [name for each in kinds for pair in self.every_pair(each) for name in pair.columns]
        if Kind.EVENTS in kinds:
            conditions = (self.condition, *(each.condition for each in self.further))
            names += [name for each in conditions if each is not None for name in each.columns]
        return tuple(dict.fromkeys(names))

    @property
    def file_columns(self) -> tuple[str, ...]:
        """Return the columns that the file must have: those in use, and those that steps look at.

        What a join adds to the rows is none of them.
        """
        joined = set(self.joined_columns)
        names = (*self.columns(), *self.step_columns)
        return tuple(dict.fromkeys(name for name in names if name not in joined))

    def targets_of(self, column: str) -> tuple[tuple[Kind, str], ...]:
        """Return every property that this column fills, alone or with others.

        What it fills of a further event is named with that. A column that only decides whether
        there is an event counts as its name.
        """
        found = [
            (kind, pair.target)
            for kind in Kind
            for pair in self.pairs(kind)
            if column in pair.columns
        ]
        for each in self.further:
            targets = [pair.target for pair in each.pairs if column in pair.columns]
            if not targets and column in each.columns:
                targets = ["metric"]
            found += [(Kind.EVENTS, of_event(each.name, target)) for target in targets]
        if self.condition is not None and column in self.condition.columns:
            found = found or [(Kind.EVENTS, "metric")]
        return tuple(found)


def has_times(mapping: Mapping) -> bool:
    """Tell whether every event of a row has a time of its own."""
    return all(any(pair.target == "time" for pair in pairs) for pairs in mapping.every_event)


def _all_without(pairs: tuple[Pair, ...], columns: tuple[str, ...]) -> tuple[Pair, ...]:
    found = (_without_columns(pair, columns) for pair in pairs)
    return tuple(pair for pair in found if pair is not None)


def _without_columns(pair: Pair, columns: tuple[str, ...]) -> Pair | None:
    """Take columns out of a pair; None where nothing is left to fill its property."""
    if not set(columns).intersection(pair.columns):
        return pair
    fallback = _without(pair.fallback, columns)
    source: Source | None = pair.source
    match pair.source:
        case Joined(parts, joiner):
            kept = _without(parts, columns)
            has_column = any(isinstance(part, Column) for part in kept)
            source = (kept[0] if len(kept) == 1 else Joined(kept, joiner)) if has_column else None
        case Column(name) if name in columns:
            source = None
    if source is None:
        source = next((part for part in fallback if isinstance(part, Column)), None)
        if source is None:
            # A text for the rows in which a column is blank is not meant for every row.
            return None
        # What was chosen for the texts of one column says nothing of those of another.
        rest = tuple(part for part in fallback if part != source)
        return replace(pair, source=source, conversion=AS_IT_IS, fallback=rest)
    return replace(pair, source=source, fallback=fallback)


def _without(parts: tuple[Part, ...], columns: tuple[str, ...]) -> tuple[Part, ...]:
    return tuple(part for part in parts if not (isinstance(part, Column) and part.name in columns))
