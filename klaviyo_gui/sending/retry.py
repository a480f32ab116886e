"""The refused rows of a run are sent again, those that have been put right and no others.

They are read from the file as it is now, by their lines, with everything that somebody changed of
it and with the mapping as it is now. A record is put right when what would be sent of it is not
what was refused. What was accepted, or may have been, is not looked at again: its lines are none of
those that are built, and no record with its id is sent.

The ids are those that a plan of the whole file as it is now gives: a mapped one is the same, one
that is made of the content stays as long as that does, and the numbers of events of one content
that are kept apart are no other's. So to send the whole file once more later stores nothing twice.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import datetime
from threading import Event
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.account_name import is_same_account
from klaviyo_gui.core.errors import (
    AccountRefused,
    NothingPutRight,
    NothingToSend,
    RowsRegrouped,
    RowUntraceable,
    RunErased,
)
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.row_steps import steps_digest
from klaviyo_gui.core.tally import State
from klaviyo_gui.language import told
from klaviyo_gui.sending.again import history_before
from klaviyo_gui.sending.anchors import check_anchors
from klaviyo_gui.sending.facts import is_of_one_row
from klaviyo_gui.sending.family import family_of, opened_family, still_refused
from klaviyo_gui.sending.preparing import Prepared, Preparing
from klaviyo_gui.sending.send import Selection, send
from klaviyo_gui.sending.vetting import Vetting
from klaviyo_gui.source.stamp import fingerprint
from klaviyo_gui.store.history import known_run
from klaviyo_gui.store.list_form import list_in
from klaviyo_gui.store.results import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from klaviyo_gui.sending.helm import Helm
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.sending.progress import RunEvent
    from klaviyo_gui.sending.send import Destination, Order
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.store.history import RunSummary
    from klaviyo_gui.store.journal import Journal


_UNSENT = (State.REFUSED, State.HELD)
"""Of what is in one of these states Klaviyo has nothing, so that it may read as it likes."""


def retry(  # noqa: PLR0913, PLR0917 - a send, and the run that it is of
    order: Order,
    run: str,
    destination: Destination,
    runs: Path,
    locks: Path,
    stop: Event,
    *,
    helm: Helm | None = None,
) -> Iterator[RunEvent]:
    """Yield the events of a new run of the refused rows of another; the last one is Finished.

    Every record that was refused is in the new run; what was not put right is held there. Raises
    as ``send``, and RunMissing, RunUnfinished, RunDamaged, RunErased, RowsAstray, RowUntraceable,
    RowsRegrouped, AccountRefused when the rows cannot be told for certain. Whatever is raised,
    nothing was sent.
    """
    found = known_run(runs, run)
    if not is_same_account(found.account, destination.account):
        raise AccountRefused(
            destination.account, 0, told("The run belongs to {account}.", account=found.account)
        )
    facts = facts_of(runs, run)
    order = replace(
        order,
        # Whatever list is chosen now, nobody said that these people join it.
        mapping=order.mapping.joining(list_in(facts.get("mapping", {}))),
        is_history=facts["is_history"],
        history_before=history_before(facts),
        limit=None,
        holds_lost=facts.get("holds_lost", False),
        # Times, too, are fixed when a record is planned first.
        planned_at=datetime.fromisoformat(facts.get("planned_at", facts["created"])),
    )

    if facts.get("arranged_by", "") != steps_digest(order.mapping):
        raise RowsRegrouped(run)

    def select(pool: Pool, earlier: tuple[Path, ...]) -> Selection:
        family = family_of(runs, run)
        with opened_family(runs, family) as opened:
            lines = still_refused(opened, run)
            _check_lines(order, opened, family[0], pool)
            journals = tuple(each.path for each in opened)
        vetting = Vetting(tuple(dict.fromkeys((*journals, *earlier))), journals)
        return Selection(lines, vetting, {"retry_of": run})

    try:
        yield from send(order, destination, runs, locks, stop, helm=helm, select=select)
    except NothingToSend as error:
        raise NothingPutRight(error.tally) from error


def _check_lines(order: Order, journals: tuple[Journal, ...], root: RunSummary, pool: Pool) -> None:
    """Make sure that the lines of the file are those of the run."""
    files = (order.file, *order.file.seconds)
    taken = list(pool.in_order(fingerprint, [each.path for each in files]))
    if any(_prints(each.facts) == taken for each in journals):
        return
    if root.is_erased:
        raise RunErased(root.run)
    if is_of_one_row(journals[0].facts):
        raise RowUntraceable(order.file.path)
    free = {kind: sorted(journals[0].lines_in(kind, *_UNSENT)) for kind in Kind}
    plan = Plan(order.mapping, order.file.header, judged=order.judged, amendments=order.amendments)
    with closing(_prepared(order.file, plan, pool)) as prepared:
        check_anchors(prepared.file, prepared.plan.amendments, journals[0], free, pool)


def _prints(facts: dict[str, Any]) -> list[str | None]:
    """Return the fingerprints of the file of a run and of those that were joined to it."""
    return [facts.get("sha256"), *(each.get("sha256") for each in facts.get("joined", ()))]


def _prepared(file: CsvFile, plan: Plan, pool: Pool) -> Prepared:
    """Return the rows of the file as those of the run were arranged."""
    if not plan.mapping.has_steps:
        return Prepared(file, plan)
    preparing = Preparing(file, plan, pool, Event())
    for _ in preparing:
        pass
    assert preparing.prepared is not None, "nobody asks it to stop"
    return preparing.prepared
