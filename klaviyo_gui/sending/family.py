"""A run with all that was sent again of it: what of its rows is still refused."""

from __future__ import annotations

from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import RunUnfinished
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.store.history import history, known_run, trusted_run
from klaviyo_gui.store.journal import JOURNAL, Journal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from klaviyo_gui.store.history import RunSummary


_SENT = (State.ACCEPTED, State.UNKNOWN, State.UNSENT)


def family_of(runs: Path, run: str) -> tuple[RunSummary, ...]:
    """Return the first run of which this one sends rows, and all that did.

    Raises RunMissing, or RunUnfinished when one of them is to be continued first: what it has not
    sent yet, or not heard of, must not be sent by another. Raises RunDamaged of a damaged one.
    """
    known = {each.run: each for each in history(runs)}
    root = known_run(runs, run)
    while root.retry_of in known:
        root = known[root.retry_of]
    family = {root.run: root}
    while more := {
        each.run: each
        for each in known.values()
        if each.retry_of in family and each.run not in family
    }:
        family |= more
    begun = tuple(
        trusted_run(runs, each.run) for each in family.values() if each.state != RunState.PLANNING
    )
    for each in begun:
        if each.state != RunState.DONE:
            raise RunUnfinished(each.run)
    return begun


@contextmanager
def opened_family(runs: Path, family: Sequence[RunSummary]) -> Iterator[tuple[Journal, ...]]:
    """Give the journals of a family, each opened once, since that is to read all of it.

    Raises RunDamaged or RunOngoing where one cannot be opened.
    """
    with ExitStack() as stack:
        yield tuple(
            stack.enter_context(closing(Journal.open(runs / member.run / JOURNAL)))
            for member in family
        )


def still_refused(journals: Sequence[Journal], run: str) -> dict[Kind, list[int]]:
    """Return the lines of a run's refused records, without those that any of the family has sent.

    One that was refused again counts, and so does one that was held back meanwhile.
    """
    refused: dict[Kind, set[int]] = {}
    sent: dict[Kind, set[int]] = {kind: set() for kind in Kind}
    for journal in journals:
        for kind in Kind:
            if journal.path.parent.name == run:
                refused[kind] = set(journal.lines_in(kind, State.REFUSED))
            elif journal is not journals[0]:
                # The first run has not sent what it was refused, and no other lines are asked.
                sent[kind].update(journal.lines_in(kind, *_SENT))
    return {kind: sorted(refused[kind] - sent[kind]) for kind in Kind}
