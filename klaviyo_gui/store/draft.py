"""What a pass over the whole file must remember, on disk so that memory stays flat.

Keys already seen, rows that repeat an earlier one, people put together from several rows, what
two people share, and what was sent before. The database is SQLite's private temporary one: it goes
with the connection, whatever happens.
"""

from __future__ import annotations

import sqlite3
from threading import Lock
from typing import TYPE_CHECKING

from klaviyo_gui.core.catalog import ID_TARGETS
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.store.acts import Acts
from klaviyo_gui.store.drafted_people import Added, DraftedPeople
from klaviyo_gui.store.joins import Joins
from klaviyo_gui.store.owners import Owners, Shared
from klaviyo_gui.store.person_changes import PersonChange, PersonChanges
from klaviyo_gui.store.seen import Repeat, Seen
from klaviyo_gui.store.sent_before import SentBefore
from klaviyo_gui.store.trial import Trial
from klaviyo_gui.store.withheld import Withheld

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from klaviyo_gui.core.ids import Act
    from klaviyo_gui.store.owners import Claimed
    from klaviyo_gui.store.seen import Several

__all__ = ["Added", "Draft", "Repeat", "Shared"]

_CACHE_KIB = 65_536


class Draft:
    """Keys, repeats and people of one pass; may be read from another thread afterwards.

    ``withheld`` is for a pass that sends, and asked by the thread that drives it alone.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_closed = False
        self._database = sqlite3.connect(
            "", isolation_level=None, check_same_thread=False, uri=True
        )
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._seen = {kind: Seen(self._database, kind.value) for kind in Kind}
        self._moments = Seen(self._database, "moment")
        self._people = DraftedPeople(self._database)
        self._owners = {kind: Owners(self._database, kind.value) for kind in Kind}
        self._joins = Joins(self._database)
        self._acts = Acts(self._database)
        self._person_changes = PersonChanges(self._database)
        self._before = SentBefore(self._database)
        self.withheld = Withheld(self._database)
        self._database.execute("BEGIN")

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            self._is_closed = True
            self._database.close()

    # While the file is read

    def claim(
        self,
        kind: Kind,
        lines: Sequence[int],
        keys: Sequence[bytes],
        rows: Sequence[bytes] = (),
        others: Sequence[Several] = (),
    ) -> list[Repeat]:
        """Remember these records; return those seen before, in their order.

        ``rows`` are digests of the cells, where copies are to be told from others. ``others`` have
        several keys.
        """
        with self._lock:
            if others:
                return self._seen[kind].claim_several(lines, keys, rows, others)
            return self._seen[kind].claim(lines, keys, rows)

    def note_several(self, kind: Kind) -> None:
        """Find out which records have several keys, where those were claimed one by one."""
        with self._lock:
            self._seen[kind].note_several()

    def trim(self, line: int, places: Iterable[int]) -> list[bytes]:
        """Let the events of these places of a record be known no more; return their keys."""
        with self._lock:
            return self._seen[Kind.EVENTS].forget_keys(line, places)

    def claim_moments(self, lines: Sequence[int], keys: Sequence[bytes]) -> list[Repeat]:
        """Remember who did what in which second; return those who had done it before."""
        with self._lock:
            return self._moments.claim(lines, keys)

    def claim_identifiers(
        self, kind: Kind, lines: Sequence[int], claims: Sequence[Claimed], *, is_told: bool = True
    ) -> list[Shared]:
        """Remember who has which identifier; return those that stood with somebody else before."""
        with self._lock:
            return self._owners[kind].claim(lines, claims, is_told=is_told)

    def claim_said(
        self, lines: Sequence[int], said: Sequence[bytes], targets: Sequence[str]
    ) -> list[PersonChange]:
        """Remember what events say of their people; return those that contradict an earlier one.

        Each person and property comes back once, with the first event that says something else.
        The ``targets`` are the same at every call.
        """
        with self._lock:
            return self._person_changes.claim(lines, said, targets)

    def claim_acts(self, lines: Sequence[int], acts: Sequence[Act], strongest: str) -> list[Repeat]:
        """Remember events with ids of their own; return those that may be one with an earlier one.

        ``strongest`` is the most telling identifier that they may have. Those returned repeat the
        earlier one from then on.
        """
        with self._lock:
            owners = self._owners[Kind.EVENTS]
            met = owners.met if owners.has_met else None
            claimed = self._acts.claim(lines, acts, ID_TARGETS.index(strongest), met)
            # One of several events is enough for all of a record.
            found = [*{each.position: each for each in reversed(claimed)}.values()]
            found.reverse()
            self._seen[Kind.EVENTS].note(lines, found)
        return found

    def involve(self, lines: Iterable[int]) -> None:
        """Remember people, by their first lines, who may have something in common."""
        with self._lock:
            self._joins.involve(lines)

    def settle(self) -> Iterator[tuple[int, Shared]]:
        """Yield what of whom is somebody else's too; once, when the whole file is read."""
        yield from self._joins.settle()

    def settle_acts(self, strongest: str, *, is_whole: bool) -> Iterator[tuple[int, int]]:
        """Yield ``(line, earlier line)`` of events that may be one after all; once, at the end.

        Unless what is known of the people is the whole, whoever may be somebody else is told of.
        """
        if is_whole and not self._has_met():
            return
        yield from self._acts.settle(ID_TARGETS.index(strongest), self._met if is_whole else None)

    def add_people(
        self, lines: Sequence[int], bodies: Sequence[bytes], repeats: Sequence[Repeat]
    ) -> Added:
        """Keep these people; a repeated one is merged into its first line, the later value wins.

        The rows with which their person would be too large repeat nothing any more.
        """
        with self._lock:
            added = self._people.add(lines, bodies, repeats)
            self._seen[Kind.PROFILES].forget([lines[at] for at in added.too_large])
        return added

    # Afterwards

    def repeat(self, kind: Kind, line: int) -> Repeat | None:
        """Return what the record of this line repeats, None when it repeats none."""
        with self._lock:
            return self._seen[kind].repeat(line)

    def trial(self, kind: Kind) -> Trial:
        """Return what counts keys that no record of this kind has; nothing here is changed.

        Once everything is forgotten no record has any.
        """

        def known(keys: Sequence[bytes]) -> set[bytes]:
            with self._lock:
                return set() if self._is_closed else self._seen[kind].known(keys)

        return Trial(known)

    def first_line(self, kind: Kind, line: int) -> int:
        """Return the line of the earlier record that this one repeats, 0 when it repeats none."""
        found = self.repeat(kind, line)
        return found.first if found else 0

    def lines_of(self, kind: Kind, first: int) -> tuple[int, ...]:
        """Return all lines of the record that begins at this line, in the order of the file."""
        with self._lock:
            return self._seen[kind].lines_of(first)

    def occurrence(self, kind: Kind, line: int, first: int) -> int:
        """Return which occurrence of its content this line is; the first one is 1."""
        with self._lock:
            return self._seen[kind].occurrence(line, first)

    def same_second(self, line: int) -> int:
        """Return the line of an earlier event of the same person, name and second, else 0."""
        with self._lock:
            found = self._moments.repeat(line)
        return found.first if found else 0

    def met(self, line: int) -> int:
        """Return the line of an event that this one may be one with after all, else 0."""
        with self._lock:
            return self._acts.met(line)

    def person_changes(self, line: int) -> list[tuple[int, str]]:
        """Return ``(first line, property)`` of what an event is the first to say otherwise."""
        with self._lock:
            return self._person_changes.of(line)

    def shared(self, kind: Kind, line: int) -> list[Shared]:
        """Return the identifiers of this line that stood with somebody else before."""
        with self._lock:
            if kind is Kind.PROFILES:
                return self._joins.shared(line)
            return self._owners[kind].shared(line)

    def differing(self, first: int, line: int) -> tuple[str, ...]:
        """Name what this row is the first to tell otherwise of the person who begins there."""
        with self._lock:
            return self._people.differing(first, line)

    def person(self, first: int) -> bytes:
        """Return the person who begins at this line, as all their rows make them.

        Empty where nobody does: the row was too large to be merged.
        """
        with self._lock:
            return self._people.person(first)

    def people(self) -> Iterator[tuple[int, bytes]]:
        """Return ``(first line, body)`` of every person in the order of the file."""
        return self._people.people()

    def repeats(self, kind: Kind) -> Iterator[tuple[int, int]]:
        """Return ``(line, first line)`` of every record that repeats an earlier one."""
        return self._seen[kind].repeats()

    def merged(self, after: int = 0, most: int = 1_000) -> list[tuple[int, int, bytes]]:
        """Return ``(line, first line, person)`` of so many rows behind a line that were merged.

        Once everything is forgotten there is none; whoever asks holds nobody up for long.
        """
        with self._lock:
            if self._is_closed:
                return []
            found = self._seen[Kind.PROFILES].repeats_after(after, most)
            return [(line, first, self._people.person(first)) for line, first in found]

    def keys(self, kind: Kind) -> Iterator[tuple[bytes, int, bytes]]:
        """Return ``(key, first line, digest of what it says)`` of every record, by their keys."""
        return self._before.people() if kind is Kind.PROFILES else self._seen[kind].keys()

    def compare(
        self,
        kind: Kind,
        journals: Sequence[Path],
        *,
        joins: str = "",
        is_strict: bool = False,
        seconds: float | None = None,
    ) -> None:
        """Look up which records these earlier runs have sent; see ``SentBefore.compare``."""
        with self._lock:
            self._before.compare(kind, journals, joins=joins, is_strict=is_strict, seconds=seconds)

    @property
    def unread(self) -> int:
        """Return how many earlier runs could not be read when records were compared with them."""
        return self._before.unread

    @property
    def in_use(self) -> int:
        """Return how many of them somebody else had at that moment."""
        return self._before.in_use

    def sent_before(self, kind: Kind, line: int) -> tuple[bool, bool] | None:
        """Tell whether this record was sent before; see ``SentBefore.sent_before``."""
        with self._lock:
            return self._before.sent_before(kind, line)

    def all_sent_before(self, kind: Kind) -> Iterator[tuple[int, bool, bool]]:
        """Yield all that was sent before, by line; see ``SentBefore.all``."""
        yield from self._before.all(kind)

    def sent_in_part(self, line: int) -> bool | None:
        """Tell whether some events of this record were sent for sure; see ``SentBefore``."""
        with self._lock:
            return self._before.sent_in_part(line)

    def all_sent_in_part(self) -> Iterator[tuple[int, bool, tuple[int, ...]]]:
        """Yield the records of which some events were sent; see ``SentBefore.in_part``."""
        yield from self._before.in_part()

    def doubts(self, kind: Kind) -> Iterator[tuple[int, str]]:
        """Yield, by line, what was sent before and by what requests; see ``SentBefore.doubts``."""
        yield from self._before.doubts(kind)

    def _has_met(self) -> bool:
        """Tell whether anybody may be somebody else at all."""
        if any(owners.has_met for owners in self._owners.values()):
            return True
        (differs,) = self._database.execute(
            "SELECT EXISTS (SELECT 1 FROM profiles_owner AS one CROSS JOIN events_owner AS other"
            " USING (key) WHERE one.person <> other.person)"
        ).fetchone()
        return bool(differs)

    def _met(self, person: bytes) -> list[bytes]:
        """Return who may be this person by anything that any record says."""
        every = self._owners.values()
        keys = {person}.union(*(owners.known_by(person) for owners in every))
        return [*keys.union(*(owners.having(key) for owners in every for key in keys))]
