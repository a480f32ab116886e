import pytest

from klaviyo_gui.practice.behaviour import Fault
from klaviyo_gui.practice.faults import BAD_DAY_FAULTS, BAD_DAY_FAULTS_OF_READS, FaultQueue


def test_scripted_faults_come_in_their_order_and_then_none():
    queue = FaultQueue(("429", "html"))
    assert [queue.next() for _ in range(3)] == [Fault.THROTTLED, Fault.HTML, None]


def test_faults_can_be_added_later():
    queue = FaultQueue()
    queue.add(["500-after"])
    assert queue.next() is Fault.ERROR_AFTER


def test_one_unknown_name_refuses_the_whole_list():
    queue = FaultQueue()
    with pytest.raises(ValueError, match="earthquake"):
        queue.add(["429", "earthquake"])
    assert queue.next() is None


def test_an_unknown_scripted_fault_is_refused_at_once():
    with pytest.raises(ValueError, match="earthquake"):
        FaultQueue(("earthquake",))


def test_a_bad_day_spoils_about_fifteen_in_a_hundred_and_knows_every_fault_of_its_kind():
    queue = FaultQueue(bad_day=7)
    drawn = [queue.next() for _ in range(4_000)]
    spoilt = [fault for fault in drawn if fault is not None]
    assert 500 < len(spoilt) < 700
    assert set(spoilt) == set(BAD_DAY_FAULTS)


def test_a_bad_day_spoils_what_is_read_as_often():
    queue = FaultQueue(("html",), bad_day=7)
    drawn = [queue.next_of_read() for _ in range(4_000)]
    spoilt = [fault for fault in drawn if fault is not None]
    assert 500 < len(spoilt) < 700
    assert set(spoilt) == set(BAD_DAY_FAULTS_OF_READS)
    assert queue.next() is Fault.HTML


def test_a_bad_day_begins_and_ends_when_it_is_told():
    queue = FaultQueue()
    queue.set_bad_day(7)
    assert any(queue.next_of_read() for _ in range(100))
    queue.set_bad_day(None)
    assert not any(queue.next() or queue.next_of_read() for _ in range(100))


def test_the_same_seed_brings_the_same_day():
    one, other, third = FaultQueue(bad_day=1), FaultQueue(bad_day=1), FaultQueue(bad_day=2)
    day = [one.next() for _ in range(200)]
    assert [other.next() for _ in range(200)] == day
    assert [third.next() for _ in range(200)] != day


def test_scripted_faults_go_before_those_of_a_bad_day():
    queue = FaultQueue(("hang-after",), bad_day=3)
    assert queue.next() is Fault.HANG_AFTER
