import sqlite3
from functools import partial

import pytest

from klaviyo_gui.core.errors import RunOngoing
from klaviyo_gui.store.lock import account_lock
from tests.doubles.tasks import hold_lock


def test_a_second_process_is_told_until_the_first_is_killed(tmp_path, child):
    process, pipe = child(hold_lock, tmp_path, "Shop")
    assert pipe.recv() == "held"
    with pytest.raises(RunOngoing) as caught, account_lock(tmp_path, "Shop"):
        pass
    assert caught.value.account == "Shop"
    process.kill()
    process.join()
    with account_lock(tmp_path, "Shop"):
        pass


def test_two_windows_of_one_process_are_kept_apart_too(tmp_path):
    with account_lock(tmp_path / "locks", "Shop"):
        with pytest.raises(RunOngoing), account_lock(tmp_path / "locks", "Shop"):
            pass
        with account_lock(tmp_path / "locks", "Other"):
            pass
    with account_lock(tmp_path / "locks", "Shop"):
        pass


def test_another_trouble_with_the_lock_is_not_taken_for_a_run(tmp_path, monkeypatch):
    class Interrupted(sqlite3.Connection):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, **options)
            self.set_progress_handler(lambda: 1, 1)

    monkeypatch.setattr(
        "klaviyo_gui.store.lock.sqlite3.connect", partial(sqlite3.connect, factory=Interrupted)
    )
    with pytest.raises(sqlite3.OperationalError), account_lock(tmp_path, "Shop"):
        pass
