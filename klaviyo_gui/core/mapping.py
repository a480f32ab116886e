"""A mapping: which source fills which of Klaviyo's properties. A frozen value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


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


class Repeats(StrEnum):
    """What happens to rows of one file that are alike in everything that is mapped."""

    FIRST = "first"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Column:
    """A source: the cell of this column, named as in the file's header."""

    name: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A source: the same text for every row."""

    text: str


Source = Column | Fixed


@dataclass(frozen=True, slots=True)
class Pair:
    """One property and what fills it; the type counts for custom properties only.

    Klaviyo's own properties have one type each, and a record with another would be refused.
    """

    target: str
    source: Source
    type: ValueType | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How texts are read where the file itself does not say.

    ``time_zone`` is an IANA name for times without an offset. ``phone_country`` is an ISO 3166
    alpha-2 code for numbers without a country, empty for none.
    """

    time_zone: str = "UTC"
    phone_country: str = ""
    repeats: Repeats = Repeats.FIRST


@dataclass(frozen=True, slots=True)
class Mapping:
    """All pairs of one file, for events and for profiles, in the order they were made."""

    events: tuple[Pair, ...] = ()
    profiles: tuple[Pair, ...] = ()
    options: Options = Options()

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Return the kinds of record that this mapping builds."""
        return tuple(kind for kind in Kind if self.pairs(kind))

    def pairs(self, kind: Kind) -> tuple[Pair, ...]:
        """Return the pairs of one kind of record."""
        return self.events if kind is Kind.EVENTS else self.profiles

    def pair(self, kind: Kind, target: str) -> Pair | None:
        """Return the pair that fills this property, if there is one."""
        return next((pair for pair in self.pairs(kind) if pair.target == target), None)

    def with_pair(self, kind: Kind, pair: Pair) -> Mapping:
        """Return a mapping in which this pair fills its property, in place of any before it."""
        pairs = self.pairs(kind)
        if any(old.target == pair.target for old in pairs):
            return self.with_pairs(
                kind, tuple(pair if old.target == pair.target else old for old in pairs)
            )
        return self.with_pairs(kind, (*pairs, pair))

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

    def with_options(self, options: Options) -> Mapping:
        """Return a mapping that reads texts by these options."""
        return replace(self, options=options)

    def columns(self, kind: Kind | None = None) -> tuple[str, ...]:
        """Return the names of all columns in use, each once, in the order of the pairs."""
        kinds = tuple(Kind) if kind is None else (kind,)
        names = (
            pair.source.name
            for each in kinds
            for pair in self.pairs(each)
            if isinstance(pair.source, Column)
        )
        return tuple(dict.fromkeys(names))

    def targets_of(self, column: str) -> tuple[tuple[Kind, str], ...]:
        """Return every property that this column fills."""
        return tuple(
            (kind, pair.target)
            for kind in Kind
            for pair in self.pairs(kind)
            if pair.source == Column(column)
        )
