from threading import Event

import pytest
import wakepy
from wakepy import NoCurrentModeError, current_mode

from klaviyo_gui.sending.progress import Finished
from klaviyo_gui.sending.send import Order, send
from tests.doubles.accounts import practice
from tests.doubles.files import csv_file, mapping, orders


def test_the_computer_is_kept_awake_for_as_long_as_a_run_is_on(tmp_path, monkeypatch):
    # The library's own way to be told that every wish is granted.
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "yes")
    order = Order(csv_file(tmp_path, orders(3)), mapping(), "Orders", is_history=True)
    with practice() as account:
        told = send(order, account.destination, tmp_path / "runs", tmp_path / "locks", Event())
        for event in told:
            assert current_mode().active, event
            assert current_mode().name == wakepy.ModeName.KEEP_RUNNING
    assert isinstance(event, Finished)
    with pytest.raises(NoCurrentModeError):
        current_mode()


def test_a_system_that_cannot_be_kept_awake_does_not_keep_a_run_from_its_end(tmp_path, monkeypatch):
    monkeypatch.setenv("WAKEPY_FORCE_FAILURE", "yes")
    order = Order(csv_file(tmp_path, orders(3)), mapping(), "Orders", is_history=True)
    with practice() as account:
        told = send(order, account.destination, tmp_path / "runs", tmp_path / "locks", Event())
        is_awake = {current_mode().active for _ in told}
    assert is_awake == {False}
