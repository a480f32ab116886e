import pytest

from klaviyo_gui.practice.behaviour import Behaviour
from klaviyo_gui.practice.server import PracticeServer
from tests.practice.caller import Caller


@pytest.fixture
def start():
    """Start servers with a behaviour each, and return a caller; all end with the test."""
    opened = []

    def started(timeout=30, *, limits=False, server_options=None, **behaviour):
        server = PracticeServer(Behaviour(limits=limits, **behaviour), **(server_options or {}))
        server.__enter__()
        caller = Caller(server.address, timeout)
        opened.append((server, caller))
        return caller

    yield started
    for server, caller in opened:
        caller.connection.close()
        server.__exit__(None, None, None)


@pytest.fixture
def practice(start):
    """A caller of a server without limits and faults."""
    return start()
