import socket

import pytest
from PySide6.QtWidgets import QWidget

from klaviyo_gui.ui.practice.dialog import PracticeDialog
from tests.practice.bodies import entry, event, events_body, profiles_body
from tests.practice.caller import EVENTS, PROFILES
from tests.practice.conftest import practice, start
from tests.ui.windows import WAIT_MS, settle

__all__ = ["practice", "start"]

NEWSLETTER = "Y6nRLr"


class Sender:
    """Sends to a practice Klaviyo what a test says, and tells where it is."""

    def __init__(self, caller):
        self.caller = caller

    def address(self):
        return f"http://{self.caller.connection.host}:{self.caller.connection.port}"

    def people(self, *people, lists=()):
        body = profiles_body(
            *({"type": "profile", "attributes": each} for each in people), lists=lists
        )
        assert self.caller.post(PROFILES, body).status == 202

    def events(self, *events, **person):
        body = events_body(entry({"type": "profile", "attributes": person}, *events))
        assert self.caller.post(EVENTS, body).status == 202

    def shop(self):
        """Three people: one with a live event, one with history, one put on a list."""
        bag = {"Bag": ["a", "b"], "Note": "two\nlines"}
        self.events(
            event("o-1", value_currency="EUR", properties=bag),
            email="ann@shop.io",
            first_name="Ann",
            last_name="Lee",
            properties={"Size": 38},
        )
        self.events(event("o-2", backfill=True), email="Bob@shop.io")
        self.people({"email": "eve@shop.io"}, lists=(NEWSLETTER,))


@pytest.fixture
def sender(practice):
    return Sender(practice)


@pytest.fixture(scope="module")
def dialog(qapp, theme):
    """One dialog for all tests of a file: each opens it at a practice Klaviyo of its own."""
    parent = QWidget()
    dialog = PracticeDialog(theme, parent)
    yield dialog
    dialog.close_work()
    parent.deleteLater()
    settle(qapp)


@pytest.fixture
def look(qtbot, dialog, sender):
    """Open the dialog at the practice Klaviyo, as soon as it has looked."""

    def looked():
        with qtbot.waitSignal(dialog.look.found, timeout=WAIT_MS):
            dialog.open_at(sender.address, "What was sent.")
        if dialog.people.model.rowCount():
            qtbot.waitUntil(lambda: dialog.person.has_person, timeout=WAIT_MS)
        return dialog

    yield looked
    dialog.close()


@pytest.fixture
def silent():
    """Where nobody answers: the port is taken, and nobody listens at it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield lambda: f"http://127.0.0.1:{taken.getsockname()[1]}"
