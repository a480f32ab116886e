"""Windows that are out of sight are found by the addresses that they wrote down."""

import stat
from pathlib import Path

from klaviyo_gui.store.away import announce, announced, withdraw


def test_an_address_is_found_until_it_is_withdrawn(tmp_path):
    folder = tmp_path / "away"
    assert announced(folder) == {}
    notes = {announce(folder, f"/tmp/{name}"): f"/tmp/{name}" for name in "ab"}
    assert announced(folder) == notes
    for note in notes:
        withdraw(note)
        withdraw(note)
    assert announced(folder) == {}


def test_an_address_that_is_being_written_is_passed_over(tmp_path):
    (tmp_path / ".draft").write_bytes(b"/tm")
    assert announced(tmp_path) == {}


def test_a_window_that_comes_back_meanwhile_stops_nobody(tmp_path, monkeypatch):
    announce(tmp_path, "/tmp/a")

    def refuse(*_, **__):
        raise FileNotFoundError

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_text", refuse)
        assert announced(tmp_path) == {}
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        for note in announced(tmp_path):
            withdraw(note)


def test_nobody_else_can_read_the_addresses(tmp_path):
    announce(tmp_path / "away", "/tmp/a")
    assert stat.S_IMODE((tmp_path / "away").stat().st_mode) == 0o700
