"""What is due comes in its order, and what waits for its pace holds up nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.sending.due import DueQueue
from klaviyo_gui.store.journal import Batch, BatchState

moments = st.sampled_from([0.0, 1.0, 2.0, 3.0])
entries = st.lists(st.tuples(moments, st.sampled_from(Kind), st.booleans()), max_size=20)


def queue(*entries):
    made = DueQueue()
    for number, (when, kind, is_look) in enumerate(entries):
        batch = Batch(number, kind, BatchState.READY, 1, 0, "")
        made.add(batch, when, is_look=is_look, tries=0)
    return made


def taken(made, now, may_start=lambda _: True):
    """Take all that is due, a limited number of times."""
    found = [made.take(now, may_start) for _ in range(len(made) + 1)]
    return [each.batch.id for each in found if each is not None]


@given(entries)
def test_what_is_due_comes_by_its_moment_and_then_by_when_it_was_added(entries):
    made = queue(*entries)
    wanted = sorted(range(len(entries)), key=lambda at: (entries[at][0], at))
    first = made.first()
    assert (None if first is None else first.batch.id) == next(iter(wanted), None)
    assert taken(made, 1.0) == [at for at in wanted if entries[at][0] <= 1.0]
    assert len(made) == len([*made]) == sum(when > 1.0 for when, *_ in entries)


@given(entries, st.sampled_from(Kind), st.booleans())
def test_what_may_not_start_holds_up_only_what_keeps_to_the_same_pace(entries, kind, is_look):
    made = queue(*entries)
    found = taken(made, 9.0, lambda due: due.lane != (kind, is_look))
    kept = {at for at, (_, *lane) in enumerate(entries) if lane == [kind, is_look]}
    assert {*found} == {*range(len(entries))} - kept
    assert {each.batch.id for each in made} == kept


def test_of_what_may_not_start_only_the_first_is_asked_about():
    asked = []
    made = queue(*[(0.0, Kind.EVENTS, False)] * 1_000)
    assert made.take(0.0, lambda due: asked.append(due.batch.id)) is None
    assert asked == [0]


def test_requests_are_counted_and_dropped_apart_from_looks():
    made = queue((0.0, Kind.EVENTS, False), (0.0, Kind.PROFILES, True), (1.0, Kind.EVENTS, False))
    assert (made.requests(Kind.EVENTS), made.requests(Kind.PROFILES)) == (2, 0)
    assert made.has_requests
    made.drop_requests()
    assert (made.has_requests, [each.is_look for each in made]) == (False, [True])
    assert made.first().is_look
    assert queue().first() is None
