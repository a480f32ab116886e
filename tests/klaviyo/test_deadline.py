import socket
import threading

import pytest

from klaviyo_gui.klaviyo.deadline import Deadline


def pair():
    near, far = socket.socketpair()
    near.settimeout(5)
    return near, far


def test_a_connection_is_ended_when_the_time_is_over():
    deadline = Deadline()
    near, far = pair()
    with near, far:
        deadline.keep(near)
        with deadline.within(0.01):
            assert near.recv(1) == b""
        assert deadline.is_over


def test_a_connection_that_comes_about_too_late_is_ended_too():
    deadline = Deadline()
    near, far = pair()
    with near, far, deadline.within(0.0):
        assert deadline._over.wait(5)
        deadline.keep(near)
        assert near.recv(1) == b""


def test_a_closed_connection_is_no_trouble():
    deadline = Deadline()
    near, far = socket.socketpair()
    near.close()
    far.close()
    deadline.keep(near)
    with deadline.within(0.0):
        assert deadline._over.wait(5)


def test_in_time_nothing_is_ended():
    deadline = Deadline()
    near, far = pair()
    with near, far:
        deadline.keep(near)
        with deadline.within(60):
            far.send(b"x")
            assert near.recv(1) == b"x"
        assert not deadline.is_over


def test_the_watcher_is_gone_with_its_block_even_after_an_error():
    deadline = Deadline()
    with pytest.raises(ZeroDivisionError), deadline.within(60):
        raise ZeroDivisionError
    assert "deadline" not in [thread.name for thread in threading.enumerate()]


def test_every_block_starts_in_time():
    deadline = Deadline()
    with deadline.within(0.0):
        assert deadline._over.wait(5)
    with deadline.within(60):
        assert not deadline.is_over
