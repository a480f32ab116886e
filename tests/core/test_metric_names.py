"""Names of events that only letters tell apart, and files with more names than an account has."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core import metric_names as module
from klaviyo_gui.core.findings import LINES_KEPT
from klaviyo_gui.core.found_rows import FoundRows
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair
from klaviyo_gui.core.metric_names import METRICS_MAX, MetricNames, metric_names
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan, compile_plan

HEADER = ("name", "email")
NAMED = Mapping((Pair("metric", Column("name")), Pair("profile.email", Column("email"))))


def gathered(names, mapping=NAMED, parts=1):
    """Return what the events of these names tell, read in so many parts."""
    return {each.code: each for each in merged(names, mapping, parts).findings()}


def merged(names, mapping=NAMED, parts=1):
    """Return the names of all events, read in so many parts; one without a name is not sent."""
    events = built(names, mapping)
    whole, size = MetricNames(), max(len(events) // parts, 1)
    for at in range(0, len(events), size):
        whole.merge(metric_names(mapping, events[at : at + size]), at)
    return whole


def built(names, mapping=NAMED):
    plan = Plan(mapping, HEADER, datetime(2026, 1, 1, tzinfo=UTC))
    build = compile_plan(plan, Kind.EVENTS)
    return [(at, build([name, "ann@shop.io"]).body) for at, name in enumerate(names, 2)]


def rows_of(whole):
    """Return the rows of each finding, after telling that they are as many as it counts."""
    found = FoundRows()
    for each in whole.findings():
        for first, bits in whole.rows_of(each):
            found.add_part(first, {each.place: bits})
        assert len(found.numbers()[each.place]) == each.count
    return {place[1]: list(rows) for place, rows in found.numbers().items()}


@pytest.mark.parametrize("parts", [1, 3])
def test_names_that_differ_in_letters_or_inner_blanks_alone_are_told_by_the_rarer_one(parts):
    names = ["Placed Order", "Placed order", "Placed Order", "Refund", "PLACED  ORDER"]
    (found,) = gathered(names, parts=parts).values()
    assert (found.code, found.count, found.lines) == (Code.METRIC_ALIKE, 2, (3, 6))
    assert set(found.texts) == {"Placed order", "PLACED  ORDER"}


def test_blanks_around_a_name_are_never_sent_and_make_no_other_one():
    assert gathered(["Sale", " Sale", "Sale "]) == {}


def test_more_names_than_an_account_may_have_are_told():
    most = [f"Order {at}" for at in range(METRICS_MAX)]
    assert gathered(most) == {}
    (found,) = gathered([*most, *most, "One more", "Another", "One more"]).values()
    assert (found.code, found.count) == (Code.METRICS_MANY, 3)
    assert found.lines == (402, 403, 404)
    assert found.texts == ("One more", "Another")


def test_a_column_of_ids_takes_no_more_memory_than_so_many_names(monkeypatch):
    monkeypatch.setattr(module, "NAMES_KEPT", 300)
    (found,) = gathered([f"A{at}" for at in range(1_000)], parts=4).values()
    assert (found.count, len(found.lines)) == (1_000 - METRICS_MAX, LINES_KEPT)


def test_a_fixed_name_is_not_looked_at():
    fixed = NAMED.with_pair(Kind.EVENTS, Pair("metric", Fixed("Sale")))
    assert gathered(["a", "A"], fixed) == {}


def all_rows_are_told(parts):
    names = ["Sale", "sale", "", "Sale", "SALE", "Refund"] * 150
    doubtful = [at for at, name in enumerate(names) if name in {"sale", "SALE"}]
    assert rows_of(merged(names, parts=parts)) == {Code.METRIC_ALIKE: doubtful}
    many = ["", *(f"Order {at // 2}" for at in range(3_000))]
    beyond = list(range(1 + 2 * METRICS_MAX, len(many)))
    assert rows_of(merged(many, parts=parts)) == {Code.METRICS_MANY: beyond}


@pytest.mark.parametrize("parts", [1, 4])
def test_all_rows_of_a_finding_are_told_however_many_they_are(parts):
    all_rows_are_told(parts)


def test_rows_without_an_event_that_are_taken_for_others_would_fail_this_test(monkeypatch):
    monkeypatch.setattr(module, "_MORE", module._NO_EVENT)
    with pytest.raises(AssertionError):
        all_rows_are_told(4)


def test_an_event_beyond_those_that_are_listed_is_taken_back_as_well():
    part = merged(["Sale"] * 300 + ["sale"] * 150)
    events = MetricNames()
    for line in range(2, 152):
        events.add(line, b'"metric":{"data":{"type":"metric","attributes":{"name":"sale"')
    part.merge(events.without([0, LINES_KEPT + 9], range(2, 152)), 450)
    rest = [at for at in range(300, 600) if at not in {450, 450 + LINES_KEPT + 9}]
    assert rows_of(part) == {Code.METRIC_ALIKE: rest}


def test_each_name_is_told_with_the_more_frequent_one_that_it_seems_to_mean():
    whole = merged(["Sale", "sale", "sale", "SALE", "Refund", "sale"], parts=2)
    assert whole.alike() == {"Sale": "sale", "SALE": "sale"}


@given(st.lists(st.text(min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=5))
def test_every_name_is_read_as_it_is_sent(names):
    events = MetricNames()
    plan = Plan(NAMED, HEADER, datetime(2026, 1, 1, tzinfo=UTC))
    build = compile_plan(plan, Kind.EVENTS)
    bodies = [build([name, "ann@shop.io"]).body for name in names]
    for line, body in enumerate(bodies):
        if body:
            events.add(line, body)
    sent = {name.strip() for name, body in zip(names, bodies, strict=True) if body}
    assert set(events._names) == sent


def test_events_that_klaviyo_drops_make_no_metric():
    plan = Plan(NAMED, HEADER, datetime(2026, 1, 1, tzinfo=UTC))
    build = compile_plan(plan, Kind.EVENTS)
    names = ["Sale", "sale", "SALE"]
    events = [(at, build([name, "ann@shop.io"]).body) for at, name in enumerate(names, 2)]
    events[1] = (3, b"")
    part = metric_names(NAMED, events)
    (found,) = part.findings()
    assert (found.count, found.lines, found.texts) == (1, (4,), ("SALE",))
    assert not [*part.without([1, 2], [2, 3, 4]).findings()]


def test_events_that_are_not_sent_do_not_count_for_their_name():
    plan = Plan(NAMED, HEADER, datetime(2026, 1, 1, tzinfo=UTC))
    build = compile_plan(plan, Kind.EVENTS)
    names = ["Sale", "Sale", "sale", "sale", "sale", "SALE"]
    events = [(at, build([name, "ann@shop.io"]).body) for at, name in enumerate(names, 2)]
    part = metric_names(NAMED, events)
    whole = MetricNames()
    whole.merge(part.without([3, 4, 5], [line for line, _ in events]))
    (found,) = whole.findings()
    assert (found.count, found.lines, found.texts) == (1, (4,), ("sale",))
    whole = MetricNames()
    whole.merge(part)
    assert next(whole.findings()).lines == (2, 3, 7)
    whole = MetricNames()
    whole.merge(part.without([3, 4, 5], [line for line, _ in events]), 8)
    assert rows_of(whole) == {Code.METRIC_ALIKE: [10]}


def test_the_names_of_a_file_are_told_in_their_order_without_those_that_are_not_sent():
    assert merged(["Sale", "", "Refund", "Sale"], parts=2).names == ("Sale", "Refund")
    part = metric_names(NAMED, built(["Sale", "Refund"]))
    part = part.without([0], [2, 3])
    whole = MetricNames()
    whole.merge(part)
    assert whole.names == ("Refund",)


def test_a_fixed_name_is_told_without_its_rows():
    fixed = NAMED.with_pair(Kind.EVENTS, Pair("metric", Fixed(" Sale ")))
    whole = merged(["a", "b", "c"], fixed, parts=2)
    assert (whole.names, whole.has_more) == (("Sale",), False)
    assert metric_names(fixed, [(2, b"")]).names == ()
    assert metric_names(Mapping(), []).names == ()


def test_names_beyond_those_that_are_told_apart_are_known_to_be_there(monkeypatch):
    monkeypatch.setattr(module, "NAMES_KEPT", 3)
    assert not merged(["a", "b", "c"]).has_more
    whole = merged(["a", "b", "c", "d"], parts=2)
    assert (whole.names, whole.has_more) == (("a", "b", "c"), True)
