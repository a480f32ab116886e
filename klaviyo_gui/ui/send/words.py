"""What the sheet says of what would be sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from klaviyo_gui import wording
from klaviyo_gui.core.findings import is_undated, is_zone_unsaid
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.question import Asks
from klaviyo_gui.language import counted, grouped, mark, tr
from klaviyo_gui.sending.estimate import requests_before, seconds_before
from klaviyo_gui.ui.map.asking import questions
from klaviyo_gui.wording import duration
from klaviyo_gui.wording.amounts import amount, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.core.grouping import Grouping
    from klaviyo_gui.core.way import Way
    from klaviyo_gui.sending.picked import Lines
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.session import Session

_UNDATED = mark("Nothing says when it happened: every event would be dated now. Choose in Map.")
_UNSAID = mark("The time zone is assumed: say in Map whose clock wrote the times.")


_ALONE = {
    (Kind.EVENTS,): mark("the event of file line {line}"),
    (Kind.PROFILES,): mark("the person of file line {line}"),
    tuple(Kind): mark("event and person of file line {line}"),
}
"""What of one row is sent."""

_KEPT = {
    Kind.EVENTS: mark("Its event is held and stays here."),
    Kind.PROFILES: mark("Its person is held and stays here."),
}


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Speaks of what is mapped and checked, of all rows, of a trial's, or of the one in a line.

    ``alone`` are the lines by which each kind of record of that one is sent, none for none.
    """

    session: Session
    checker: Checker
    limit: int | None
    line: int | None = None
    alone: Lines = field(default_factory=dict)

    @property
    def amounts(self) -> str:
        """Return what the run would send, in words, each event by its name."""
        result = self.checker.result
        return self._amounts(result.event_counts if result is not None else ())

    @property
    def short_amounts(self) -> str:
        """Return the same for a button, on which several names would find no room."""
        return self._amounts(())

    def _amounts(self, event_counts: Sequence[tuple[str, int]]) -> str:
        result, mapping = self.checker.result, self.session.mapping
        if result is None:
            return ""
        if self.line is not None:
            words = _ALONE.get(tuple(kind for kind in Kind if kind in self.alone), "")
            return tr(words, line=grouped(self.line)) if words else ""
        if self.limit is not None:
            return first_words(min(self.limit, result.rows), mapping.grouping)
        parts = []
        if mapping.pairs(Kind.EVENTS):
            named = wording.event_count_words(event_counts)
            events = sum(count for _, count in result.event_counts)
            parts.append(named or wording.count(events or result.tally.events.unsent, Kind.EVENTS))
        if mapping.pairs(Kind.PROFILES):
            parts.append(wording.count(result.people, Kind.PROFILES))
        return listed(parts) if parts else ""

    @property
    def what(self) -> str:
        """Return the same as a sentence, with the rows where people stand in several."""
        result, amounts = self.checker.result, self.amounts
        if result is None or not amounts:
            return tr("Nothing is ready yet")
        rows = result.tally.profiles.unsent
        is_all = self.limit is None and self.line is None
        if rows != result.people and is_all:
            rows_words = amount(Kind.PROFILES, rows)
            amounts = tr("{amounts}, from {rows}", amounts=amounts, rows=rows_words)
        return amounts[:1].upper() + amounts[1:]

    @property
    def held(self) -> dict[Kind, int]:
        """Return how many records with problems there are among the rows that would be sent."""
        result = self.checker.result
        if result is None or self.line is not None:
            return {}
        counts = {kind: result.held[kind].below(self._rows) for kind in self.session.mapping.kinds}
        return {kind: number for kind, number in counts.items() if number}

    @property
    def care(self) -> str:
        """Return what is held back of what would be sent, blank until it is known."""
        if self.checker.result is None:
            return ""
        if self.line is not None:
            return " ".join(filter(None, (*self._kept, self._together, self._edited)))
        said, held = tr("No record is held back."), self.held
        if held:
            said = counted(
                sum(held.values()),
                "{records} with problems stays here; it is listed in Preview.",
                "{records} with problems stay here; they are listed in Preview.",
                records=listed([amount(kind, number) for kind, number in held.items()]),
            )
        return " ".join(filter(None, (said, self._amended)))

    @property
    def _kept(self) -> Iterator[str]:
        """Yield what of the one row stays here."""
        for kind in self.session.mapping.kinds:
            if kind not in self.alone:
                yield tr(_KEPT[kind])

    @property
    def _together(self) -> str:
        """Return by which rows the person of the one row is told."""
        lines = self.alone.get(Kind.PROFILES, ())
        if len(lines) < 2:  # noqa: PLR2004 - one row is no other
            return tr("No other row is sent.")
        return tr(
            "The person is sent with what file lines {lines} say; no other row is sent.",
            lines=", ".join(map(grouped, lines)),
        )

    def time(self, way: Way, share: float) -> str:
        """Return how long it takes this way at such a share of the limit, blank until known."""
        result, mapping = self.checker.result, self.session.mapping
        if result is None or not result.tally.total.unsent:
            return ""
        if self.line is not None:
            events, people = (int(kind in self.alone) for kind in (Kind.EVENTS, Kind.PROFILES))
        else:
            events = min(result.tally.events.unsent, self._rows) if mapping.events else 0
            people = min(result.people, self._rows) if mapping.profiles else 0
        if not events and not people:
            return ""
        about = duration(max(seconds_before(events, people, way, share), 1.0))
        requests = counted(
            requests_before(events, people, way), "{count} request", "{count} requests"
        )
        left = round((1 - share) * 100)
        if not left:
            return tr(
                "About {time}, in {requests}. Nothing is left to others.",
                time=about,
                requests=requests,
            )
        return tr(
            "About {time}, in {requests}. {percent} % of the account's limit is left to others.",
            time=about,
            requests=requests,
            percent=left,
        )

    @property
    def unready(self) -> str:
        """Return why the check lets nothing be sent, empty when it does."""
        if self.checker.has_faulted:
            return tr("The check stopped by a fault of the program. Check again in Preview.")
        if self.session.aside is not None:
            return tr("Decide in Preview what becomes of your earlier changes of these rows.")
        if self.checker.is_stopped:
            return tr("The check was stopped before its end. Check again in Preview.")
        result = self.checker.result
        if result is None:
            return tr("The file is being checked.")
        if self.line is not None and not self.alone:
            return tr(
                "File line {line} is not sent by itself: it is held, left out, or equal to another "
                "row. Preview says which.",
                line=grouped(self.line),
            )
        return "" if result.tally.total.unsent else tr("Every record is held back.")

    @property
    def caution(self) -> str:
        """Return what to think of before the button is pressed, empty for nothing."""
        # What is said of the zone below says more of it.
        waiting = [each for each in questions(self.session) if each.asks is not Asks.ZONE]
        if waiting:
            return counted(
                len(waiting),
                "{count} choice in Map is not made: what waits is held.",
                "{count} choices in Map are not made: what waits is held.",
            )
        result = self.checker.result
        if result is not None and is_undated(result.findings):
            return tr(_UNDATED)
        return tr(_UNSAID) if result is not None and is_zone_unsaid(result.findings) else ""

    @property
    def _rows(self) -> int:
        result = self.checker.result
        assert result is not None, "asked only once the rows are checked"
        return result.rows if self.limit is None else min(self.limit, result.rows)

    @property
    def _amended(self) -> str:
        """Return what somebody changed of the rows, blank for nothing."""
        result = self.checker.result
        left_out = result.left_out.below(self._rows) if result is not None else 0
        left_out_words = counted(
            left_out,
            "{count} row that you left out stays here too.",
            "{count} rows that you left out stay here too.",
        )
        return " ".join(filter(None, (left_out_words if left_out else "", self._edited)))

    @property
    def _edited(self) -> str:
        """Return that cells are sent otherwise than the file has them, blank where none are."""
        amendments = self.session.amendments
        if not (amendments.edited or amendments.replacements):
            return ""
        return tr("Cells are sent as you edited them; the file stays as it is.")


def first_words(count: int, grouping: Grouping | None) -> str:
    """Name so many of the first rows, or orders where rows are put together to such."""
    if grouping is None:
        return counted(count, "the first row", "the first {count} rows")
    return counted(count, "the first order", "the first {count} orders")
