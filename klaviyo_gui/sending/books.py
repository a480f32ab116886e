"""What a run has counted: every record in one state, and what is told of that while it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.sending.estimate import Estimate
from klaviyo_gui.sending.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from klaviyo_gui.core.tally import Tally
    from klaviyo_gui.sending.limits import Limits
    from klaviyo_gui.store.journal import Batch, Journal


class Books:
    """Follows the journal of one run, which always knows first; all times are monotonic seconds.

    ``requests`` is how many have started, ``trouble`` what went wrong last, empty once an answer
    has come.
    """

    def __init__(self, journal: Journal, start: float) -> None:
        self.requests = 0
        self.trouble = ""
        self._journal = journal
        self._tally = journal.tally()
        self._lost: dict[int, tuple[Kind, int]] = {}
        self._estimate = Estimate(start)
        self._settled_before = self._settled()

    @property
    def tally(self) -> Tally:
        """Return the state of every record; one whose answer is waited for counts as unsent."""
        return self._tally

    def await_again(self, kind: Kind, records: int) -> None:
        """Note that records of unknown outcome are under way again: they wait, and are not lost."""
        counts = self._tally.of(kind).moved(State.UNKNOWN, State.UNSENT, records)
        self._tally = self._tally.with_counts(kind, counts)

    def settle(self, kind: Kind, settled: Mapping[State, int]) -> None:
        """Note what has become of records that waited."""
        counts = self._tally.of(kind)
        for state, records in settled.items():
            counts = counts.moved(State.UNSENT, state, records)
        self._tally = self._tally.with_counts(kind, counts)

    def lose(self, batch: Batch) -> None:
        """Note that nobody knows what became of these records, until an answer tells."""
        self._lost[batch.id] = batch.kind, self._journal.records_in(batch.id)

    def find(self, batch: Batch) -> None:
        """Note that an answer has told."""
        self._lost.pop(batch.id, None)

    def measure(self, now: float, *, is_paused: bool) -> None:
        """Note how far the run is by now, for its rate."""
        note = self._estimate.begin_again if is_paused else self._estimate.add
        note(now, self._settled() - self._settled_before)

    def progress(
        self,
        limits: Limits,
        due: Mapping[Kind, int],
        waiting: str,
        wait_seconds: float,
        *,
        is_paused: bool,
    ) -> Progress:
        """Return where the run stands; ``due`` are requests of each kind that are to be sent."""
        left = None
        if not is_paused:
            left = self._estimate.seconds_left(self._tally.total.unsent, limits.least_seconds(due))
        return Progress(
            self._shown(),
            self.requests,
            self._estimate.rate,
            left,
            waiting,
            wait_seconds,
            self.trouble,
            limits.share,
        )

    def close(self) -> None:
        """Compare the screen's figures with the journal's: every record is somewhere, once."""
        final = self._journal.tally()
        for kind in Kind:
            mine, theirs = self._tally.of(kind), final.of(kind)
            assert mine.read == theirs.read, f"{kind}: {mine.read} and {theirs.read} records"
            assert mine.accepted == theirs.accepted, f"{kind}: {mine} and {theirs}"
            assert mine.refused == theirs.refused, f"{kind}: {mine} and {theirs}"
            assert mine.held == theirs.held, f"{kind}: {mine} and {theirs}"
        self._tally = final

    def _settled(self) -> int:
        total = self._tally.total
        return total.accepted + total.refused

    def _shown(self) -> Tally:
        """Return the tally with the records whose answer was lost as unknown, not as waiting."""
        shown = self._tally
        for kind, records in self._lost.values():
            shown = shown.with_counts(
                kind, shown.of(kind).moved(State.UNSENT, State.UNKNOWN, records)
            )
        return shown
