"""The automatic mapping: a proposal with a reason for every pair."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.mapping import Column, Kind, Pair
from klaviyo_gui.core.memory import LEFT_OUT, Memory
from klaviyo_gui.core.nesting import flat, path_of
from klaviyo_gui.core.suggest import neighbours, reasons
from klaviyo_gui.core.suggest.afterwards import afterwards
from klaviyo_gui.core.suggest.choosing import choose
from klaviyo_gui.core.suggest.claims import Claim, Strength, claims, read_name
from klaviyo_gui.core.suggest.content import KNOWN_BY_CELLS, column_by_cells, speaks_of
from klaviyo_gui.core.suggest.doubts import Setting
from klaviyo_gui.core.suggest.fitting import Samples, columns_of, samples_of
from klaviyo_gui.core.suggest.naming import (
    is_called_order,
    speaks_of_orders,
    speaks_of_registrations,
    suggest_metric,
)
from klaviyo_gui.core.suggest.repeating import repeating
from klaviyo_gui.core.suggest.suggestion import Suggestion
from klaviyo_gui.core.suggest.types import propose_type
from klaviyo_gui.core.suggest.words import CONSENT, OF_ANY_RECORD, OF_PERSON, SECRET
from klaviyo_gui.language import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.core.suggest.afterwards import Afterwards
    from klaviyo_gui.core.suggest.choosing import Chosen

_NOTHING = Memory()
_WHO = frozenset(catalog.identifiers(Kind.EVENTS))
_TELLING = frozenset({"metric", "time", "value", "unique_id"})
"""What a file of events has, any of it; a list of people has nothing of the kind."""

_CUSTOM = {True: reasons.CUSTOM_OF_EVENT, False: reasons.CUSTOM_OF_PERSON}
_CONSENT = {True: reasons.CONSENT_OF_EVENT, False: reasons.CONSENT_OF_PERSON}
"""Why a column becomes a detail of the event, else of the person."""


def suggest(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    kinds: Sequence[Kind] = tuple(Kind),
    memory: Memory = _NOTHING,
) -> tuple[Suggestion, ...]:
    """Return the proposed pairs for these columns, judged by name, cells and past choices."""
    names = tuple(dict.fromkeys(header))
    columns = columns_of(header, rows)
    samples = samples_of(header, rows)
    repeated = repeating(columns, samples)
    events = _Proposal(Kind.EVENTS, names, samples, memory, repeating=repeated, columns=columns)
    events.has_events = events.tells_of_events
    found: list[Suggestion] = []
    if Kind.EVENTS in kinds:
        later = afterwards(columns)
        found += _suggest_events(events, later, has_profiles=Kind.PROFILES in kinds)
        if Kind.PROFILES in kinds and not events.has_events:
            # A list of people goes as people: half an event would only stand in their way.
            found = [replace(each, is_certain=False) for each in found]
    if Kind.PROFILES in kinds:
        people = _Proposal(Kind.PROFILES, names, samples, memory, events.has_events, repeated)
        for target in catalog.targets(Kind.PROFILES):
            people.propose(target)
        people.add_chosen()
        if Kind.EVENTS not in kinds or not events.has_events:
            people.add_custom(is_certain=False)
        else:
            people.add_custom(is_certain=True, without=set(names) - _of_person(names))
        found += people.found
    return tuple(found)


def suggest_custom(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    used: Collection[str],
    memory: Memory = _NOTHING,
) -> tuple[Suggestion, ...]:
    """Return a detail of the event for each column that is not used and not empty."""
    proposal = _Proposal(
        Kind.EVENTS, tuple(dict.fromkeys(header)), samples_of(header, rows), memory
    )
    proposal.used.update(used)
    proposal.add_chosen()
    proposal.add_custom(is_certain=True)
    return tuple(proposal.found)


def column_for(key: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str | None:
    """Return the column that means this property of a person, None where none does."""
    target = catalog.find(Kind.PROFILES, key)
    if target is None:
        return None
    proposal = _Proposal(Kind.PROFILES, tuple(dict.fromkeys(header)), samples_of(header, rows))
    chosen = proposal.choose_by_name(target, (Strength.HINT,))
    if chosen is None and key == "email":
        chosen = column_by_cells(key, proposal.names, proposal.samples)
    return chosen.column if chosen is not None else None


def guess_meaning(name: str, cells: Sequence[str]) -> Target | None:
    """Return the property that a column most probably means, None where nothing speaks for one."""
    key = read_name(name)
    if key is None:
        filled = tuple(cell for cell in cells if cell.strip())
        key = "email" if column_by_cells("email", (name,), {name: filled}) is not None else None
    if key is None:
        return None
    person = catalog.PERSON + key
    return (
        catalog.find(Kind.PROFILES, key)
        or catalog.find(Kind.EVENTS, key)
        or catalog.find(Kind.EVENTS, person)
    )


@dataclass(slots=True)
class _Proposal:
    """What is proposed so far for one kind of record, and which columns are spoken for."""

    kind: Kind
    names: tuple[str, ...]
    samples: Samples
    memory: Memory = _NOTHING
    has_events: bool = True
    repeating: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    found: list[Suggestion] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    claims: dict[str, list[Claim]] = field(init=False)

    def __post_init__(self) -> None:
        self.claims = claims(self.kind, self.names, self.memory)

    @property
    def tells_of_events(self) -> bool:
        """Tell whether a name means something that only happens, or the columns speak of orders."""
        return speaks_of_orders(self.names) or any(
            claim.strength is not Strength.HINT and folded(claim.column) not in OF_ANY_RECORD
            for key in _TELLING
            for claim in self.claims.get(key, ())
        )

    @property
    def is_somebody_known(self) -> bool:
        """Tell whether anything is certain by now."""
        return any(each.is_certain for each in self.found)

    def says_more(self, column: str) -> bool:
        """Tell whether a column is filled in a first row where nothing certain is by now."""
        names = [
            each.pair.source.name
            for each in self.found
            if each.is_certain and isinstance(each.pair.source, Column)
        ]
        known = [self.columns[name] for name in names]
        rows = zip(self.columns[column], *known, strict=True)
        return any(cell.strip() and not any(map(str.strip, others)) for cell, *others in rows)

    def propose(self, target: Target) -> None:
        """Propose the column for one of Klaviyo's properties, if one is to be found."""
        chosen = self.choose(target)
        if chosen is not None:
            self.used.add(chosen.column)
            pair = Pair(target.key, Column(chosen.column))
            self.found.append(Suggestion(self.kind, pair, chosen.reason, chosen.is_certain))

    def choose(self, target: Target) -> Chosen | None:
        """Return the column for a property by name, else by what its cells look like."""
        key = target.key.removeprefix(catalog.PERSON)
        chosen = self.choose_by_name(target) or self._choose_by_cells(key)
        if chosen is None or key != "email" or chosen.column not in self.repeating:
            return chosen
        reason = reasons.repeating(chosen.reason, self.repeating[chosen.column])
        return replace(chosen, reason=reason, is_certain=False)

    def _choose_by_cells(self, key: str) -> Chosen | None:
        chosen = self._look_like(key)
        if chosen is None or not chosen.is_certain:
            return chosen
        doubted = next(neighbours.doubts(key, chosen.column, self.names, chosen.reason), None)
        return chosen if doubted is None else replace(chosen, reason=doubted, is_certain=False)

    def _look_like(self, key: str) -> Chosen | None:
        if key not in KNOWN_BY_CELLS:
            return None
        claimed = {claim.column for each in self.claims.values() for claim in each}
        free = [name for name in self.names if name not in self.used and name not in claimed]
        return column_by_cells(key, free, self.samples)

    def choose_by_name(self, target: Target, without: tuple[Strength, ...] = ()) -> Chosen | None:
        """Return the column whose name, or what was chosen for it before, means a property."""
        rivals = [
            claim
            for claim in self.claims.get(target.key, ())
            if claim.column not in self.used and claim.strength not in without
        ]
        if not rivals:
            return None
        has_occasions = speaks_of_registrations(self.names)
        setting = Setting(self.samples, self.has_events, has_occasions, self.names)
        return choose(target, rivals, setting)

    def add_chosen(self) -> None:
        """Propose the custom properties that were chosen for such names before."""
        for key, claimed in self.claims.items():
            target = catalog.find(self.kind, key)
            free = [claim for claim in claimed if claim.column not in self.used]
            if free and target is not None and target.is_custom:
                self._add(free[0].column, key, free[0].reason, is_certain=free[0].is_clear)

    def add_custom(self, *, is_certain: bool, without: Iterable[str] = ()) -> None:
        """Propose every column that is left and not empty as a custom property.

        What describes the person goes with the person, beside an event, too.
        """
        skipped = {*self.used, *without}
        values = {path_of(name) for name in self.names}
        for name in self.names:
            words = f" {folded(name)} "
            is_secret = any(f" {each} " in words for each in SECRET)
            if name in skipped or not self.samples[name] or is_secret:
                continue
            is_of_person = self.kind is Kind.EVENTS and folded(name) in OF_PERSON
            is_of_event = self.kind is Kind.EVENTS and not is_of_person
            reason, is_plain = tr(_CUSTOM[is_of_event]), True
            past = self.memory.recall(self.kind, name)
            if speaks_of(CONSENT, name):
                reason, is_plain = tr(_CONSENT[is_of_event]), False
            elif name.startswith("$"):
                reason, is_plain = tr(reasons.BELONGS_TO_KLAVIYO), False
            elif past is not None and past.target == LEFT_OUT:
                reason, is_plain = tr(reasons.LEFT_OUT_BEFORE), False
            key = (catalog.PERSON if is_of_person else "") + _custom_key(name, values)
            self._add(name, key, reason, is_certain=is_certain and is_plain)

    def _add(self, column: str, key: str, reason: str, *, is_certain: bool) -> None:
        proposed = propose_type(column, self.samples[column])
        target = catalog.find(self.kind, key)
        path = path_of(target.label) if target is not None else ("",)
        if len(path) > 1:
            reason = reasons.grouped(reason, path[0])
        self.used.add(column)
        pair = Pair(key, Column(column), proposed.type, proposed.conversion)
        self.found.append(Suggestion(self.kind, pair, reason, is_certain, proposed.reason))


def _suggest_events(
    proposal: _Proposal, later: Afterwards | None, *, has_profiles: bool
) -> list[Suggestion]:
    goes_with_person: set[str] = set()
    for target in catalog.targets(Kind.EVENTS):
        is_of_person = target.key.startswith(catalog.PERSON)
        if has_profiles and is_of_person and proposal.is_somebody_known:
            # What says who it was is enough; the rest of the person goes with the profiles.
            chosen = proposal.choose(target)
            if chosen is not None and target.key in _WHO and proposal.says_more(chosen.column):
                proposal.propose(target)
            elif chosen is not None:
                goes_with_person.add(chosen.column)
        else:
            proposal.propose(target)
    if later is not None:
        proposal.found = [_doubted(each, later) for each in proposal.found]
    if not any(each.pair.target == "metric" for each in proposal.found):
        proposal.found.append(suggest_metric(proposal.names, later))
    proposal.add_chosen()
    if has_profiles:
        goes_with_person |= _of_person(proposal.names)
    proposal.add_custom(is_certain=True, without=goes_with_person)
    return proposal.found


def _doubted(suggestion: Suggestion, later: Afterwards) -> Suggestion:
    """Return a time that is the order's, of which the columns do not speak, as one that waits."""
    pair = suggestion.pair
    if pair.target != "time" or not isinstance(pair.source, Column):
        return suggestion
    if not is_called_order(pair.source.name) or later.is_spoken_of(folded(pair.source.name)):
        return suggestion
    reason = reasons.of_order(suggestion.reason, later.what)
    return replace(suggestion, reason=reason, is_certain=False)


def _of_person(names: Iterable[str]) -> set[str]:
    """Return the names that say what a person is, rather than what happened."""
    return {name for name in names if folded(name) in OF_PERSON}


def _custom_key(name: str, values: Collection[tuple[str, ...]]) -> str:
    """Return the key for a column's own name, without objects where those could not be."""
    path = path_of(name)
    is_value = any(path[:length] in values for length in range(1, len(path)))
    is_kept = is_value or len(path) > catalog.NESTING_MAX
    return catalog.custom(flat(name) if is_kept else name)
