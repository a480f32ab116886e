"""Windows out of sight are found by the addresses that they wrote down."""

import stat
import sys
from pathlib import Path

import pytest

from klaviyo_gui.store.away import announce, announced, withdraw


@pytest.fixture
def away(tmp_path):
    return tmp_path / "home" / "away"


def test_the_address_of_every_window_is_found_until_it_is_withdrawn(away):
    assert announced(away) == {}
    one, other = announce(away, "first"), announce(away, "second")
    assert announced(away) == {one: "first", other: "second"}
    withdraw(one)
    assert announced(away) == {other: "second"}
    withdraw(one)


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such modes")
def test_nobody_else_on_the_computer_learns_an_address(away):
    note = announce(away, "first")
    assert stat.S_IMODE(away.stat().st_mode) == 0o700
    assert stat.S_IMODE(note.stat().st_mode) == 0o600


def test_what_is_still_being_written_and_is_no_text_breaks_nothing(away):
    note = announce(away, "first")
    (away / ".half-written").write_text("fir")
    odd = away / "odd"
    odd.write_bytes(b"\xff")
    assert announced(away) == {note: "first", odd: "\N{REPLACEMENT CHARACTER}"}


def test_a_window_that_comes_back_while_it_is_looked_for_hides_no_other_one(away, monkeypatch):
    notes = sorted(announce(away, address) for address in ("first", "second", "third"))
    left = announced(away)
    del left[notes[0]]
    read = Path.read_text

    def back_meanwhile(note, *arguments):
        withdraw(notes[0])
        return read(note, *arguments)

    monkeypatch.setattr(Path, "read_text", back_meanwhile)
    assert announced(away) == left


def test_a_folder_that_cannot_be_read_holds_no_window(tmp_path):
    place = tmp_path / "away"
    place.write_text("a file stands where the folder should be")
    assert announced(place) == {}


def test_what_cannot_be_withdrawn_waits_for_the_next_start(away):
    blocked = away / "blocked"
    blocked.mkdir(parents=True)
    withdraw(blocked)
    assert blocked.is_dir()
