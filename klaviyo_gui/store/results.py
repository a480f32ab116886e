"""The results of a run, read from its journal and never from the screen or the file."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.arranged import original_rows
from klaviyo_gui.core.errors import RunDamaged
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.quoted import without_values
from klaviyo_gui.core.tally import State, Tally
from klaviyo_gui.language import mark
from klaviyo_gui.store.event_counts import events_in_facts
from klaviyo_gui.store.history import RunSummary, history, known_run
from klaviyo_gui.store.journal import JOURNAL, Exceptional, Journal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cause:
    """Why records were not accepted: how many, and Klaviyo's own words without what they quote.

    ``field`` is the property of the first of them.
    """

    kind: Kind
    state: State
    code: str
    detail: str
    records: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """A run as its journal tells it.

    ``fingerprint`` is the SHA-256 of the file when it was planned, empty where it was not taken,
    and ``size`` are its bytes. ``again`` are the runs that sent refused rows of this one again.
    Events before ``history_before``, in ISO 8601, were history where others were live. ``joined``
    is the name of the list that people joined, empty for none. ``events`` tell how many of each
    name were accepted, where rows may have several, until they are erased. ``time_zone`` is that
    of the account, an IANA name, empty where nobody knew it.
    """

    summary: RunSummary
    tally: Tally
    causes: tuple[Cause, ...]
    fingerprint: str = ""
    size: int = 0
    is_history: bool = True
    again: tuple[str, ...] = ()
    history_before: str = ""
    joined: str = ""
    events: tuple[tuple[str, int], ...] = ()
    time_zone: str = ""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of the file with what became of it, by kind of record."""

    line: int
    cells: list[str] = field(repr=False)
    states: dict[Kind, State]
    troubles: list[Exceptional] = field(repr=False)

    @property
    def is_accepted(self) -> bool:
        """Tell whether all there is of the row was accepted."""
        return bool(self.states) and set(self.states.values()) == {State.ACCEPTED}

    @property
    def state(self) -> str:
        """Return the state of the row: "refused", or where its records differ one of each."""
        if len(set(self.states.values())) <= 1:
            return next(iter(self.states.values()), "")
        return ", ".join(f"{_SINGLE[kind]} {state}" for kind, state in self.states.items())

    def holds(self, text: str) -> bool:
        """Tell whether a cell holds a text, whatever its capitals."""
        wanted = text.casefold()
        return any(wanted in cell.casefold() for cell in self.cells)


_SINGLE = {Kind.EVENTS: "event", Kind.PROFILES: "profile"}


def read_results(runs: Path, run: str) -> Results:
    """Return the results of a run; raises RunMissing, RunDamaged, RunOngoing."""
    with opened_run(runs, run) as (short, journal):
        return results_in(runs, short, journal)


def facts_of(runs: Path, run: str) -> dict[str, Any]:
    """Return what a run was given: file, account, mapping; raises as ``read_results``."""
    with opened_run(runs, run) as (_, journal):
        return journal.facts


def by_journal(runs: Path, run: RunSummary) -> RunSummary:
    """Return a run with where it went as its journal tells, which alone is protected from damage.

    Raises as ``read_results``.
    """
    facts = facts_of(runs, run.run)
    return replace(run, account=facts["account"], is_practice=facts.get("is_practice") is True)


def exceptional_records(runs: Path, run: str, limit: int = -1) -> tuple[Exceptional, ...]:
    """Return the records that were refused, held or lost, by line; at most so many."""
    with opened_run(runs, run) as (_, journal):
        return tuple(journal.exceptions(limit=limit))


def rows_holding(runs: Path, run: str, text: str, limit: int) -> tuple[FoundRow, ...]:
    """Return the rows in which a cell holds this text, with what became of them; at most so many.

    Capital and small letters count as the same. Raises as ``read_results``.
    """
    # Half of a character, as a keyboard may give it, stands in no file.
    text = text.encode("utf-8", "replace").decode()
    with opened_run(runs, run) as (_, journal):
        rows = (row for row in every_row(journal, text) if row.holds(text))
        return tuple(islice(rows, limit))


def results_in(runs: Path, short: RunSummary, journal: Journal) -> Results:
    """Return what an open journal tells of its run."""
    facts = journal.facts
    return Results(
        short,
        journal.tally(),
        tuple(_causes(journal)),
        facts.get("sha256", ""),
        facts.get("size", 0),
        facts.get("is_history", True),
        tuple(each.run for each in reversed(history(runs)) if each.retry_of == short.run),
        facts.get("history_before", ""),
        facts.get("list", ""),
        events_in_facts(facts),
        facts.get("time_zone", ""),
    )


def _causes(journal: Journal) -> list[Cause]:
    """Return the causes, most frequent first; Klaviyo's words are one where only values differ."""
    found: dict[tuple[Kind, State, str, str], Cause] = {}
    for kind, state, code, detail, of_property, records in journal.causes():
        words = without_values(detail)
        name = kind, state, code, words
        before = found.get(name)
        count = records + (before.records if before else 0)
        found[name] = Cause(*name, count, before.field if before else of_property)
    return sorted(found.values(), key=lambda each: (-each.records, each.code, each.detail))


def counts_as_json(tally: Tally) -> dict[str, dict[str, int]]:
    """Return the counts of both kinds; "read" is the sum of the others, always."""
    return {
        kind.value: {
            "read": tally.of(kind).read,
            **{state.value: getattr(tally.of(kind), state) for state in State},
        }
        for kind in Kind
    }


@contextmanager
def opened_run(runs: Path, run: str) -> Iterator[tuple[RunSummary, Journal]]:
    """Give a run and its journal; raises RunMissing, RunDamaged, RunOngoing."""
    short = known_run(runs, run)
    with closing(Journal.open(runs / run / JOURNAL)) as journal:
        if not journal.is_planned:
            raise RunDamaged(run, mark("it ended before anything was sent"))
        yield short, journal


def every_row(journal: Journal, text: str = "") -> Iterator[FoundRow]:
    """Yield every row in the order of the file, with a text at least those that hold it.

    The rows of an order stand together, where the first of them stood.
    """
    width = len(journal.facts["header"]) if journal.facts.get("arranged_by") else 0
    for lines, cells in journal.slices(text):
        if not lines:
            continue
        first, last = lines[0], lines[-1]
        by_kind = {kind: journal.states(kind, first, last) for kind in Kind}
        troubles: dict[int, list[Exceptional]] = {}
        for trouble in journal.exceptions(first, last):
            troubles.setdefault(trouble.line, []).append(trouble)
        for line, row in zip(lines, cells, strict=True):
            states = {kind: found[line] for kind, found in by_kind.items() if line in found}
            found = troubles.get(line, [])
            if not width:
                yield FoundRow(line, row, states, found)
                continue
            for each, original in original_rows(row, width):
                yield FoundRow(each, original, states, found)
