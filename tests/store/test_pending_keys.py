"""Which keys were on their way when a process ended is known to the next one, and no key ever."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from klaviyo_gui.core.errors import AccountsUnwritable
from klaviyo_gui.store import pending_keys
from klaviyo_gui.store.pending_keys import PendingKeys

ROOT = Path(__file__).resolve().parents[2]
ENDED = """
import sys, threading
from pathlib import Path
from klaviyo_gui.core.errors import KeychainSlow
from klaviyo_gui.store.keychain import Keychain
from klaviyo_gui.store.pending_keys import PendingKeys
from tests.doubles.keychains import Memory

class Hanging(Memory):
    def set_password(self, service, username, password):
        print("begun", flush=True)
        threading.Event().wait()

place = Hanging()
try:
    keys = Keychain(lambda: place, float(sys.argv[2]), PendingKeys(Path(sys.argv[1])))
    keys.save("AbC123", "pk_secret")
except KeychainSlow:
    sys.exit(5)
"""


@pytest.fixture
def pending(tmp_path):
    return PendingKeys(tmp_path / "locks")


def left(pending):
    """Return the accounts of the keys that nobody holds, which stay left."""
    found = []
    for each in pending.left():
        found.append(each.account_id)
        each.release()
    return found


def saving(folder, seconds):
    """Save a key in a process of its own, at a place that takes it and never answers."""
    path = os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))
    command = [sys.executable, "-c", ENDED, str(folder), str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": path})


def test_a_key_on_its_way_is_left_once_nobody_holds_it_until_it_is_settled(pending):
    assert left(pending) == []
    first, second = pending.begin("AbC123"), pending.begin("XyZ789")
    assert left(pending) == []
    first.release()
    assert left(pending) == ["AbC123"]
    second.settle()
    assert left(pending) == ["AbC123"]
    (found,) = pending.left()
    assert left(pending) == [], "who settles it holds it"
    found.settle()
    found.settle()
    assert left(pending) == []


def test_what_a_process_gave_up_is_known_to_the_next_and_its_key_is_in_no_file(pending, tmp_path):
    folder = tmp_path / "locks"
    with saving(folder, 0.2) as ended:
        assert ended.wait(60) == 5
    assert left(pending) == ["AbC123"]
    for file in folder.iterdir():
        assert b"pk_secret" not in file.read_bytes()


def test_what_was_on_its_way_when_a_process_was_killed_is_known_too(pending, tmp_path):
    with saving(tmp_path / "locks", 600) as killed:
        assert killed.stdout.readline() == b"begun\n"
        assert left(pending) == [], "it is still at it"
        killed.kill()
    assert left(pending) == ["AbC123"]
    for each in pending.left():
        each.settle()
    assert [*(tmp_path / "locks").iterdir()] == []


def test_a_note_that_was_never_written_is_of_no_account(pending, tmp_path):
    pending.begin("AbC123").settle()
    (tmp_path / "locks" / "x.key-pending").touch()
    (tmp_path / "locks" / "y.key-pending").write_bytes(b"nonsense" * 999)
    assert left(pending) == [""]


def test_where_nothing_can_be_noted_that_is_told(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    with pytest.raises(AccountsUnwritable):
        PendingKeys(tmp_path / "file").begin("AbC123")
    monkeypatch.setattr(pending_keys.secrets, "token_hex", lambda _: "same")
    pending = PendingKeys(tmp_path / "locks")
    with closing(pending.begin("AbC123")._connection), pytest.raises(AccountsUnwritable):
        pending.begin("AbC123")


def test_a_table_that_is_there_already_is_no_note_of_this_key(tmp_path, monkeypatch):
    monkeypatch.setattr(pending_keys.secrets, "token_hex", lambda _: "same")
    pending = PendingKeys(tmp_path / "locks")
    pending.begin("AbC123").release()
    with pytest.raises(AccountsUnwritable):
        pending.begin("XyZ789")
    assert left(pending) == ["AbC123"]
