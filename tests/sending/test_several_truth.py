"""Of rows with several events every event arrives once, whatever an earlier run has sent of them.

The number of files is raised by ``KLAVIYO_GUI_SEVERAL_EXAMPLES``; see ``tests/README.md``.
"""

import os
from collections import Counter, deque
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaviyo_gui.core.batch import ITEMS_MAX
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.tally import State
from klaviyo_gui.sending import apart
from klaviyo_gui.sending import plan as planning
from klaviyo_gui.sending.check import check
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.run import Run
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.sending.vetting import Vetting
from klaviyo_gui.store.journal import Journal
from klaviyo_gui.store.seen import Seen
from tests.doubles.accounts import practice
from tests.doubles.builders import Builders
from tests.doubles.disks import in_memory
from tests.doubles.files import csv_file
from tests.sending.test_several_events import BACK, HEADER, MAPPING, NOW, PLACED, SHIPPED, row

EXAMPLES = int(os.environ.get("KLAVIYO_GUI_SEVERAL_EXAMPLES", "12"))
NAMES = {"placed": PLACED, "shipped": SHIPPED, "back": BACK}

pytestmark = pytest.mark.usefixtures("unmeasured")

columns = st.sets(st.sampled_from(sorted(NAMES))).map(" ".join)
files = st.lists(st.tuples(st.integers(1, 6), columns), min_size=1, max_size=9)


@pytest.fixture(scope="module", params=["drop", "refuse-stored"])
def any_account(request):
    with practice(repeats=request.param) as account:
        yield account


@pytest.fixture(scope="module")
def dropping_account():
    with practice(repeats="drop") as account:
        yield account


def expected(file, before):
    """Return what is sent of a file, and the rows of which something is, as a model tells it.

    ``before`` are the events that an earlier run has sent.
    """
    seen, sent, rows = set(), set(), set()
    for line, (number, chosen) in enumerate(file, 2):
        events = {(NAMES[each], f"o-{number}") for each in chosen.split()}
        if not events or events & seen:
            continue
        seen |= events
        rows.add(line)
        sent |= events
    return sent | before, rows


class Sent:
    """What becomes of two files, of which the second is sent as somebody chose."""

    def __init__(self, account, first, second, *, only_new):
        account.forget()
        with in_memory() as name, pytest.MonkeyPatch.context() as patch:
            patch.setitem(ITEMS_MAX, Kind.EVENTS, 4)
            self.folder, self.account = Path(name), account
            earlier = self._run(first, (), only_new=False)
            file = csv_file(self.folder, [row(*each, person=each[0]) for each in second], HEADER)
            *_, checked = check(
                file, Plan(MAPPING, file.header, NOW), Builders(), Event(), earlier=[earlier]
            )
            with closing(checked):
                self.foretold = checked.tally.events.unsent
            self._run(second, (earlier,), only_new=only_new)
        self.stored = Counter(
            (each["metric"], each["unique_id"]) for each in account.stored("events")
        )

    def _run(self, rows, earlier, *, only_new):
        file = csv_file(self.folder, [row(*each, person=each[0]) for each in rows], HEADER)
        folder = self.folder / f"run-{len(earlier)}"
        with closing(Journal.create(folder / "journal.db", {})) as journal:
            part = Part(file, Plan(MAPPING, file.header, NOW), is_for_sending=True)
            vetting = Vetting(earlier) if only_new else None
            with closing(
                freeze(part, Builders(), journal, Event(), vetting, earlier=earlier)
            ) as steps:
                deque(steps, maxlen=0)
            run = Run(journal, self.account.pool, Event(), earlier=earlier)
            deque(run.events(), maxlen=0)
            self.tally = journal.tally().events
            self.accepted = set(journal.lines_in(Kind.EVENTS, State.ACCEPTED))
            self.codes = Counter(each.code for each in journal.exceptions())
        return journal.path


def holds(account, first, second, *, only_new):
    found = Sent(account, first, second, only_new=only_new)
    before, _ = expected(first, set())
    whole, rows = expected(second, before)
    assert found.stored == dict.fromkeys(whole, 1)
    assert found.foretold == len(rows)
    # What Klaviyo has already is no loss where it says so, or where nobody wanted it again.
    there = found.codes["already_there"] + found.codes["sent_already"]
    there += found.codes["sent_otherwise"]
    assert len(found.accepted) + there == len(rows)
    assert found.tally.read == len(second)


@settings(max_examples=EXAMPLES)
@given(files, files, st.booleans())
def test_every_event_of_every_row_that_is_sent_arrives_once(any_account, first, second, only_new):
    holds(any_account, first, second, only_new=only_new)


@pytest.mark.parametrize("fault", ["beside what was sent", "untrimmed", "first key alone"])
def test_the_truth_notices_a_fault(dropping_account, monkeypatch, fault):
    if fault == "beside what was sent":
        monkeypatch.setattr(planning, "set_apart", lambda *_: None)
    elif fault == "untrimmed":
        monkeypatch.setattr(apart, "trimmed", lambda item, _places: item)
    else:
        whole = Seen.claim_several
        monkeypatch.setattr(
            Seen,
            "claim_several",
            lambda self, lines, keys, rows, _others: whole(self, lines, keys, rows, ()),
        )
    first = [(1, "placed"), (2, "placed shipped")]
    second = [(1, "placed shipped"), (2, "placed shipped"), (3, "placed back"), (3, "back")]
    with pytest.raises(AssertionError):
        holds(dropping_account, first, second, only_new=False)
