"""Rows of several events go out as one record each, and never beside what others have sent."""

from collections import Counter, deque
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from threading import Event

import orjson
import pytest

from klaviyo_gui.core.batch import ITEMS_MAX
from klaviyo_gui.core.errors import SeveralByPublicKey
from klaviyo_gui.core.event_target import of_event
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.join import Join, Taken
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Options, Pair
from klaviyo_gui.core.outcome import Outcome, Refusal, Verdict
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.core.tally import Counts, State
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.bodies import unwrap
from klaviyo_gui.sending import freezer
from klaviyo_gui.sending.check import check
from klaviyo_gui.sending.meanwhile import part_from_others
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.preparing import Preparing
from klaviyo_gui.sending.preview import preview_rows
from klaviyo_gui.sending.send import Order, check_events, send
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.sending.verdicts import ALREADY_THERE, THERE_IN_PART, Verdicts
from klaviyo_gui.sending.vetting import SENT_IN_PART_PERHAPS, Vetting
from klaviyo_gui.source.reader import read_range
from klaviyo_gui.store.journal import BatchState, Journal
from klaviyo_gui.store.results import read_results
from tests.doubles.accounts import practice
from tests.doubles.files import csv_file
from tests.sending.conftest import NUMBERS

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = ("email", "order", "placed", "shipped", "back")
PLACED, SHIPPED, BACK = "Placed Order", "Fulfilled Order", "Refunded Order"


def event(name, column, *, target="unique_id"):
    pairs = (
        Pair("metric", Fixed(name)),
        Pair(target, Column("order")),
        Pair("time", Column(column)),
    )
    return FurtherEvent(pairs, RowFilter((Condition(column, Ask.IS_FILLED),)))


MAPPING = Mapping(
    (
        Pair("metric", Fixed(PLACED)),
        Pair("profile.email", Column("email")),
        Pair("unique_id", Column("order")),
        Pair("time", Column("placed")),
    ),
    (),
    Options("UTC"),
    condition=RowFilter((Condition("placed", Ask.IS_FILLED),)),
    further=(event(SHIPPED, "shipped"), event(BACK, "back")),
)
TIME = "2024-05-31 10:00"


def row(number, columns="placed shipped", *, mark="", person=None):
    times = (TIME if each in columns.split() else "" for each in HEADER[2:])
    return (f"p{number if person is None else person}{mark}@shop.io", f"o{mark}-{number}", *times)


@pytest.fixture(scope="module", params=["drop", "refuse-stored", "refuse-blind"])
def any_account(request):
    with practice(repeats=request.param) as account:
        yield account


@pytest.fixture(scope="module")
def dropping_account():
    with practice(repeats="drop") as account:
        yield account


@pytest.fixture
def plan(tmp_path, builders):
    """Freeze rows into a journal, compared with those of these runs; return it."""
    opened = []

    def planned(rows, *, earlier=(), only_new=False, mapped=MAPPING):
        file = csv_file(tmp_path, rows, HEADER)
        journal = Journal.create(tmp_path / f"run-{next(NUMBERS)}" / "journal.db", {})
        opened.append(journal)
        part = Part(file, Plan(mapped, file.header, NOW), is_for_sending=True)
        vetting = Vetting(tuple(earlier)) if only_new else None
        with closing(
            freeze(part, builders, journal, Event(), vetting, earlier=tuple(earlier))
        ) as steps:
            deque(steps, maxlen=0)
        return journal

    yield planned
    for journal in opened:
        journal.close()


def stored(account):
    """Return (name, id) of every event that arrived, with how often."""
    return Counter((each["metric"], each["unique_id"]) for each in account.stored("events"))


def planned_events(journal):
    """Return for each batch the names of the events of each of its items."""
    return [
        [
            [
                each["attributes"]["metric"]["data"]["attributes"]["name"]
                for each in orjson.loads(item)["attributes"]["events"]["data"]
            ]
            for item in unwrap(Kind.EVENTS, journal.body(batch.id))
        ]
        for batch in journal.batches(BatchState.READY)
    ]


def told(journal):
    return {each.line: (each.state, each.code) for each in journal.exceptions()}


def settle(journal, state):
    """Let all requests of a run have ended so; return its place for others to compare with."""
    for batch in journal.batches(BatchState.READY):
        journal.set_state(batch.id, state, attempts=1)
    journal.close()
    return journal.path


def test_every_event_arrives_and_a_row_is_one_record(plan, drive, account, mark):
    rows = [
        row(1, mark=mark),
        row(2, "placed", mark=mark),
        row(3, "placed shipped back", mark=mark),
    ]
    journal = plan([*rows, row(4, "", mark=mark)])
    drive(journal, account)
    assert journal.tally().events == Counts(accepted=3, held=1)
    assert told(journal) == {5: (State.HELD, Code.NOT_WANTED)}
    assert stored(account) == Counter(
        {
            (PLACED, f"o{mark}-1"): 1,
            (SHIPPED, f"o{mark}-1"): 1,
            (PLACED, f"o{mark}-2"): 1,
            **{(name, f"o{mark}-3"): 1 for name in (PLACED, SHIPPED, BACK)},
        }
    )


def test_a_request_has_no_more_events_than_it_may_however_they_are_spread(
    plan, small_batches, mark
):
    rows = [row(at, "placed shipped back" if at % 2 else "placed", mark=mark) for at in range(9)]
    journal = plan(rows)
    counts = [sum(map(len, items)) for items in planned_events(journal)]
    assert (sum(counts), max(counts)) == (4 * 3 + 5, 5)


def test_counting_rows_instead_of_events_would_be_refused(plan, drive, account, mark, monkeypatch):
    """The seeded fault of the test above, at the real limit."""
    rows = [row(at, mark=mark) for at in range(ITEMS_MAX[Kind.EVENTS] // 2 + 1)]
    whole = plan(rows)
    assert [sum(map(len, items)) for items in planned_events(whole)] == [1_000, 2]
    monkeypatch.setattr(freezer, "events_in", lambda _item: 1)
    journal = plan(rows)
    drive(journal, account)
    assert [batch.items for batch in journal.batches(BatchState.SPLIT)] == [len(rows)]


def test_a_row_that_repeats_all_events_of_an_earlier_one_is_a_repeat(plan, mark):
    first = row(1, mark=mark)
    journal = plan([first, first, (*first[:2], TIME, TIME, "")[:5], row(1, "placed", mark=mark)])
    assert told(journal) == {
        3: (State.HELD, Code.ROW_REPEATED),
        4: (State.HELD, Code.ROW_REPEATED),
        5: (State.HELD, Code.REPEATED),
    }


def test_a_row_that_shares_only_some_events_with_an_earlier_one_is_held_and_told(
    tmp_path, plan, builders, mark
):
    rows = [row(1, "placed", mark=mark), row(1, "placed shipped", mark=mark)]
    journal = plan([*rows, row(1, "shipped", mark=mark)])
    assert told(journal) == {3: (State.HELD, Code.EVENTS_REPEATED)}
    assert planned_events(journal) == [[[PLACED], [SHIPPED]]]
    file = csv_file(tmp_path, rows, HEADER)
    whole = Plan(MAPPING, file.header, NOW)
    *_, checked = check(file, whole, builders, Event())
    with closing(checked):
        (finding,) = checked.findings
        assert (finding.code, finding.lines, finding.related) == (Code.EVENTS_REPEATED, (3,), (2,))
        ready = replace(whole, judged=checked.judged)
        read = file.rows(file.index(), 0, 9)
        seen = list(preview_rows(ready, read, checked.repeats, checked.found))
    assert [(each.line, bool(each.body)) for each in seen] == [(2, True), (3, False)]
    assert [each.code for each in seen[1].problems] == [Code.EVENTS_REPEATED]


def test_a_row_of_which_all_events_were_sent_goes_apart_as_one_event_does(plan, mark):
    rows = [row(at, mark=mark) for at in range(4)]
    earlier = settle(plan(rows[:2]), BatchState.ACCEPTED)
    assert planned_events(plan(rows, earlier=[earlier])) == [[[PLACED, SHIPPED]] * 2] * 2
    only_new = plan(rows, earlier=[earlier], only_new=True)
    assert planned_events(only_new) == [[[PLACED, SHIPPED]] * 2]
    assert {code for _, code in told(only_new).values()} == {"sent_already"}


@pytest.mark.parametrize("only_new", [False, True])
def test_of_a_row_of_which_some_events_were_sent_only_the_others_go_out(plan, mark, only_new):
    earlier = settle(plan([row(1, "placed", mark=mark)]), BatchState.ACCEPTED)
    rows = [row(1, "placed shipped back", mark=mark), row(2, mark=mark)]
    journal = plan(rows, earlier=[earlier], only_new=only_new)
    assert Counter(map(tuple, chain.from_iterable(planned_events(journal)))) == {
        (SHIPPED, BACK): 1,
        (PLACED, SHIPPED): 1,
    }
    assert told(journal) == {}
    # What is not sent by this run is not known by it.
    later = settle(journal, BatchState.ACCEPTED)
    again = plan(rows, earlier=[later], only_new=True)
    assert planned_events(again) == [[[PLACED]]]


@pytest.mark.parametrize("only_new", [False, True])
def test_a_row_of_which_some_events_may_have_arrived_is_held(plan, mark, only_new):
    earlier = settle(plan([row(1, "placed", mark=mark)]), BatchState.UNKNOWN)
    rows = [row(1, mark=mark), row(2, mark=mark)]
    journal = plan(rows, earlier=[earlier], only_new=only_new)
    assert planned_events(journal) == [[[PLACED, SHIPPED]]]
    assert told(journal) == {2: (State.HELD, SENT_IN_PART_PERHAPS)}


def test_a_check_tells_what_a_run_does_with_events_that_were_sent(tmp_path, plan, builders, mark):
    sent = settle(plan([row(1, "placed", mark=mark)]), BatchState.ACCEPTED)
    lost = settle(plan([row(2, "placed", mark=mark)]), BatchState.UNKNOWN)
    whole = settle(plan([row(3, mark=mark)]), BatchState.ACCEPTED)
    file = csv_file(tmp_path, [row(at, mark=mark) for at in (1, 2, 3)], HEADER)
    *_, checked = check(
        file, Plan(MAPPING, file.header, NOW), builders, Event(), earlier=(sent, lost, whole)
    )
    with closing(checked):
        found = {each.code: each.lines for each in checked.findings}
        assert checked.times.total == 6
        assert checked.names == (PLACED, SHIPPED)
    assert found == {
        Code.SENT_IN_PART: (2,),
        Code.SENT_IN_PART_PERHAPS: (3,),
        Code.SENT_BEFORE: (4,),
    }


@pytest.mark.parametrize(
    ("state", "attempts", "expected"),
    [(BatchState.READY, 0, State.HELD), (BatchState.UNKNOWN, 1, State.UNKNOWN)],
)
def test_a_run_that_goes_on_sends_no_row_of_which_another_has_sent_some_events(
    plan, mark, state, attempts, expected
):
    own = plan([row(at, mark=mark) for at in range(4)])
    for batch in own.batches(BatchState.READY):
        own.set_state(batch.id, state, attempts=attempts)
    other = settle(plan([row(0, "placed", mark=mark), row(1, mark=mark)]), BatchState.ACCEPTED)
    deque(part_from_others(own, [other]), maxlen=0)
    assert told(own) == {2: (expected, THERE_IN_PART)}
    going = [own.lines_at(batch.id, 0) for batch in own.batches(state)]
    assert going == ([(3,), (4,)] if state is BatchState.READY else [(4,)])


def test_a_refused_event_is_told_with_its_name(plan, drive, account, mark):
    rows = [row(1, mark=mark), row(2, mark=mark)]
    journal = plan(rows)
    (batch,) = journal.batches(BatchState.READY)
    refusal = Refusal(1, "invalid", "Not this.", "time", event=1)
    outcome = Outcome(Verdict.REFUSED, 400, "Not this.", (refusal,))
    settled = Verdicts(journal).refuse(batch, outcome)
    (refused,) = settled.refused
    assert (refused.line, refused.field) == (3, of_event(SHIPPED, "time"))
    drive(journal, account)
    assert stored(account) == {(PLACED, f"o{mark}-1"): 1, (SHIPPED, f"o{mark}-1"): 1}


def repeats(*places):
    """An answer that points at these (item, event) as known already."""
    refusals = tuple(
        Refusal(at, "duplicate", "unique_id is already there", "unique_id", inner)
        for at, inner in places
    )
    return Outcome(Verdict.REFUSED, 400, "duplicate", refusals, speaks_of_repeats=True)


@pytest.mark.parametrize(
    ("attempts", "places", "expected"),
    [
        (1, [(0, 0), (0, 1)], {2: (State.HELD, ALREADY_THERE)}),
        (1, [(0, 1)], {2: (State.HELD, THERE_IN_PART)}),
        (1, [(0, -1)], {2: (State.HELD, ALREADY_THERE)}),
        (2, [(0, 1)], {2: (State.UNKNOWN, THERE_IN_PART)}),
        (2, [(0, 0), (0, 1), (1, 0)], {3: (State.UNKNOWN, THERE_IN_PART)}),
        (2, [(0, 0), (0, 1), (1, 0), (1, 1)], {}),
    ],
)
def test_an_answer_that_knows_only_some_events_of_a_row_is_not_taken_for_all(
    plan, mark, attempts, places, expected
):
    journal = plan([row(1, mark=mark), row(2, mark=mark)])
    (batch,) = journal.batches(BatchState.READY)
    journal.set_state(batch.id, BatchState.SENT, attempts=attempts)
    Verdicts(journal).refuse(journal.batch(batch.id), repeats(*places))
    assert told(journal) == expected


def test_a_single_row_that_repeats_somehow_is_told_as_what_it_is(plan, mark):
    for columns, code in (("placed", ALREADY_THERE), ("placed shipped", THERE_IN_PART)):
        journal = plan([row(1, columns, mark=mark)])
        (batch,) = journal.batches(BatchState.READY)
        Verdicts(journal).refuse(batch, repeats())
        assert told(journal) == {2: (State.HELD, code)}


@pytest.mark.parametrize("attempts", [1, 2])
def test_a_refusal_that_points_at_nothing_parts_what_others_have_sent_in_part(plan, mark, attempts):
    own = plan([row(at, mark=mark) for at in range(3)])
    (batch,) = own.batches(BatchState.READY)
    own.set_state(batch.id, BatchState.SENT, attempts=attempts)
    other = settle(plan([row(0, "placed", mark=mark), row(1, mark=mark)]), BatchState.ACCEPTED)
    Verdicts(own, [other]).refuse(own.batch(batch.id), repeats())
    torn = State.HELD if attempts == 1 else State.UNKNOWN
    assert told(own) == {2: (torn, THERE_IN_PART)} | (
        {3: (State.HELD, ALREADY_THERE)} if attempts == 1 else {}
    )


def test_what_was_refused_goes_again_where_one_of_its_events_is_another(plan, mark):
    first = plan([row(1, mark=mark), row(2, mark=mark)])
    (batch,) = first.batches(BatchState.READY)
    first.add_exceptions(batch.id, State.REFUSED, [(0, "x", "", ""), (1, "x", "", "")])
    earlier = settle(first, BatchState.ACCEPTED)
    later = row(1, mark=mark)
    rows = [(*later[:3], "2024-06-05 10:00", ""), row(2, mark=mark)]
    journal = Journal.create(earlier.parent.with_name("again") / "journal.db", {})
    with closing(journal):
        _freeze_again(journal, rows, earlier)
        assert told(journal) == {3: (State.HELD, "not_put_right")}


def _freeze_again(journal, rows, earlier):
    from tests.doubles.builders import Builders  # noqa: PLC0415 - this test alone has no fixture of it

    file = csv_file(journal.path.parent, rows, HEADER)
    part = Part(file, Plan(MAPPING, file.header, NOW), is_for_sending=True)
    vetting = Vetting((earlier,), (earlier,))
    deque(freeze(part, Builders(), journal, Event(), vetting), maxlen=0)


def test_a_spoilt_cell_that_decides_about_an_event_holds_the_row(plan, mark):
    where = RowFilter((Condition("back", Ask.IS_FILLED),))
    mapped = replace(MAPPING, further=(replace(event(SHIPPED, "shipped"), condition=where),))
    spoilt = (*row(1, mark=mark)[:4], "#N/A")
    journal = plan([spoilt, row(2, mark=mark)], mapped=mapped)
    assert told(journal) == {2: (State.HELD, Code.EXCEL_ERROR)}


def test_rows_of_the_same_second_are_told_for_each_of_their_events(tmp_path, builders, mark):
    without = Pair("properties.number", Column("order"))
    mapped = replace(
        MAPPING,
        events=tuple(without if pair.target == "unique_id" else pair for pair in MAPPING.events),
        further=(event(SHIPPED, "shipped", target="properties.number"),),
    )
    rows = [row(at, mark=mark, person=1) for at in range(3)]
    file = csv_file(tmp_path, rows, HEADER)
    *_, checked = check(file, Plan(mapped, file.header, NOW), builders, Event())
    with closing(checked):
        (finding,) = checked.findings
    assert (finding.code, finding.lines) == (Code.SAME_SECOND, (3, 4))


@pytest.mark.parametrize("seen_first", [True, False])
def test_people_who_may_be_one_are_told_of_once_for_all_events_of_a_row(
    tmp_path, builders, small_ranges, mark, seen_first
):
    header = (*HEADER, "phone")
    phone = Pair("profile.phone_number", Column("phone"))
    mapped = replace(MAPPING, events=(*MAPPING.events, phone))
    known = (*row(9, mark=mark, person=1), "+4930901820")
    rows = [row(1, mark=mark, person=1), ("", *row(1, mark=mark)[1:])]
    rows = [(*each, "" if each[0] else "+4930901820") for each in rows]
    rows = [known, *rows] if seen_first else [*rows, known]
    file = csv_file(tmp_path, rows, header)
    *_, checked = check(file, Plan(mapped, file.header, NOW), builders, Event())
    with closing(checked):
        found = {each.code: (each.count, each.lines) for each in checked.findings}
    line = 4 if seen_first else 3
    code = Code.REPEATED if seen_first else Code.MAY_REPEAT
    assert found[code] == (1, (line,))


@pytest.mark.parametrize(
    ("at", "inner", "field"),
    [(0, 0, "time"), (1, -1, "time"), (1, 7, "time"), (1, 0, of_event(PLACED, "time"))],
)
def test_a_refused_event_is_named_only_where_that_tells_more(plan, mark, at, inner, field):
    journal = plan([row(1, "placed", mark=mark), row(2, mark=mark)])
    (batch,) = journal.batches(BatchState.READY)
    refusals = (Refusal(at, "invalid", "Not this.", "time", event=inner),)
    settled = Verdicts(journal).refuse(batch, Outcome(Verdict.REFUSED, 400, "", refusals))
    assert [each.field for each in settled.refused] == [field]


def test_rows_of_several_events_are_not_sent_by_a_public_key(tmp_path, account, mark):
    where = replace(account.destination, way=Way.PUBLIC)
    file = csv_file(tmp_path, [row(1, mark=mark)], HEADER)
    places = tmp_path / "runs", tmp_path / "locks"
    order = Order(file, MAPPING, "Orders", is_history=True)
    with pytest.raises(SeveralByPublicKey):
        next(iter(send(order, where, *places, Event())))
    assert not places[0].exists()
    check_events(replace(MAPPING, further=()), where)


def test_the_end_of_a_run_tells_how_many_events_of_each_name_were_accepted(tmp_path, mark):
    rows = [
        row(1, mark=mark),
        row(2, "placed", mark=mark),
        row(3, "placed shipped back", mark=mark),
    ]
    file = csv_file(tmp_path, rows, HEADER)
    places = tmp_path / "runs", tmp_path / "locks"
    with practice() as account:
        order = Order(file, MAPPING, "Orders", is_history=True)
        *_, end = send(order, account.destination, *places, Event())
        arrived = Counter(each["metric"] for each in account.stored("events"))
    assert dict(end.events) == arrived == {PLACED: 3, SHIPPED: 2, BACK: 1}
    assert read_results(places[0], end.run).events == end.events


def test_a_run_of_one_event_a_row_counts_no_names(tmp_path, mark):
    file = csv_file(tmp_path, [row(1, mark=mark)], HEADER)
    places = tmp_path / "runs", tmp_path / "locks"
    with practice() as account:
        single = replace(MAPPING, condition=None, further=())
        order = Order(file, single, "Orders", is_history=True)
        *_, end = send(order, account.destination, *places, Event())
    assert (end.tally.events.accepted, end.events) == (1, ())
    assert read_results(places[0], end.run).events == ()


def by_dates(**more):
    """Return a mapping of which a condition compares dates that only the first rows explain."""
    late = RowFilter((Condition("back", Ask.IS_AFTER, ("13.03.2024",)),))
    shipped = replace(event(SHIPPED, "shipped"), condition=late)
    return replace(MAPPING, further=(shipped,), **more)


@pytest.mark.parametrize("way", ["as they are", "grouped", "filtered", "joined"])
def test_conditions_read_dates_as_the_first_rows_prove_in_check_preview_and_send(
    tmp_path, builders, way
):
    dates = [f"{day:02d}.03.2024" for day in range(9, 28)]
    rows = [(*row(at)[:4], each) for at, each in enumerate(dates)]
    filled = RowFilter((Condition("email", Ask.IS_FILLED),))
    joining = Join("back.csv", (("order", "order"),), (Taken("back", "back"),))
    mapped = by_dates(
        **{
            "grouped": {"grouping": Grouping(("order",), ())},
            "filtered": {"row_filter": filled},
            "joined": {"joins": (joining,)},
        }.get(way, {})
    )
    header = HEADER
    if way == "joined":
        header = HEADER[:4]
        (tmp_path / "second").mkdir()
        second = csv_file(
            tmp_path / "second", [(each[1], each[4]) for each in rows], ("order", "back")
        )
        rows = [each[:4] for each in rows]
    file = csv_file(tmp_path, rows, header)
    if way == "joined":
        file = file.joining((second,))
    plan = Plan(mapped, file.header, NOW)
    *_, checked = check(file, plan, builders, Event())
    assert checked.event_counts == ((PLACED, 19), (SHIPPED, 14))
    ready = checked.prepared
    marks = ready.file.index().ranges()
    shown = [
        record.body
        for part in marks
        for record in preview_rows(
            ready.plan,
            read_range(ready.file.data, ready.file.dialect, part),
            checked.repeats,
            checked.found,
            part.first_row,
        )
    ]
    assert sum(SHIPPED.encode() in each for each in shown) == 14
    again = Preparing(file, plan, builders, Event(), ready)
    deque(again, maxlen=0)
    assert again.prepared.plan.readings == ready.plan.readings
    again.prepared.close()
    with closing(Journal.create(tmp_path / "run" / "journal.db", {})) as journal:
        deque(freeze(Part(file, plan, is_for_sending=True), builders, journal, Event()), maxlen=0)
        sent = chain.from_iterable(chain.from_iterable(planned_events(journal)))
        assert Counter(sent) == {PLACED: 19, SHIPPED: 14}
    checked.close()
